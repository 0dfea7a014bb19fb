"""claims.yaml, the file that the repository ships: what one report asserts, row by row."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from claimcheck.core.claims import UNCHECKABLE_KINDS, ClaimDraft, ClaimsFile, Origin
from claimcheck.core.claims_file import parse_claims_file

PATH = Path(__file__).parents[2] / "claims.yaml"
MAX_QUOTE_WORDS = 6
PARTS = [  # in the order of the report, with the number of the section each stands in
    ("overview", "1."),
    ("silicon", "2."),
    ("clients", "2."),
    ("software", "2."),
    ("scale", "2."),
    ("pros", "3."),
    ("cons", "3."),
    ("conclusion", "4."),
]


@pytest.fixture(scope="module")
def file() -> ClaimsFile:
    return parse_claims_file(PATH.read_bytes(), PATH.name)


def part_of(claim: ClaimDraft) -> str:
    return claim.key.rpartition("-")[0]


def number_of(claim: ClaimDraft) -> int:
    return int(claim.key.rpartition("-")[2])


def flaws_of(claim: ClaimDraft) -> list[str]:
    """Name what keeps a row from standing alone and leading back to its place."""
    quote = claim.quote or ""
    rules = [
        (not re.match(r"(this|that|these|those|it|its|they|their|such)\b", claim.text, re.I),
         "begins with a word whose meaning stands elsewhere"),
        (claim.text.endswith("."), "is no whole sentence"),
        (1 <= len(quote.split()) <= MAX_QUOTE_WORDS, "has no quote of one to six words"),
        (not re.search(r"\w['’]\w.*", quote) or quote not in claim.text, "quotes itself"),
        (claim.section is not None, "has no section"),
        (claim.claimant is not None, "has no claimant"),
        (bool(claim.tags), "has no tags"),
        (claim.checkable is (claim.kind not in UNCHECKABLE_KINDS), "has the wrong checkable"),
    ]  # fmt: skip
    return [flaw for holds, flaw in rules if not holds]
