"""The quotations of a claim, and whether a source has them word for word."""

from claimcheck.core.quotations.checking import QUOTATION, check_quotations
from claimcheck.core.quotations.finding import Quotation, find_quotations

__all__ = ["QUOTATION", "Quotation", "check_quotations", "find_quotations"]
