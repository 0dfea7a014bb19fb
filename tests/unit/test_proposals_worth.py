"""How much a sentence is worth checking: rules in five languages, a row for each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.proposals import CHECKWORTHY_THRESHOLD, propose_claims
from claimcheck.core.proposals.language import Language, guess_language
from claimcheck.core.proposals.worth import WEIGHTS, find_signs, score

WORTHY = (
    # figures, sums, shares
    "Unemployment in the district fell to 4.2 percent in 2024.",
    "The new bridge cost 41 million euros, twice as much as planned.",
    "Half of all ferries were out of service last winter.",
    # change, comparison, rank
    "Rents rose faster than wages for the third year.",
    "The town has the largest port in the country.",
    "More people died on the roads than in the year before.",
    # deeds on record
    "The senator voted against the ban in March.",
    "The council rejected the plan and fired its director.",
    "The company has sold its last two mills.",
    # attribution, cause
    "According to the ministry, 30 schools were closed.",
    "The flood was caused by a broken dam, the report says.",
    # German
    "Die Arbeitslosenquote sank 2023 auf 5,7 Prozent.",
    "Der Bundestag hat das Gesetz im März verabschiedet.",
    "Laut Ministerium wurden 30 Schulen geschlossen.",
    # French
    "Le chômage a baissé de 2 points depuis 2019.",
    "L'Assemblée a adopté la loi en mars.",
    "Selon l'institut, la ville compte 68 000 habitants.",
    # Spanish
    "El desempleo bajó al 11,8 por ciento en 2023.",
    "El Congreso aprobó la ley en marzo.",
    # Japanese
    "日本の人口は1億2千万人を下回った。",
    "政府は昨年、消費税を10％に引き上げた。",
)
UNWORTHY = (
    # questions, courtesies, requests
    "What are we going to do about it?",
    "Thank you very much.",
    "Let me tell you something.",
    # opinion, hope, wish
    "I think we can do better than that.",
    "I hope that we will find a good way.",
    "It is a wonderful idea.",
    # norms and the future
    "We must protect the values that we share.",
    "We will build that bridge together.",
    "You should be ashamed.",
    # conditions, fragments
    "If we want to, we can.",
    "Well, perhaps.",
    # German
    "Ich glaube, wir müssen mehr tun.",
    "Vielen Dank für die Frage.",
    "Was sollen wir tun?",
    # French
    "Je pense que nous devons agir.",
    "Merci beaucoup à vous tous.",
    # Spanish
    "Creo que debemos hacer más.",
    "¿Qué vamos a hacer?",
    # Japanese
    "私は頑張りたいと思います。",
    "どうすればいいですか。",
)


@pytest.mark.parametrize("sentence", WORTHY)
def test_what_commits_itself_is_worth_a_check(sentence: str) -> None:
    """A sentence that says something definite about others reaches the threshold."""
    (proposal,) = propose_claims(sentence)
    assert proposal.score >= CHECKWORTHY_THRESHOLD
    assert proposal.is_worthy


@pytest.mark.parametrize("sentence", UNWORTHY)
def test_what_says_nothing_definite_is_not(sentence: str) -> None:
    """Questions, thanks, opinions, wishes, norms and plans of one's own stay below."""
    (proposal,) = propose_claims(sentence)
    assert proposal.score < CHECKWORTHY_THRESHOLD
    assert not proposal.is_worthy


STRONGER = (
    # the figure makes the difference
    ("The bridge is long.", "The bridge is 912 m long."),
    # what is on record counts more than what is meant to come
    ("The council will reject the plan.", "The council rejected the plan."),
    # an opinion about a fact is still held back by its frame
    ("I think that taxes rose.", "Taxes rose."),
    # asked, it asserts nothing
    ("Did the council close 30 schools?", "The council closed 30 schools."),
)


@pytest.mark.parametrize(("weaker", "stronger"), STRONGER)
def test_each_sign_moves_the_score_its_way(weaker: str, stronger: str) -> None:
    """Of two sentences that differ in one sign, the firmer one scores higher."""
    scores = [score(find_signs(each, Language.ENGLISH)) for each in (weaker, stronger)]
    assert scores[0] < scores[1]


LANGUAGES = (
    ("The harbour of the city is older than that.", Language.ENGLISH),
    ("Der Hafen der Stadt ist älter als das Rathaus.", Language.GERMAN),
    ("Le port de la ville est plus ancien que les quais.", Language.FRENCH),
    ("El puerto de la ciudad es más antiguo que los muelles.", Language.SPANISH),
    ("港は市役所より古い。", Language.JAPANESE),
    # nothing speaks for another
    ("", Language.ENGLISH),
    ("12 345", Language.ENGLISH),
)


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_is_told_by_common_words(text: str, language: Language) -> None:
    """Five languages are told apart; what is none of them is read as English."""
    assert guess_language(text) is language


@pytest.mark.parametrize("language", Language)
def test_every_sign_has_a_weight(language: Language) -> None:
    """No list of words is written that nobody counts."""
    assert set(find_signs("x", language).counts) <= set(WEIGHTS)


@given(st.text(max_size=300))
def test_a_score_is_a_share(text: str) -> None:
    """Whatever the text: scores lie between 0 and 1, and the list is the same each time."""
    found = propose_claims(text)
    assert all(0 <= proposal.score <= 1 for proposal in found)
    assert found == propose_claims(text)
