"""docs/claims-file.md says what the program does."""

import re
from pathlib import Path

import pytest

from claimcheck.core import urls
from claimcheck.core.claims import Kind, Origin
from claimcheck.core.claims_file import limits, parse_claims_file
from claimcheck.errors import ClaimsFileError

PAGE = (Path(__file__).parents[2] / "docs" / "claims-file.md").read_text("utf-8")


def example(language: str) -> bytes:
    """Give the page's one example in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found).encode()


def test_both_examples_are_valid_and_say_the_same() -> None:
    """Who copies an example gets a file that is taken; both hold the same two claims."""
    from_yaml = parse_claims_file(example("yaml"), "claims.yaml")
    from_csv = parse_claims_file(example("csv"), "claims.csv")
    assert [claim.text for claim in from_yaml.claims] == [claim.text for claim in from_csv.claims]
    assert [claim.report for claim in from_csv.claims] == ["harbour-2025"] * 2
    assert from_yaml.claims[0].tags == from_csv.claims[0].tags == ("harbour", "figures")


def test_every_word_list_of_the_page_is_complete() -> None:
    """Kinds, origins and tracking parameters stand on the page, none forgotten."""
    for word in (*Kind, *Origin, *urls.TRACKING_PARAMETERS):
        assert f"`{word}`" in PAGE, word


def test_limits_of_the_page_are_those_of_the_program() -> None:
    """Every limit is documented with its present value."""
    for number in (
        limits.MAX_TEXT_CHARS,
        limits.MAX_QUOTE_CHARS,
        limits.MAX_LABEL_CHARS,
        limits.MAX_NODES,
        urls.MAX_URL_CHARS,
        limits.MAX_ITEMS,
        limits.MAX_TAG_CHARS,
    ):
        assert f"{number:,}" in PAGE
    assert f"{limits.MAX_FILE_BYTES // 2**20} MiB" in PAGE
    assert f"{limits.MAX_DEPTH} levels" in PAGE


def test_messages_of_the_page_are_real() -> None:
    """The page shows what the program says, word for word and place for place."""
    lines = {
        **{1: "version: 1", 2: "claims:", 8: "  - key: Claim One", 9: "    text: A."},
        **{12: "  - key: c3", 13: "    text: C.", 14: "    kind: figur"},
        **{15: "  - key: c4", 16: "    text: D.", 18: "  - key: c4", 19: "    text: E."},
        **{20: "  - key: c5", 21: "    text: F.", 22: "    sources: [example.org/a]"},
    }
    content = "\n".join(lines.get(number, "") for number in range(1, 23))
    shown, shown_too = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert messages_of(content.encode()) == shown.splitlines()
    latin = "version: 1\nclaims:\n  - key: a\n    text: Größe\n".encode("latin-1")
    assert messages_of(latin)[1:] == shown_too.splitlines()


def messages_of(content: bytes) -> list[str]:
    """Give what is printed for a bad claims.yaml."""
    with pytest.raises(ClaimsFileError) as caught:
        parse_claims_file(content, "claims.yaml")
    return [str(caught.value), *map(str, caught.value.problems)]
