"""Asking another archive to capture a page too, in the manner of Save Page Now 2."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from claimcheck.core import content_coding, http_message
from claimcheck.core.content_coding import CannotDecode
from claimcheck.core.http_message import NotHttp
from claimcheck.core.outcomes import Submission
from claimcheck.core.settling import storable
from claimcheck.fetching import fetcher
from claimcheck.fetching.client import host_of
from claimcheck.fetching.politeness import AskedToWait, Manners, Politeness
from claimcheck.fetching.recording import ExchangeFailed, Recording
from claimcheck.fetching.shares import Shares, Slot
from claimcheck.fetching.transport import RecordingTransport
from claimcheck.settings import Settings

MAX_ANSWER_BYTES = 256 * 1024
"""A job's state is under 1 kB; a page that lists what else was captured with it is longer."""

MAX_SAID_CHARS = 200

NO_ANSWER, REFUSED_KEY, TOO_MANY, REFUSED, SERVICE_FAILED, UNREADABLE = (
    "no answer", "keys refused", "too many requests", "refused", "service failed", "unreadable",
)  # fmt: skip

NEXT_STEP = {
    NO_ANSWER: "check this machine's network and CLAIMCHECK_SAVE_PAGE, then submit again",
    REFUSED_KEY: "check CLAIMCHECK_SAVE_PAGE_KEY; without it the service is asked anonymously",
    TOO_MANY: "submit the rest later",
    REFUSED: "the service will not archive the page; rely on our own capture",
    SERVICE_FAILED: "submit again later",
    UNREADABLE: "check that CLAIMCHECK_SAVE_PAGE is the address of a Save Page Now service",
}
"""What to do about each reason for which a page has no second witness."""

STOPPING = frozenset({NO_ANSWER, REFUSED_KEY, TOO_MANY})
"""What the service would answer to the next page as well."""

_JOB = re.compile(r"[\w.-]{1,200}", re.ASCII)
_TIMESTAMP = re.compile(r"\d{14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """
    Where a page's second witness stands. `job` is what to ask after, `copy_url` the copy.

    `reason` is one of NEXT_STEP, `error` the plain sentence; both None where all went well.
    """

    state: Submission
    job: str | None = None
    copy_url: str | None = None
    reason: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SavePage:
    """A service that archives pages on request. Nothing of the talk with it is archived."""

    address: httpx.URL
    transport: httpx.AsyncBaseTransport
    politeness: Politeness
    user_agent: str
    timeout_seconds: float
    key: str = field(default="", repr=False)

    async def submit(self, url: str) -> Answer:
        """Ask for a capture of a page. Never raises for what the service does."""
        answer = await self._ask(httpx.Request("POST", self.address, data={"url": url}))
        return answer if isinstance(answer, Answer) else self._read_submitted(answer)

    async def check(self, job: str) -> Answer:
        """Ask how a capture stands. One that could not be asked after is still open."""
        status = self.address.copy_with(path=f"{self.address.path.rstrip('/')}/status/{job}")
        answer = await self._ask(httpx.Request("GET", status))
        if isinstance(answer, Answer):
            return Answer(Submission.ASKED, job, None, answer.reason, answer.error)
        return self._read_state(answer, job)

    def _read_submitted(self, said: dict[str, Any]) -> Answer:
        job = said.get("job_id")
        if isinstance(job, str) and _JOB.fullmatch(job):
            return Answer(Submission.ASKED, job)
        return self._refusal(said)

    def _read_state(self, said: dict[str, Any], job: str) -> Answer:
        match said.get("status"):
            case "pending":
                return Answer(Submission.ASKED, job)
            case "success" if copy_url := self._copy_url(said):
                return Answer(Submission.DONE, job, copy_url)
            case "error":
                return self._refusal(said)
        return Answer(Submission.ASKED, job, None, UNREADABLE, "the service gave no state")

    def _copy_url(self, said: dict[str, Any]) -> str | None:
        at, of = str(said.get("timestamp")), said.get("original_url")
        if not _TIMESTAMP.fullmatch(at) or not isinstance(of, str) or not of.isprintable():
            return None
        return str(self.address.copy_with(path=f"/web/{at}/", query=None)) + of

    def _refusal(self, said: dict[str, Any]) -> Answer:
        words = [said.get("status_ext"), said.get("message")]
        told = ": ".join(storable(word) for word in words if isinstance(word, str) and word)
        if not told:
            return _failed(UNREADABLE, "the service's answer names no job")
        if any(secret in told for secret in self.key.split(":") if secret):
            told = "it repeats our key"
        return _failed(REFUSED, f"the service refused the page ({told[:MAX_SAID_CHARS]})")

    async def _ask(self, request: httpx.Request) -> dict[str, Any] | Answer:
        """Send a request; what the service says, or why it says nothing."""
        request.headers.update(self._headers())
        limits = {"timeout": {"read": self.timeout_seconds}, "max_body_bytes": MAX_ANSWER_BYTES}
        request.extensions.update(limits)
        host = host_of(request.url)
        try:
            async with self.politeness.turn(host, Slot(Shares(1))):
                response = await self.transport.handle_async_request(request)
                self.politeness.note(host, response.status_code, None)
        except ExchangeFailed as failed:
            return _failed(NO_ANSWER, _fault_of(failed.recording))
        except AskedToWait:
            return _failed(TOO_MANY, "the service has asked to wait")
        return _read(response.extensions["recording"])

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "application/json", "Accept-Encoding": "gzip"}
        headers["User-Agent"] = self.user_agent
        if self.key:
            headers["Authorization"] = f"LOW {self.key}"
        return headers


@asynccontextmanager
async def open_service(
    settings: Settings, *, transport: httpx.AsyncBaseTransport | None = None
) -> AsyncIterator[SavePage]:
    """Open the service that the settings name, behind the guard and with its delays."""
    own = transport or RecordingTransport(
        allow=settings.allow_addresses, max_body_bytes=MAX_ANSWER_BYTES
    )
    manners = Manners(settings.host_delay_seconds, 1, settings.timeout_seconds)
    try:
        yield SavePage(
            address=httpx.URL(settings.save_page),
            transport=own,
            politeness=Politeness(
                manners, sleep=asyncio.sleep, monotonic=time.monotonic, locks=None
            ),
            user_agent=fetcher.user_agent(settings.contact),
            timeout_seconds=settings.timeout_seconds,
            key=settings.save_page_key,
        )
    finally:
        if transport is None:
            await own.aclose()


def _failed(reason: str, error: str) -> Answer:
    return Answer(Submission.FAILED, reason=reason, error=error)


def _fault_of(recording: Recording) -> str:
    return recording.fault.error or recording.fault.reason if recording.fault else "it said nothing"


def _read(recording: Recording) -> dict[str, Any] | Answer:
    """Read an answer in JSON. A redirect is not followed: our key would go with it."""
    status = recording.status or 0
    if recording.fault:
        return _failed(NO_ANSWER, _fault_of(recording))
    if status in (401, 403):
        return _failed(REFUSED_KEY, f"the service refused us ({status})")
    if status == 429:
        return _failed(TOO_MANY, "the service has had too many requests (429)")
    if status >= 500:
        return _failed(SERVICE_FAILED, f"the service failed ({status})")
    try:
        message = http_message.parse_response(recording.response)
        content = content_coding.read_content(message, max_bytes=MAX_ANSWER_BYTES).content
        said = json.loads(content)
    except (NotHttp, CannotDecode, ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        return _failed(UNREADABLE, f"the service did not answer in JSON ({status})")
    return said
