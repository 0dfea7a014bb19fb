"""The sentence of a computed figure, and its operands looked up in their passages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import report_support
from claimcheck.core.computing import check_derived, derive, read_operand
from claimcheck.core.derivations import Kind
from claimcheck.core.drifts import Drift, DriftKind
from claimcheck.core.rederiving import Kept, compute_again, reading, say
from claimcheck.core.status import DerivationStatus, PassageStatus, StatusReport
from claimcheck.reports.markdown import render_markdown
from claimcheck.reports.page import render_html
from claimcheck.reports.plain import render_text

AT = datetime(2026, 3, 24, tzinfo=UTC)

SENTENCES = (
    # the base of a change stands under it
    (Kind.CHANGE, ["46 million", "52 million"], "It rose 12 percent.",
     "52 million - 46 million over 46 million = about 13.0435 percent "
     "(claim says 12 percent: differs)"),
    # a claim that rounds is close
    (Kind.CHANGE, ["46 million", "52 million"], "It rose 13 percent.",
     "52 million - 46 million over 46 million = about 13.0435 percent "
     "(claim says 13 percent: close)"),
    # the later less the earlier
    (Kind.POINTS, ["4%", "6%"], "It rose by 2 percentage points.",
     "6% - 4% = 2 percentage point (claim says 2 percentage points: match)"),
    (Kind.DIFFERENCE, ["40 km", "52 km"], "It is 12 km longer.",
     "52 km - 40 km = 12000 m (claim says 12 km: match)"),
    # everything together
    (Kind.SUM, ["40 km", "52 km", "8 km"], "It is 100 km long.",
     "40 km + 52 km + 8 km = 100000 m (claim says 100 km: match)"),
    # the part over the whole
    (Kind.SHARE, ["12 km", "48 km"], "It is 25 percent of it.",
     "12 km over 48 km = 25 percent (claim says 25 percent: match)"),
    # the second in multiples of the first
    (Kind.MULTIPLE, ["12 km", "24 km"], "It is twice as long.",
     "24 km over 12 km = 2 times (claim says twice: match)"),
    (Kind.MEAN, ["12 km", "24 km"], "It is 18 km on average.",
     "(12 km + 24 km) over 2 = 18000 m (claim says 18 km: match)"),
    # a claim with nothing to compare
    (Kind.SUM, ["40 km", "52 km"], "It is long.",
     "40 km + 52 km = 92000 m (the claim has no such figure)"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "operands", "claim", "said"), SENTENCES)
def test_the_sentence_says_how_and_how_the_claim_compares(
    kind: Kind, operands: list[str], claim: str, said: str
) -> None:
    """Operands as written, in the order of the formula, the result, the claim's own figure."""
    derivation = derive(kind, [read_operand(operand) for operand in operands])
    assert say(derivation, check_derived(claim, derivation)) == said


READINGS = (
    # the operand's own words
    ("It cost 46 million euros.", "46 million euros"),
    # the same value in other words is the same operand
    ("It cost 46,000,000 euros.", "46 million euros"),
    # one figure like it has taken its place
    ("It cost 47 million euros in 2024.", "47 million euros"),
    # two are like it: no guess
    ("It cost 47 or later 48 million euros, or 49 million euros.", None),
    # another unit is no successor
    ("It cost 46 million dollars.", None),
    # nothing
    ("", None),
)


@pytest.mark.parametrize(("text", "found"), READINGS)
def test_an_operand_is_looked_up_without_a_guess(text: str, found: str | None) -> None:
    """Its own value first, else the only figure of its unit, else none."""
    assert reading(read_operand("46 million euros"), text) == found


def again(*passages: PassageStatus) -> DerivationStatus:
    operands = [read_operand("46 million", "a" * 32), read_operand("52 million")]
    kept = Kept("d" * 32, derive(Kind.CHANGE, operands), "checker", AT)
    return compute_again(kept, "It rose 12 percent.", {p.id: p for p in passages})


def pinned(drift: Drift | None) -> PassageStatus:
    return PassageStatus("a" * 32, "It was 46 million.", "", "", AT, "0" * 64, "x", drift=drift)


DRIFTS = (
    # nothing newer
    (None, ()),
    # the page is gone: the archive's copy is the newest usable one
    (Drift(DriftKind.PAGE_GONE, "It was 46 million.", None), ()),
    # reworded, with the figure still there
    (Drift(DriftKind.REWORDED, "It was 46 million.", "It had been 46 million."), ()),
    (Drift(DriftKind.FIGURE_CHANGED, "It was 46 million.", "It was 47 million."),
     ("46 million now reads 47 million",)),
    (Drift(DriftKind.GONE, "It was 46 million.", None),
     ("46 million no longer stands in its passage",)),
)  # fmt: skip


@pytest.mark.parametrize(("drift", "changed"), DRIFTS)
def test_a_drift_changes_an_operand_only_with_its_figure(
    drift: Drift | None, changed: tuple[str, ...]
) -> None:
    """What is said of an operand follows from what its passage says now."""
    assert again(pinned(drift)).changed == changed


def test_a_passage_that_is_unpinned_is_said() -> None:
    """An operand whose passage nobody stands behind any more."""
    assert again().changed == ("the passage of 46 million is not pinned any more",)
    assert again().now is None


FORMS = (render_text, render_markdown, render_html)


@pytest.mark.parametrize("render", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_the_report_says_it(render: Callable[[StatusReport], str]) -> None:
    """The sentence, and what has changed since, stand in text, Markdown and on the page."""
    drift = Drift(DriftKind.FIGURE_CHANGED, "It was 46 million.", "It was 47 million.")
    claim = report_support.claim(derivations=(again(pinned(drift)),))
    report = replace(report_support.empty_report(), claims=(claim,))
    said = " ".join(render(report).split())
    assert "52 million - 46 million over 46 million" in said.replace("\\", "")
    assert "46 million now reads 47 million" in said
    assert "52 million - 47 million over 47 million" in said.replace("\\", "")
