"""What the browser changes in the rules: captures that are cut, parts without a pause, events."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claimcheck.core import ledger, projection, settling
from claimcheck.core.captures import NOT_RENDERED, Ask, Exchange, Fetched, Resource
from claimcheck.core.ledger import Action, LedgerProblem, Step
from claimcheck.core.outcomes import Outcome, Quality
from claimcheck.fetching.politeness import Manners, Politeness
from claimcheck.fetching.shares import Shares, Slot
from fetch_support import Time, page

AT = datetime(2026, 3, 24, 9, 0, tzinfo=UTC)
URL = "http://example.org/"
TEXT = b"<p>The ferry carried 4,200 people in May. It stopped for a week in June."
RAW = page(TEXT, headers=b"Content-Type: text/html\r\n")
STATIC = Fetched(
    Ask(URL), AT, AT, Outcome.ARCHIVED, "200", None, 1, (Exchange(URL, AT, 0.1, b"", RAW, 200),)
)
DOM = Resource(URL, AT, "dom", "text/html; charset=utf-8", TEXT)

JUDGED = [
    # what the server sends, and what a browser makes of it
    (STATIC, Quality.OK),
    (replace(STATIC, resources=(DOM,)), Quality.OK),
    # the browser's time was over
    (replace(STATIC, resources=(replace(DOM, cut="time"),)), Quality.TRUNCATED),
    # it was to be shown and could not be: its text is not that of the captures before
    (replace(STATIC, reason=NOT_RENDERED), Quality.EMPTY),
]


@pytest.mark.parametrize(("fetched", "quality"), JUDGED, ids=lambda v: str(v)[:9])
def test_what_a_rendered_page_is_worth(fetched: Fetched, quality: Quality) -> None:
    """A page cut in time says so, and one that was not shown is no evidence."""
    capture = settling.settle(fetched, attempt_id="a", capture_id="c").facts.capture
    assert capture is not None
    assert capture.quality is quality


async def waits(status: int, retry_after_seconds: float | None, *, paced: bool) -> float:
    """How long the second request to a host waits, after this answer to the first."""
    time = Time()
    manners = Manners(delay_seconds=5.0, connections=1, patience_seconds=60.0)
    politeness = Politeness(manners, sleep=time.sleep, monotonic=time.monotonic, locks=None)
    slot = Slot(Shares(1))
    async with politeness.turn("host:80", slot):
        politeness.note("host:80", status, retry_after_seconds)
    async with politeness.turn("host:80", slot, paced=paced):
        return sum(time.waits)


PACES = [
    # a page waits for its turn, its parts do not
    (200, None, True, 5.0),
    (200, None, False, 0.0),
    # who asks to wait is obeyed by all, who pushes back is spared
    (503, 20.0, False, 20.0),
    (429, None, False, 5.0),
]


@pytest.mark.parametrize(("status", "retry_after_seconds", "paced", "seconds"), PACES)
def test_parts_follow_their_page(
    status: int, retry_after_seconds: float | None, paced: bool, seconds: float
) -> None:
    """Parts go without the pause between pages, unless the host wants to be left alone."""
    assert asyncio.run(waits(status, retry_after_seconds, paced=paced)) == seconds


FORGED = [
    # no such rendering
    {"rendering": "painted"},
    # nothing said
    {},
    # a source that nobody brought
    {"rendering": "auto"},
]


@pytest.mark.parametrize("body", FORGED, ids=json.dumps)
def test_a_forged_setting_is_a_problem(body: dict[str, str]) -> None:
    """A setting that makes no sense is named by the replay."""
    problems: list[LedgerProblem] = []
    steps = [Step(Action.SOURCE_SET, URL, body)]
    projection.replay(ledger.chain(steps, ledger.EMPTY, at=AT, actor="checker"), problems)
    assert [problem.subject for problem in problems] == [URL]
