"""What the steps on computed figures make of the tables."""

from collections.abc import Mapping
from typing import Any

from claimcheck.core import derivations
from claimcheck.core.changes import Change, Effect
from claimcheck.core.ledger import Action, Event


def change_of(event: Event, body: Mapping[str, Any]) -> Change:
    """Give the row that comes or goes. Raises KeyError or TypeError for a body that is forged."""
    if event.action == Action.FIGURE_UNDERIVED:
        return Change("derivations", (body["id"],), Effect.DELETE, {})
    kept = derivations.from_json(body["derivation"])
    return Change(
        "derivations",
        (body["id"],),
        Effect.INSERT,
        {
            "claim_key": event.subject,
            "kind": derivations.Kind(kept.kind).value,
            "derivation": body["derivation"],
            "derived_by": event.actor,
            "derived_at": event.at,
        },
    )
