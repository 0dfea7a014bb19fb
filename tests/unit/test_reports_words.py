"""The sentences that every form of the report shares."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import report_support as sample
from claimcheck.core.outcomes import Quality
from claimcheck.core.status import FigureCheck
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.reports import words
from claimcheck.reports.words import Alarm

DIFFERS = FigureCheck("percent", "52 percent", "45 percent", "differs")


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\nb\r\nc\td", "a b c d"),  # breaks and tabs become one space
        ("a\u2028b\x85c", "a b c"),  # Unicode's own line breaks too
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),  # ANSI escapes lose their teeth
        ("\x9b31m", "\ufffd31m"),  # the one-byte CSI as well
        ("in\u202evoice", "in\ufffdvoice"),  # right-to-left override
        ("\u2066x\u2069", "\ufffdx\ufffd"),  # isolates
        ("\x00\x07\x08\x7f", "\ufffd" * 4),  # NUL, bell, backspace, delete
        ("\ud800", "\ufffd"),  # half a surrogate pair cannot be encoded
        ("a\U000e0041b", "a\ufffdb"),  # invisible tag letters
        ("שלום\u200f!", "שלום\u200f!"),  # the marks that Hebrew needs stay
        ("👩\u200d🔬 é", "👩\u200d🔬 é"),  # joined emoji and accents stay
    ],
)
def test_text_from_outside_cannot_steer_what_shows_it(given_text: str, expected: str) -> None:
    """Control, escape and bidi override characters never reach a terminal or a page."""
    assert words.clean(given_text) == expected


@given(st.text(alphabet=st.characters()))
def test_cleaning_is_one_line_and_idempotent(text: str) -> None:
    """Cleaned text is one encodable line, and cleaning it again changes nothing."""
    cleaned = words.clean(text)
    assert len(cleaned.splitlines()) <= 1
    cleaned.encode()  # would raise on a lone surrogate
    assert words.clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x?y=1&z=(2)", True),
        ("HTTP://a.example/", True),  # schemes ignore case
        ("http://[::1]/", True),
        ("https://www.bikes.example/risk", True),  # letters that have a twin beyond ASCII
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("ftp://a.example/", False),
        ("//a.example/", False),
        (" https://a.example/", False),  # nothing before the scheme
        ("https://a.example/ onclick=x", False),
        ('https://a.example/"x', False),
        ("https://a.example/<b>", False),
        ("https://a.example/|x", False),  # would end a Markdown cell
        ("https://a.example/`x", False),
        ("https://a.example/\n", False),
        ("https://exämple.org/", False),  # a normalised address is ASCII
        ("https://", False),
    ],
)
def test_only_plain_web_addresses_become_links(url: str, linked: bool) -> None:
    """An address is a link only if it is http or https and nothing in it needs care."""
    assert words.is_web_address(url) is linked


@pytest.mark.parametrize(
    ("changes", "alarm"),
    [
        ({"verdict": Verdict.REFUTED}, Alarm.REFUTED),
        ({"citations": (sample.citation(support=Support.CONTRADICTS),)}, Alarm.CONTRADICTED),
        ({"verdict": Verdict.CONFLICTING}, Alarm.CONFLICTING),
        # a figure that differs in a passage, and one on the page
        (
            {"citations": (sample.citation(passages=(sample.passage(checks=(DIFFERS,)),)),)},
            Alarm.DIFFERS,
        ),
        ({"citations": (sample.citation(page_checks=(DIFFERS,)),)}, Alarm.DIFFERS),
        ({"alarms": ("something is off",)}, Alarm.OTHER),
        # signed off as supported, and yet a source contradicts: still an alarm
        (
            {
                "verdict": Verdict.SUPPORTED,
                "verified": True,
                "citations": (sample.citation(support=Support.CONTRADICTS),),
            },
            Alarm.CONTRADICTED,
        ),
        ({}, None),
        ({"verdict": Verdict.NOT_ENOUGH_EVIDENCE}, None),
        # another figure in one passage, while the page has the claim's own, is no alarm
        (
            {
                "citations": (
                    sample.citation(
                        passages=(sample.passage(checks=(DIFFERS,)),),
                        page_checks=(replace(DIFFERS, source="52 percent", result="match"),),
                    ),
                )
            },
            None,
        ),
        # a figure that was not found is no alarm
        (
            {"citations": (sample.citation(page_checks=(replace(DIFFERS, result="not_found"),)),)},
            None,
        ),
    ],
)
def test_alarms_are_seen_even_if_nobody_named_them(
    changes: dict[str, Any], alarm: Alarm | None
) -> None:
    """A contradiction is an alarm wherever in the claim it shows, and always has a sentence."""
    claim = sample.claim(**changes)
    assert words.alarm_of(claim) is alarm
    assert bool(words.alarm_lines(claim)) is (alarm is not None)


def test_claims_with_an_alarm_come_first_and_none_is_lost() -> None:
    """Loudest first, the withdrawn among them last; every claim is listed exactly once."""
    report = sample.sample_report()
    withdrawn = sample.claim("gone", state=State.WITHDRAWN, verdict=Verdict.REFUTED)
    report = replace(report, claims=(withdrawn, *report.claims))
    keys = [claim.key for claim in words.in_order(report)]
    assert keys[:5] == [
        "pass-share-52",
        "dredging-cost",
        "bicycles-52",
        "season-passes",
        "gone",
    ]
    assert sorted(keys) == sorted(claim.key for claim in report.claims)


@pytest.mark.parametrize(
    ("verdict", "state", "verified", "expected"),
    [
        (Verdict.UNVERIFIED, State.OPEN, False, "unverified"),
        (Verdict.UNVERIFIED, State.SIGNED_OFF, True, "unverified"),  # no verdict, no more
        (
            Verdict.SUPPORTED,
            State.OPEN,
            False,
            "supported — provisional, nobody is checking it",
        ),
        (Verdict.SUPPORTED, State.IN_CHECK, False, "supported — provisional, still in check"),
        (Verdict.SUPPORTED, State.IN_REVIEW, False, "supported — awaiting second person"),
        (Verdict.SUPPORTED, State.SIGNED_OFF, False, "supported — signed off, but not verified"),
        (Verdict.SUPPORTED, State.PUBLISHED, False, "supported — published, but not verified"),
        (Verdict.SUPPORTED, State.WITHDRAWN, False, "supported — withdrawn, not verified"),
        (Verdict.SUPPORTED, State.PUBLISHED, True, "supported — verified"),
        (Verdict.REFUTED, State.SIGNED_OFF, True, "refuted — signed off"),
    ],
)
def test_a_verdict_never_stands_without_its_standing(
    verdict: Verdict, state: State, verified: bool, expected: str
) -> None:
    """What people have not signed off is shown as provisional."""
    claim = sample.claim(verdict=verdict, state=state, verified=verified)
    assert words.standing(claim) == expected


def test_the_headline_says_how_the_claims_stand() -> None:
    """Verified claims by verdict, then alarms, then what cannot be checked, then sources."""
    assert words.headline(sample.sample_report()) == (
        "2 of 12 claims verified: 1 supported, 1 not checkable. 1 refuted. "
        "1 with conflicting sources. 1 with a figure that differs from the source. "
        "1 changed under a pinned passage. "
        "1 cannot be checked (opinion, forecast). "
        "14 of 19 sources could not be reached or read. 1 source not fetched yet."
    )


def test_an_empty_report_has_a_headline_of_its_own() -> None:
    """No claim, no count: the headline says that there is nothing yet."""
    assert words.headline(sample.empty_report()) == "There are no claims yet."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "archived, HTTP 200"),
        ({"reason": "archived"}, "archived, HTTP 200"),  # a reason that adds nothing
        ({"quality": Quality.TRUNCATED}, "archived, HTTP 200, truncated"),
        (
            {"quality": Quality.LOGIN, "reason": "password_field"},
            "archived, password field, HTTP 200, cannot serve as evidence (login)",
        ),
        ({"outcome": None}, "not fetched yet"),
    ],
)
def test_outcomes_are_told_in_words(changes: dict[str, Any], expected: str) -> None:
    """The outcome comes with its finer reason, the HTTP status and what it is worth."""
    assert words.outcome_line(sample.source(**changes)) == expected


@pytest.mark.parametrize(
    ("result", "loud", "expected"),
    [
        (
            "differs",
            True,
            "FIGURE DIFFERS: the claim says 52 percent, this passage says 45 percent",
        ),
        (
            "differs",
            False,
            "percent 52 percent: this passage says 45 percent, "
            "another passage has the claim's figure",
        ),
        ("not_found", False, "percent 52 percent: not found in this passage"),
        ("match", False, "percent 52 percent: this passage says 45 percent"),
        ("close", False, "percent 52 percent: close: this passage says 45 percent"),
        ("unheard", False, "percent 52 percent: unheard"),  # a result of a later version
    ],
)
def test_figure_checks_are_told_in_words(result: str, loud: bool, expected: str) -> None:
    """A figure that differs shows both values; one not found claims nothing beyond the passage."""
    check = replace(DIFFERS, result=result)
    assert words.check_line(check, "passage", loud=loud) == expected


def test_times_are_shown_in_utc() -> None:
    """A moment from any time zone is written in UTC, with a Z where machines read it."""
    at = datetime(2026, 3, 24, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert words.timestamp(at) == "2026-03-23T23:30:00Z"
    assert words.moment(at) == "2026-03-23 23:30 UTC"


def test_a_check_gives_its_reason_and_how_far_was_looked() -> None:
    """The note stands beside both values; names and quotations are called what they are."""
    noted = replace(DIFFERS, note="another metric: profit")
    assert words.check_line(noted, "page", loud=True).endswith(
        "45 percent (another metric: profit)"
    )
    name = FigureCheck("name", "Marie Curie", "Pierre Curie", "differs")
    assert words.check_line(name, "page", loud=True).startswith("NAME DIFFERS: ")
    absent = replace(DIFFERS, result="not_found", source=None, whole_page=True)
    line = words.check_line(absent, "passage", loud=False)
    assert line == "percent 52 percent: not found on the whole page"
