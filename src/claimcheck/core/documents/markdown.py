"""The text of a Markdown file, as a reader of the page made of it would see it."""

import re

from claimcheck.core.documents.plain import read_plain

# Each part is bounded or possessive: no run of signs is looked at twice.
_IMAGE_OR_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,500}+)\]\([^()\s]{0,2000}+(?: \"[^\"\n]{0,200}+\")?\)"
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]++(.*?)[ \t]*+#*+[ \t]*+$", re.M)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500}+)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,500}+)\1(?![\w*])")
_CODE = re.compile(r"`([^`\n]{1,500}+)`")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)[^\n]{0,100}+$", re.M)
_QUOTE = re.compile(r"^ {0,3}>[ \t]?+", re.M)
_RULE = re.compile(r"^ {0,3}(?:[-*_=][ \t]*+){3,}+$", re.M)


def read_markdown(text: str) -> str:
    """Give back the lines of a text without its marks; paragraphs read as one line each."""
    for pattern, shown in (
        (_FENCE, ""),
        (_RULE, ""),
        (_QUOTE, ""),
        (_HEADING, r"\n\1\n"),
        (_IMAGE_OR_LINK, r"\1"),
        (_CODE, r"\1"),
        (_STRONG, r"\2"),
        (_EMPHASIS, r"\2"),
    ):
        text = pattern.sub(shown, text)
    return read_plain(text)
