"""Word shingles of a text: what two copies of it share, wherever they stand."""

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice

FINGERPRINT_VERSION = 1
"""Raised whenever the same text would give another fingerprint; old ones are made anew."""

MIN_SHINGLES = 60
"""What is shorter is not compared: two short notes may well say the same in the same words."""

MAX_WORDS = 50_000
"""Words that are looked at: a book's first hundred pages tell it from any other."""

_MIN_LINE_WORDS = 12  # shorter lines are menus, forms and captions, alike on many pages
_WORDS_A_SHINGLE = 4
_SIGNS_A_SHINGLE = 8  # where no spaces part the words, each sign counts as one
_ONE_IN = 4  # of all shingles, that a fingerprint keeps

# Thai, Lao, Burmese, Khmer, kana and Han: scripts that part no words.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}\U00020000-\U0003ffff]|[^\W{_UNSPACED}\U00020000-\U0003ffff]++")
_FIRST_UNSPACED = "\u0e00"

# What sites say of themselves comes from the same few makers of notices and forms, so that it
# stands word for word on pages that have nothing else in common.
# fmt: off
_FURNITURE = (
    # notices on cookies, privacy, scripts
    "cookie", "kakor", "informasjonskaps", "ciasteczk", "süti", "çerez", "evästei", "куки",
    "クッキー", "쿠키", "technische speicherung", "technical storage", "stockage technique",
    "almacenamiento o acceso", "archiviazione tecnica", "gdpr", "dsgvo", "rgpd",
    "privacy policy", "privacy notice", "datenschutz", "politique de confidentialité",
    "política de privacidad", "informativa sulla privacy", "javascript", "ad blocker",
    "adblocker", "werbeblocker", "captcha",
    # rights, terms, subscriptions
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés",
    "derechos reservados", "tutti i diritti", "terms of use", "terms of service", "newsletter",
    "wordpress", "email address", "e-mail-adresse", "adresse e-mail", "correo electrónico",
    "indirizzo email", "indirizzo e-mail",
)
# fmt: on


def shingles_of(text: str) -> frozenset[str]:
    """List the runs of words in the prose of a text, in lower case; empty when it is short."""
    found = frozenset(_runs(text))
    return found if len(found) >= MIN_SHINGLES else frozenset()


def share_of(one: frozenset[str], other: frozenset[str]) -> float:
    """Say which part of the shorter of two texts stands in the other, from 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def fingerprint_of(text: str) -> bytes:
    """
    Keep one in four shingles, chosen by what they are, as 32-bit numbers behind the version.

    Copies keep the same ones, so that comparing fingerprints finds who is worth comparing.
    """
    marks = {zlib.crc32(run.encode("utf-8", "replace")) for run in shingles_of(text)}
    kept = sorted(mark for mark in marks if mark % _ONE_IN == 0)
    return struct.pack(f"<B{len(kept)}I", FINGERPRINT_VERSION, *kept)


def read_fingerprint(stored: bytes | None) -> frozenset[int] | None:
    """Read the numbers of a stored fingerprint; None for one that has to be made anew."""
    if not stored or stored[0] != FINGERPRINT_VERSION:
        return None
    return frozenset(struct.unpack_from(f"<{len(stored) // 4}I", stored, 1))


def _runs(text: str) -> Iterator[str]:
    words = list(islice(_prose_words(text), MAX_WORDS))
    unspaced = sum(len(word) == 1 and word >= _FIRST_UNSPACED for word in words)
    width = _SIGNS_A_SHINGLE if 2 * unspaced > len(words) else _WORDS_A_SHINGLE
    shifted = [words[shift:] for shift in range(width)]
    return map(" ".join, zip(*shifted, strict=False))


def _prose_words(text: str) -> Iterator[str]:
    folded = text.casefold()
    furniture = [told for told in _FURNITURE if told in folded]
    for line in folded.splitlines():
        words = _WORD.findall(line)
        if len(words) >= _MIN_LINE_WORDS and not any(told in line for told in furniture):
            yield from words
