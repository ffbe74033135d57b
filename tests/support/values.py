"""Conversations made by hand, for rules that need no server."""

from __future__ import annotations

from typing import Any

from embedded_server.contracts.support import ConversationStatus
from embedded_server.support.store.conversations import ConversationValue

_BLANK: dict[str, Any] = dict.fromkeys(ConversationValue.__slots__) | {
    "number": 1,
    "id": "c",
    "community_id": "b",
    "customer_id": "customer",
    "mode": "hybrid",
    "asked_seq": 0,
    "started_at": 0,
    "transfer_reason": "",
    "reopened": 0,
    "last_seq": 0,
    "last_text": "",
    "last_at": 0,
    "last_by": "system",
    "customer_read_seq": 0,
}


def conversation(status: str = "ai_active", **values: Any) -> ConversationValue:
    return ConversationValue(**{**_BLANK, "status": ConversationStatus(status), **values})
