"""A claims file in YAML, JSON or CSV: read with every mistake at once, each with its place."""

from claimcheck.core.claims_file.limits import MAX_FILE_BYTES
from claimcheck.core.claims_file.parse import parse_claims_file

__all__ = ["MAX_FILE_BYTES", "parse_claims_file"]
