"""Texts to mutate: sentences of a grammar whose patterns make true lookalikes, and real pages."""

import random
from functools import cache
from pathlib import Path

from claimcheck.core.documents import read_document

DOCS = Path("/usr/share/doc/python3.11/html")
"""Debian's python3.11-doc; without it the proofs run on the grammar alone."""

NAMES = [
    "Aldermoor",
    "Belvane",
    "Corwick",
    "Dunhaven",
    "Eastrop",
    "Farnley",
    "Glenmire",
    "Harrowby",
    "Inverlane",
    "Jarnock",
    "Kelbury",
    "Lowmead",
    "Marstow",
    "Northgate",
    "Oakhurst",
    "Penfield",
    "Quarrick",
    "Redmire",
    "Stanhope",
    "Thornby",
    "Ulverly",
    "Westrop",
]
BODIES = [
    "council",
    "harbour board",
    "water company",
    "school district",
    "hospital trust",
    "railway",
]
GOODS = [
    "bicycles",
    "litres of milk",
    "tickets",
    "books",
    "tonnes of steel",
    "parcels",
    "trees",
    "trams",
]
VERBS = ["sold", "counted", "ordered", "delivered", "stored", "repaired", "planted", "lost"]
PEOPLE = ["mayor", "treasurer", "chief engineer", "spokeswoman", "auditor", "head of planning"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
]
ADJECTIVES = [
    "quiet",
    "narrow",
    "costly",
    "early",
    "sudden",
    "careful",
    "public",
    "steady",
    "final",
    "modest",
]
NOUNS = [
    "bridge",
    "budget",
    "market",
    "festival",
    "library",
    "tunnel",
    "survey",
    "garden",
    "archive",
    "timetable",
]

PATTERNS = (
    "The {name} {body} {verb} {count} {goods} in {year}.",
    "In {month} {year} the {body} of {name} spent {money} million euros on the {adjective} {noun}.",
    "According to the {person} of {name}, {percent} percent of the {goods} were {adjective}.",
    "“The {noun} is {adjective},” the {person} of {name} said on {day} {month} {year}.",
    "The {adjective} {noun} of {name} was opened on {day} {month} {year}.",
    "Nobody at the {name} {body} expected the {noun} to be so {adjective}.",
    "The {person} said that the {noun} — long a {adjective} matter — would not be moved.",
    "A {adjective} {noun} and a {noun2} were shown to the {person} of {name}.",
    "Visitors to {name} praised the {adjective} {noun}; few asked about the {noun2}.",
    "It took {count} hours until the {noun} in {name} was {adjective} again.",
    "The {noun} rose by {percent}.{digit} percent, the {noun2} by {percent2} percent.",
    "Work on the well-known {noun} in {name} begins when the {body} has agreed.",
)


def sentence(dice: random.Random, pattern: str | None = None) -> str:
    """Write a sentence, of a certain pattern if one is given."""
    return (pattern or dice.choice(PATTERNS)).format(
        name=dice.choice(NAMES),
        body=dice.choice(BODIES),
        verb=dice.choice(VERBS),
        count=f"{dice.randrange(1, 90)},{dice.randrange(1000):03}",
        goods=dice.choice(GOODS),
        year=dice.randrange(1988, 2025),
        month=dice.choice(MONTHS),
        day=dice.randrange(1, 29),
        money=dice.randrange(2, 400),
        percent=dice.randrange(2, 50),
        percent2=dice.randrange(51, 98),
        digit=dice.randrange(1, 10),
        adjective=dice.choice(ADJECTIVES),
        noun=dice.choice(NOUNS),
        noun2=dice.choice(NOUNS),
        person=dice.choice(PEOPLE),
    )


def pattern_of(text: str, dice: random.Random) -> str:
    """Find the pattern that a sentence was written by, by its words outside of the gaps."""

    def shared(pattern: str) -> int:
        return sum(word in text for word in pattern.split() if "{" not in word)

    return max(
        PATTERNS, key=lambda pattern: (shared(pattern) / len(pattern.split()), dice.random())
    )


def article(dice: random.Random) -> list[list[str]]:
    """Write paragraphs of mixed sentences."""
    return [
        [sentence(dice) for _ in range(dice.randrange(1, 6))] for _ in range(dice.randrange(3, 12))
    ]


def register(dice: random.Random) -> list[list[str]]:
    """Write a list in which every line follows one pattern, as tables and yearly reports do."""
    pattern = dice.choice(PATTERNS)
    lines = dict.fromkeys(sentence(dice, pattern) for _ in range(24))
    return [[sentence(dice)], *([line] for line in lines), [sentence(dice)]]


def table(dice: random.Random) -> list[list[str]]:
    """Write rows with one and the same sentence in each; only the names differ."""
    remark = sentence(dice)
    names = dice.sample(NAMES, 20)
    return [[f"{name}\t{dice.randrange(100, 999)}\t{remark}\t{name.lower()}"] for name in names]


@cache
def pages(limit: int = 60) -> tuple[str, ...]:
    """Read real pages as the project reads any; none where they are not installed."""
    found = []
    for path in sorted(DOCS.rglob("*.html"))[:: max(1, 500 // limit)] if DOCS.is_dir() else ():
        text = read_document(path.read_bytes(), "text/html", path.name).text
        if len(text) > 2000:
            found.append(text[:60_000])
    return tuple(found)


def page(dice: random.Random) -> list[list[str]]:
    """Take some paragraphs out of a real page; an article where there is none."""
    if not pages():
        return article(dice)
    lines = [line for line in dice.choice(pages()).split("\n") if line.strip()]
    begin = dice.randrange(max(1, len(lines) - 30))
    return [_sentences(line) for line in lines[begin : begin + 30]]


def _sentences(line: str) -> list[str]:
    parts = line.replace(". ", ".\0").split("\0")
    return [part for part in parts if part.strip()] or [line]
