"""What a claim asserts, checked against a passage or a whole page, and what the page lacks."""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.core.evidence.index import TextIndex
from claimcheck.core.evidence.standing import (
    sentences_of_figure,
    sentences_of_long_form,
    sentences_of_name,
)
from claimcheck.core.figures import check_figures, check_figures_at, claimed_figures
from claimcheck.core.figures.comparing import CLOSE, DIFFERS, MATCH, NOT_FOUND
from claimcheck.core.figures.values import NAME
from claimcheck.core.names import check_names, claimed_names, is_acronym
from claimcheck.core.quotations import QUOTATION, check_quotations
from claimcheck.core.status import FigureCheck

BORNE_OUT = (MATCH, CLOSE)
WORDS = (NAME, QUOTATION)

_Key = tuple[str, str]


def check_text(claim: str, text: str, *, whole_page: bool = False) -> tuple[FigureCheck, ...]:
    """
    Check the figures, dates, names and quotations of a claim against a text.

    `whole_page` says that the text is all of a page: what is not found then is not there.
    """
    return (
        *check_figures(claim, text, whole_page=whole_page),
        *check_words(claim, text, whole_page=whole_page),
    )


def check_words(claim: str, text: str, *, whole_page: bool = False) -> tuple[FigureCheck, ...]:
    """Check the names and quotations of a claim against a text, as `check_text` does."""
    return (
        *check_names(claim, text, whole_page=whole_page),
        *check_quotations(claim, text, whole_page=whole_page),
    )


def tell_missing(
    claim: str,
    text: str,
    index: TextIndex,
    passages: Sequence[tuple[FigureCheck, ...]],
    *,
    is_cut: bool = False,
) -> list[tuple[FigureCheck, ...]]:
    """
    Say of what no passage bears out whether the whole page does, or lacks it too.

    `passages` are the checks of each; they come back in order, as they are worth telling. Of
    the page only those sentences are read that may have what is lacking. Of a page that
    `is_cut` nobody can say what it lacks.
    """
    checks = [check for found in passages for check in found]
    borne_out = {(c.kind, c.claim) for c in checks if c.result in BORNE_OUT}
    lacking = {(check.kind, check.claim) for check in checks} - borne_out
    whole = _check_page(claim, text, index, lacking) if lacking else []
    borne_out |= {(c.kind, c.claim) for c in whole if c.result in BORNE_OUT}
    not_found = {(c.kind, c.claim) for c in whole if c.result == NOT_FOUND}
    missing = set[_Key]() if is_cut else not_found - borne_out
    return [_worth_telling(found, borne_out, missing) for found in passages]


def _check_page(claim: str, text: str, index: TextIndex, lacking: set[_Key]) -> list[FigureCheck]:
    """Check what the passages lack against the sentences of the page that may have it."""
    found = list(_check_figures(claim, text, index, lacking))
    found += _check_names(claim, text, index, lacking)
    if any(kind == QUOTATION for kind, _ in lacking):
        found += check_quotations(claim, text, whole_page=True)
    return [check for check in found if (check.kind, check.claim) in lacking]


def _check_figures(
    claim: str, text: str, index: TextIndex, lacking: set[_Key]
) -> Sequence[FigureCheck]:
    said = [said for said in claimed_figures(claim) if (said.figure.kind, said.written) in lacking]
    if not said:
        return ()
    sentences = set[int]().union(*(sentences_of_figure(each.figure, index) for each in said))
    spans = [(index.starts[number], index.ends[number]) for number in sorted(sentences)]
    return check_figures_at(claim, text, spans, {each.written for each in said})


def _check_names(
    claim: str, text: str, index: TextIndex, lacking: set[_Key]
) -> Sequence[FigureCheck]:
    names = [name for name in claimed_names(claim) if (NAME, name.written) in lacking]
    if not names:
        return ()
    sentences = set[int]().union(*(sentences_of_name(name, index) for name in names))
    for name in names:
        if is_acronym(name):
            sentences |= sentences_of_long_form(name.written, text, index)
    parts = [text[index.starts[number] : index.ends[number]] for number in sorted(sentences)]
    return check_names(claim, "\n".join(parts), whole_page=True)


def _worth_telling(
    checks: tuple[FigureCheck, ...], borne_out: set[_Key], missing: set[_Key]
) -> tuple[FigureCheck, ...]:
    """
    Leave out names that a passage merely lacks, and those that are others' beside the claim's.

    A page may name two people of one last name, and quote one sentence twice.
    """
    told = []
    for check in checks:
        key = (check.kind, check.claim)
        if check.result == NOT_FOUND and key in missing:
            told.append(replace(check, whole_page=True))
            continue
        lacking = check.kind == NAME and check.result == NOT_FOUND
        of_another = check.kind in WORDS and check.result == DIFFERS and key in borne_out
        if lacking or of_another:
            continue
        told.append(check)
    return tuple(told)
