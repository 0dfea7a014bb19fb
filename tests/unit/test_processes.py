"""How processes that share a piece of work look for garbage."""

import gc
from contextlib import suppress

from claimcheck.app import processes


def test_garbage_is_looked_for_as_before_afterwards() -> None:
    """Seldom meanwhile, as usual again when it is over, also when that is by an error."""
    usual = gc.get_threshold()
    with suppress(KeyError), processes.seldom_collecting():
        assert gc.get_threshold()[0] == processes.COLLECT_AFTER
        assert gc.get_freeze_count() > 0
        raise KeyError
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
