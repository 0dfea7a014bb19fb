"""Days without a year on a page that says when it was published, which gives them theirs."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from claimcheck.core.evidence.index import TextIndex
from claimcheck.core.evidence.standing import YEAR_BEFORE_SENTENCES, sentences_of_figure
from claimcheck.core.figures import Figure
from claimcheck.core.figures.checking import YEAR_REACH_CHARS, claimed_figures
from claimcheck.core.figures.comparing import CLOSE, NOT_FOUND
from claimcheck.core.figures.contexts import Said, Text, conflict
from claimcheck.core.figures.finding import find_all
from claimcheck.core.figures.values import DATE, date_parts
from claimcheck.core.status import FigureCheck

MAX_DAYS_AHEAD = 60
"""A day further ahead of its page may as well be last year's."""
MAX_DAYS_BACK = 300
"""A day further back in the page's year may as well be next year's."""
MIDDLE_OF_MONTH = 15
SHARED_FOR_MONTH = 0.5
"""A page is full of months: one without its year has to be said of the same thing."""

Checks = tuple[FigureCheck, ...]
Span = tuple[int, int]


def published_day(published: str | None) -> date | None:
    """Read the day of a page's own date; None where it says none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def year_of_day(month: int, day: int, published: date) -> int:
    """
    Give the year of a day that a page names without one, by its own date; 0 where unsure.

    Whoever writes `12 November` means this year's, or in January the one just past.
    """
    try:
        here = date(published.year, month, day or MIDDLE_OF_MONTH)
        ahead = (here - published).days
        if ahead <= MAX_DAYS_AHEAD:
            return published.year if ahead >= -MAX_DAYS_BACK else 0
        back = (published - date(published.year - 1, month, here.day)).days
    except ValueError:  # the 29th of February, the year 1
        return 0
    return published.year - 1 if back <= MAX_DAYS_AHEAD else 0


def read_with_page_date(
    claim: str,
    text: str,
    index: TextIndex,
    passages: Sequence[tuple[Span, Checks]],
    published: date,
) -> list[Checks]:
    """
    Give the checks of passages with dates found that have their year from the page alone.

    Only what was not found at all is looked at again, and only a year that no other in the text
    before it contradicts. The note says where the year is from; `close`, for the text does not
    say it.
    """
    told = [checks for _, checks in passages]
    for said in claimed_figures(claim):
        if said.figure.kind != DATE or not any(_lacks(checks, said) for checks in told):
            continue
        found = [_find(said, text, index, span, published) for span, _ in passages]
        if any(found) or _is_anywhere(said, text, index, published):
            told = [
                _told(checks, said, there, published)
                for checks, there in zip(told, found, strict=True)
            ]
    return told


def _lacks(checks: Checks, said: Said) -> bool:
    return any(_is_missing(check, said) for check in checks)


def _is_missing(check: FigureCheck, said: Said) -> bool:
    return (check.kind, check.claim, check.result) == (DATE, said.written, NOT_FOUND)


def _told(checks: Checks, said: Said, there: Said | None, published: date) -> Checks:
    note = f"the year is that of the page's own date, {published.isoformat()}"
    return tuple(
        check
        if not _is_missing(check, said)
        else replace(check, whole_page=False)
        if there is None
        else replace(
            check,
            source=there.written,
            result=CLOSE,
            note=note,
            source_words=there.shown,
            whole_page=False,
        )
        for check in checks
    )


def _find(
    said: Said, text: str, index: TextIndex, span: Span, published: date, *, tied: bool = True
) -> Said | None:
    """
    Find the day in a passage, where no year before it, or in its sentence, says otherwise.

    `tied` asks that it is said of what the claim speaks of.
    """
    read = Text(text, find_all(text, _with_context(span, index)))
    for figure in read.figures:
        inside = span[0] <= figure.start and figure.end <= span[1]
        if not inside or not _is_that_day(figure, said.figure, published):
            continue
        there = read.read(figure)
        year_is_said = there.years or read.year_at(figure, YEAR_REACH_CHARS)
        is_tied = _shares_words(said, there) and not conflict(said, there)
        if not year_is_said and (is_tied or not tied):
            return there
    return None


def _shares_words(said: Said, there: Said) -> bool:
    """Whether the two sentences have a word in common; those with a mere month, half of them."""
    share = len(said.words & there.words) / len(said.words) if said.words else 1.0
    return share >= SHARED_FOR_MONTH if not date_parts(said.figure.value)[2] else share > 0


def _with_context(span: Span, index: TextIndex) -> list[Span]:
    """The sentences of a passage, and those before it that may name a year."""
    first = max(0, bisect_left(index.starts, span[0]) - YEAR_BEFORE_SENTENCES)
    last = bisect_left(index.starts, span[1])
    return [(index.starts[n], index.ends[n]) for n in range(first, last)]


def _is_that_day(figure: Figure, claimed: Figure, published: date) -> bool:
    year, month, day = date_parts(claimed.value)
    other_year, other_month, other_day = date_parts(figure.value)
    if figure.kind != DATE or other_year or other_month != month or day not in (0, other_day):
        return False
    return bool(year) and year_of_day(other_month, other_day, published) == year


def _is_anywhere(said: Said, text: str, index: TextIndex, published: date) -> bool:
    """Whether the page has the day at all, said of whatever: then it does not lack it."""
    spans = ((index.starts[n], index.ends[n]) for n in sentences_of_figure(said.figure, index))
    return any(_find(said, text, index, span, published, tied=False) for span in spans)
