"""What the rules look at, gathered once for each capture."""

from dataclasses import dataclass
from urllib.parse import SplitResult

from claimcheck.core.documents import Document
from claimcheck.core.outcomes import FiredRule, Quality

EMPTY_CHARS = 12
"""Fewer letters and digits than this are no page: `Loading...`, `Please wait`."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """
    What an address that cannot exist answered, on the same host and beside the cited one.

    A server that gives the same page for both says nothing about the cited one.
    """

    http_status: int
    payload_sha256: str
    title: str | None
    text_chars: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """The quality of a capture, the reason for it in a sentence, and every rule that fired."""

    quality: Quality
    reason: str
    fired: tuple[FiredRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """
    A phrase that gives a page away, and where it stands: `title`, `heading` or `text`.

    `sure` is False when much else stands beside it, or when honest pages say it too.
    """

    quality: Quality
    phrase: str
    place: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Page:
    """
    An answer as the rules see it.

    `headers` are those that a rule asks for, names in lower case, in order. `was_led` says
    that the answer came from another address than the cited one.
    """

    http_status: int
    document: Document
    text_chars: int
    source: SplitResult
    final: SplitResult
    was_led: bool
    headers: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    cut: str | None
    payload_sha256: str | None
    sibling: Sibling | None
    remembered: frozenset[str]

    @property
    def is_success(self) -> bool:
        """Whether the status promises the page itself; a 304 confirms the one before."""
        return 200 <= self.http_status < 300 or self.http_status == 304

    @property
    def is_unread(self) -> bool:
        """Whether there is no text because we do not read this type: no sign of anything."""
        return self.document.unread_reason is not None

    @property
    def is_wordless(self) -> bool:
        """Whether it has almost no visible text."""
        start = self.document.text[: EMPTY_CHARS * 20]
        return not self.is_unread and sum(map(str.isalnum, start)) < EMPTY_CHARS
