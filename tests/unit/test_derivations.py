"""Figures that follow from others: computed exactly, kept as JSON, computed again."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.computing import check_derived, derive, read_operand, rerun
from claimcheck.core.derivations import Derivation, Kind, as_json, from_json
from claimcheck.errors import BadInput


def derived(kind: Kind, *written: str) -> Derivation:
    return derive(kind, [read_operand(text) for text in written])


@pytest.mark.parametrize(
    ("kind", "written", "result", "unit"),
    [
        (Kind.CHANGE, ("$45 million", "$50.4 million"), "12", "percent"),
        (Kind.CHANGE, ("45 people", "30 people"), "-100/3", "percent"),  # exact, not -33.3
        (Kind.POINTS, ("5 percent", "5.25 percent"), "1/4", "percentage point"),
        (Kind.DIFFERENCE, ("300 boats", "425 boats"), "125", ""),
        (Kind.DIFFERENCE, ("2 km", "500 m"), "-1500", "length"),  # in one unit
        (Kind.DIFFERENCE, ("1998", "2004"), "6", "months"),  # years between years
        (Kind.SUM, ("€1.2 billion", "€300 million", "€5 million"), "1505000000", "eur"),
        (Kind.SHARE, ("150 members", "450 members"), "100/3", "percent"),
        (Kind.MULTIPLE, ("10 km", "20 km"), "2", "times"),
        (Kind.MEAN, ("10 boats", "11 boats"), "21/2", ""),
    ],
)
def test_computes_exactly(kind: Kind, written: tuple[str, ...], result: str, unit: str) -> None:
    """Each kind is computed as a fraction from what its operands say, units converted."""
    derivation = derived(kind, *written)
    assert (derivation.result, derivation.unit) == (result, unit)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.CHANGE, ("$45 million", "€50 million")),  # two currencies
        (Kind.CHANGE, ("0 boats", "12 boats")),  # nothing is a share of none
        (Kind.CHANGE, ("12 boats",)),  # one operand
        (Kind.CHANGE, ("12 boats", "13 boats", "14 boats")),  # three
        (Kind.POINTS, ("12 boats", "13 boats")),  # no percentages
        (Kind.SHARE, ("12 boats", "0 boats")),
        (Kind.SUM, ("12 km", "12 kg")),
    ],
)
def test_refuses_what_does_not_go_together(kind: Kind, written: tuple[str, ...]) -> None:
    """A derivation that means nothing is refused with the next step."""
    operands = [read_operand(text) for text in written]
    with pytest.raises(BadInput) as refused:
        derive(kind, operands)
    assert refused.value.next_step


@pytest.mark.parametrize("written", ["no figure here", "12 boats and 13 cars", "on 3 March 2024"])
def test_an_operand_is_one_figure(written: str) -> None:
    """What holds no figure, or several, or a date is no operand."""
    with pytest.raises(BadInput):
        read_operand(written)


def test_a_year_beside_the_operand_is_no_second_figure() -> None:
    """`$5 million in 2023` is one operand."""
    assert read_operand("$5 million in 2023").value == "5000000"


def test_is_kept_as_json_and_computed_again() -> None:
    """A derivation survives JSON unchanged and gives the same result."""
    derivation = derived(Kind.CHANGE, "45 boats", "30 boats")
    kept = from_json(json.loads(json.dumps(as_json(derivation))))
    assert kept == derivation
    assert rerun(kept).same


def test_says_which_operand_changed() -> None:
    """When a place says something else today, the operand from there is named."""
    derivation = derived(Kind.CHANGE, "$45 million", "$50.4 million")
    today = rerun(derivation, ["45 million dollars", "$51 million"])
    assert not today.same
    assert today.changed == (derivation.operands[1],)
    assert Fraction(today.result or "") == Fraction(40, 3)


def test_notices_a_value_that_was_changed_in_the_store() -> None:
    """A kept value or result that its own words do not give is found out."""
    derivation = derived(Kind.SUM, "12 boats", "13 boats")
    forged = replace(derivation.operands[0], value="14")
    assert rerun(replace(derivation, operands=(forged, derivation.operands[1]))).changed == (
        forged,
    )
    assert not rerun(replace(derivation, result="26")).same


def test_a_place_without_a_figure_is_a_problem_in_words() -> None:
    """What cannot be computed any more says why instead of failing."""
    derivation = derived(Kind.SUM, "12 boats", "13 boats")
    gone = rerun(derivation, ["no boats", "13 boats"])
    assert (gone.same, gone.result) == (False, None)
    assert "no figure" in gone.problem
    assert rerun(derivation, ["12 boats"]).problem
    assert rerun(replace(derivation, kind="magic")).problem


@pytest.mark.parametrize(
    ("claim", "kind", "written", "result"),
    [
        ("Sales rose 12 percent", Kind.CHANGE, ("$45 million", "$50.4 million"), "match"),
        ("Sales rose 12 percent", Kind.CHANGE, ("$45 million", "$50.5 million"), "close"),
        ("Sales rose 15 percent", Kind.CHANGE, ("$45 million", "$50.4 million"), "differs"),
        ("Sales fell 12 percent", Kind.CHANGE, ("$45 million", "$50.4 million"), "differs"),
        ("Sales fell 12 percent", Kind.CHANGE, ("$50 million", "$44 million"), "match"),
        ("Sales rose 12 percent", Kind.CHANGE, ("$50 million", "$44 million"), "differs"),
        ("Sales doubled", Kind.MULTIPLE, ("$10 million", "$20 million"), "match"),
        ("A third of members left", Kind.SHARE, ("150 members", "450 members"), "match"),
        ("It cost €1.5 billion in all", Kind.SUM, ("€1.2 billion", "€300 million"), "match"),
        ("It rose 2 percentage points", Kind.POINTS, ("5 percent", "7 percent"), "match"),
        ("It rose 2 percent", Kind.POINTS, ("5 percent", "7 percent"), "differs"),
        ("It took six years", Kind.DIFFERENCE, ("1998", "2004"), "match"),
        ("It has blue walls", Kind.SUM, ("12 boats", "13 boats"), "not_found"),
    ],
)
def test_holds_a_claim_against_a_derivation(
    claim: str, kind: Kind, written: tuple[str, ...], result: str
) -> None:
    """A claim's figure is met by what was computed, rounding and direction heeded."""
    check = check_derived(claim, derived(kind, *written))
    assert check.result == result
    assert all(text in check.note for text in written)


@given(
    st.sampled_from([Kind.SUM, Kind.DIFFERENCE, Kind.MEAN]),
    st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=2, max_size=2),
)
def test_the_same_operands_give_the_same_result(kind: Kind, values: list[Decimal]) -> None:
    """Whatever the numbers, JSON there and back and a second run change nothing."""
    derivation = derived(kind, *(f"${abs(value)}" for value in values))
    assert rerun(from_json(json.loads(json.dumps(as_json(derivation))))).same
