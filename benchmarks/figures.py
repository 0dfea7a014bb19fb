"""
Times the reading and checking of figures, on a page of common size and on hostile texts.

    uv run python benchmarks/figures.py [--kilobytes 200]

Each hostile text is read at one size and at twice that: a ratio near 2 is linear.
"""

import argparse
import time
from collections.abc import Callable
from functools import partial

from claimcheck.core.figures import check_figures, find_figures
from claimcheck.core.figures.checking import read_page
from claimcheck.core.names import check_names, find_names
from claimcheck.core.names.checking import read_source
from claimcheck.core.quotations import check_quotations, find_quotations

SENTENCE = (
    "The works at the harbour cost $4.2 million in 2023, 12 percent more than a year earlier,"
    " said the council of the town. "
)
PLAIN = "Ferries cross the harbour each morning and carry bicycles, goods and letters. "
CLAIM = 'The harbour cost $4.2 million in 2023, 12 percent of all, the council "said of the town".'
HOSTILE = {
    "digits": "7",
    "digits and commas": "1,234,",
    "digits and points": "1.2.3.",
    "digits and hyphens": "12-34-",
    "digits and slashes": "1/2/",
    "spaces and digits": "1 000 ",
    "years": "2023 ",
    "dollar signs": "$",
    "signs and digits": "$1 ",
    "percentages": "4% ",
    "number words": "twenty-",
    "hundreds": "one hundred and ",
    "months": "May ",
    "month and day": "May 3 ",
    "capital letters": "A",
    "capital words": "Ab ",
    "capital words and of": "Ab of the ",
    "letters and digits": "A1-",
    "hyphenated": "a-",
    "quotation marks": '"',
    "open quotations": "“word word word ",
    "quotations": '"one two three four" ',
    "brackets": "[",
    "blanks": " ",
    "lines": "\n",
    "kanji numbers": "一二三",
    "kanji scales": "1億",
    "katakana": "アア・",
    "unions": "between 1 and ",
    "one long word": "ab",
    "about": "about ",
    "half": "half a ",
}


def seconds(call: Callable[[], object]) -> float:
    """Give the shortest of three runs, in CPU seconds."""
    best = float("inf")
    for _ in range(3):
        read_page.cache_clear()
        read_source.cache_clear()
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kilobytes", type=int, default=200)
    size = parser.parse_args().kilobytes * 1000
    page = (SENTENCE + PLAIN * 2) * 40
    print(f"a page of 120 sentences and {len(page)} characters")
    for name, call in {
        "find figures": lambda: find_figures(page),
        "check figures": lambda: check_figures(CLAIM, page),
        "check names": lambda: check_names(CLAIM, page),
        "check quotations": lambda: check_quotations(CLAIM, page),
    }.items():
        print(f"    {name:20}{seconds(call) * 1000:8.1f} ms")
    print(f"hostile texts of {size // 1000} kB: ms, and ratio at twice the size")
    for name, part in HOSTILE.items():
        row = [f"    {name:22}"]
        for read in (find_figures, checked, find_names, find_quotations):
            texts = [(part * (times * size // len(part) + 1))[: times * size] for times in (1, 2)]
            once, twice = (seconds(partial(read, text)) for text in texts)
            row.append(f"{read.__name__:>16}{once * 1000:8.1f} {twice / max(once, 1e-9):5.2f}")
        print("".join(row))


def checked(text: str) -> None:
    """Check all that a claim holds against a text."""
    check_figures(CLAIM, text)
    check_names(CLAIM, text)
    check_quotations(CLAIM, text)


if __name__ == "__main__":
    main()
