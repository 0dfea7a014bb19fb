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
        "footer foot cookie cookies consent gdpr advert adverts advertisement advertising ad ads"
        " anzeige werbung newsletter subscribe subscription signup paywall login skip copyright"
        " imprint",
    ),
    (
        (COMMENTS, COMMENTS),
        "comment comments commentlist commentform respond disqus replies review reviews kommentar"
        " kommentare commentaire commentaires comentario comentarios commenti",
    ),
    (
        (ASIDE, ASIDE),
        "sidebar aside related verwandte recommend recommended recommendation recommendations"
        " sponsored author-box author-bio author-info about-author outbrain taboola"
        " caption captions credit credits legend disclaimer disclosure tooltip imagedescription"
        " img-description img-metadata img-box img-text img-info"
        " image-description image-metadata image-box image-text image-info"
        " next-post next-story prev-post prev-story previous-post previous-story print-button"
        " nextpost nextstory prevpost prevstory previouspost previousstory printbutton",
    ),
    (
        (MAIN, AROUND),
        "nav navi navbar navigation topnav menu submenu megamenu breadcrumb breadcrumbs"
        " share sharing social socials popup modal overlay pagination pager toolbar masthead"
        " dropdown search-form search-box search-bar search-field search-input"
        " searchform searchbox searchbar searchfield searchinput",
    ),
    (
        (MAIN, ASIDE),
        "banner promo promos tags tagcloud widget widgets popular trending toc rating ratings"
        " carousel teaser teasers",
    ),
)
_STANDINGS = (*(standings for standings, _ in _WORDS), (MAIN, MAIN))
_NO_WORD = len(_WORDS)
_PLACES = {word: place for place, (_, words) in enumerate(_WORDS) for word in words.split()}

_BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
# `has-sidebar` says what is elsewhere, `sidebar-off` what is not there.
_ELSEWHERE = frozenset({"has", "with", "without", "no", "not", "hide", "is"})
_SWITCHES = frozenset({"on", "off", "enabled", "disabled"})

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


def standings_of(names: str) -> tuple[int, int]:
    """
    Say how a block of such classes, identifier and role, parted by blanks, stands to the main text.

    The first holds for one with a text of its own, the second for any other.
    """
    return _STANDINGS[min(map(_place_of, names.split()), default=_NO_WORD)]


@lru_cache(16_384)
def _place_of(name: str) -> int:
    """Give the place of the first row with a word of the name, or with two in a row."""
    if not name.islower():
        name = _BETWEEN_WORDS.sub("-", name).lower()
    words = name.replace("_", "-").split("-")
    place = _NO_WORD
    before = ""
    for word, after in zip(words, (*words[1:], ""), strict=True):
        if word in _ELSEWHERE and after:
            break
        if after not in _SWITCHES and word not in _SWITCHES:
            found = min(_PLACES.get(word, _NO_WORD), _PLACES.get(f"{before}-{word}", _NO_WORD))
            place = min(place, found)
        before = word
    return place


def is_label(line: str) -> bool:
    """Say whether a line is a label, such as `Photo: ...` or `Read more`, and no part of a text."""
    return len(line) < LABEL_CHARS and _LABEL.match(line.lower().lstrip(_BULLETS)) is not None
