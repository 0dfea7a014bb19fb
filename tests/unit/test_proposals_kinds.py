"""What kind of assertion a sentence is, how it hedges, and what is no claim."""

import pytest

from claimcheck.core.claims import Kind
from claimcheck.core.proposals import Proposal, propose_claims


def only(sentence: str) -> Proposal:
    (proposal,) = propose_claims(sentence)
    return proposal


KINDS = (
    ("The harbour handled 41,200 containers in 2025.", Kind.FIGURE),
    ("The new quay opened in May 1931.", Kind.EVENT),
    ("The port is older than the town.", Kind.COMPARISON),
    ("The flood is due to the broken dam.", Kind.CAUSE),
    ('The mayor said: "We never agreed to close the old quay."', Kind.QUOTE),
    ("The port plans to close the old quay.", Kind.PLAN),
    ("The port will grow in the coming years.", Kind.FORECAST),
    ("Prices are expected to rise.", Kind.FORECAST),
    ("I think the old quay is ugly.", Kind.OPINION),
    ("The town should be proud of it.", Kind.OPINION),
    ("The port belongs to the town.", Kind.FACT),
    # German, French, Spanish, Japanese
    ("Der Hafen hat 2025 rund 41.200 Container abgefertigt.", Kind.FIGURE),
    ("Ich finde den alten Kai hässlich.", Kind.OPINION),
    ("Le port va fermer le vieux quai.", Kind.FORECAST),
    ("El puerto prevé cerrar el viejo muelle.", Kind.PLAN),
    ("市は来年、港を閉鎖する方針だ。", Kind.PLAN),
)


@pytest.mark.parametrize(("sentence", "kind"), KINDS)
def test_the_most_telling_sign_gives_the_kind(sentence: str, kind: Kind) -> None:
    """A checker learns what to look for."""
    assert only(sentence).kind is kind


@pytest.mark.parametrize("sentence", [s for s, kind in KINDS if kind is Kind.FORECAST])
def test_nobody_can_check_a_forecast_today(sentence: str) -> None:
    """An opinion or a forecast is marked as not checkable."""
    assert not only(sentence).checkable


HEDGES = (
    ("Apple has reportedly moved its training.", "reportedly"),
    ("Prices are expected to rise.", "are expected to"),
    ("The port might close.", "might"),
    ("Perhaps the port is closed.", "Perhaps"),
    ("Laut Ministerium wurden die Schulen geschlossen.", "Laut"),
    ("Der Hafen soll verkauft worden sein.", "soll"),
    ("Selon le maire, le port est fermé.", "Selon"),
    ("Según el alcalde, el puerto está cerrado.", "Según"),
    ("市によると、港は閉鎖された。", "によると"),
    ("The port is closed.", None),
)


@pytest.mark.parametrize(("sentence", "hedge"), HEDGES)
def test_the_hedge_is_given_in_its_own_words(sentence: str, hedge: str | None) -> None:
    """A claim that holds back says with which words."""
    assert only(sentence).hedge == hedge


LEFT_OUT = (
    ("Who built the bridge, and when?", "a question"),
    ("¿Quién construyó el puente?", "a question"),
    ("橋を建てたのは誰ですか。", "a question"),
    ("Thank you all.", "a courtesy"),
    ("Vielen Dank für alles.", "a courtesy"),
    ("This section describes the port.", "a transition"),
    ("Consider what that means for all of us.", "a request"),
    ("Photo gallery.", "a fragment"),
    # these assert something, whatever they look like
    ("This report covers 41 ports.", None),
    ("It rained.", "a fragment"),
    ("The bridge is long.", None),
)


@pytest.mark.parametrize(("sentence", "reason"), LEFT_OUT)
def test_what_is_no_claim_says_why(sentence: str, reason: str | None) -> None:
    """Every sentence that is left out carries its reason."""
    proposal = only(sentence)
    assert proposal.left_out == reason
    assert bool(proposal.parts) == (reason is None)
