"""Copies in other archives: how one is asked for, and which answer is one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

import report_support as sample
from claimcheck.core import mementos
from claimcheck.core.captures import Ask, Exchange, Fetched
from claimcheck.core.drifts import Drift, DriftKind
from claimcheck.core.outcomes import Method, Outcome
from claimcheck.core.status import Provenance, StatusReport
from claimcheck.reports import render_html, render_markdown, render_text
from claimcheck.reports.origins import origin_line

AT = datetime(2025, 3, 2, 10, tzinfo=UTC)
WEB = "https://web.archive.org/web"

LOCATIONS = [
    # as a TimeGate gives it: the raw form
    (f"{WEB}/20250302100000/http://a.example/", f"{WEB}/20250302100000id_/http://a.example/"),
    # without a host
    ("/web/20250302100000/https://a.example/", "/web/20250302100000id_/https://a.example/"),
    # raw already, or another form that somebody chose
    (f"{WEB}/20250302100000id_/http://a.example/",) * 2,
    (f"{WEB}/20250302100000if_/http://a.example/",) * 2,
    # a cited page that is itself a copy: only the outer one is meant
    (
        f"{WEB}/20250302100000/{WEB}/20190101000000/http://a.example/",
        f"{WEB}/20250302100000id_/{WEB}/20190101000000/http://a.example/",
    ),
    (f"{WEB}/20250302100000if_/{WEB}/20190101000000/http://a.example/",) * 2,
    # other archives
    ("https://archive.example/x/20250302/http://a.example/",) * 2,
    ("https://a.example/page?u=/20250302100000/http://b.example/",) * 2,
    ("", ""),
]


@pytest.mark.parametrize(("given", "led"), LOCATIONS, ids=range(len(LOCATIONS)))
def test_the_original_bytes_are_asked_for(given: str, led: str) -> None:
    """A redirect to a Wayback-style copy leads to its raw form; any other stays as it is."""
    assert mementos.original_bytes(given) == led


def test_the_day_is_asked_for_in_utc() -> None:
    """Accept-Datetime is an HTTP date, which is GMT."""
    east = AT.astimezone(timezone(timedelta(hours=5)))
    assert mementos.accept_datetime(east) == ("Accept-Datetime", "Sun, 02 Mar 2025 10:00:00 GMT")


def fetched(outcome: Outcome, head: bytes) -> Fetched:
    answer = head + b"\r\n\r\n"
    exchange = Exchange("https://web.archive.org/x", AT, 0.1, b"", answer, 200)
    ask = Ask("https://a.example/", method=Method.MEMENTO)
    return Fetched(ask, AT, AT, outcome, "200", None, 1, (exchange,))


DATED = b"HTTP/1.1 200 OK\r\nMemento-Datetime: Sun, 02 Mar 2025 10:00:00 GMT"
ANSWERS = [
    (Outcome.ARCHIVED, DATED, Outcome.ARCHIVED, "200"),
    (Outcome.ARCHIVED, b"HTTP/1.1 200 OK", Outcome.NOT_FOUND, "no memento"),
    # a date that is none
    (Outcome.ARCHIVED, DATED.replace(b"Mar", b"Foo"), Outcome.NOT_FOUND, "no memento"),
    (Outcome.NOT_FOUND, b"HTTP/1.1 404 No", Outcome.NOT_FOUND, "no memento"),
    # the copy of a page that said 404 on that day
    (Outcome.NOT_FOUND, DATED.replace(b"200", b"404"), Outcome.NOT_FOUND, "200"),
    # what failed otherwise did not say that there is no copy
    (Outcome.TIMEOUT, b"HTTP/1.1 200 OK", Outcome.TIMEOUT, "200"),
    (Outcome.ROBOTS_DENIED, b"HTTP/1.1 200 OK", Outcome.ROBOTS_DENIED, "200"),
]


@pytest.mark.parametrize(("outcome", "head", "taken", "reason"), ANSWERS, ids=range(len(ANSWERS)))
def test_only_what_says_its_day_is_a_copy(
    outcome: Outcome, head: bytes, taken: Outcome, reason: str
) -> None:
    """An answer without Memento-Datetime is no memento, whatever its status."""
    judged = mementos.as_memento(fetched(outcome, head))
    assert (judged.outcome, judged.reason) == (taken, reason)


def test_no_answer_is_no_copy() -> None:
    """Nothing came back at all: nothing raises."""
    empty = replace(fetched(Outcome.ARCHIVED, b""), exchanges=())
    assert mementos.as_memento(empty).reason == "no memento"


ORIGINS = [
    (Provenance(Method.MEMENTO, AT, f"{WEB}/x"), "copy in web.archive.org of 2025-03-02"),
    (Provenance(Method.MEMENTO, AT, "http://[x"), "copy in another archive of 2025-03-02"),
    (Provenance(Method.UPLOAD, brought_by="checker", file_name="a.pdf"),
     "handed in by checker as a.pdf"),
    (Provenance(Method.BROWSER), "rendered by a browser"),
    (Provenance(Method.FETCH), ""),
    (None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("provenance", "line"), ORIGINS, ids=range(len(ORIGINS)))
def test_a_capture_says_how_it_came_to_be(provenance: Provenance | None, line: str) -> None:
    """Whatever is not the page as it was fetched says so."""
    assert origin_line(provenance) == line


@pytest.mark.parametrize("render", [render_text, render_markdown, render_html])
def test_every_form_marks_a_copy(render: Callable[[StatusReport], str]) -> None:
    """Wherever a capture of another archive is shown, and wherever drift is told from it."""
    copy = Provenance(Method.MEMENTO, AT, f"{WEB}/x")
    pinned = sample.passage(
        pinned_by="checker", drift=Drift(DriftKind.GONE, "x", None), provenance=copy
    )
    cited = sample.citation(sample.source(provenance=copy, usable=True), passages=(pinned,))
    claim = sample.claim(citations=(cited,))
    report = replace(sample.sample_report(), claims=(claim,), sources=(cited.source,))
    shown = render(report).replace("\\", "").replace("&#46;", ".")
    line = "copy in web.archive.org of 2025-03-02"
    assert shown.count(line) >= 4
    assert f"NO LONGER THERE in the newest capture ({line})" in " ".join(shown.split())
