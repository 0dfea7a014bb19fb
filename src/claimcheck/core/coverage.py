"""Which sentences of a report a claim covers, which were waived, and which are open."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.core.claims import UNCHECKABLE_KINDS, Kind
from claimcheck.core.coverage_parts import Part, find_parts, holds
from claimcheck.core.evidence.negation import says_opposite
from claimcheck.core.manuscripts import Manuscript
from claimcheck.core.placing import Anchored, Placer
from claimcheck.core.proposals import CHECKWORTHY_THRESHOLD, Proposal, propose
from claimcheck.core.proposals.language import Language, guess_language
from claimcheck.core.proposals.outline import Role, split_report


class Standing(StrEnum):
    """How a sentence, or a part of one, is taken care of."""

    COVERED = "covered"  # a claim says it
    WAIVED = "waived"  # somebody decided that it needs none, and why
    NOT_CHECKABLE = "not_checkable"  # the machine says that it asserts nothing to check, and why
    OPEN = "open"  # nobody has looked at it


@dataclass(frozen=True, slots=True)
class Waiver:
    """Words of a report that somebody decided need no claim, and why."""

    id: str
    exact: str
    prefix: str
    suffix: str
    reason: str
    waived_by: str


@dataclass(frozen=True, slots=True)
class CoveredPart:
    """A figure, date, name or quotation, and how it is taken care of."""

    part: Part
    standing: Standing
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoveredSentence:
    """
    A sentence and how it is taken care of.

    `claims` are the keys of those that cover it; `reason` says why it needs none, `by` who
    decided that (None: the machine). Of an open one it says which claim it speaks against.
    """

    proposal: Proposal
    standing: Standing
    claims: tuple[str, ...] = ()
    reason: str | None = None
    by: str | None = None
    parts: tuple[CoveredPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    A report's sentences in their order, headings and its list of references left aside.

    `unplaced` are claims whose place was not found, `idle` waivers whose words are gone.
    """

    sentences: tuple[CoveredSentence, ...]
    unplaced: tuple[str, ...] = ()
    idle: tuple[Waiver, ...] = ()

    def of(self, standing: Standing) -> list[CoveredSentence]:
        """The sentences that stand so."""
        return [sentence for sentence in self.sentences if sentence.standing is standing]

    def parts_of(self, standing: Standing) -> list[CoveredPart]:
        """The figures, dates, names and quotations that stand so."""
        return [part for s in self.sentences for part in s.parts if part.standing is standing]


def cover(
    manuscript: Manuscript, claims: Sequence[Anchored], waivers: Sequence[Waiver] = ()
) -> Coverage:
    """
    Say for every sentence, and every figure, date, name and quotation in it, who takes care of it.

    A part of a covered sentence is covered only where a claim on that sentence speaks of it.
    """
    sentences = split_report(manuscript)
    proposals = propose(manuscript).proposals
    placer = Placer(manuscript.text, sentences)
    placed, unplaced = _place(placer, claims)
    waived, idle = _find_waived(placer, waivers)
    language = guess_language(manuscript.text)
    covered = [
        _cover(proposal, placed[number], waived.get(number), language)
        for number, (sentence, proposal) in enumerate(zip(sentences, proposals, strict=True))
        if sentence.role is Role.PROSE
    ]
    return Coverage(tuple(covered), tuple(unplaced), tuple(idle))


def _place(
    placer: Placer, claims: Sequence[Anchored]
) -> tuple[dict[int, list[Anchored]], list[str]]:
    placed: dict[int, list[Anchored]] = defaultdict(list)
    unplaced = []
    for claim in claims:
        numbers = placer.place(claim)
        if not numbers:
            unplaced.append(claim.key)
        for number in numbers:
            placed[number].append(claim)
    return placed, unplaced


def _find_waived(
    placer: Placer, waivers: Sequence[Waiver]
) -> tuple[dict[int, Waiver], list[Waiver]]:
    waived: dict[int, Waiver] = {}
    idle = []
    for waiver in waivers:
        places = placer.find(waiver.exact)
        if not places:
            idle.append(waiver)
        for start, end in places:
            for number in placer.sentences_in(start, end):
                waived.setdefault(number, waiver)
    return waived, idle


def _cover(
    proposal: Proposal, claims: Sequence[Anchored], waiver: Waiver | None, language: Language
) -> CoveredSentence:
    parts = find_parts(proposal.text, proposal.start, language)
    spoken = language.name.lower()
    opposite = [c for c in claims if says_opposite(c.text, proposal.text, spoken)]
    saying = [claim for claim in claims if claim not in opposite]
    if saying:
        keys = tuple(claim.key for claim in saying)
        return CoveredSentence(
            proposal, Standing.COVERED, keys, parts=tuple(_cover_parts(parts, saying))
        )
    standing, reason, by = Standing.OPEN, why_uncheckable(proposal), None
    if waiver is not None:
        standing, reason, by = Standing.WAIVED, waiver.reason, waiver.waived_by
    elif opposite:
        reason = f"it says the opposite of {', '.join(claim.key for claim in opposite)}"
    elif reason:
        standing = Standing.NOT_CHECKABLE
    return CoveredSentence(
        proposal, standing, (), reason, by, tuple(CoveredPart(part, standing) for part in parts)
    )


def _cover_parts(parts: Sequence[Part], claims: Sequence[Anchored]) -> Iterator[CoveredPart]:
    for part in parts:
        keys = tuple(claim.key for claim in claims if holds(claim.text, part))
        yield CoveredPart(part, Standing.COVERED if keys else Standing.OPEN, keys)


def why_uncheckable(proposal: Proposal) -> str | None:
    """
    Say why a sentence asserts nothing that can be checked; None when it may.

    An opinion or a forecast counts only where hardly anything speaks for a check.
    """
    if proposal.left_out:
        return proposal.left_out
    is_plain = not proposal.figures and proposal.score < CHECKWORTHY_THRESHOLD
    if proposal.kind in UNCHECKABLE_KINDS and is_plain:
        return "an opinion" if proposal.kind is Kind.OPINION else "a forecast"
    return None
