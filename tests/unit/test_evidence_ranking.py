"""The choice of sentences: greedy, however little it weighs anew, and by rules that each show."""

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.evidence import build_index, find_passages
from claimcheck.core.evidence.ranking import Ranking, picks, rank
from claimcheck.core.evidence.wanted import read_claim

WORDS = st.sampled_from(["ferry", "harbour", "bridge", "may", "45", "percent", "opens.", "Then\n"])
TEXTS = st.lists(WORDS, min_size=1, max_size=120).map(" ".join)


def ranked(claim: str, text: str) -> Ranking | None:
    index = build_index(text)
    return rank(index, text, read_claim(claim, index.language))


def chosen_one_by_one(ranking: Ranking, text: str) -> list[tuple[int, float]]:
    """Weigh every sentence before each choice, as the rule says it."""
    left, seen, chosen = set(ranking.factors), set[str](), []
    while left:
        best = max(left, key=lambda sentence: (ranking.value_of(sentence), -sentence))
        left.discard(best)
        exact = text[ranking.index.starts[best] : ranking.index.ends[best]]
        if exact not in seen:
            seen.add(exact)
            chosen.append((best, ranking.value_of(best) / ranking.whole))
            ranking.cover(best)
    return chosen


@given(TEXTS, TEXTS)
def test_the_best_of_the_rest_is_taken_each_time(claim: str, text: str) -> None:
    """Weighing only the top anew chooses what weighing everything would choose."""
    lazy, thorough = ranked(claim, text), ranked(claim, text)
    if lazy is None or thorough is None:
        assert lazy is thorough is None
        return
    picked = [(pick.sentence, pick.gain) for pick in picks(lazy, text)]
    assert picked == chosen_one_by_one(thorough, text)


@given(TEXTS, TEXTS)
def test_gains_only_fall(claim: str, text: str) -> None:
    """What is chosen later never adds more than what was chosen before it."""
    ranking = ranked(claim, text)
    gains = [pick.gain for pick in picks(ranking, text)] if ranking else []
    assert gains == sorted(gains, reverse=True)


OTHERS = "\n".join(f"Number {n} tells something else of the town." for n in range(30))


def best(claim: str, text: str) -> str:
    return find_passages(claim, text, 1)[0].selector.exact


def test_a_neighbour_that_names_the_subject_helps() -> None:
    """Of two equal sentences the one next to the claim's subject is about it."""
    text = f"It was opened early.\n{OTHERS}\nThe Narvik bridge is long. It was opened quickly."
    found = find_passages("The Narvik bridge was opened", text, 2)
    assert found[0].selector.exact == "The Narvik bridge is long. It was opened quickly."


def test_the_top_of_a_page_counts_more() -> None:
    """What a page is about stands at its top: of two equal sentences the first is taken."""
    text = f"{OTHERS}\nNarvik has bridges.\n{OTHERS}\nNarvik has no bridges.\n{OTHERS}"
    assert best("Bridges of Narvik", text) == "Narvik has bridges."


def test_the_day_of_publication_helps_to_date() -> None:
    """A short line with a date near the top dates the page, as another year there does not."""
    text = f"Boats of 2019.\nOne.\nTwo.\nThree.\n3 May 2019\n{OTHERS}"
    assert best("It came in 2019", text) == "3 May 2019"


def test_a_line_that_is_no_sentence_counts_less() -> None:
    """Menus and captions name what the text tells."""
    text = f"Bridges of Narvik\nBridges of Narvik.\n{OTHERS}"
    assert best("Bridges of Narvik", text) == "Bridges of Narvik."
