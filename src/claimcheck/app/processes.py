"""What processes that share a piece of work need to know of each other."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection as pipes

COLLECT_AFTER = 50_000
"""Objects that are made, beyond those let go, before Python looks for garbage: some megabytes. Its
own 700 are made while a third of one page is read."""


def collect_seldom() -> None:
    """Look for garbage seldom from now on, and not at all among what is there already."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom meanwhile."""
    usual = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def count_cores() -> int:
    """Count the processors that this process may use."""
    # Not on macOS.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def end_with_parent() -> None:
    """Go at once, as if killed, when whoever started this process is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def watch() -> None:
            pipes.wait([sentinel])
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()
