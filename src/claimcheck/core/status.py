"""The status report as a value: everything that a report says, nothing about how it looks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from claimcheck.core.claims import Kind, Origin
from claimcheck.core.drifts import Drift
from claimcheck.core.independence import NO_SOURCES, Independence
from claimcheck.core.outcomes import PINNABLE, SUCCESSES, Health, Method, Outcome, Quality
from claimcheck.core.workflow import State, Support, Verdict


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """
    One figure, date, name or quotation of the claim against one passage or page, or its `not`.

    `result` is `match`, `close`, `differs` or `not_found`; `source` is what was found there, if
    anything. `note` says in words why it is not simply the same. `claim_words` and
    `source_words` are what stands around the two: unit, metric, baseline. `whole_page` is
    whether all of the page was looked through, which `not_found` needs to mean more than
    `not in this passage`.
    """

    kind: str
    claim: str
    source: str | None
    result: str
    note: str = ""
    claim_words: str = ""
    source_words: str = ""
    whole_page: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """
    How a capture came to be: by which method, where it was got, by whom, as which file.

    `memento_at` is the day that another archive gives for its copy, `captured_from` the address
    that was captured, `file_name` what a file that `brought_by` handed in was called.
    """

    method: Method
    memento_at: datetime | None = None
    captured_from: str | None = None
    brought_by: str | None = None
    file_name: str | None = None


@dataclass(frozen=True, slots=True)
class PassageStatus:
    """
    A passage that bears on a claim. `pinned_by` is None for what the machine proposes.

    `number` is what a reviewer calls it by; None for what only people found. `checks` are the
    claim's figures in it, `heading` is what it stands under. `drift` is what became of it since,
    `still_there` whether that needs no look; both are None when there is no newer capture to
    compare with. `link` leads to its place in the live page.
    """

    id: str
    exact: str
    prefix: str
    suffix: str
    captured_at: datetime
    payload_sha256: str
    pinned_by: str | None = None
    score: float | None = None
    checks: tuple[FigureCheck, ...] = ()
    still_there: bool | None = None
    number: int | None = None
    provenance: Provenance | None = None
    drift: Drift | None = None
    link: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """
    A source, its newest attempt and the capture to rely on. `outcome` is None before the first.

    `usable` is whether that capture can serve as evidence, `provenance` how it came to be.
    """

    url: str
    title: str | None
    outcome: Outcome | None
    reason: str | None
    error: str | None
    next_step: str | None
    http_status: int | None
    final_url: str | None
    media_type: str | None
    quality: Quality | None
    attempts: int
    captures: int
    captured_at: datetime | None
    payload_sha256: str | None
    unread_reason: str | None = None
    usable: bool = False
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class CitationStatus:
    """What one source says about one claim, and how well the archive backs it."""

    source: SourceStatus
    cited_as: str
    origin: Origin
    support: Support
    support_reason: str | None
    judged_by: str | None
    health: Health
    passages: tuple[PassageStatus, ...] = ()
    page_checks: tuple[FigureCheck, ...] = ()

    @property
    def drifts(self) -> tuple[Drift, ...]:
        """What happened to its pinned passages, where somebody has to look again."""
        found = (passage.drift for passage in self.passages)
        return tuple(drift for drift in found if drift is not None and not drift.stands)

    @property
    def is_drifted(self) -> bool:
        """Whether somebody has to look at its pinned passages again."""
        return bool(self.drifts) or self.health is Health.DRIFTED


@dataclass(frozen=True, slots=True)
class DerivationStatus:
    """
    A figure that a person computed for a claim, and what became of its operands.

    `passages` are the ids of the pinned passages that the operands stand in, None for those
    that name none. `check` is how the claim's figure compares. `changed` says which operands
    their passages no longer give, `now` what they give instead, where that is clear.
    """

    id: str
    kind: str
    operands: tuple[str, ...]
    passages: tuple[str | None, ...]
    result: str
    check: str
    sentence: str
    changed: tuple[str, ...]
    now: str | None
    derived_by: str
    derived_at: datetime

    @property
    def differs(self) -> bool:
        """Whether the claim's figure is not what was computed, or an operand not what it was."""
        return self.check == "differs" or bool(self.changed)


@dataclass(frozen=True, slots=True)
class EventStatus:
    """One step of the ledger, in a sentence."""

    number: int
    at: datetime
    actor: str
    action: str
    summary: str


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """
    One claim as it stands. `open_points` say what keeps it from being verified, in words;
    `alarms` what contradicts it (a figure that differs, a source that contradicts).
    `circular_override` is why it was signed off though nothing but its own report supports it.
    `uncovered` is what of the claim no passage has, as the claim writes it.
    """

    key: str
    text: str
    report: str | None
    section: str | None
    quote: str | None
    claimant: str | None
    kind: Kind
    checkable: bool
    hedge: str | None
    tags: tuple[str, ...]
    state: State
    verdict: Verdict
    verdict_reason: str | None
    verdict_by: str | None
    signed_off_by: str | None
    assignee: str | None
    version: int
    health: Health
    verified: bool
    open_points: tuple[str, ...]
    alarms: tuple[str, ...]
    citations: tuple[CitationStatus, ...]
    events: tuple[EventStatus, ...] = ()
    independence: Independence = NO_SOURCES
    circular_override: str | None = None
    derivations: tuple[DerivationStatus, ...] = ()
    uncovered: tuple[str, ...] = ()

    @property
    def is_drifted(self) -> bool:
        """Whether somebody has to look at its evidence again."""
        return self.health is Health.DRIFTED or any(c.is_drifted for c in self.citations)


@dataclass(frozen=True, slots=True)
class ReportHeading:
    """The document under check, as the status report names it."""

    key: str
    title: str
    url: str | None
    publisher: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class OpenSentence:
    """
    A sentence of a report that no claim covers, with the headings above it.

    `reason` is what there is to say of it: the claim that it speaks against.
    """

    text: str
    section: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class CoverageStatus:
    """How many sentences of a report are taken care of, and those that are not."""

    report: str
    sentences: int
    covered: int
    waived: int
    not_checkable: int
    open: tuple[OpenSentence, ...]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """
    What stands, what does not, and why.

    `notes` are the limits that every form of the report must show (four-eyes off,
    sources never reached, what the machine did not read). `coverage` is of the reports whose
    words are known.
    """

    generated_at: datetime
    reports: tuple[ReportHeading, ...]
    claims: tuple[ClaimStatus, ...]
    sources: tuple[SourceStatus, ...]
    ledger_events: int
    ledger_head: str
    notes: tuple[str, ...] = ()
    as_of: datetime | None = None
    coverage: tuple[CoverageStatus, ...] = ()

    @property
    def failures(self) -> tuple[SourceStatus, ...]:
        """The sources whose newest attempt brought no usable evidence."""
        return tuple(source for source in self.sources if is_failure(source))

    def count_states(self) -> dict[State, int]:
        """How many claims stand in each state, every state named, in the order of work."""
        counts = Counter(claim.state for claim in self.claims)
        return {state: counts[state] for state in State}

    def count_verdicts(self) -> dict[Verdict, int]:
        """How many claims have each verdict, every verdict named."""
        counts = Counter(claim.verdict for claim in self.claims)
        return {verdict: counts[verdict] for verdict in Verdict}

    def count_healths(self) -> dict[Health, int]:
        """How many claims have each health, every health named."""
        counts = Counter(claim.health for claim in self.claims)
        return {health: counts[health] for health in Health}


def is_failure(source: SourceStatus) -> bool:
    """Whether the newest attempt at a source brought nothing that can serve as evidence."""
    if source.outcome is None:
        return False
    return source.outcome not in SUCCESSES or source.quality not in PINNABLE
