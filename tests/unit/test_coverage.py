"""What of a report claims cover: sentences, and the figures, dates, names, quotations in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.claims_file import parse_claims_file
from claimcheck.core.coverage import Coverage, Standing, Waiver, cover
from claimcheck.core.coverage_parts import PartKind, find_parts, holds
from claimcheck.core.manuscripts import read_plain_manuscript
from claimcheck.core.placing import Anchored, Placer, even, fold
from claimcheck.core.proposals.language import Language
from claimcheck.core.proposals.outline import split_report
from proposal_samples import CLAIMS, REPORT


def claims() -> list[Anchored]:
    drafts = parse_claims_file(CLAIMS.encode(), "claims.yaml").claims
    return [Anchored(c.key, c.text, c.section, c.quote) for c in drafts]


def covered(*more: Anchored, waivers: tuple[Waiver, ...] = ()) -> Coverage:
    return cover(read_plain_manuscript(REPORT), [*claims(), *more], waivers)


def texts(found: Coverage, standing: Standing) -> list[str]:
    return [sentence.proposal.text for sentence in found.of(standing)]


def waiver(exact: str) -> Waiver:
    return Waiver("w1", exact, "", "", "said by everybody", "reviewer")


def test_every_sentence_is_covered_waived_not_checkable_or_open() -> None:
    """Headings and references are left aside; what is left stands in one of four ways."""
    found = covered(waivers=(waiver("It was widened in 1958 [2]."),))
    assert len(found.sentences) == 9
    assert sum(len(found.of(standing)) for standing in Standing) == 9
    assert texts(found, Standing.OPEN) == []
    assert texts(found, Standing.NOT_CHECKABLE) == [
        "The port will grow in the coming years.",
        "Who pays for the new quay?",
        "I think the old crane was lovely.",
    ]
    assert {s.reason for s in found.of(Standing.NOT_CHECKABLE)} == {
        "a forecast", "a question", "an opinion",
    }  # fmt: skip


def test_a_sentence_without_a_claim_is_open() -> None:
    """Take its claim away, and it is nobody's."""
    left = [claim for claim in claims() if claim.key != "crane"]
    found = cover(read_plain_manuscript(REPORT), left)
    assert texts(found, Standing.OPEN) == ["The port authority has reportedly sold the old crane."]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The council did not buy the crane in 1958.", "The council bought the crane in 1958."),
        ("The council bought the crane in 1958.", "The council did not buy the crane in 1958."),
        ("Der Rat kaufte den Kran 1958 nicht.", "Der Rat kaufte den Kran 1958."),
    ],
)
@pytest.mark.parametrize("quoted", [True, False])
def test_what_says_the_opposite_of_its_claim_is_open(
    sentence: str, claim: str, *, quoted: bool
) -> None:
    """A sentence that speaks against its claim is covered by another claim alone, if by any."""
    quote = sentence if quoted else None
    manuscript = read_plain_manuscript(f"{sentence}\n")
    wrong, right = Anchored("crane", claim, quote=quote), Anchored("other", sentence, quote=quote)
    (found,) = cover(manuscript, [wrong]).sentences
    assert (found.standing, found.claims) == (Standing.OPEN, ())
    assert found.reason == "it says the opposite of crane"
    (found,) = cover(manuscript, [wrong, right]).sentences
    assert (found.standing, found.claims) == (Standing.COVERED, ("other",))
    (found,) = cover(manuscript, [wrong], [waiver(sentence)]).sentences
    assert found.standing is Standing.WAIVED


def test_a_claim_goes_before_a_waiver_and_a_waiver_before_the_machine() -> None:
    """Who did more is named: the claim, then the person, then the rule."""
    question = "Who pays for the new quay?"
    found = covered(waivers=(waiver(question), waiver("It was widened in 1958 [2].")))
    (waived,) = found.of(Standing.WAIVED)
    assert (waived.proposal.text, waived.reason, waived.by) == (
        question, "said by everybody", "reviewer",
    )  # fmt: skip


def test_a_waiver_whose_words_are_gone_is_idle() -> None:
    """It covers nothing, and is not lost from sight."""
    found = covered(waivers=(waiver("The town has a theatre."),))
    assert [each.exact for each in found.idle] == ["The town has a theatre."]


def test_a_claim_that_quotes_what_is_not_there_has_no_place() -> None:
    """A wrong quote is shown, and covers nothing."""
    found = covered(Anchored("lost", "The town has a theatre.", quote="has a theatre"))
    assert found.unplaced == ("lost",)


def test_a_part_is_covered_only_by_a_claim_that_speaks_of_it() -> None:
    """A claim on the sentence that leaves its figure out leaves the figure open."""
    vague = [c for c in claims() if c.key != "containers"]
    vague.append(Anchored("vague", "The port had a good year.", quote="handled 41,200 containers"))
    found = cover(read_plain_manuscript(REPORT), vague)
    assert "The port handled" not in " ".join(texts(found, Standing.OPEN))
    open_parts = {(part.part.kind, part.part.text) for part in found.parts_of(Standing.OPEN)}
    assert open_parts == {(PartKind.FIGURE, "41,200"), (PartKind.DATE, "2025")}


PLACES = (
    # by its quote, whatever the quotation marks, capitals and spaces
    (Anchored("a", "x", quote="ferries  carried “HALF the town”"),
     ['Ferries carried "half the town".']),
    # by what it says, where it quotes nothing
    (Anchored("b", "The old crane was sold by the port authority."),
     ["The port authority has reportedly sold the old crane."]),
    # the section decides where words stand twice
    (Anchored("c", "x", "2. Outlook", "old crane"), ["I think the old crane was lovely."]),
    (Anchored("d", "x", "1. Figures", "old crane"),
     ["The port authority has reportedly sold the old crane."]),
    # else what the claim says
    (Anchored("e", "The old crane was lovely.", None, "old crane"),
     ["I think the old crane was lovely."]),
    # over two sentences
    (Anchored("f", "x", quote="912 m long. It was widened"),
     ["The quay was built in 1931, and it is 912 m long.", "It was widened in 1958 [2]."]),
    # nowhere
    (Anchored("g", "A theatre burned down in Rome."), []),
    (Anchored("h", "The quay was built in 1931.", quote="was built in 1932"), []),
)  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "sentences"), PLACES, ids=lambda value: getattr(value, "key", "")
)
def test_where_a_claim_stands(claim: Anchored, sentences: list[str]) -> None:
    """By the words that it quotes, or else by what it says; never by a mere likeness."""
    found = split_report(read_plain_manuscript(REPORT))
    numbers = Placer(REPORT, found).place(claim)
    assert [found[number].text for number in numbers] == sentences


def test_what_is_said_twice_is_covered_twice() -> None:
    """One claim covers a sentence wherever it stands word for word."""
    read = read_plain_manuscript("The quay is 912 m long. It rains. The quay is 912 m long.")
    found = cover(read, [Anchored("long", "It is long.", quote="The quay is")])
    assert texts(found, Standing.COVERED) == ["The quay is 912 m long."] * 2


PARTS = (
    # figures and dates, a year of a date not twice
    ("It cost $4 million on 3 May 2026.", Language.ENGLISH,
     [("figure", "$4 million"), ("date", "3 May 2026")]),
    # names: not the first word of a sentence, unless it is one of a pair
    ("The Port of Rotterdam and GPT-5.4 by OpenAI’s Lab grew.", Language.ENGLISH,
     [("name", "Port of Rotterdam"), ("name", "GPT-5.4"), ("name", "OpenAI’s"), ("name", "Lab")]),
    ("Yesterday it rained.", Language.ENGLISH, []),
    ("Supply: Ships are late.", Language.ENGLISH, []),
    # German writes every noun with a capital
    ("Die Stadt kaufte von der Hafen AG Kräne.", Language.GERMAN, [("name", "Hafen AG Kräne")]),
    ("NATO met.", Language.ENGLISH, [("name", "NATO")]),
    ("トヨタは", Language.JAPANESE, [("name", "トヨタ")]),
    ("市はトヨタとGoogleに払った。", Language.JAPANESE, [("name", "トヨタ"), ("name", "Google")]),
    # quotations of every kind of marks
    ("He said “no way” and «jamais plus» and 「絶対にない」.", Language.ENGLISH,
     [("quotation", "“no way”"), ("quotation", "«jamais plus»"), ("quotation", "「絶対にない」")]),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "language", "parts"), PARTS)
def test_parts_of_a_sentence(
    sentence: str, language: Language, parts: list[tuple[str, str]]
) -> None:
    """What can be wrong by itself is named by itself, with its place."""
    found = find_parts(sentence, 10, language)
    assert [(part.kind.value, part.text) for part in found] == parts
    assert all(sentence[p.start - 10 : p.end - 10] == p.text for p in found)


HOLDS = (
    ("It was 41.2 thousand containers.", "41,200 containers", Language.ENGLISH, True),
    ("It was 41,300 containers.", "It was 41,200 containers", Language.ENGLISH, False),
    ("The Rotterdam port grew.", "in Port of Rotterdam", Language.ENGLISH, True),
    ("The port grew.", "in Port of Rotterdam", Language.ENGLISH, False),
    ("It carried half of the town.", 'it "half the town"', Language.ENGLISH, True),
    ("It carried people.", 'it "half the town"', Language.ENGLISH, False),
)


@pytest.mark.parametrize(("claim", "sentence", "language", "held"), HOLDS)
def test_a_claim_speaks_of_a_part(
    claim: str, sentence: str, language: Language, held: bool
) -> None:
    """The same value, the same name, most of the same words."""
    part = find_parts(sentence, 0, language)[0]
    assert holds(claim, part) is held


@given(st.text(max_size=200), st.data())
def test_words_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    """Any stretch of a text is found in it, at a place that reads the same."""
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    places = Placer(text, []).find(words)
    if fold(words):
        assert places
        assert all(fold(text[begin:end]) == fold(words) for begin, end in places)


def test_even_and_fold_differ_by_capitals_only() -> None:
    """Marks, dashes and spaces never count; capitals count where a rewrite is looked for."""
    assert even("The “US” –  now") == 'The "US" - now'
    assert fold("The “US” –  now") == 'the "us" - now'


@given(st.text(max_size=300))
def test_any_report_can_be_covered(text: str) -> None:
    """Every sentence stands in one of the four ways, whatever the text."""
    found = cover(read_plain_manuscript(text), [Anchored("a", text[:50] or "x", quote=text[:9])])
    assert sum(len(found.of(standing)) for standing in Standing) == len(found.sentences)
