"""How much a claims file may hold. docs/claims-file.md and claims.schema.json say the same."""

FORMAT_VERSION = 1
"""The version of the format that this program reads; raised when an old file would break."""

MAX_FILE_BYTES = 32 * 1024 * 1024
"""A hundred thousand claims take about 30 MB; more is no list that people can review."""

MAX_NODES = 3_000_000
"""Names and values in one file: 30 for each of 100,000 claims. Bounds memory to about 1 GB."""

MAX_DEPTH = 8
"""Claims lie five deep (file, claims, claim, sources, source); the rest is an attack."""

MAX_PROBLEMS = 100
"""Mistakes shown one by one; the rest are counted."""

MAX_TEXT_CHARS = 5_000
MAX_QUOTE_CHARS = 300
MAX_LABEL_CHARS = 500  # titles, sections, names, hedges
MAX_TAG_CHARS = 50
MAX_KEY_CHARS = 100
MAX_ITEMS = 100  # sources or tags of one claim
