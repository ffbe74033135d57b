"""An agent's reply: saved while it is written, settled at its end."""

from __future__ import annotations

from embedded_server.club.store.rows import packed
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.database import Transaction


def save_reply(tx: Transaction, message_id: str, text: str) -> None:
    tx.change(
        "UPDATE messages SET text = ? WHERE id = ? AND status = 'streaming' AND deleted_at IS NULL",
        (text, message_id),
    )


def settle_reply(
    tx: Transaction,
    message_id: str,
    text: str,
    status: str,
    citations: list[Citation],
    charged_cents: int,
) -> bool:
    """False when the reply was deleted while it was being written."""
    return bool(
        tx.change(
            "UPDATE messages SET text = ?, status = ?, citations = ?, charged_cents = ?"
            " WHERE id = ? AND deleted_at IS NULL",
            (text, status, packed(citations), charged_cents or None, message_id),
        )
    )
