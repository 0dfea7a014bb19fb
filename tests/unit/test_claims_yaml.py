"""claims.yaml, the file that the repository ships: what one report asserts, row by row."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
import yaml

from claimcheck.core.claims import UNCHECKABLE_KINDS, ClaimDraft, ClaimsFile, Kind, Origin
from claimcheck.core.claims_file import parse_claims_file

PATH = Path(__file__).parents[2] / "claims.yaml"
REFERENCES = 6  # what the report lists under its text
FEWEST_ROWS, MOST_ROWS = 100, 140  # of 54 sentences: fewer lose assertions, more split them
MAX_QUOTE_WORDS = 6

# parts of the report in its order, with the number of the section each stands in
PARTS = [
    ("overview", "1."),
    ("silicon", "2."),  # 2. Details, its four headings one by one
    ("clients", "2."),
    ("software", "2."),
    ("scale", "2."),
    ("pros", "3."),  # 3. Discussion, its two lists
    ("cons", "3."),
    ("conclusion", "4."),
]
_LEANS_ON_CONTEXT = re.compile(
    r"(this|that|these|those|it|its|he|she|they|their|such|here|there|however|moreover|also)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def file() -> ClaimsFile:
    return parse_claims_file(PATH.read_bytes(), PATH.name)


def part_of(claim: ClaimDraft) -> str:
    return claim.key.rpartition("-")[0]


def number_of(claim: ClaimDraft) -> int:
    return int(claim.key.rpartition("-")[2])


def keys_where(file: ClaimsFile, is_wrong: Callable[[ClaimDraft], object]) -> list[str]:
    return [claim.key for claim in file.claims if is_wrong(claim)]


def test_the_file_is_a_claims_file(file: ClaimsFile) -> None:
    """The format's own reader finds no mistake, and every row belongs to the report."""
    assert file.report is not None
    assert {claim.report for claim in file.claims} == {file.report.key}


def test_every_reference_of_the_report_is_listed(file: ClaimsFile) -> None:
    """The report's references are all there, each with its title, cited by a claim or not."""
    assert file.report is not None
    assert len(file.report.references) == REFERENCES
    assert all(reference.title for reference in file.report.references)


def test_claims_cite_nothing_but_references(file: ClaimsFile) -> None:
    """The report links nothing in its text, so every tie is inferred and leads to its list."""
    assert file.report is not None
    listed = {reference.url for reference in file.report.references}
    citations = [citation for claim in file.claims for citation in claim.citations]
    assert {citation.source.url for citation in citations} <= listed
    assert {citation.origin for citation in citations} == {Origin.INFERRED}


def test_rows_are_neither_lumped_nor_split_to_pieces(file: ClaimsFile) -> None:
    """The number of rows stays that of the report's assertions."""
    assert FEWEST_ROWS <= len(file.claims) <= MOST_ROWS


def test_keys_are_in_order_and_none_stands_twice(file: ClaimsFile) -> None:
    """Keys are part and number: parts in the report's order, numbers rising within each."""
    runs = [(part, [number_of(c) for c in run]) for part, run in groupby(file.claims, part_of)]
    assert [part for part, _ in runs] == [part for part, _ in PARTS]
    for part, numbers in runs:
        assert numbers == sorted(set(numbers)), part


@pytest.mark.parametrize(("part", "section"), PARTS, ids=[part for part, _ in PARTS])
def test_a_part_stands_under_one_heading(file: ClaimsFile, part: str, section: str) -> None:
    """Every row of a part names the same heading of the report."""
    headings = {claim.section or "" for claim in file.claims if part_of(claim) == part}
    assert len(headings) == 1
    assert headings.pop().startswith(section)


def test_quotes_are_short(file: ClaimsFile) -> None:
    """One to six words lead back to the place; more would reprint the report."""
    wrong = keys_where(file, lambda c: not 1 <= len((c.quote or "").split()) <= MAX_QUOTE_WORDS)
    assert wrong == []


def test_quotes_lead_to_one_row_each(file: ClaimsFile) -> None:
    """No two rows have the same quote, so that a place belongs to one of them."""
    twice = [quote for quote, n in Counter(c.quote for c in file.claims).items() if n > 1]
    assert twice == []


def test_texts_stand_alone(file: ClaimsFile) -> None:
    """A row is one whole sentence that leans on nothing said elsewhere."""
    assert keys_where(file, lambda c: _LEANS_ON_CONTEXT.match(c.text)) == []
    assert keys_where(file, lambda c: not c.text.endswith(".")) == []
    assert keys_where(file, lambda c: re.search(r"[.!?] [A-Z]", c.text)) == []


def test_rows_say_who_asserts_and_what_about(file: ClaimsFile) -> None:
    """No row lacks its claimant or its tags."""
    assert keys_where(file, lambda c: not (c.claimant and c.tags)) == []


def test_what_nobody_can_check_is_marked_in_the_file() -> None:
    """Opinions and forecasts say `checkable: false` themselves, and nothing else does."""
    rows = yaml.safe_load(PATH.read_text(encoding="utf-8"))["claims"]
    marked = {row["key"] for row in rows if row.get("checkable") is False}
    assert marked == {row["key"] for row in rows if Kind(row["kind"]) in UNCHECKABLE_KINDS}
    assert 0 < len(marked) < len(rows) / 3


def test_a_hedge_is_kept(file: ClaimsFile) -> None:
    """What the report only says to be reported is not turned into a plain fact."""
    hedged = [claim for claim in file.claims if "reportedly" in claim.text]
    assert hedged
    assert {claim.hedge for claim in hedged} == {"reportedly"}
