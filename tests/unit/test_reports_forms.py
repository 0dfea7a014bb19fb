"""What all forms of the report promise, and what text, Markdown and JSON add to it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import report_support as sample
from claimcheck.core.status import StatusReport
from claimcheck.reports import render_html, render_json, render_markdown, render_text, words
from claimcheck.reports.markdown import escape

Render = Callable[[StatusReport], str]

FORMS = (render_text, render_markdown, render_json, render_html)
HOSTILE = (
    "</style></title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "| a | b |\n|---|---|\n| c | d |",
    "`code` **bold** [x](javascript:alert(1)) ![y](http://evil.example/z)",
    "\x1b]0;owned\x07\x1b[2J",
    "\u202egpj.exe\u2066",
    "&lt;b&gt; &#60;script>",
    "\n\n# Heading\n- item\n1. one\n---\n    code\n```",
    "$x$ ~~gone~~ <!-- ",
    "{{ 7*7 }} ${x} %s {0}",
    "\ud800 half",
)


@pytest.mark.parametrize("render", FORMS)
def test_every_form_shows_the_alarms_before_anything_else(render: Render) -> None:
    """Each claim with an alarm is named before any claim without one."""
    shown = render(sample.sample_report())
    loud = [shown.index(key) for key in ("pass-share-52", "dredging-cost", "bicycles-52")]
    calm = [shown.index(key) for key in ("ferry-timetable", "pier-length", "night-boats")]
    assert loud == sorted(loud)
    assert max(loud) < min(calm)


@pytest.mark.parametrize("render", FORMS)
def test_every_form_holds_all_that_matters(render: Render) -> None:
    """Headline, notes, limits, digests, people, sources and next steps are in every form."""
    report = sample.sample_report()
    shown = squeezed(render(report))
    assert squeezed(words.headline(report)) in shown
    for text in (*report.notes, *words.LIMITS, sample.DIGEST, sample.HEAD):
        assert squeezed(text) in shown
    for claim in report.claims:
        for text in (claim.key, claim.text, *claim.open_points, *claim.alarms):
            assert squeezed(text) in shown
    for source in report.sources:
        assert squeezed(source.url) in shown
    for source in report.failures:
        assert squeezed(source.next_step or "missing") in shown


def squeezed(text: str) -> str:
    """Reduce a text, in whatever form, to its letters and digits: folding and escapes go."""
    for escaped, plain in (("&#x27;", "'"), ("&quot;", '"'), ("\\u201c", ""), ("\\u201d", "")):
        text = text.replace(escaped, plain)
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"</?code>|\\u\w{4}", "", text).lower())


@pytest.mark.parametrize("render", FORMS)
def test_a_proposed_passage_never_looks_pinned(render: Render) -> None:
    """What the machine proposes and what a person pinned are told apart in every form."""
    proposed = replace(
        sample.empty_report(),
        claims=(sample.claim(citations=(sample.citation(passages=(sample.passage(),)),)),),
    )
    citation = sample.citation(passages=(sample.passage(pinned_by="checker"),))
    pinned = replace(proposed, claims=(sample.claim(citations=(citation,)),))
    if render is render_json:
        assert '"pinned_by": null' in render(proposed)
        assert '"pinned_by": "checker"' in render(pinned)
    else:
        assert "Proposed by the machine, judged by nobody" in render(proposed)
        assert "Pinned by" not in render(proposed)
        assert "Pinned by checker" in render(pinned)


@pytest.mark.parametrize("render", FORMS)
def test_an_empty_report_says_what_to_do_next(render: Render) -> None:
    """Without a claim every form says so; those for people name the commands."""
    shown = render(sample.empty_report())
    assert "There are no claims yet." in shown
    if render is not render_json:
        assert "claimcheck import FILE" in shown


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("render", FORMS)
def test_every_form_renders_whatever_a_field_holds(render: Render, hostile: str) -> None:
    """No hostile text breaks a form or leaves a control character in it."""
    shown = render(sample.with_every_text(sample.sample_report(), lambda _: hostile))
    shown.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(), min_size=1))
def test_no_form_lets_a_control_character_through(text: str) -> None:
    """The law behind the table: for any text in every field, no form can steer a terminal."""
    report = sample.with_every_text(sample.sample_report(), lambda _: text)
    for render in FORMS:
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e\u2066-\u2069]", render(report)
        )


def totals_of(text: str) -> dict[str, int]:
    """Add up the totals of the text or Markdown form, by what they are totals of."""
    sums: dict[str, int] = {}
    for name, count in re.findall(r"^\W*(verified|state|verdict|health)\b.*?(\d+)\W*$", text, re.M):
        sums[name] = sums.get(name, 0) + int(count)
    return sums


@pytest.mark.parametrize("render", [render_text, render_markdown])
def test_totals_add_up_in_text_and_markdown(render: Render) -> None:
    """Each total of claims adds up to the number of claims."""
    shown = render(sample.sample_report())
    start = shown.lower().index("totals")
    table = shown[start : shown.index("pass-share-52", start)]
    assert totals_of(table) == {"verified": 12, "state": 12, "verdict": 12, "health": 12}


def test_text_is_folded_and_marks_alarms() -> None:
    """Prose keeps within the width, and each contradiction starts with two exclamation marks."""
    shown = render_text(sample.sample_report())
    assert "!! pass-share-52: 52 percent" in shown
    assert "!! figure: FIGURE DIFFERS: the claim says 52 percent" in shown
    prose = [line for line in shown.splitlines() if line.startswith(("- ", "!!", "  - "))]
    assert max(len(line) for line in prose if "sha256" not in line) <= 96


def test_text_keeps_an_address_whole() -> None:
    """A long address stays on one line, so that it can be copied."""
    url = "https://harbour.example/" + "very-long-path/" * 20
    report = replace(sample.empty_report(), sources=(sample.source(url),))
    assert url in render_text(report)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b", r"a \| b"),  # cells
        ("a\n\n# b", r"a \# b"),  # no new block
        ("- item", r"\- item"),  # no list at the start
        ("1. one", r"1\. one"),
        ("=== ", r"\==="),  # no underlined heading
        ("2026 was", "2026 was"),  # a number alone is no list
        ("2026-03-24", "2026-03-24"),  # nor is a date
        ("`x` *y* _z_", r"\`x\` \*y\* \_z\_"),
        ("<script>", "&lt;script&gt;"),
        ("&lt;", "&amp;lt;"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("![x](http://y)", r"!\[x\](http://y)"),
        ("a\\", "a\\\\"),  # a backslash cannot eat the bar after it
        ("~~x~~ $y$", r"\~\~x\~\~ \$y\$"),
    ],
)
def test_markdown_means_only_itself(text: str, expected: str) -> None:
    """Markdown's own signs in a text are escaped."""
    assert escape(text) == expected


def bars_in(row: str) -> int:
    """Count the bars of a table row that separate cells: those after no odd backslash."""
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", row))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markdown_tables_keep_their_shape(hostile: str) -> None:
    """Bars, line breaks and backslashes in a field add no cell, row or table."""

    def shape(report: StatusReport) -> list[int]:
        lines = render_markdown(report).splitlines()
        return [bars_in(line) for line in lines if line.startswith("|")]

    benign = sample.sample_report()
    assert shape(sample.with_every_text(benign, lambda _: hostile)) == shape(benign)


def test_markdown_links_only_web_addresses() -> None:
    """An address with another scheme is text; http and https become autolinks."""
    bad = sample.source("javascript:alert(1)", outcome=None)
    report = replace(sample.empty_report(), sources=(bad, sample.source()))
    shown = render_markdown(report)
    assert "<https://harbour.example/ferry/2025>" in shown
    assert "<javascript" not in shown


def keys_of(value: Any) -> set[str]:
    """Collect the keys of an object."""
    assert isinstance(value, dict)
    return set(value)


REPORT_KEYS = {"schema", "generated_at", "as_of", "headline", "notes", "limits", "reports"} | {
    "totals", "needs_attention", "coverage", "claims", "failures", "sources", "ledger",
}  # fmt: skip
PROVENANCE_KEYS = {"method", "memento_at", "captured_from", "brought_by", "file_name"}
SOURCE_KEYS = PROVENANCE_KEYS | {
    "url", "title", "outcome", "reason", "error", "next_step", "http_status", "final_url",
    "media_type", "quality", "attempts", "captures", "captured_at", "payload_sha256",
    "unread_reason", "usable",
}  # fmt: skip
CITATION_KEYS = SOURCE_KEYS | {
    "cited_as", "origin", "support", "support_reason", "judged_by", "health", "passages",
    "page_checks",
}  # fmt: skip
CLAIM_KEYS = {
    "key", "text", "report", "section", "quote", "claimant", "kind", "checkable", "hedge", "tags",
    "state", "verdict", "verdict_reason", "verdict_by", "signed_off_by",
    "standing", "assignee", "version", "health", "verified",
    "open_points", "alarms", "citations", "events", "circular", "circular_override",
    "derivations", "uncovered", "independence", "independent_origins", "supporting_origins",
    "origins",
}  # fmt: skip
PASSAGE_KEYS = PROVENANCE_KEYS | {
    "id", "exact", "prefix", "suffix", "captured_at", "payload_sha256", "pinned_by", "score",
    "checks", "still_there", "number", "drift", "link", "heading",
}  # fmt: skip


def test_json_has_the_documented_keys() -> None:
    """Every key of the JSON form is fixed, level by level."""
    report = json.loads(render_json(sample.sample_report()))
    claim = report["claims"][0]
    passage = claim["citations"][0]["passages"][0]
    events = [event for claim in report["claims"] for event in claim["events"]]
    assert keys_of(report) == REPORT_KEYS
    assert keys_of(claim) == CLAIM_KEYS
    assert keys_of(claim["citations"][0]) == CITATION_KEYS
    assert keys_of(passage) == PASSAGE_KEYS
    assert keys_of(passage["checks"][0]) == {
        *("kind", "claim", "source", "result"),
        *("note", "claim_words", "source_words", "whole_page"),
    }
    assert keys_of(events[0]) == {"number", "at", "actor", "action", "summary"}
    assert keys_of(report["sources"][0]) == keys_of(report["failures"][0]) == SOURCE_KEYS
    assert keys_of(report["reports"][0]) == {"key", "title", "url", "publisher", "published_on"}
    assert keys_of(report["ledger"]) == {"events", "head", "verify"}
    assert keys_of(report["totals"]) == {
        "claims", "verified", "needs_attention", "state", "verdict", "health", "sources",
        "failures",
    }  # fmt: skip


def test_every_json_key_is_documented(pytestconfig: pytest.Config) -> None:
    """docs/report.md names every key."""
    documented = (pytestconfig.rootpath / "docs" / "report.md").read_text(encoding="utf-8")
    for key in REPORT_KEYS | CITATION_KEYS | CLAIM_KEYS | PASSAGE_KEYS:
        assert f"`{key}`" in documented, key


def test_json_totals_add_up() -> None:
    """Totals by state, verdict and health each sum to the number of claims."""
    totals = json.loads(render_json(sample.sample_report()))["totals"]
    for name in ("state", "verdict", "health"):
        assert sum(totals[name].values()) == totals["claims"] == 12


def test_json_writes_words_times_and_dates_plainly() -> None:
    """Enums are words, moments end in Z, dates are ISO dates, absent things are null."""
    report = json.loads(render_json(sample.sample_report()))
    assert report["schema"] == "claimcheck.report/1"
    assert report["generated_at"] == report["as_of"] == "2026-03-24T08:30:00Z"
    assert report["reports"][0]["published_on"] == "2026-02-01"
    assert report["claims"][0]["verdict"] == "refuted"
    assert report["needs_attention"] == [
        "pass-share-52",
        "dredging-cost",
        "bicycles-52",
        "season-passes",
    ]
    assert report["sources"][-1]["outcome"] is None


@given(st.text(alphabet=st.characters()))
@settings(max_examples=50, deadline=None)
def test_json_keeps_every_text_exactly(text: str) -> None:
    """JSON is pure ASCII and gives back what was put in, however hostile."""
    report = replace(sample.empty_report(), notes=(text,))
    shown = render_json(report)
    assert shown.isascii()
    assert json.loads(shown)["notes"] == [text]


def test_the_sample_holds_every_choice() -> None:
    """The sample that these tests stand on leaves out no state, verdict, support or outcome."""
    report = sample.sample_report()
    citations = [citation for claim in report.claims for citation in claim.citations]
    for seen in (
        {claim.state for claim in report.claims},
        {claim.verdict for claim in report.claims},
        {claim.health for claim in report.claims},
        {citation.support for citation in citations},
        {source.outcome for source in report.sources} - {None},
    ):
        kind: type[StrEnum] = type(next(iter(seen)))  # type: ignore[assignment]
        assert seen == set(kind)


@pytest.mark.parametrize("render", FORMS)
def test_a_thousand_claims_are_all_there(render: Render) -> None:
    """Length costs no claim: the first, the last and each alarm are shown."""
    shown = render(sample.large_report(1_000))
    for number in (0, 1, 50, 950, 999):
        assert f"claim-{number}" in shown


@pytest.mark.parametrize("render", FORMS)
def test_what_stands_around_a_passage_is_told(render: Render) -> None:
    """Each form shows the heading above a passage, and once what of the claim no passage has."""
    passage = sample.passage(heading="Passengers of <2025>")
    claim = sample.claim(
        citations=(sample.citation(passages=(passage,)),), uncovered=("annual & monthly", "pass")
    )
    shown = render(replace(sample.empty_report(), claims=(claim,)))
    assert "passengersof2025" in squeezed(re.sub("&[lg]t;", "", shown))
    if render is render_json:
        assert json.loads(shown)["claims"][0]["uncovered"] == ["annual & monthly", "pass"]
    else:
        assert shown.lower().count("not in any passage: annual") == 1
    bare = render(replace(sample.empty_report(), claims=(replace(claim, uncovered=()),)))
    assert "ot in any passage" not in bare


@pytest.mark.parametrize("render", FORMS)
def test_the_coverage_of_a_report_is_told(render: Render) -> None:
    """How many sentences are taken care of, and each that is not, with where it stands and why."""
    shown = render(sample.sample_report())
    if render is render_json:
        (found,) = json.loads(shown)["coverage"]
        assert {name: found[name] for name in ("report", "sentences", "covered", "waived")} == {
            "report": "harbour-report", "sentences": 23, "covered": 19, "waived": 1,
        }  # fmt: skip
        assert found["open"][0] == {
            "text": "The old crane was sold for scrap.",
            "section": ["The harbour", "Cranes"],
            "reason": None,
        }
        return
    told = "23sentences19coveredbyaclaim1waived1notcheckable2open"
    assert squeezed(shown).count(told) == 1
    assert "coverage of the report" in shown.lower()
    for words_of_it in ("The old crane was sold for scrap", "it says the opposite of freight"):
        assert squeezed(words_of_it) in squeezed(shown)
    assert "harbourcranes" in squeezed(shown)
    bare = render(replace(sample.sample_report(), coverage=()))
    assert "coverage of the report" not in bare.lower()


@pytest.mark.parametrize("render", [render_text, render_markdown, render_html])
def test_two_reports_are_named(render: Render) -> None:
    """Each coverage says of which report it is, where there are several."""
    two = (sample.coverage(), sample.coverage("leaflet"))
    shown = render(replace(sample.sample_report(), coverage=two)).lower()
    assert "coverage of the reports" in shown
    assert "leaflet" in shown
