"""Where a claim stands, who may move it, and what each move asks for."""

from enum import StrEnum


class State(StrEnum):
    """Where the claim stands in the workflow."""

    OPEN = "open"  # nobody works on it
    IN_CHECK = "in_check"  # a checker has taken it
    IN_REVIEW = "in_review"  # the checker is done; a second person looks
    SIGNED_OFF = "signed_off"  # the second person agreed
    PUBLISHED = "published"  # it went out with the report
    WITHDRAWN = "withdrawn"  # no longer asserted; kept for the record


class Verdict(StrEnum):
    """Judgement of the claim, from all its evidence."""

    UNVERIFIED = "unverified"  # none yet
    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    NOT_CHECKABLE = "not_checkable"


class Support(StrEnum):
    """Judgement of one citation: what this source says about this claim."""

    UNJUDGED = "unjudged"
    SUPPORTS = "supports"
    PARTLY_SUPPORTS = "partly_supports"
    CONTRADICTS = "contradicts"
    DOES_NOT_ADDRESS = "does_not_address"
    INACCESSIBLE = "inaccessible"
