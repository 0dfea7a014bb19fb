"""The status report, written where it is wanted."""

import os
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from claimcheck import reports
from claimcheck.app import covering, statuses
from claimcheck.app.workspace import Workspace
from claimcheck.core.status import StatusReport
from claimcheck.errors import BadInput


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"


_RENDERERS: dict[Format, Callable[[StatusReport], str]] = {
    Format.TEXT: reports.render_text,
    Format.MARKDOWN: reports.render_markdown,
    Format.HTML: reports.render_html,
    Format.JSON: reports.render_json,
}
_ENDINGS = {".txt": Format.TEXT, ".md": Format.MARKDOWN, ".html": Format.HTML, ".json": Format.JSON}


def read_report(workspace: Workspace) -> StatusReport:
    """Describe everything as it stands now, and how far claims cover the reports known."""
    status = statuses.read_status(workspace)
    return replace(status, coverage=covering.read_known(workspace))


def format_for(path: Path | None) -> Format:
    """Choose the form by a file's ending; text without a file or for an unknown ending."""
    return _ENDINGS.get(path.suffix.lower(), Format.TEXT) if path else Format.TEXT


def render(report: StatusReport, form: Format) -> str:
    """Write the report in one of its forms."""
    return _RENDERERS[form](report)


def save(text: str, path: Path) -> None:
    """
    Put a report into a file, all of it or none: a reader never meets half a page.

    What is no file, such as a pipe, is written to as it is; a link's target is replaced.
    Raises BadInput when the file cannot be written.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_text(text, encoding="utf-8")
        else:
            _replace(path.resolve(), text)
    except OSError as exc:
        raise BadInput(
            f"{path}: {(exc.strerror or str(exc)).lower()}",
            next_step="name a file in a folder that exists and can be written to, with -o",
        ) from exc


def _replace(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name[:200]}.{os.getpid()}")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
