"""Database addresses: read, and shown without what must stay secret."""

import pytest

from claimcheck.database import engine
from claimcheck.errors import BadInput


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://u:geheim@127.0.0.1/x",
        "postgresql://u@127.0.0.1/x?password=geheim",
        "postgresql://u@127.0.0.1/x?sslpassword=geheim&sslmode=require",
        "postgres://u:geheim@127.0.0.1/x",  # the short scheme means the same
    ],
)
def test_a_password_is_never_shown(written: str) -> None:
    """Wherever an address carries a password, what is shown of it does not."""
    shown = engine.shown(engine.parse_url(written))
    assert "geheim" not in shown
    assert shown.startswith("postgresql://")


def test_an_at_sign_in_a_password_is_pointed_out() -> None:
    """The rest of such a password would pass for the host; the error tells how to write it."""
    with pytest.raises(BadInput) as caught:
        engine.parse_url("postgresql://u:ge@heim@127.0.0.1/x")
    assert "heim" not in caught.value.message
    assert "%40" in caught.value.next_step
