"""A status report value, rendered as text, Markdown, JSON or HTML. Uses core alone."""

from claimcheck.reports.data import render_json
from claimcheck.reports.markdown import render_markdown
from claimcheck.reports.page import render_html
from claimcheck.reports.plain import render_text

__all__ = ["render_html", "render_json", "render_markdown", "render_text"]
