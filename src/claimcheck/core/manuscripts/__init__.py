"""Reports as they are handed in, read into one text with its headings and links."""

from claimcheck.core.manuscripts.manuscript import Heading, Link, Manuscript
from claimcheck.core.manuscripts.markdown import read_markdown
from claimcheck.core.manuscripts.page import read_page
from claimcheck.core.manuscripts.plain import read_plain_manuscript
from claimcheck.core.manuscripts.word import UnreadableWord, read_word

__all__ = [
    "Heading",
    "Link",
    "Manuscript",
    "UnreadableWord",
    "read_markdown",
    "read_page",
    "read_plain_manuscript",
    "read_word",
]
