"""Reads the words that hedge a figure: about, over, at most, nearly."""

import re

_BEFORE_LISTS = {
    "over": "over|more than|above|exceed(?:s|ed|ing)?|upwards? of|greater than|topp(?:ed|ing)"
    "|surpass(?:es|ed|ing)?|in excess of|>|mehr als|über|plus de|más de|dépass(?:e|ent|é)",
    "at least": "at least|no (?:less|fewer) than|not less than|≥|minimum of|mindestens"
    "|wenigstens|au moins|al menos|por lo menos|少なくとも",
    "under": "under|less than|fewer than|below|<|weniger als|unter|moins de|menos de",
    "at most": "up to|at most|no more than|as (?:many|much|high) as|≤|maximum of|bis zu"
    "|höchstens|maximal|au plus|jusqu['’]à|hasta|最大",
    "nearly": "nearly|almost|just under|close to|approaching|fast|beinahe|knapp|presque|casi"
    "|près de",
    "about": "about|around|approximately|approx\\.?|roughly|some|circa|ca?\\.|~|≈|∼|an estimated"
    "|an average of|estimated|etwa|rund|ungefähr|zirka|gut|environ|quelque|à peu près|unos|unas"
    "|cerca de|aproximadamente|alrededor de|約|およそ|ほぼ",
}
_NAMES = {"over": "a", "at least": "b", "under": "c", "at most": "d", "nearly": "e", "about": "f"}
_BEFORE = re.compile(
    r"(?:^|(?<=[^\w]))(?:"
    + "|".join(f"(?P<{_NAMES[name]}>{words})" for name, words in _BEFORE_LISTS.items())
    + r")(?:\s(?:the|a|an|de|les?))?\s?$"
    r"|(?P<g>約|およそ|ほぼ)$|(?P<h>少なくとも)$|(?P<i>最大)$",
    re.I,
)
_BY_GROUP = {group: name for name, group in _NAMES.items()} | {
    "g": "about", "h": "at least", "i": "at most",
}  # fmt: skip
_AFTER = re.compile(
    r"(?P<b>\+(?!\d)|(?:\s[^\W\d_]{1,20})?,?\s(?:or|and) (?:more|over|above|higher)\b"
    r"|(?:\s[^\W\d_]{1,20})?\soder mehr\b|\sou plus\b|\so más\b|[人件円台%]?以上)"
    r"|(?P<a>[人件円台%]?(?:超|を超え|を上回|あまり|余り))|(?P<c>[人件円台%]?(?:未満|を下回))"
    r"|(?P<d>(?:\s[^\W\d_]{1,20})?\sor (?:less|fewer|below)\b|[人件円台%]?以下)"
    r"|(?P<e>[人件円台%]?近く|[人件円台%]?弱)"
    r"|(?P<f>(?:\s[^\W\d_]{1,20})?\sor so\b|[人件円台%]?(?:程度|前後|ほど))",
    re.I,
)
LOOK_BACK_CHARS = 32


def read_bound(text: str, start: int, end: int) -> str:
    """Give the hedge that stands right before a figure or right after it, or nothing."""
    match = _BEFORE.search(text[max(0, start - LOOK_BACK_CHARS) : start])
    if match is None:
        match = _AFTER.match(text, end)
    return _BY_GROUP[match.lastgroup] if match and match.lastgroup else ""
