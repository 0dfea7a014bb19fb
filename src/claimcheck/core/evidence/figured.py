"""Brings in the sentences that hold the claim's figures, where the best passages hold none."""

from collections.abc import Iterator, Sequence

from claimcheck.core.evidence.index import TextIndex
from claimcheck.core.evidence.ranking import Ranking
from claimcheck.core.evidence.terms import FIGURE_MARK, is_figure
from claimcheck.core.evidence.wanted import Wanted

SPARED = 3
"""Passages that no figure takes the place of: the best three."""

_DATE = f"{FIGURE_MARK}date:"
_YEAR = f"{FIGURE_MARK}year:"

Group = tuple[list[int], float]


def bring_figures(
    groups: Sequence[Group], ranking: Ranking, wanted: Wanted, limit: int
) -> list[Group]:
    """
    Put a sentence with each figure of the claim among the passages, the last making room.

    Only one that shares a word with the claim besides: the right number of something else says
    nothing. A figure that a passage holds already brings none.
    """
    kept, brought = list(groups), list[Group]()
    for term in _asked(wanted):
        holding = set(_holding(term, ranking.index))
        chosen = (sentence for group, _ in (*kept, *brought) for sentence in group)
        if not holding or not holding.isdisjoint(chosen):
            continue
        best = _best(holding, ranking)
        if best is None or (len(kept) + len(brought) >= limit and len(kept) <= SPARED):
            continue
        if len(kept) + len(brought) >= limit:
            kept.pop()
        brought.append(([best], round(min(1.0, ranking.value_of(best) / ranking.whole), 4)))
    return kept + brought


def _asked(wanted: Wanted) -> list[str]:
    """The figures of a claim but for a year that is part of its date."""
    dated = {_parts(term)[0] for term in wanted.figures if term.startswith(_DATE)}
    return [
        term for term in wanted.figures if not (term.startswith(_YEAR) and _parts(term)[0] in dated)
    ]


def _best(holding: set[int], ranking: Ranking) -> int | None:
    spoken = set[int]()
    for term, found in ranking.matches.items():
        if not is_figure(term) and not term[0].isdigit():
            spoken.update(holding.intersection(found))
    fit = spoken.intersection(ranking.factors)
    return max(fit, key=lambda sentence: (ranking.value_of(sentence), -sentence), default=None)


def _holding(term: str, index: TextIndex) -> Iterator[int]:
    """Give the sentences that hold a figure; of a date and a year, one that says no less."""
    for number in _numbers(term, index):
        yield from index.sentences_of(number)


def _numbers(term: str, index: TextIndex) -> Iterator[int]:
    if not term.startswith((_DATE, _YEAR)):
        number = index.number_of(term)
        if number is not None:
            yield number
        return
    wanted = _parts(term)
    for prefix in (_DATE, _YEAR):
        for number in index.numbers_from(prefix):
            if _says(_parts(index.terms[number]), wanted):
                yield number


def _says(found: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    """Whether a date says no less than the wanted one, but for a year that the page has said."""
    year, month, day = wanted
    same_year = year in (0, found[0]) or (found[0] == 0 and month != 0)
    return same_year and month in (0, found[1]) and day in (0, found[2])


def _parts(term: str) -> tuple[int, int, int]:
    """Year, month and day of a date's or a year's term, 0 for what is not said."""
    value = int(float(term.rpartition(":")[2]))
    if term.startswith(_YEAR):
        return value, 0, 0
    return value // 10_000, value // 100 % 100, value % 100
