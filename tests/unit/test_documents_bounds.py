"""The memory that reading takes, whatever a page is built to do."""

import tracemalloc

import pytest

from claimcheck.core.documents import read_document
from claimcheck.core.documents.reading import MAX_READ_BYTES

LIMIT_MIB = 30
"""Of the 32 MiB that a capture may take."""

MANY = 150_000
ATTRIBUTES = "".join(f"ё{number} " for number in range(230_000))


@pytest.mark.parametrize(
    ("page", "media_type"),
    [
        # one character makes the whole text take four bytes a character
        pytest.param("\U0001f600" + "a" * MAX_READ_BYTES, "text/html", id="wide"),
        pytest.param("\U0001f600" + "a" * MAX_READ_BYTES, "text/plain", id="wide plain"),
        pytest.param("\U0001f600<textarea>" + "a" * MAX_READ_BYTES, "text/html", id="textarea"),
        # words of a few bytes each; taken apart at once they would take 60 MiB
        pytest.param("ая " * (MAX_READ_BYTES // 5), "text/html", id="words"),
        pytest.param("ая " * (MAX_READ_BYTES // 5), "text/plain", id="plain words"),
        # what takes a tree a hundred megabytes, or minutes
        pytest.param("<html " + ATTRIBUTES, "text/html", id="attributes"),
        pytest.param("<i" + "ё" * (MAX_READ_BYTES // 2), "text/html", id="name"),
        pytest.param("<script>" * MANY, "text/html", id="scripts"),
        pytest.param("<" * MAX_READ_BYTES, "text/html", id="signs"),
        pytest.param("<!--" * MANY, "text/html", id="comments"),
    ],
)
def test_memory_is_bounded(page: str, media_type: str) -> None:
    """No body takes more to read than what is left to a capture, beside the body itself."""
    content = page.encode()
    read_document(b"<p>x", media_type, "")  # what is loaded once is not the page's
    tracemalloc.start()
    try:
        read_document(content, media_type, "https://example.org/page")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < LIMIT_MIB * 2**20
