"""Compound sentences: cut where the grammar is plain, whole where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.proposals.language import Language
from claimcheck.core.proposals.parts import cut_parts

EN, DE, FR, ES, JA = Language

CUT = (
    # two clauses, each with its subject and verb
    (EN, "The bridge is 912 m long, and it was opened in 1931.",
     ["The bridge is 912 m long", "it was opened in 1931."]),
    (EN, "The city spent $4 million, but the council rejected the plan.",
     ["The city spent $4 million", "the council rejected the plan."]),
    (EN, "Amazon isn't just building chips; it's building cities of them.",
     ["Amazon isn't just building chips", "it's building cities of them."]),
    # a list of clauses
    (EN, "Costs fell 3 percent, sales rose 5 percent, and the firm hired 40 people.",
     ["Costs fell 3 percent", "sales rose 5 percent", "the firm hired 40 people."]),
    (DE, "Die Preise stiegen um 3 Prozent, und die Löhne sanken.",
     ["Die Preise stiegen um 3 Prozent", "die Löhne sanken."]),
    (FR, "Le chômage a baissé, mais les prix ont augmenté.",
     ["Le chômage a baissé", "les prix ont augmenté."]),
    (ES, "El paro bajó mucho, pero los precios subieron.",
     ["El paro bajó mucho", "los precios subieron."]),
)  # fmt: skip
WHOLE = (
    # one subject with two verbs
    (EN, "The mayor resigned in May and moved to Spain."),
    # a list of things
    (EN, "He bought apples, pears, and plums."),
    (EN, "Profits, losses, and debts were reported in May."),
    # a condition, a time, a reason: the parts would say something else
    (EN, "If prices rise, demand falls, and the firm closes."),
    (EN, "Although costs fell, the firm closed, and the workers left."),
    # somebody's words
    (EN, 'He said "it is over, and we lost the war" in May.'),
    # inside brackets
    (EN, "The port (it is old, and it was closed in 1990) reopened."),
    # no verb on one side
    (EN, "The law covers farms, mines and factories."),
    # no grammar of this language is known
    (JA, "橋は長く、そして古い。"),
)


@pytest.mark.parametrize(("language", "sentence", "parts"), CUT)
def test_clauses_with_subject_and_verb_are_parts(
    language: Language, sentence: str, parts: list[str]
) -> None:
    """Each part is a stretch of the sentence that asserts something by itself."""
    assert [sentence[start:end] for start, end in cut_parts(sentence, language)] == parts


@pytest.mark.parametrize(("language", "sentence"), WHOLE)
def test_a_sentence_is_whole_where_it_is_unclear(language: Language, sentence: str) -> None:
    """No cut is better than a wrong one."""
    assert cut_parts(sentence, language) == [(0, len(sentence))]


@given(
    st.lists(
        st.sampled_from(
            [
                "The bridge",
                "is",
                "long",
                ", and ",
                "it",
                "was",
                "; ",
                "opened",
                "but",
                "(",
                ")",
                "in 1931",
            ]
        )
    )
)
def test_parts_follow_one_another(words: list[str]) -> None:
    """Parts are in order, do not overlap and lie within the sentence."""
    sentence = " ".join(words)
    at = 0
    for start, end in cut_parts(sentence, Language.ENGLISH):
        assert at <= start <= end <= len(sentence)
        at = end
