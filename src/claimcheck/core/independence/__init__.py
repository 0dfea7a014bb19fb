"""Whether the sources of a claim are several voices or one: independence and circularity."""

from claimcheck.core.independence.copies import SAME_TEXT_SHARE, find_copies
from claimcheck.core.independence.grouping import find_independence
from claimcheck.core.independence.publishers import original_url
from claimcheck.core.independence.sentences import circle_of, own_of, reasons_of, summary_of
from claimcheck.core.independence.values import (
    NO_SOURCES,
    REPORT_TIES,
    Address,
    Bond,
    CheckedReport,
    CitedPage,
    Copies,
    Independence,
    OriginGroup,
    Tie,
)

__all__ = [
    "NO_SOURCES",
    "REPORT_TIES",
    "SAME_TEXT_SHARE",
    "Address",
    "Bond",
    "CheckedReport",
    "CitedPage",
    "Copies",
    "Independence",
    "OriginGroup",
    "Tie",
    "circle_of",
    "find_copies",
    "find_independence",
    "original_url",
    "own_of",
    "reasons_of",
    "summary_of",
]
