"""The date that a page gives itself reaches the checks of its passages."""

import pytest

from capture_support import serve_one
from claimcheck.app import capturing, checking, intake, statuses
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from fetch_support import page

CLAIM = "The new bridge at Wrenmouth was opened on 12 November 2024."
HTML = """<html lang="en"><head><title>The new bridge</title>{meta}</head><body><main>
<h1>The new bridge</h1><p>The new bridge at Wrenmouth was opened on 12 November by the mayor,
before the whole town. It rained all day, and the band of the fire brigade played.</p>
</main></body></html>"""
META = '<meta property="article:published_time" content="2024-11-13T08:00:00+00:00">'
HEADERS = b"Content-Type: text/html; charset=utf-8\r\n"


@pytest.mark.parametrize(
    ("meta", "result"),
    [(META, "close"), ("", "not_found"), (META.replace("2024", "2023"), "not_found")],
)
def test_the_year_comes_from_the_page(workspace: Workspace, meta: str, result: str) -> None:
    """What the description of a page says of its date is stored with its text and used."""
    body = HTML.format(meta=meta).encode()
    with serve_one(page=page(body, headers=HEADERS)) as site:
        draft = {"key": "bridge", "text": CLAIM, "source": site.url("/page")}
        intake.add_claim(workspace, intake.draft_claim(draft))
        capturing.fetch_due(workspace, Wanted())
    checking.find_evidence(workspace)
    (citation,) = statuses.read_claim_status(workspace, "bridge").citations
    (check,) = (check for check in citation.page_checks if check.kind == "date")
    assert check.result == result
    assert ("2024-11-13" in check.note) is (result == "close")
