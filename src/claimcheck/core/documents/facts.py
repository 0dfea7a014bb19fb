"""What a page says about itself: title, heading, date and language."""

import html
import re
from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urljoin

from claimcheck.core.documents import linked_data
from claimcheck.core.documents.cleaning import MAX_FIELD_CHARS, one_line

MAX_RAW_CHARS = 8 * MAX_FIELD_CHARS
"""As much of a field as written is looked at: entities and white space shrink it."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_META_DATE_NAMES = (
    "article:published_time datepublished date dc.date dc.date.issued dcterms.created "
    "dcterms.issued citation_publication_date parsely-pub-date pubdate publishdate"
)
# What a fact is called in `meta` tags, the surest name first.
_META_NAMES = {
    "published": ("article:published_time", *_META_DATE_NAMES.split()),
    "modified": (
        *("article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified"),
        *("og:updated_time", "last-modified"),
    ),
    "author": (
        *("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator"),
        *("citation_author", "byl", "sailthru.author"),
    ),
    "publisher": (
        *("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher"),
        *("publisher", "article:publisher", "application-name"),
    ),
    "og:title": ("og:title",),
    "canonical_url": ("og:url",),
}
_FACT_OF = {name: fact for fact, names in _META_NAMES.items() for name in names}
# Where a fact stands, the surest place first.
_PROPERTY, _LINKED_DATA, _META, _TIME = range(4)
_DATES = frozenset({"published", "modified"})
_META_KINDS = ("property", "name", "itemprop")


def is_telling(name: str, attributes: Mapping[str, str | None]) -> bool:
    """Say whether a tag of that name may hold a fact; most hold none."""
    match name:
        case "script":
            return "ld+json" in (attributes.get("type") or "").lower()
        case "link":
            return "canonical" in (attributes.get("rel") or "").lower()
        case "meta":
            return "http-equiv" in attributes or any(
                (attributes.get(kind) or "").lower() in _FACT_OF for kind in _META_KINDS
            )
        case _:
            return True


class Facts:
    """Gathers the facts of a page while its elements pass by, in document order."""

    def __init__(self) -> None:
        self.h1: str | None = None
        self._titles: dict[str, str | None] = {}
        self._said: dict[str, dict[int, str]] = {}
        self._languages: list[str] = []
        self._heading: list[str] | None = None

    @property
    def title(self) -> str | None:
        """The page's own title, else the one it gives to those who link to it."""
        return self._titles.get("title") or self._best("og:title")

    @property
    def is_titled(self) -> bool:
        """Whether the page has a title of its own that says anything."""
        return bool(self._titles.get("title"))

    @property
    def published(self) -> str | None:
        """When it says it was published, as an ISO 8601 date or time."""
        return self._best("published")

    @property
    def modified(self) -> str | None:
        """When it says it was last changed, as an ISO 8601 date or time."""
        return self._best("modified")

    @property
    def author(self) -> str | None:
        """Who wrote it, by its own word; several are parted by commas."""
        return self._best("author")

    @property
    def publisher(self) -> str | None:
        """The site or house that published it, by its own word."""
        return self._best("publisher")

    def canonical_url(self, url: str) -> str | None:
        """The address that it gives for itself, made absolute with the one it came from."""
        written = self._best("canonical_url")
        try:
            found = urljoin(url, written) if written else ""
        except ValueError:
            return None
        return found if found.startswith(("http://", "https://")) else None

    @property
    def language(self) -> str | None:
        """Its language tag as declared, such as `en` or `pt-BR`."""
        return self._languages[0] if self._languages else None

    def note_tag(self, name: str, attributes: dict[str, str]) -> None:
        """Keep what an `html`, `meta`, `link` or `time` tag says about the page, if anything."""
        match name:
            case "html":
                self._note_language(attributes.get("lang") or attributes.get("xml:lang") or "")
            case "meta":
                self._note_meta(attributes)
            case "time":
                self._note("published", _TIME, attributes.get("datetime", ""))
            case "link" if "canonical" in attributes.get("rel", "").lower().split():
                self._note("canonical_url", _PROPERTY, attributes.get("href", ""))

    def note_title(self, text: str) -> None:
        """Keep the first title that says anything."""
        if not self.is_titled:
            self._titles["title"] = one_line(html.unescape(text[:MAX_RAW_CHARS]))

    def note_script(self, attributes: dict[str, str], content: str) -> None:
        """Keep what a page says about itself for machines (JSON-LD)."""
        if "ld+json" in attributes.get("type", "").lower():
            for fact, written in linked_data.read_facts(content).items():
                self._note(fact, _LINKED_DATA, written)

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
        content = attributes.get("content", "")
        for kind in _META_KINDS:
            name = attributes.get(kind, "").lower()
            fact = _FACT_OF.get(name)
            if fact:
                place = _PROPERTY if _META_NAMES[fact][0] == name else _META
                self._note(fact, place, content)
        if attributes.get("http-equiv", "").lower() == "content-language":
            self._note_language(content)

    def _note(self, fact: str, place: int, written: str) -> None:
        value = one_line(written[:MAX_RAW_CHARS])
        if value and fact in _DATES:
            value = _iso(value)
        # An address is no name of a person or a house.
        if value and not (fact in ("author", "publisher") and "://" in value):
            self._said.setdefault(fact, {}).setdefault(place, value)

    def _best(self, fact: str) -> str | None:
        said = self._said.get(fact)
        return said[min(said)] if said else None

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
