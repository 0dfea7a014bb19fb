"""What processes that share a piece of work need to know of each other."""

import multiprocessing
import os
import threading
from multiprocessing import connection as pipes


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
