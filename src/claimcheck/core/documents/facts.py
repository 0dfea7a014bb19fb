"""What a page says about itself: title, heading, date and language."""

import re
from datetime import date, datetime

from bs4 import Tag

from claimcheck.core.documents.cleaning import one_line

MAX_HEADINGS = 5
"""Empty headings that are looked at before one is given up; nested ones would cost each other."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_LINKED_DATA_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_META_DATE_NAMES = (
    "article:published_time datepublished date dc.date dc.date.issued dcterms.created "
    "dcterms.issued citation_publication_date parsely-pub-date pubdate publishdate"
)
_META_DATES = frozenset(_META_DATE_NAMES.split())
# Where a date of publication stands, the surest first.
_PROPERTY, _LINKED_DATA, _META, _TIME = range(4)


class Facts:
    """Gathers the facts of a page while its elements pass by, in document order."""

    def __init__(self) -> None:
        self.h1: str | None = None
        self._titles: dict[str, str | None] = {}
        self._dates: dict[int, str] = {}
        self._languages: list[str] = []
        self._headings = 0

    @property
    def title(self) -> str | None:
        """The page's own title, else the one it gives to those who link to it."""
        return self._titles.get("title") or self._titles.get("og:title")

    @property
    def published(self) -> str | None:
        """When it says it was published, as an ISO 8601 date or time."""
        return self._dates[min(self._dates)] if self._dates else None

    @property
    def language(self) -> str | None:
        """Its language tag as declared, such as `en` or `pt-BR`."""
        return self._languages[0] if self._languages else None

    def note(self, tag: Tag) -> None:
        """Keep what an element says about the page, if anything."""
        match tag.name:
            case "html":
                self._note_language(_value(tag, "lang") or _value(tag, "xml:lang"))
            case "title":
                inside_picture = tag.parent is not None and tag.parent.name in (
                    "svg",
                    "symbol",
                    "g",
                )
                if not inside_picture and not self._titles.get("title"):
                    self._titles["title"] = one_line(tag.get_text())
            case "h1" if self.h1 is None and self._headings < MAX_HEADINGS:
                self._headings += 1
                self.h1 = one_line(tag.get_text())
            case "meta":
                self._note_meta(tag)
            case "script" if "ld+json" in _value(tag, "type"):
                found = _LINKED_DATA_DATE.search(tag.string or "")
                self._note_date(_LINKED_DATA, found[1] if found else "")
            case "time":
                self._note_date(_TIME, _value(tag, "datetime"))

    def _note_meta(self, tag: Tag) -> None:
        name = (_value(tag, "property") or _value(tag, "name") or _value(tag, "itemprop")).lower()
        content = _value(tag, "content")
        if name == "og:title":
            self._titles.setdefault(name, one_line(content))
        elif name == "article:published_time":
            self._note_date(_PROPERTY, content)
        elif name in _META_DATES:
            self._note_date(_META, content)
        elif _value(tag, "http-equiv").lower() == "content-language":
            self._note_language(content)

    def _note_date(self, place: int, written: str) -> None:
        iso = _iso(written.strip())
        if iso:
            self._dates.setdefault(place, iso)

    def _note_language(self, written: str) -> None:
        if _LANGUAGE.fullmatch(written.strip()):
            self._languages.append(written.strip().replace("_", "-"))


def _value(tag: Tag, name: str) -> str:
    return str(tag.attrs.get(name) or "")


def _iso(written: str) -> str | None:
    try:
        return date.fromisoformat(written.replace("/", "-")).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(written).isoformat()
    except ValueError:
        return None
