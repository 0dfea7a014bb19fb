"""The figures of a text as typed values, and their check against a source."""

from claimcheck.core.figures.checking import (
    Located,
    check_figures,
    check_figures_at,
    claimed_figures,
    locate_figures,
)
from claimcheck.core.figures.finding import find_figures
from claimcheck.core.figures.values import Figure

__all__ = [
    "Figure",
    "Located",
    "check_figures",
    "check_figures_at",
    "claimed_figures",
    "find_figures",
    "locate_figures",
]
