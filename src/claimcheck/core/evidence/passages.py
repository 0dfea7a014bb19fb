"""The passages of a text that bear on a claim, chosen to cover its parts together."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.core.evidence.figured import bring_figures
from claimcheck.core.evidence.headings import MAX_SHORT_LINES, within_main
from claimcheck.core.evidence.index import Span, TextIndex, build_index
from claimcheck.core.evidence.ranking import Pick, Ranking, picks, rank
from claimcheck.core.evidence.wanted import Wanted, read_claim
from claimcheck.core.figures.words import WORD
from claimcheck.core.selectors import Selector, select

MAX_SENTENCES_JOINED = 3
MAX_PICKS_A_PASSAGE = 2
"""How many sentences are chosen at most for each passage asked for."""


@dataclass(frozen=True, slots=True)
class Passage:
    """
    One to three sentences that bear on a claim.

    `score` is what the passage adds to those ranked before it: 0 nothing, 1 the whole claim.
    `matched_terms` are the claim's words, stemmed, and figures (`#...`) that it holds, `heading`
    is what it stands under.
    """

    selector: Selector
    score: float
    matched_terms: tuple[str, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Passages for a claim, best first, and the words and figures of it that none of them has."""

    passages: tuple[Passage, ...]
    uncovered_terms: tuple[str, ...]


def find_passages(
    claim: str,
    text: str,
    limit: int = 5,
    *,
    main: Sequence[Span] | None = None,
    headings: Sequence[Span] | None = None,
) -> list[Passage]:
    """
    Find the passages of a text that say most about a claim, best first.

    Passages do not overlap and each brings, where there is any, what those before it lack.
    A text that shares nothing with the claim gives none; what is beyond `MAX_TEXT_CHARS` is not
    searched. `main` are the spans of the main text, which goes first; `headings` those of the
    headings. Linear in the text, and the same for the same input.
    """
    index = build_index(text, headings)
    return list(cover_claim(claim, text, index, limit=limit, main=main).passages)


def cover_claim(
    claim: str,
    text: str,
    index: TextIndex,
    *,
    limit: int = 5,
    main: Sequence[Span] | None = None,
) -> Coverage:
    """Find passages as `find_passages` does, in a text that has been read, and what they lack."""
    wanted = read_claim(claim, index.language)
    ranking = rank(index, text, wanted, main)
    groups = _choose(ranking, text, limit) if ranking else []
    groups = bring_figures(groups, ranking, wanted, limit) if ranking else []
    passages = tuple(
        _passage(group, score, ranking, text, main) for group, score in groups if ranking
    )
    return Coverage(passages, _uncovered(wanted, passages))


def _uncovered(wanted: Wanted, passages: Sequence[Passage]) -> tuple[str, ...]:
    """What of a claim is left, as it is written; a figure's words are left if the figure is."""
    covered = {term for passage in passages for term in passage.matched_terms}
    in_figures = {word for term in wanted.figures for word in WORD.findall(wanted.written[term])}
    missing = (
        written
        for term, written in wanted.written.items()
        if term not in covered and (term in wanted.figures or written not in in_figures)
    )
    return tuple(dict.fromkeys(missing))


def _choose(ranking: Ranking, text: str, limit: int) -> list[tuple[list[int], float]]:
    """Choose sentences; those that follow one another are joined where the better one stands."""
    index = ranking.index
    joined: list[tuple[list[int], float]] = []
    left = limit * MAX_PICKS_A_PASSAGE
    for pick in picks(ranking, text):
        if not _join(pick, joined, text, index):
            if len(joined) == limit:
                break
            joined.append(([pick.sentence], round(min(1.0, pick.gain), 4)))
        left -= 1
        if not left:
            break
    return joined


def _join(pick: Pick, joined: list[tuple[list[int], float]], text: str, index: TextIndex) -> bool:
    for group, _ in joined:
        if len(group) < MAX_SENTENCES_JOINED and _touches(pick.sentence, group, text, index):
            group.append(pick.sentence)
            group.sort()
            return True
    return False


def _touches(sentence: int, group: list[int], text: str, index: TextIndex) -> bool:
    if sentence == group[-1] + 1:
        gap = text[index.ends[group[-1]] : index.starts[sentence]]
    elif sentence == group[0] - 1:
        gap = text[index.ends[sentence] : index.starts[group[0]]]
    else:
        return False
    return "\n" not in gap


def _passage(
    group: list[int], score: float, ranking: Ranking, text: str, main: Sequence[Span] | None
) -> Passage:
    index = ranking.index
    found = [
        term
        for term, sentences in ranking.matches.items()
        if not sentences.keys().isdisjoint(group)
    ]
    return Passage(
        selector=select(text, index.starts[group[0]], index.ends[group[-1]]),
        score=score,
        matched_terms=tuple(sorted(found)),
        heading=heading_of(group[0], text, index, main),
    )


def passage_at(
    sentence: int, text: str, index: TextIndex, main: Sequence[Span] | None = None
) -> Passage:
    """Make a passage of one sentence that the ranking did not choose."""
    selector = select(text, index.starts[sentence], index.ends[sentence])
    return Passage(selector, 0.0, (), heading_of(sentence, text, index, main))


def heading_of(
    sentence: int, text: str, index: TextIndex, main: Sequence[Span] | None
) -> str | None:
    """Give the heading that a sentence stands under; None where there is none."""
    above = index.headings[sentence]
    if above >= 0 and main:
        first, last = above, min(sentence, above + MAX_SHORT_LINES) + 1
        spans = zip(index.starts[first:last], index.ends[first:last], strict=True)
        line = within_main(text, list(spans), index.starts[sentence], main)
        above = above + line if line >= 0 else -1
    return None if above < 0 else text[index.starts[above] : index.ends[above]]
