"""Whether what came back can serve as evidence, or is a wall, an error or nothing at all."""

from claimcheck.core.quality.judging import judge_quality, wants_sibling_probe
from claimcheck.core.quality.page import Judgement, Sibling
from claimcheck.core.quality.table import RULES, RULES_VERSION, Rule

__all__ = [
    "RULES",
    "RULES_VERSION",
    "Judgement",
    "Rule",
    "Sibling",
    "judge_quality",
    "wants_sibling_probe",
]
