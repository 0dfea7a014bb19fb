"""How a capture came to be, in the words that every form of the report shares."""

from urllib.parse import urlsplit

from claimcheck.core.outcomes import Method
from claimcheck.core.status import Provenance


def origin_line(provenance: Provenance | None) -> str:
    """Say how a capture came to be; empty for a page that was simply fetched."""
    if provenance is None:
        return ""
    match provenance.method:
        case Method.MEMENTO:
            day = f" of {provenance.memento_at:%Y-%m-%d}" if provenance.memento_at else ""
            return f"copy in {_host_of(provenance.captured_from)}{day}"
        case Method.IMPORT | Method.UPLOAD:
            file = f" as {provenance.file_name}" if provenance.file_name else ""
            return f"handed in by {provenance.brought_by or 'somebody'}{file}"
        case Method.BROWSER:
            return "rendered by a browser"
    return ""


def _host_of(url: str | None) -> str:
    try:
        return (urlsplit(url).hostname if url else None) or "another archive"
    except ValueError:
        return "another archive"
