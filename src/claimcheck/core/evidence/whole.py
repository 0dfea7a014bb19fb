"""What a claim asserts, checked against a passage or a whole page, and what the page lacks."""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.core.figures import check_figures
from claimcheck.core.figures.comparing import CLOSE, DIFFERS, MATCH, NOT_FOUND
from claimcheck.core.figures.values import NAME
from claimcheck.core.names import check_names
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
        *check_names(claim, text, whole_page=whole_page),
        *check_quotations(claim, text, whole_page=whole_page),
    )


def tell_missing(
    claim: str, text: str, passages: Sequence[tuple[FigureCheck, ...]], *, is_cut: bool = False
) -> list[tuple[FigureCheck, ...]]:
    """
    Say of what no passage bears out whether the whole page does, or lacks it too.

    `passages` are the checks of each; they come back in order, as they are worth telling. Of a
    page that `is_cut` nobody can say what it lacks.
    """
    checks = [check for found in passages for check in found]
    borne_out = {(c.kind, c.claim) for c in checks if c.result in BORNE_OUT}
    missing: set[_Key] = set()
    if any((check.kind, check.claim) not in borne_out for check in checks):
        whole = check_text(claim, text, whole_page=True)
        borne_out |= {(c.kind, c.claim) for c in whole if c.result in BORNE_OUT}
        if not is_cut:
            missing = {(c.kind, c.claim) for c in whole if c.result == NOT_FOUND}
    return [_worth_telling(found, borne_out, missing) for found in passages]


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
