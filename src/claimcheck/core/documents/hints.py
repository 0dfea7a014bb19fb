"""What the elements and lines of a page say about themselves: main text, or what is around it."""

import re
from functools import lru_cache

HINT_CHARS = 200
"""As much of a class, identifier and role is looked at."""

LABEL_CHARS = 120
"""A longer line is a sentence and no label."""


# How a block stands to the main text. Plain numbers: they are compared some thousand times a page.
MAIN = 0  # nothing speaks against it
LINKS = 1  # hardly anything but links: the items of a listing, or a menu
COMMENTS = 2  # of readers; on a forum they are the main text
ASIDE = 3  # beside it: related stories, captions, notes on the author
AROUND = 4  # of the site: menus, footers, notices

TAGS = {
    "nav": AROUND,
    "footer": AROUND,
    "menu": AROUND,
    "dialog": AROUND,
    "button": AROUND,
    "select": AROUND,
    "form": ASIDE,
    "fieldset": ASIDE,
    "aside": ASIDE,
    "figcaption": ASIDE,
}

# Words of classes and identifiers, with what a block that bears them is: if it has much text, and
# if it has not. Names like `menu` are given to whole parts of pages too, which their text shows.
_WORDS = (
    (
        (AROUND, AROUND),
        "footer foot cookies? consent gdpr adverts? advertisement advertising ads? anzeige werbung"
        " newsletter subscribe subscription signup paywall login skip copyright imprint",
    ),
    (
        (COMMENTS, COMMENTS),
        "comments? commentlist commentform respond disqus replies reviews? kommentare?"
        " commentaires? comentarios? commenti",
    ),
    (
        (ASIDE, ASIDE),
        "sidebar aside related verwandte recommend(?:ed|ations?)? sponsored author-(?:box|bio|info)"
        " about-author outbrain taboola captions? credits? legend disclaimer disclosure tooltip"
        " imagedescription (?:img|image)-(?:description|metadata|box|text|info)"
        " (?:next|prev|previous)-?(?:post|story) print-?button",
    ),
    (
        (MAIN, AROUND),
        "nav navi navbar navigation topnav menu submenu megamenu breadcrumbs? share sharing"
        " socials? popup modal overlay pagination pager toolbar masthead dropdown"
        " search-?(?:form|box|bar|field|input)",
    ),
    (
        (MAIN, ASIDE),
        "banner promos? tags tagcloud widgets? popular trending toc ratings? carousel teasers?",
    ),
)
_BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
# `has-sidebar` says what is elsewhere.
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:has|with|without|no|not|hide|is)-[a-z0-9-]++|[a-z]++-(?:on|off|enabled|disabled)\b"
)
_PATTERNS = tuple(
    (standings, re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?:$|[\s_-])"))
    for standings, words in _WORDS
)

# How lines begin that are no part of a text, in the languages that most sources are in.
_LABELS = (
    # where a picture is from
    r"(?:fotos?|bild(?:er)?|photos?|images?|picture|abbildung|abb\.|grafik|quelle|source|fuente"
    r"|cr[ée]dits?|imagen|fot\.|zdjęcie|źródło|titelbild|symbolbild|video)\b[^.!?]{0,40}[:/©]",
    r"©|\(c\)|\(?(?:foto|photo|bild)\b[^.]{0,60}\)?$",
    # what else there is to read
    r"lesen sie|lies|lesetipp|mehr (?:zum|zu|auf|aus|von|lesen)|auch interessant|das könnte",
    r"ähnliche|weitere (?:artikel|beiträge|themen|informationen|meldungen|news|nachrichten|infos)",
    r"zum thema|siehe auch|read (?:more|also|next|the full)|see also|related|also read|don't miss",
    r"more (?:on|from|stories|about|in)|you (?:may|might) also|recommended|trending",
    r"most (?:read|popular|viewed)|lea también|lee también|ver también|vea también|relacionad",
    r"te puede interesar|más (?:noticias|sobre|información)|leer más|lire (?:aussi|la suite)",
    r"à lire|voir aussi|sur le même|czytaj|zobacz|przeczytaj|leggi anche|leia (?:também|mais)",
    r"lees ook|vous aimerez|schon gelesen|das thema könnte|verwandte|meist(?:gelesen|diskutiert)",
    # what to do about it
    r"share (?:this|on|via)|follow us|sign up|subscribe|newsletter|teilen|diesen artikel|drucken",
    r"artikel (?:drucken|teilen|versenden)|print|zurück|back to|nach oben|imprimir|compartir",
    r"partager|imprimer|condividi|stampa|drukuj|udostępnij|permal|trackback|kommentarfeed",
    r"(?:kommentare?|comments?|comentarios?|commentaires?|komentarze)\b.{0,20}$",
    r"(?:leave|post|add|write) a (?:comment|reply)|schreibe einen kommentar",
    r"kommentar (?:schreiben|verfassen|hinterlassen)",
    # where it is filed
    r"(?:tags?|kategorien?|category|categories|schlagwörter|themen|etiquetas|stichworte)\s?:",
    r"filed under|posted in|stand:|letzte aktualisierung|zuletzt aktualisiert|last updated",
    r"(?:anzeige|werbung|advertisement|publicidad|publicité|reklama|externer inhalt)\W{0,3}$",
)
_BULLETS = " -–—•*·»›>|+"
_LABEL = re.compile("|".join(_LABELS))


@lru_cache(4096)
def standings_of(hint: str) -> tuple[int, int]:
    """
    Say how a block of such a class, identifier and role stands to the main text.

    The first holds for one with a text of its own, the second for any other.
    """
    words = _ELSEWHERE.sub(" ", _BETWEEN_WORDS.sub("-", hint).lower())
    for standings, pattern in _PATTERNS:
        if pattern.search(words):
            return standings
    return MAIN, MAIN


def is_label(line: str) -> bool:
    """Say whether a line is a label, such as `Photo: ...` or `Read more`, and no part of a text."""
    return len(line) < LABEL_CHARS and _LABEL.match(line.lower().lstrip(_BULLETS)) is not None
