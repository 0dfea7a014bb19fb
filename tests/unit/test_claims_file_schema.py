"""The schema that is shipped and the parser agree on what a claims file is."""

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from claimcheck.core import urls
from claimcheck.core.claims import Kind, Origin
from claimcheck.core.claims_file import limits, parse_claims_file
from claimcheck.errors import ClaimsFileError

SCHEMA = json.loads(
    (resources.files("claimcheck.core.claims_file") / "claims.schema.json").read_text("utf-8")
)
CLAIM = {"key": "a", "text": "b"}
REPORT = {"key": "r", "title": "T"}


def file_of(*claims: object, **more: object) -> dict[str, object]:
    """Give a document of version 1."""
    return {"version": 1, "claims": list(claims), **more}


def claim_with(**fields: object) -> dict[str, object]:
    """Give a document of one claim with these fields."""
    return file_of({**CLAIM, **fields})


def report_with(**fields: object) -> dict[str, object]:
    """Give a document of one claim and a report with these fields."""
    return file_of(CLAIM, report={**REPORT, **fields})


GOOD: list[Any] = [
    file_of(CLAIM),
    file_of(CLAIM, {"key": "b", "text": "c"}),
    file_of(CLAIM, report=None),
    # all fields
    file_of(
        {
            **CLAIM,
            **{"section": "S", "quote": "q", "claimant": "C", "kind": "figure"},
            **{"checkable": True, "hedge": "h", "tags": ["x"]},
            "sources": [
                {"ref": "y", "origin": "author"},
                {"url": "https://example.org/b", "origin": "inferred"},
                "HTTP://Example.org:80/c?d#e",
            ],
        },
        report={
            **REPORT,
            **{"url": "https://example.org", "publisher": "P", "published_on": "2026-01-31"},
            "references": [{"key": "y", "url": "https://example.org/y", "title": "Y"}],
        },
    ),
    # left out in so many words
    claim_with(section=None, quote="", kind=None, checkable=None, hedge="", tags=None),
    claim_with(sources=None),
    claim_with(sources=[], tags=[]),
    report_with(url=None, publisher="", published_on=None, references=None),
    report_with(url="", published_on="", references=[{"url": "https://a.org", "key": ""}]),
    # opinions
    claim_with(kind="opinion"),
    claim_with(kind="forecast", checkable=False),
    claim_with(kind="fact", checkable=False),
    # the limits themselves
    claim_with(text="x" * limits.MAX_TEXT_CHARS),
    claim_with(quote="x" * limits.MAX_QUOTE_CHARS),
    claim_with(section="x" * limits.MAX_LABEL_CHARS),
    claim_with(key="x" * limits.MAX_KEY_CHARS),
    claim_with(tags=["x" * limits.MAX_TAG_CHARS] * limits.MAX_ITEMS),
    *(claim_with(kind=kind.value) for kind in Kind),
    *(claim_with(sources=[{"url": "https://a.org", "origin": o.value}]) for o in Origin),
]

BAD: list[Any] = [
    [],
    "text",
    {},
    {"version": 1},
    {"claims": [CLAIM]},
    file_of(),
    file_of(CLAIM, version=2),
    file_of(CLAIM, version="1"),
    file_of(CLAIM, colour="red"),
    file_of("a"),
    {"version": 1, "claims": CLAIM},
    {"version": 1, "claims": None},
    # claims
    file_of({"text": "b"}),
    file_of({"key": "a"}),
    claim_with(key="A"),
    claim_with(key="-a"),
    claim_with(key=""),
    claim_with(key=1),
    claim_with(key="x" * (limits.MAX_KEY_CHARS + 1)),
    claim_with(text=""),
    claim_with(text=" \n"),
    claim_with(text=None),
    claim_with(text=["b"]),
    claim_with(text="x" * (limits.MAX_TEXT_CHARS + 1)),
    claim_with(txt="b"),
    claim_with(report="r"),
    claim_with(section=1),
    claim_with(section="x" * (limits.MAX_LABEL_CHARS + 1)),
    claim_with(quote="x" * (limits.MAX_QUOTE_CHARS + 1)),
    claim_with(kind="Figure"),
    claim_with(kind=1),
    claim_with(checkable="true"),
    claim_with(checkable=1),
    claim_with(kind="opinion", checkable=True),
    claim_with(kind="forecast", checkable=True),
    claim_with(tags="x"),
    claim_with(tags=["x y"]),
    claim_with(tags=["x,y"]),
    claim_with(tags=[""]),
    claim_with(tags=[1]),
    claim_with(tags=["x" * (limits.MAX_TAG_CHARS + 1)]),
    claim_with(tags=["x"] * (limits.MAX_ITEMS + 1)),
    # sources
    claim_with(sources="https://example.org"),
    claim_with(sources=["example.org"]),
    claim_with(sources=["ftp://example.org"]),
    claim_with(sources=["https://"]),
    claim_with(sources=["https://desk:secret@example.org/"]),
    claim_with(sources=["https://example.org/a b"]),
    claim_with(sources=[""]),
    claim_with(sources=[None]),
    claim_with(sources=[1]),
    claim_with(sources=[[]]),
    claim_with(sources=[{}]),
    claim_with(sources=[{"origin": "author"}]),
    claim_with(sources=[{"ref": None}]),
    claim_with(sources=[{"url": "https://a.org", "ref": None}]),
    claim_with(sources=[{"url": "https://a.org", "origin": "me"}]),
    claim_with(sources=[{"url": "https://a.org", "title": "T"}]),
    claim_with(sources=[f"https://a.org/{n}" for n in range(limits.MAX_ITEMS + 1)]),
    claim_with(sources=["https://example.org/" + "x" * urls.MAX_URL_CHARS]),
    # the report
    file_of(CLAIM, report=[]),
    file_of(CLAIM, report={"title": "T"}),
    file_of(CLAIM, report={"key": "r"}),
    report_with(title=""),
    report_with(key="R"),
    report_with(titel="T"),
    report_with(url="example.org"),
    report_with(published_on="31.1.2026"),
    report_with(published_on="2026-1-31"),
    report_with(published_on=20260131),
    report_with(references={}),
    report_with(references=["https://a.org"]),
    report_with(references=[{"key": "a"}]),
    report_with(references=[{"url": ""}]),
    report_with(references=[{"url": "https://a.org", "key": "A"}]),
    report_with(references=[{"url": "https://a.org", "name": "A"}]),
]

# Good for the schema, which cannot compare values or read a calendar; the parser refuses them.
BEYOND_THE_SCHEMA: list[Any] = [
    file_of(CLAIM, CLAIM),
    claim_with(sources=[{"ref": "nowhere"}]),
    claim_with(sources=["https://a.org", "https://a.org/"]),
    claim_with(sources=["https://256.1.1.1/"]),
    claim_with(section="\x07"),
    report_with(published_on="2026-02-30"),
    report_with(references=[{"url": "https://a.org"}, {"url": "https://A.org"}]),
]


def is_taken(document: object) -> bool:
    """Tell whether the parser takes a document, in JSON."""
    try:
        parse_claims_file(json.dumps(document).encode(), "claims.json")
    except ClaimsFileError:
        return False
    return True


def fits_schema(document: object) -> bool:
    """Tell whether the schema takes a document."""
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(document)


def test_schema_is_a_schema() -> None:
    """The file itself is valid JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("document", GOOD, ids=range(len(GOOD)))
def test_both_take_what_is_good(document: object) -> None:
    """What the format allows, schema and parser take."""
    assert fits_schema(document)
    assert is_taken(document)


@pytest.mark.parametrize("document", BAD, ids=range(len(BAD)))
def test_both_refuse_what_is_bad(document: object) -> None:
    """What the format forbids, schema and parser refuse."""
    assert not fits_schema(document)
    assert not is_taken(document)


@pytest.mark.parametrize("document", BEYOND_THE_SCHEMA, ids=range(len(BEYOND_THE_SCHEMA)))
def test_parser_refuses_what_a_schema_cannot_see(document: object) -> None:
    """The parser alone compares values, reads the calendar and resolves hosts' spellings."""
    assert fits_schema(document)
    assert not is_taken(document)


def test_schema_names_the_words_and_limits_of_the_program() -> None:
    """Kinds, origins, version and lengths stand in the schema as they stand in the code."""
    claim = SCHEMA["$defs"]["claim"]["properties"]
    source = SCHEMA["$defs"]["source"]["anyOf"][1]["properties"]
    assert set(claim["kind"]["enum"]) == {*Kind, "", None}
    assert set(source["origin"]["enum"]) == {*Origin, "", None}
    assert SCHEMA["properties"]["version"]["const"] == limits.FORMAT_VERSION
    assert claim["text"]["maxLength"] == limits.MAX_TEXT_CHARS
    assert SCHEMA["$defs"]["address"]["maxLength"] == urls.MAX_URL_CHARS
