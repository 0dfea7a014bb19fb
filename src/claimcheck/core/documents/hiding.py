"""Which elements of a page are not shown, and where they end when their end tags are missing."""

import re
from collections.abc import Mapping

from claimcheck.core.documents.markup import ATTRIBUTES_CHARS, BLOCKS, NAME_CHARS, attributes

_STYLE = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.I)
# https://www.w3.org/WAI/ARIA/apg/patterns/: tabs and accordions
_PANEL_ROLES = frozenset({"tabpanel", "region"})
_PANEL_CLASS = re.compile(
    r"(?:^|[\s_-])(?:tab|accordion|collaps(?:e|ible)|faq|toggle|spoiler|expand(?:able)?)"
    r"[_-]{0,2}(?:pane|panel|content|body|answer|text)?(?:$|\s)",
    re.I,
)
_CONTENT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:content|description|explanation|details|transcript|(?:full|long|more)-?text"
    r"|read-?more|defer(?:red)?|lazy(?:load)?)(?:$|[\s_-])",
    re.I,
)
_OVERLAY_CLASS = re.compile(
    r"modal|pop-?up|dialog|(?:light|help)box|overlay|off-?canvas|tooltip|notif|announce|sticky|banner"
    r"|cookie|consent|gdpr|dsgvo|log-?(?:in|out)|sign-?(?:in|up)|account|subscri|newsletter|skip"
    r"|menu|nav|header|footer|drop-?down|switcher|widget|slideshow|carousel|form",
    re.I,
)
PANEL_CLASS_CHARS = 500
# How React sends the parts of a page that were not ready when it began.
_STREAMED = re.compile(r"S:[0-9a-f]{1,4}")
_VOID_NAMES = "area base br col embed frame hr img input link meta param source track wbr"
VOID = frozenset(_VOID_NAMES.split())

# Start tags that end an open element, and what shelters it (HTML standard, optional tags).
_ENDED_BY = {
    "p": (BLOCKS - {"body", "html", "button"}, "button"),
    "li": (frozenset({"li"}), "ul ol menu"),
    "dt": (frozenset({"dt", "dd"}), "dl"),
    "dd": (frozenset({"dt", "dd"}), "dl"),
    "td": (frozenset({"td", "th", "tr", "tbody"}), "table"),
    "th": (frozenset({"td", "th", "tr", "tbody"}), "table"),
    "tr": (frozenset({"tr", "tbody", "tfoot"}), "table"),
    "noscript": (frozenset({"body"}), ""),
}
_ENDED_BY_NONE: tuple[frozenset[str], str] = (frozenset(), "")


def is_hidden(name: str, written: str) -> bool:
    """Say whether an element is hidden by its own attributes."""
    low = written[:ATTRIBUTES_CHARS].lower()
    if name != "dialog" and "hidden" not in low and "none" not in low:
        return False
    found = attributes(written)
    return hides(found) or (name == "dialog" and "open" not in found)


def hides(given: Mapping[str, str]) -> bool:
    """
    Say whether attributes hide their element for good.

    What a click of the reader opens (tabs, folded answers) is not hidden, nor is what a script
    puts in its place as soon as the page is there: the content, by its own word, unless it is that
    of a window laid over the page.
    """
    if "hidden" not in given and not _STYLE.search(given.get("style", "")):
        return False
    classes, name = given.get("class", "")[:PANEL_CLASS_CHARS], given.get("id", "")
    names = f"{classes} {name[:PANEL_CLASS_CHARS]}"
    return not (
        given.get("role", "").lower() in _PANEL_ROLES
        or _STREAMED.fullmatch(name)
        or _PANEL_CLASS.search(classes)
        or (_CONTENT_CLASS.search(names) and not _OVERLAY_CLASS.search(names))
    )


def is_shadow(name: str, written: str) -> bool:
    """Say whether a template is no store for later, but what is shown in place of its element."""
    return name == "template" and "shadowrootmode" in attributes(written)


def end_of(name: str, page: str, *, begin: int, tag: re.Pattern[str]) -> int:
    """
    Find where an element ends whose start tag ends at `begin`.

    That is behind its end tag, else before a tag that cannot stand within it, such as the end
    tag of a block around it, else at the end of the page. What is open within is counted by
    name and not kept in order: enough to find the end, and linear however deep a page nests.
    """
    if name in VOID:
        return begin
    enders, shelters = _ENDED_BY.get(name, _ENDED_BY_NONE)
    inside = {name: 1}
    for found in tag.finditer(page, begin):
        other = (found[1] or found[4] or "/")[:NAME_CHARS].lower()
        if other[0] != "/":
            if other in enders and not any(inside.get(shelter) for shelter in shelters.split()):
                return found.start()
            if other == name or (other in BLOCKS and other not in VOID):
                inside[other] = inside.get(other, 0) + 1
        elif count := inside.get(other[1:], 0):
            inside[other[1:]] = count - 1
            if count == 1 and other[1:] == name:
                return found.end()
        elif other[1:] in BLOCKS and other != "/p":
            return found.start()
    return len(page)
