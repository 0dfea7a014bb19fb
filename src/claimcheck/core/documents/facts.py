"""What a page says about itself: title, heading, date and language."""

import html
import re
from datetime import date, datetime

from claimcheck.core.documents.cleaning import MAX_FIELD_CHARS, one_line

MAX_RAW_CHARS = 8 * MAX_FIELD_CHARS
"""As much of a field as written is looked at: entities and white space shrink it."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_LINKED_DATA_DATE = re.compile(r'"datePublished"\s*+:\s*+"([^"]{8,40})"')
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
        self._heading: list[str] | None = None

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

    def note_tag(self, name: str, attributes: dict[str, str]) -> None:
        """Keep what an `html`, `meta` or `time` tag says about the page, if anything."""
        match name:
            case "html":
                self._note_language(attributes.get("lang") or attributes.get("xml:lang") or "")
            case "meta":
                self._note_meta(attributes)
            case "time":
                self._note_date(_TIME, attributes.get("datetime", ""))

    def note_title(self, text: str) -> None:
        """Keep the first title that says anything."""
        if not self._titles.get("title"):
            self._titles["title"] = one_line(html.unescape(text[:MAX_RAW_CHARS]))

    def note_script(self, attributes: dict[str, str], content: str) -> None:
        """Keep the date in what a page says about itself for machines (JSON-LD)."""
        if "ld+json" in attributes.get("type", "").lower():
            found = _LINKED_DATA_DATE.search(content)
            self._note_date(_LINKED_DATA, found[1] if found else "")

    def note_heading(self, text: str) -> None:
        """Keep the first heading that says anything."""
        if self.h1 is None:
            self.h1 = one_line(text[:MAX_RAW_CHARS])

    def open_heading(self) -> None:
        """Take the text that follows as the first heading, until it is closed."""
        if self.h1 is None:
            self._heading = []

    def hear(self, *texts: str) -> None:
        """Add running text to the heading, if one is open."""
        if self._heading is not None and len(self._heading) < MAX_FIELD_CHARS:
            self._heading.append(" ".join(texts)[:MAX_RAW_CHARS])

    def close_heading(self) -> None:
        """Keep the open heading, unless it is empty."""
        if self._heading is not None:
            self.h1 = one_line("".join(self._heading))
            self._heading = None

    def _note_meta(self, attributes: dict[str, str]) -> None:
        names = (attributes.get(kind) for kind in ("property", "name", "itemprop"))
        name = next(filter(None, names), "").lower()
        content = attributes.get("content", "")
        if name == "og:title":
            self._titles.setdefault(name, one_line(content[:MAX_RAW_CHARS]))
        elif name == "article:published_time":
            self._note_date(_PROPERTY, content)
        elif name in _META_DATES:
            self._note_date(_META, content)
        elif attributes.get("http-equiv", "").lower() == "content-language":
            self._note_language(content)

    def _note_date(self, place: int, written: str) -> None:
        iso = _iso(written.strip())
        if iso:
            self._dates.setdefault(place, iso)

    def _note_language(self, written: str) -> None:
        if _LANGUAGE.fullmatch(written.strip()):
            self._languages.append(written.strip().replace("_", "-"))


def _iso(written: str) -> str | None:
    try:
        return date.fromisoformat(written.replace("/", "-")).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(written).isoformat()
    except ValueError:
        return None
