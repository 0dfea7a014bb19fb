"""Quotations: found with their speaker, and held against a source word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.quotations import check_quotations, find_quotations


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('Marie Curie said "we did not expect this".', "we did not expect this", "Marie Curie"),
        ("“We did not expect this,” said Marie Curie.", "We did not expect this,", "Marie Curie"),
        ("According to Marie Curie, “we lost it all”.", "we lost it all", "Marie Curie"),
        (
            "„Wir haben alles verloren“, sagte Marie Curie.",
            "Wir haben alles verloren",
            "Marie Curie",
        ),
        (
            "« Nous avons tout perdu », a déclaré Marie Curie.",
            "Nous avons tout perdu",
            "Marie Curie",
        ),
        ("Marie Curie dijo: «Lo perdimos todo».", "Lo perdimos todo", "Marie Curie"),
        ("湯川氏は「すべてを失った」と述べた。", "すべてを失った", "湯川"),
        ("They lost it all: “we lost it all”.", "we lost it all", None),
    ],
)
def test_finds_a_quotation_and_its_speaker(text: str, words: str, speaker: str | None) -> None:
    """What stands in the marks of five languages is a quotation, with whoever says it."""
    (quotation,) = find_quotations(text)
    assert (quotation.words, quotation.speaker) == (words, speaker)
    assert text[quotation.start : quotation.end].strip() == words


def test_single_words_in_marks_are_no_quotation() -> None:
    """A word that is held at a distance, or a title of two, is nothing that somebody said."""
    assert find_quotations("the “smart” city and “Little Women”") == []


SOURCE = (
    "Marie Curie, the chief economist, said: “We didn’t expect this – not at all – in 2024.” "
    "Later Niels Bohr declined. “It will be a long and difficult road for everyone,” "
    "said Lise Meitner of the fund."
)


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        # straight marks and hyphens instead of typographic ones
        ('Marie Curie said "We didn\'t expect this - not at all - in 2024".', "match"),
        ('"we didn\'t expect this, not at all, in 2024", Curie said', "match"),  # case, commas
        ("Curie said “We didn’t expect this … in 2024”", "match"),  # shortened, and says so
        ("Curie said “We didn’t expect this [...] in 2024”", "match"),
        ("Curie said “[T]his – not at all – in 2024”", "match"),  # a letter made large
        ("“[The way] will be a long and difficult road for everyone”", "match"),  # put in
        ("“It will be a long and dificult [sic] road for everyone”", "differs"),  # misspelled
        ("“We did expect this, not at all, in 2024”, said Curie", "differs"),  # turned round
        ("“It will be a short and easy road for everyone”", "differs"),
        ("“We didn’t expect this in 2024”, said Curie", "differs"),  # shortened in secret
        ("Niels Bohr said “We didn’t expect this – not at all – in 2024”.", "differs"),
        ("“fund of the whole wide world”", "not_found"),  # its first word ends the source
        ("“Nothing of the sort was ever said in this house”", "not_found"),
    ],
)
def test_checks_a_quotation(claim: str, result: str) -> None:
    """Verbatim but for typography and what is marked; other words or another speaker differ."""
    assert [check.result for check in check_quotations(claim, SOURCE)] == [result]


def test_shows_the_other_wording_and_the_other_speaker() -> None:
    """What differs is quoted as the source has it, or whom the source lets say it is named."""
    (check,) = check_quotations("“It will be a short and easy road for everyone”", SOURCE)
    assert check.source == "It will be a long and difficult road for everyone"
    (check,) = check_quotations("Niels Bohr said “It will be a long and difficult road”", SOURCE)
    assert check.note.endswith("Lise Meitner")


def test_the_title_of_another_work_is_no_other_wording() -> None:
    """A work whose title is like another's is not a misquotation of it."""
    (check,) = check_quotations(
        "the film “Masters of the Long Road Home”", "“Masters of the Road Home”"
    )
    assert check.result == "not_found"


def test_a_page_that_names_no_speaker_says_so() -> None:
    """Words without a speaker beside them bear the words out and leave open who said them."""
    (check,) = check_quotations(
        "Marie Curie said “we lost it all”", "And so: “we lost it all”. End."
    )
    assert check.result == "match"
    assert "does not say" in check.note


@given(st.lists(st.sampled_from(["we", "did", "not", "…", "[it]", "lose", "all"]), max_size=12))
def test_a_source_has_its_own_words(words: list[str]) -> None:
    """A quotation without ellipses is verbatim in the text that it is from."""
    said = " ".join(words)
    for check in check_quotations(f"“{said}”", f"They said: {said.replace('[it]', 'it')}."):
        if "…" not in said and set(words) - {"[it]"}:
            assert check.result == "match"


@given(st.text(alphabet="“”\"'«»「」ab .…[]", max_size=60), st.text(max_size=40))
def test_whatever_is_quoted_is_read(claim: str, source: str) -> None:
    """No text breaks the reader."""
    assert all(check.kind == "quotation" for check in check_quotations(claim, source))
