"""What one exchange leaves behind, whole or not."""

from dataclasses import dataclass

import httpx

from claimcheck.core.captures import Connected
from claimcheck.core.outcomes import Outcome
from claimcheck.spool import Raw


@dataclass(frozen=True, slots=True)
class Ending:
    """
    How an exchange, or a whole source, ended.

    `reason` is the finer word, `error` the plain sentence for people; neither ever holds an
    address, a header or a cookie. `transient` endings may turn out otherwise a little later.
    """

    outcome: Outcome
    reason: str
    error: str | None = None
    transient: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """
    One request and its answer as on the wire (above TLS), put into `response.extensions`.

    `status`, `location` and `retry_after` are those of the final answer; `response` holds the
    interim ones too. `fault` says what kept the answer from being whole, `cut` in which way.
    """

    request: bytes
    response: Raw
    seconds: float
    status: int | None = None
    location: str | None = None
    retry_after: str | None = None
    connected: Connected | None = None
    cut: str | None = None
    fault: Ending | None = None


class Broken(Exception):
    """Ends an exchange from within. `cut` is the WARC-Truncated word for bytes that came."""

    def __init__(self, ending: Ending, cut: str | None = None) -> None:
        super().__init__(ending.reason)
        self.ending = ending
        self.cut = cut


class ExchangeFailed(httpx.TransportError):
    """No answer could be read. The recording holds the fault and whatever bytes came."""

    def __init__(self, recording: Recording) -> None:
        super().__init__(recording.fault.reason if recording.fault else "no answer")
        self.recording = recording
