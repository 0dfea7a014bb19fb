"""What a good claims file says, the same in YAML, JSON and CSV."""

import csv
import io
import json
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.claims import (
    CitationDraft,
    ClaimDraft,
    ClaimsFile,
    Kind,
    Origin,
    ReportDraft,
    SourceDraft,
)
from claimcheck.core.claims_file import parse_claims_file

YAML = """\
# a comment
version: 1
report:
  key: harbour-2025
  title: The harbour in 2025
  url: https://Example.org/report#top
  publisher: Harbour Desk
  published_on: 2026-01-31
  references:
    - key: yearbook
      url: https://example.org/yearbook?utm_source=x
      title: Yearbook
    - url: https://example.com/unused
claims:
  - key: h-01
    text: >
      The harbour handled 41,200 containers
      in 2025.
    section: Figures
    quote: "handled 41,200 containers"
    claimant: Port Authority
    kind: figure
    hedge: roughly
    tags: [harbour, figures, harbour]
    sources:
      - ref: yearbook
        origin: author
      - https://example.com/Öl
      - {url: "HTTPS://Example.net:443", origin: inferred}
  - {key: h-02, text: It will grow., kind: forecast}
  - {key: h-03, text: 2025, checkable: no, section: ~, quote: "", tags: }
"""

YEARBOOK = SourceDraft(
    "https://example.org/yearbook", "https://example.org/yearbook?utm_source=x", "Yearbook"
)
PARSED = ClaimsFile(
    report=ReportDraft(
        key="harbour-2025",
        title="The harbour in 2025",
        url="https://example.org/report",
        publisher="Harbour Desk",
        published_on=date(2026, 1, 31),
        references=(
            YEARBOOK,
            SourceDraft("https://example.com/unused", "https://example.com/unused"),
        ),
    ),
    claims=(
        ClaimDraft(
            key="h-01",
            text="The harbour handled 41,200 containers in 2025.",
            report="harbour-2025",
            section="Figures",
            quote="handled 41,200 containers",
            claimant="Port Authority",
            kind=Kind.FIGURE,
            hedge="roughly",
            tags=("harbour", "figures"),
            citations=(
                CitationDraft(YEARBOOK, Origin.AUTHOR),
                CitationDraft(SourceDraft("https://example.com/%C3%96l", "https://example.com/Öl")),
                CitationDraft(SourceDraft("https://example.net/", "HTTPS://Example.net:443")),
            ),
        ),
        ClaimDraft("h-02", "It will grow.", "harbour-2025", kind=Kind.FORECAST, checkable=False),
        ClaimDraft("h-03", "2025", "harbour-2025", checkable=False),
    ),
)


def test_yaml_gives_report_claims_and_citations() -> None:
    """Every field of the format arrives, addresses normalised and as written, text unfolded."""
    assert parse_claims_file(YAML.encode(), "claims.yaml") == PARSED


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_says_the_same_as_yaml(indent: int | None, ascii_only: bool) -> None:
    """The same file in JSON, on one line or many, escaped or not, gives the same claims."""
    document = yaml.safe_load(YAML)
    document["report"]["published_on"] = "2026-01-31"
    document["claims"][2]["text"] = "2025"
    content = json.dumps(document, indent=indent, ensure_ascii=ascii_only).encode()
    assert parse_claims_file(content, "claims.json") == PARSED


def test_csv_gives_one_claim_a_row() -> None:
    """Columns in any order, quotes, several sources and tags; each row names its report."""
    content = (
        b"source,key,text,tags,report,kind,checkable\r\n"
        b'https://example.org/a  https://example.org/b,c1,"One, ""two""","x, y z",r,event,\r\n'
        b"\r\n"
        b'"https://example.org/a\nhttps://example.org/c",c2,"Over\ntwo lines",,r2,,false\r\n'
        b",c3,No source\r\n"
    )
    parsed = parse_claims_file(content, "CLAIMS.CSV")
    assert parsed.report is None
    assert [(c.key, c.text, c.report, c.kind, c.checkable, c.tags) for c in parsed.claims] == [
        ("c1", 'One, "two"', "r", Kind.EVENT, True, ("x", "y", "z")),
        ("c2", "Over two lines", "r2", Kind.FACT, False, ()),
        ("c3", "No source", None, Kind.FACT, True, ()),
    ]
    assert [[c.source.url[-1] for c in claim.citations] for claim in parsed.claims] == [
        ["a", "b"],
        ["a", "c"],
        [],
    ]


def test_claims_need_no_report() -> None:
    """A file without a report holds claims without one."""
    for report in ("", "report:\n", "report: null\n"):
        content = f"version: 1\n{report}claims: [{{key: a, text: b}}]".encode()
        assert parse_claims_file(content, "a.yml") == ClaimsFile(None, (ClaimDraft("a", "b"),))


# what stands in YAML after `text:`, what is read
TEXTS = [
    # plain words that YAML would take for something else are text where text is meant
    ("2015", "2015"),
    ("1.50", "1.50"),
    ("yes", "yes"),
    ("2026-01-31", "2026-01-31"),
    ('"null"', "null"),
    # white space of any kind is one space
    ('"  a \\n\\t b "', "a b"),
    ("|\n      a\n      b\n", "a b"),
    # a space that does not break stays, and so do joiners and marks of right-to-left scripts
    ('"30\\u00a0%"', "30\u00a0%"),
    ('"a\\u200db\\u200f"', "a\u200db\u200f"),
    # any script
    ("Türme 塔 🗼", "Türme 塔 🗼"),
]


@pytest.mark.parametrize(("written", "read"), TEXTS)
def test_text_is_taken_as_written(written: str, read: str) -> None:
    """Text is text; only its white space is evened out."""
    content = f"version: 1\nclaims:\n  - key: a\n    text: {written}\n".encode()
    assert parse_claims_file(content, "a.yaml").claims[0].text == read


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.csv"])
def test_byte_order_mark_and_line_ends_do_not_matter(name: str) -> None:
    """A UTF-8 mark and the line ends of any system are taken."""
    text = {
        "a.yaml": "version: 1\nclaims:\n  - key: a\n    text: b\n",
        "a.json": '{"version": 1,\n"claims": [{"key": "a",\n"text": "b"}]}',
        "a.csv": "key,text,source\na,b,\n",
    }[name]
    for ending in ("\n", "\r\n", "\r"):
        content = b"\xef\xbb\xbf" + text.replace("\n", ending).encode()
        assert parse_claims_file(content, name).claims == (ClaimDraft("a", "b"),)


def _prose(max_size: int) -> st.SearchStrategy[str]:
    letters = st.characters(exclude_categories=["C", "Z"])
    return st.text(st.one_of(st.sampled_from(" ,:#'\"\\{[-"), letters), max_size=max_size)


CLAIMS = st.builds(
    ClaimDraft,
    key=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,9}", fullmatch=True),
    text=_prose(60).map(lambda text: " ".join(f"x{text}".split())),
    section=st.none() | st.just("A: b, #c"),
    kind=st.sampled_from([kind for kind in Kind if kind not in {Kind.OPINION, Kind.FORECAST}]),
    checkable=st.booleans(),
    tags=st.lists(st.sampled_from(["a", "b-c", "ü"]), unique=True).map(tuple),
    citations=st.lists(st.sampled_from("abc"), unique=True).map(
        lambda paths: tuple(
            CitationDraft(SourceDraft(f"https://example.org/{p}", f"https://example.org/{p}"))
            for p in paths
        )
    ),
)


@given(st.lists(CLAIMS, min_size=1, max_size=5, unique_by=lambda claim: claim.key))
def test_what_is_written_is_read_again(claims: list[ClaimDraft]) -> None:
    """Claims written by another program's YAML, JSON and CSV writers come back the same."""
    rows = [_as_row(claim) for claim in claims]
    document = {"version": 1, "claims": rows}
    expected = ClaimsFile(None, tuple(claims))
    as_yaml = yaml.safe_dump(document, allow_unicode=True).encode()
    assert parse_claims_file(as_yaml, "a.yaml") == expected
    assert parse_claims_file(json.dumps(document).encode(), "a.json") == expected
    assert parse_claims_file(_as_csv(rows), "a.csv") == expected


def _as_row(claim: ClaimDraft) -> dict[str, object]:
    return {
        "key": claim.key,
        "text": claim.text,
        "section": claim.section,
        "kind": claim.kind.value,
        "checkable": claim.checkable,
        "tags": list(claim.tags),
        "sources": [citation.source.url for citation in claim.citations],
    }


def _as_csv(rows: list[dict[str, object]]) -> bytes:
    out = io.StringIO()
    names = ["key", "text", "section", "kind", "checkable", "tags", "source"]
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    for row in rows:
        lists = {"tags": ",".join(row["tags"]), "source": " ".join(row.pop("sources"))}
        writer.writerow(row | lists)
    return out.getvalue().encode()


def test_ten_thousand_claims_are_read() -> None:
    """A large file is read whole in each format."""
    rows = [{"key": f"c{n}", "text": f"It is {n}."} for n in range(10_000)]
    as_csv = "key,text,source\n" + "".join(f"{row['key']},{row['text']},\n" for row in rows)
    as_json = json.dumps({"version": 1, "claims": rows})
    for content, name in ((as_csv, "a.csv"), (as_json, "a.json"), (as_json, "a.yaml")):
        assert len(parse_claims_file(content.encode(), name).claims) == 10_000
