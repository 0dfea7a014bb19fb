"""Copies of a text: what they are found by, and what settles it."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.independence import SAME_TEXT_SHARE, Copies, find_copies, shingles

WORDS = [f"{first}{middle}{last}" for first in "bdfgklm" for middle in "aeiou" for last in "nrst"]
FRAME = """
We use cookies to store information on your device, to learn how this site is used and who comes back to it.
The technical storage or access is strictly necessary for the legitimate purpose of enabling a service that was asked for.
All texts and pictures on this site belong to those who made them, all rights reserved, unless it says otherwise there.
Enter your email address here and we will send you a letter on each Friday with all that is new on this site.
"""  # noqa: E501 -- lines of a page are as long as they are
MENU = "Home\nAbout us\nSign in\nAll rights reserved\n"


def prose(seed: int, words: int = 120) -> str:
    """Write sentences of one origin, twelve words to a line."""
    chance = random.Random(seed)
    drawn = [chance.choice(WORDS) for _ in range(words)]
    return "\n".join(" ".join(drawn[at : at + 12]) + "." for at in range(0, words, 12))


def edited(text: str, every: int) -> str:
    """Change one word in so many."""
    words = text.split(" ")
    return " ".join("zz" if at % every == every - 1 else word for at, word in enumerate(words))


def signs(seed: int, count: int = 240) -> str:
    """Write sentences in a script that parts no words."""
    chance = random.Random(seed)
    drawn = [chr(0x4E00 + chance.randrange(3000)) for _ in range(count)]
    return "\n".join("".join(drawn[at : at + 24]) + "。" for at in range(0, count, 24))


PAIRS = [
    # two texts of their own
    (prose(1), prose(2), False),
    # the same, in other letters and between other menus
    (prose(1), MENU + prose(1).upper() + "\nSubscribe now\n", True),
    # lines broken elsewhere
    (prose(1), prose(1).replace(".\n", " "), True),
    # lightly edited: one word in fifteen
    (prose(1), edited(prose(1), 15), True),
    # rewritten: one word in three
    (prose(1), edited(prose(1), 3), False),
    # an excerpt of a longer text
    (prose(1, 480), "\n".join(prose(1, 480).splitlines()[:10]), True),
    # a statement quoted by two reports that say more of their own
    (prose(1) + "\n" + prose(9, 60), prose(2) + "\n" + prose(9, 60), False),
    # the same article with as much of something else below it
    (prose(1), prose(1) + "\n" + prose(3), True),
    # a script without spaces, copied
    (signs(1), "menu\n" + signs(1), True),
    # and not copied
    (signs(1), signs(2), False),
    # two short notes in one maker's frame: notices and forms are no prose of theirs
    (prose(1, 72) + FRAME, prose(2, 72) + FRAME, False),
    # and do not hide a copy
    (prose(1, 72) + FRAME, prose(1, 72), True),
    # too short to be told from chance
    ("It was opened in the spring of 1931.", "It was opened in the spring of 1931.", False),
    # nothing to read
    ("", "", False),
]  # fmt: skip


def copies_of(*texts: str) -> Copies:
    """Find the copies among texts, named by their place."""
    marks = {
        str(place): shingles.read_fingerprint(shingles.fingerprint_of(text)) or frozenset()
        for place, text in enumerate(texts)
    }
    read = [shingles.shingles_of(text) for text in texts]
    return find_copies(marks, lambda one, two: shingles.share_of(read[int(one)], read[int(two)]))


@pytest.mark.parametrize(("one", "two", "copied"), PAIRS, ids=range(len(PAIRS)))
def test_which_texts_are_copies(one: str, two: str, copied: bool) -> None:
    """Most of the shorter text's prose has to stand in the other."""
    found = copies_of(one, two)
    assert (found.classes == {"0": "0", "1": "0"}) is copied
    assert all(share >= SAME_TEXT_SHARE for share in found.shares.values())


def test_a_fingerprint_is_small_and_told_by_its_version() -> None:
    """Four bytes for one shingle in four; what another version wrote is not read."""
    made = shingles.fingerprint_of(prose(1, 4000))
    assert 500 <= len(made) // 4 <= 1500
    assert len(shingles.read_fingerprint(made) or ()) == len(made) // 4
    assert shingles.read_fingerprint(None) is None
    assert shingles.read_fingerprint(bytes([shingles.FINGERPRINT_VERSION + 1]) + made[1:]) is None
    assert shingles.read_fingerprint(shingles.fingerprint_of("")) == frozenset()


def test_only_the_beginning_of_a_huge_text_is_read() -> None:
    """What stands behind the limit costs nothing and changes nothing."""
    start = prose(1, shingles.MAX_WORDS + 12)
    assert shingles.fingerprint_of(start) == shingles.fingerprint_of(start + "\n" + prose(5))


def test_who_shares_only_what_all_share_is_not_compared() -> None:
    """A notice that stands on every page leads to no comparison, let alone to a copy."""
    notice = prose(77, 60)
    asked = []

    def share(one: str, two: str) -> float:
        asked.append((one, two))
        return 1.0

    marks = {
        str(n): shingles.read_fingerprint(shingles.fingerprint_of(prose(n, 240) + "\n" + notice))
        or frozenset()
        for n in range(40)
    }
    assert find_copies(marks, share) == Copies()
    assert asked == []


def test_many_copies_of_one_text_take_one_comparison_each() -> None:
    """Who is in a class already is compared with none of the others in it."""
    count = 60
    asked = []

    def share(one: str, two: str) -> float:
        asked.append((one, two))
        return 0.9

    marks = {str(n): frozenset(range(100)) | {1000 + n} for n in range(count)}
    found = find_copies(marks, share)
    assert set(found.classes.values()) == {"0"}
    assert len(asked) == count - 1


fingerprints = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2),
    st.frozensets(st.integers(0, 40), max_size=25),
    max_size=12,
)


def estimated(marks: dict[str, frozenset[int]]) -> Callable[[str, str], float]:
    """Take the marks themselves for the shingles."""

    def share(one: str, two: str) -> float:
        shorter = min(len(marks[one]), len(marks[two]))
        return len(marks[one] & marks[two]) / shorter if shorter else 0.0

    return share


@given(fingerprints)
def test_the_classes_are_those_of_comparing_all_with_all(marks: dict[str, frozenset[int]]) -> None:
    """Looking few up first misses nothing: connected parts are the same as by brute force."""
    share = estimated(marks)
    found = find_copies(marks, share)
    parts = {name: {name} for name in marks}
    for one in marks:
        for two in marks:
            if one != two and share(one, two) >= SAME_TEXT_SHARE and parts[one] is not parts[two]:
                parts[one] |= parts[two]
                for member in parts[two]:
                    parts[member] = parts[one]
    expected = {name: min(part) for name, part in parts.items() if len(part) > 1}
    assert found.classes == expected


@given(fingerprints, st.randoms())
def test_the_order_of_texts_does_not_matter(
    marks: dict[str, frozenset[int]], chance: random.Random
) -> None:
    """Classes and shares are the same however the texts come."""
    names = list(marks)
    chance.shuffle(names)
    shuffled = {name: marks[name] for name in names}
    assert find_copies(marks, estimated(marks)) == find_copies(shuffled, estimated(marks))
