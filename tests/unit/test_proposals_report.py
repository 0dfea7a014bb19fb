"""A whole report: every sentence with its place and section, references, and the draft of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.claims import Kind, Origin
from claimcheck.core.claims_file import parse_claims_file
from claimcheck.core.claims_file.writing import write_claims_file
from claimcheck.core.manuscripts import read_markdown, read_page, read_plain_manuscript
from claimcheck.core.proposals import Proposal, propose, propose_claims
from claimcheck.core.proposals.drafting import draft_file, quote_for, report_key
from proposal_samples import REPORT


def proposals() -> list[Proposal]:
    return list(propose(read_plain_manuscript(REPORT)).proposals)


def test_every_sentence_is_listed_or_left_out_with_a_reason() -> None:
    """Nothing of the report is passed over: each word that is no mark stands in the list."""
    found = proposals()
    rest = list(REPORT)
    for proposal in found:
        assert REPORT[proposal.start : proposal.end] == proposal.text
        assert bool(proposal.parts) != bool(proposal.left_out)
        rest[proposal.start : proposal.end] = " " * (proposal.end - proposal.start)
    assert set("".join(rest).split()) == {"-", "1.", "2.", "3."}  # bullets, numbers


def test_the_sections_are_the_headings_above() -> None:
    """A sentence knows the headings that it stands under, outermost first."""
    where = {proposal.text: proposal.section for proposal in proposals()}
    assert where["The quay was built in 1931, and it is 912 m long."] == ("1. Figures", "The Quay")
    assert where["Who pays for the new quay?"] == ("2. Outlook",)


def test_what_the_parts_of_the_sample_are() -> None:
    """Heading, reference and question are no claims; opinion and forecast are marked."""
    by_text = {proposal.text: proposal for proposal in proposals()}
    assert by_text["1. Figures"].left_out == "a heading"
    assert by_text["Who pays for the new quay?"].left_out == "a question"
    entries = [p for p in by_text.values() if p.left_out == "an entry of the references"]
    assert len(entries) == 3
    assert by_text["The port will grow in the coming years."].kind is Kind.FORECAST
    assert not by_text["I think the old crane was lovely."].checkable
    assert by_text["The port authority has reportedly sold the old crane."].hedge == "reportedly"
    assert [p.text for p in by_text["The quay was built in 1931, and it is 912 m long."].parts] == [
        "The quay was built in 1931", "it is 912 m long.",
    ]  # fmt: skip


def test_the_list_begins_with_what_is_most_worth_a_check() -> None:
    """Best first, by the score; what is no claim stands behind all that is."""
    found = propose_claims(REPORT)
    ranks = [(proposal.left_out is not None, -proposal.score) for proposal in found]
    assert ranks == sorted(ranks)
    assert found[0].figures
    assert found[-1].left_out


def test_references_are_listed_with_their_titles() -> None:
    """Each entry of the list of sources: its address, and the words beside it."""
    found = propose(read_plain_manuscript(REPORT)).references
    assert [(r.url, r.title, r.number) for r in found] == [
        ("https://example.org/yearbook-2025", "Yearbook of the port, containers and ferries", 1),
        ("https://example.org/quay", "History of the quay", 2),
        ("https://example.org/press", "Press release", 3),
    ]


def test_a_number_ties_like_a_link_and_a_likeness_is_a_guess() -> None:
    """`[2]` is the author's tie; a listed source that shares words is a candidate; else none."""
    citing = {proposal.text: proposal.citing for proposal in proposals()}
    (numbered,) = citing["It was widened in 1958 [2]."]
    assert (numbered.url, numbered.origin) == ("https://example.org/quay", Origin.AUTHOR)
    (guessed,) = citing["The port handled 41,200 containers in 2025, more than ever."]
    assert (guessed.url, guessed.origin) == ("https://example.org/yearbook-2025", Origin.INFERRED)
    assert citing["I think the old crane was lovely."] == ()


def test_a_link_in_a_sentence_is_the_authors_tie() -> None:
    """What the report links belongs to the sentence that links it, and to no other."""
    read = read_markdown("The quay is [912 m](https://example.org/quay) long. It is old.\n")
    linked, other = propose(read).proposals
    assert [(c.url, c.origin) for c in linked.citing] == [
        ("https://example.org/quay", Origin.AUTHOR)
    ]
    assert other.citing == ()


def test_the_draft_can_be_imported_as_it_is() -> None:
    """A draft claims file follows the format to the letter and says what was proposed."""
    read = read_plain_manuscript(REPORT)
    draft = draft_file(read, propose(read), name="report")
    written = write_claims_file(draft)
    assert parse_claims_file(written.encode(), "draft.yaml") == draft
    assert draft.report is not None
    assert (draft.report.key, len(draft.report.references)) == ("figures", 3)
    texts = [claim.text for claim in draft.claims]
    assert "It is 912 m long." in texts
    assert "Who pays for the new quay?" not in texts
    forecast = next(c for c in draft.claims if c.kind is Kind.FORECAST)
    assert not forecast.checkable
    assert all(REPORT.count(claim.quote or "") == 1 for claim in draft.claims)


def test_a_report_on_record_keeps_its_key() -> None:
    """A draft of what is on record already belongs to that report."""
    read = read_plain_manuscript(REPORT)
    draft = draft_file(read, propose(read), name="report", key="port-2025")
    assert draft.report is not None
    assert draft.report.key == "port-2025"
    assert {claim.report for claim in draft.claims} == {"port-2025"}


def test_what_is_said_twice_is_one_claim() -> None:
    """A sentence that stands twice word for word is drafted once."""
    read = read_plain_manuscript("The quay is 912 m long. It rains. The quay is 912 m long.")
    draft = draft_file(read, propose(read), name="twice")
    assert [claim.text for claim in draft.claims] == ["The quay is 912 m long."]


def test_a_quote_grows_until_it_stands_only_once() -> None:
    """Six words lead back to the place, or as many as it takes."""
    text = "One two three four five six seven. One two three four five six eight."
    assert quote_for(text, 35, len(text)) == "One two three four five six eight."
    assert quote_for("Alone it stands, on its own line.", 0, 33) == "Alone it stands, on its own"
    assert quote_for(text, 0, 0) is None


def test_a_key_is_readable_and_never_empty() -> None:
    """Latin letters of the title; those of the name where it has none; a word at last."""
    assert report_key("Der Hafen – größer", "x") == "der-hafen-groer"
    assert report_key("港", "port 2025") == "port-2025"
    assert report_key("港", "港") == "report"


@given(st.text(max_size=300))
def test_whatever_the_report_the_draft_is_valid(text: str) -> None:
    """No text makes a draft that the import refuses."""
    read = read_plain_manuscript(text)
    draft = draft_file(read, propose(read), name=text[:20])
    if draft.claims:
        assert parse_claims_file(write_claims_file(draft).encode(), "draft.yaml") == draft


@given(st.text(max_size=300))
def test_places_are_true_for_any_text(text: str) -> None:
    """Each proposal is a stretch of the text, in order and without overlap."""
    found = sorted(propose_claims(text), key=lambda proposal: proposal.start)
    read = read_plain_manuscript(text).text
    at = 0
    for proposal in found:
        assert at <= proposal.start < proposal.end
        assert read[proposal.start : proposal.end] == proposal.text
        at = proposal.end


HOSTILE = (
    # what the rules repeat, many times over and without an end
    "[", "[a](b", "![", "[^a]: ", "\\*", "`", "**a", "<a ", "<h1>", "_a ",
    "“a", '"', "(", ", and it was ", "; it is", "A ", "Ab-", "a. ", "A:", "1 ", "[1,",
    "http://", "https://a(", "# a\n", "---\n", "- ", "\n", " ", "した", "the best ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_reports_come_to_an_end(piece: str) -> None:
    """However long and repetitive, a report is read and taken apart."""
    text = piece * (20_000 // len(piece))
    for read in (read_plain_manuscript(text), read_markdown(text)):
        assert propose(read).references is not None
    assert read_page(text.encode(), "text/html", "https://a.example/").text is not None
