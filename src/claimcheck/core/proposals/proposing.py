"""From a report to what it asserts: every sentence with its place, its kind and its worth."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.core.claims import UNCHECKABLE_KINDS, Kind
from claimcheck.core.figures import Figure
from claimcheck.core.manuscripts import Manuscript, read_plain_manuscript
from claimcheck.core.proposals import kinds, worth
from claimcheck.core.proposals.language import Language, guess_language
from claimcheck.core.proposals.outline import Role, Sentence, split_report
from claimcheck.core.proposals.parts import cut_parts
from claimcheck.core.proposals.references import Citations, Citing, Reference, list_references


@dataclass(frozen=True, slots=True)
class Part:
    """One assertion of a compound sentence, its place in the text and what kind it is."""

    text: str
    start: int
    end: int
    kind: Kind
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A sentence of a report as a claim, or as none.

    `start` and `end` count code points of the report's text. `score` is 0 to 1, from
    `CHECKWORTHY_THRESHOLD` on worth checking first. `left_out` says why it is no claim (a
    question, a heading); it is None for every sentence that asserts something. `parts` are its
    assertions where the grammar is plain, one part otherwise. `hedge` are the words with which
    it holds back, `citing` the addresses that belong to it.
    """

    text: str
    start: int
    end: int
    score: float
    kind: Kind
    section: tuple[str, ...] = ()
    hedge: str | None = None
    figures: tuple[Figure, ...] = ()
    parts: tuple[Part, ...] = ()
    citing: tuple[Citing, ...] = ()
    left_out: str | None = None

    @property
    def checkable(self) -> bool:
        """Whether somebody can check it today."""
        return self.left_out is None and self.kind not in UNCHECKABLE_KINDS

    @property
    def is_worthy(self) -> bool:
        """Whether it is worth checking first."""
        return self.left_out is None and self.score >= worth.CHECKWORTHY_THRESHOLD


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a report asserts, in its order, and the references that it lists."""

    proposals: tuple[Proposal, ...]
    references: tuple[Reference, ...]


def propose_claims(text: str) -> list[Proposal]:
    """
    List every sentence of a report with how much it is worth checking, best first.

    Nothing is dropped: what is no claim comes last, with the reason. The same text gives the
    same list; takes time in proportion to the text.
    """
    return ranked(propose(read_plain_manuscript(text)).proposals)


def ranked(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Put what is most worth a check first, and what is no claim last."""
    return sorted(proposals, key=lambda p: (p.left_out is not None, -p.score, p.start))


def propose(manuscript: Manuscript) -> Proposed:
    """List what a manuscript asserts, sentence by sentence, in its order."""
    sentences = split_report(manuscript)
    language = guess_language(manuscript.text)
    references = list_references(manuscript, sentences)
    citations = Citations(manuscript, references)
    return Proposed(
        tuple(_propose(sentence, language, citations) for sentence in sentences), tuple(references)
    )


def _propose(sentence: Sentence, language: Language, citations: Citations) -> Proposal:
    signs = worth.find_signs(sentence.text, language)
    left_out = _ROLES_LEFT_OUT.get(sentence.role) or kinds.why_no_claim(signs, sentence.text)
    kind = kinds.classify(signs, sentence.text, language)
    hedge = kinds.find_hedge(sentence.text, language)
    whole = Part(sentence.text, sentence.start, sentence.end, kind, hedge)
    return Proposal(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        score=worth.score(signs),
        kind=kind,
        section=sentence.section,
        hedge=hedge,
        figures=signs.figures,
        parts=() if left_out else _parts(sentence, language, whole),
        citing=() if left_out else citations.of(sentence),
        left_out=left_out,
    )


_ROLES_LEFT_OUT = {Role.HEADING: "a heading", Role.REFERENCE: "an entry of the references"}


def _parts(sentence: Sentence, language: Language, whole: Part) -> tuple[Part, ...]:
    spans = cut_parts(sentence.text, language)
    if len(spans) == 1:
        return (whole,)
    return tuple(_part(sentence, span, language) for span in spans)


def _part(sentence: Sentence, span: tuple[int, int], language: Language) -> Part:
    start, end = span
    text = sentence.text[start:end]
    kind = kinds.classify(worth.find_signs(text, language), text, language)
    hedge = kinds.find_hedge(text, language)
    return Part(text, sentence.start + start, sentence.start + end, kind, hedge)
