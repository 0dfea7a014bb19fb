"""Where a passage stands in a text, in the W3C Web Annotation model."""

from dataclasses import dataclass

CONTEXT_CHARS = 32
"""Code points of context kept on either side, enough to tell repeated phrases apart."""


@dataclass(frozen=True, slots=True)
class Selector:
    """
    A TextQuoteSelector with its TextPosition.

    `start` and `end` count code points of the document text; `text[start:end] == exact`.
    https://www.w3.org/TR/annotation-model/#text-quote-selector
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def select(text: str, start: int, end: int) -> Selector:
    """
    Describe `text[start:end]` so that it can be found again.

    Raises ValueError when the range is empty or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage at {start}:{end} in a text of {len(text)} characters")
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_CHARS) : start],
        suffix=text[end : end + CONTEXT_CHARS],
        start=start,
        end=end,
    )
