"""Who may accept in a community, and what they say of being there."""

from __future__ import annotations

from embedded_server.kernel.database import Reader, Transaction


def availabilities(reader: Reader, community_id: str) -> dict[str, str]:
    """As people set it by hand; who never did is not in it."""
    rows = reader.rows(
        "SELECT user_id, availability FROM support_agents WHERE community_id = ?", (community_id,)
    )
    return dict(rows)


def set_availability(tx: Transaction, community_id: str, user_id: str, availability: str) -> None:
    tx.change(
        "INSERT INTO support_agents (community_id, user_id, availability, changed_at)"
        " VALUES (?, ?, ?, ?) ON CONFLICT (community_id, user_id) DO UPDATE SET"
        " availability = excluded.availability, changed_at = excluded.changed_at",
        (community_id, user_id, availability, tx.now),
    )
