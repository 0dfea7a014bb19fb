"""Claims carried over into a revised report: kept, touched, cut, or not clear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.carrying import Carriage, Fate, carry_over
from claimcheck.core.carrying_words import own_words, still_says
from claimcheck.core.claims_file import parse_claims_file
from claimcheck.core.manuscripts import read_plain_manuscript
from claimcheck.core.placing import Anchored
from proposal_samples import CLAIMS, REPORT, REVISED


def carry(before: str, after: str, *claims: Anchored) -> Carriage:
    return carry_over(read_plain_manuscript(before), read_plain_manuscript(after), claims)


def claims() -> list[Anchored]:
    drafts = parse_claims_file(CLAIMS.encode(), "claims.yaml").claims
    return [Anchored(c.key, c.text, c.section, c.quote) for c in drafts]


def test_a_revised_report_carries_each_claim_over() -> None:
    """Touched where its sentence was, cut where it is gone, kept wherever it stands."""
    carried = carry(REPORT, REVISED, *claims())
    assert {each.key: each.fate for each in carried.claims} == {
        "containers": Fate.TOUCHED,
        "ferries": Fate.KEPT,
        "crane": Fate.KEPT,
        "unemployment": Fate.CUT,
        "quay-built": Fate.KEPT,  # the sentence was touched, but not its own words
        "quay-length": Fate.TOUCHED,
        "quay-widened": Fate.KEPT,
    }
    assert [p.text for p in carried.added] == ["A lighthouse was opened in May 2026."]


def test_nothing_changed_nothing_touched() -> None:
    """Against itself a report keeps every claim and adds nothing."""
    carried = carry(REPORT, REPORT, *claims())
    assert {each.fate for each in carried.claims} == {Fate.KEPT}
    assert carried.added == ()


LONG = "The old harbour of the town was built by the crown in 1720 and closed in 1931."
FATES = (
    # moved to another place: kept
    (LONG, f"It rains. {LONG}", Fate.KEPT),
    # other quotation marks and spaces: kept; another capital: not the same words
    ('It is "old" - really.', "It is “old” – really.", Fate.KEPT),
    ("They gave it to us.", "They gave it to US.", Fate.TOUCHED),
    # a figure, a word, a negation: touched
    (LONG, LONG.replace("1720", "1722"), Fate.TOUCHED),
    (LONG, LONG.replace("was built", "was not built"), Fate.TOUCHED),
    # shortened to a part of itself: touched
    (LONG, "The old harbour of the town was built by the crown.", Fate.TOUCHED),
    # told in other words, half alike: people decide
    (LONG, "In 1931 the harbour of the town burned down after two wars.", Fate.UNCLEAR),
    # nothing like it is left: cut
    (LONG, "A theatre opened last week.", Fate.CUT),
    (LONG, "", Fate.CUT),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "fate"), FATES)
def test_what_becomes_of_a_sentence(before: str, after: str, fate: Fate) -> None:
    """Alike in most words is touched, in few is cut, between them people decide."""
    (carried,) = carry(before, after, Anchored("a", "restated", quote=before[:25])).claims
    assert carried.fate is fate
    assert carried.before == before


def test_two_sentences_as_like_as_each_other_are_unclear() -> None:
    """Which of two took its place is not for the machine to say."""
    after = f"{LONG.replace('1720', '1722')} {LONG.replace('1931', '1933')}"
    (carried,) = carry(LONG, after, Anchored("a", "restated", quote="The old harbour")).claims
    assert carried.fate is Fate.UNCLEAR


def test_a_lookalike_that_was_there_before_is_no_successor() -> None:
    """A sentence that stood there already does not take the place of one that was cut."""
    like = LONG.replace("1720", "1722")
    claim = Anchored("a", "restated", quote="in 1720")
    (carried,) = carry(f"{LONG} {like}", like, claim).claims
    assert carried.fate is Fate.CUT


FERRY = "The ferry carried 47,900 passengers in 2025, more than in any year before."
TRAIN = "The train carried 61,300 passengers in 2025, fewer than in any year before."
TRAINS = TRAIN.replace("fewer than in any", "and thus fewer than in any other")
STOP = "The town keeps the books of both."
NEIGHBOURS = (
    # A was deleted and its neighbour B lightly edited, in whichever order they stood
    (f"{FERRY} {TRAIN}", TRAINS, Fate.CUT, Fate.TOUCHED),
    (f"{TRAIN} {FERRY}", TRAINS, Fate.CUT, Fate.TOUCHED),
    (f"{STOP} {FERRY} {TRAIN} {STOP}", f"{STOP} {TRAINS} {STOP}", Fate.CUT, Fate.TOUCHED),
    # with a sentence between them, or moved behind it
    (f"{FERRY} {STOP} {TRAIN}", f"{STOP} {TRAINS}", Fate.CUT, Fate.TOUCHED),
    (f"{FERRY} {STOP} {TRAIN}", f"{TRAINS} {STOP}", Fate.CUT, Fate.TOUCHED),
    # B was edited in its figure alone
    (f"{FERRY} {TRAIN}", TRAIN.replace("61,300", "61,400"), Fate.CUT, Fate.TOUCHED),
    # both were edited: each goes to its own
    (f"{FERRY} {TRAIN}", f"{TRAINS} {FERRY.replace('47,900', '47,800')}",
     Fate.TOUCHED, Fate.TOUCHED),
    # A was edited and B deleted
    (f"{FERRY} {TRAIN}", FERRY.replace("47,900", "47,800"), Fate.TOUCHED, Fate.CUT),
    # both were joined in one
    (f"{FERRY} {TRAIN}", "The ferry carried 47,900 passengers in 2025, more than in any year "
     "before, and the train carried 61,300, fewer than in any.", Fate.TOUCHED, Fate.TOUCHED),
    # what told them from each other is gone: people decide of both
    (f"{FERRY} {TRAIN}",
     "The bus carried 12,200 passengers in 2025, as many as in any year before.",
     Fate.UNCLEAR, Fate.UNCLEAR),
    # B was not touched
    (f"{FERRY} {TRAIN}", TRAIN, Fate.CUT, Fate.KEPT),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "ferry", "train"), NEIGHBOURS)
def test_a_deleted_sentence_does_not_take_its_neighbours_place(
    before: str, after: str, ferry: Fate, train: Fate
) -> None:
    """The new sentence is whose own words it kept; the other is cut, not asked about."""
    claims = Anchored("f", "restated", quote="The ferry"), Anchored("t", "other", quote="The train")
    found = {each.key: each.fate for each in carry(before, after, *claims).claims}
    assert found == {"f": ferry, "t": train}
    alone = carry(before, after, claims[0]).claims[0].fate
    assert alone is ferry  # whether or not a claim stands on the neighbour


def test_a_sentence_with_nothing_of_its_own_is_asked_about() -> None:
    """Where all that was deleted still stands in the neighbour, people say what it means."""
    short, long = "The ferry carried dogs.", "The ferry carried dogs and 6,350 bicycles in 2025."
    claim = Anchored("a", "restated", quote=short)
    after = long.replace("6,350", "6,340")
    (carried,) = carry(f"{short} {long}", after, claim).claims
    assert carried.fate in (Fate.UNCLEAR, Fate.CUT)


def test_said_twice_and_cut_once_is_kept() -> None:
    """What the report said twice is still said while it is said once."""
    (carried,) = carry(f"{LONG} It rains. {LONG}", LONG, Anchored("a", LONG)).claims
    assert carried.fate is Fate.KEPT


def test_a_claim_over_two_sentences_is_touched_when_one_goes() -> None:
    """Only where all of its sentences are gone is it cut."""
    claim = Anchored("a", "restated", quote="in 1931. It rains")
    (carried,) = carry(f"{LONG} It rains.", LONG, claim).claims
    assert carried.fate is Fate.TOUCHED


def test_a_claim_without_a_place_is_named() -> None:
    """What the old text did not say is nobody's to carry."""
    carried = carry(LONG, LONG, Anchored("lost", "x", quote="no such words"))
    assert (carried.claims, carried.unplaced) == ((), ("lost",))


OWN = (
    # the whole sentence
    ("It is 912 m long.", "It is 912 m long.", "It is 915 m long.", "It is 915 m long."),
    # a part of it, in its order
    ("it is 912 m long", "The quay was built in 1931, and it is 912 m long.",
     "The quay was built in 1932, and it is 915 m long.", "it is 915 m long."),
    # a part that stands untouched, wherever
    ("It is 912 m long.", "The quay was built in 1931, and it is 912 m long.",
     "The town grew, the quay was built in 1931, and it is 912 m long.", "it is 912 m long."),
    # restated by somebody: only people can restate it again
    ("The quay is 912 m long.", "It is 912 m long.", "It is 915 m long.", None),
    # cut into another number of parts
    ("It is 912 m long.", "The quay was built in 1931, and it is 912 m long.",
     "The quay was built in 1931.", None),
)  # fmt: skip


@pytest.mark.parametrize(("claim", "before", "after", "words"), OWN)
def test_a_claim_in_its_sentences_own_words_takes_the_new_ones(
    claim: str, before: str, after: str, words: str | None
) -> None:
    """The words that took the place of a claim's, where that is plain."""
    span = own_words(claim, before, after)
    assert (span and after[slice(*span)]) == words
    assert still_says(claim, before, after) == bool(
        words and words.lower().rstrip(".") == claim.lower().rstrip(".")
    )


@given(
    st.lists(st.sampled_from([LONG, "It rains.", "It rains in Rome.", "Go!"]), max_size=6),
    st.lists(st.sampled_from([LONG, "It rains.", "It rained in Rome.", "Go!"]), max_size=6),
)
def test_every_placed_claim_has_one_fate(before: list[str], after: list[str]) -> None:
    """Whatever the two texts, each claim is carried once or has no place."""
    found = carry(" ".join(before), " ".join(after), *(Anchored(t[:12], t) for t in set(before)))
    assert len(found.claims) + len(found.unplaced) == len(set(before))
    for each in found.claims:
        assert (each.fate is Fate.CUT) <= (each.after is None)
