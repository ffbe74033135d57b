"""Lists of conversations, newest first: of a customer, and of a community for its staff."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from embedded_server.kernel.database import Reader
from embedded_server.support.store.conversations import COLUMNS, ConversationValue, value


@dataclass(frozen=True, slots=True)
class Wanted:
    """`only_for` is a CS agent, who sees what waits and what is theirs; `ids` are those that a
    search has found."""

    status: str | None = None
    customer_id: str | None = None
    assignee_id: str | None = None
    only_for: str | None = None
    ids: str | None = None
    """As a JSON list; None where nothing is searched."""


def conversations(
    reader: Reader, community_id: str, wanted: Wanted, before: int, limit: int
) -> list[ConversationValue]:
    """Those below the number of `before`."""
    conditions = ["community_id = :community", "number < :before"]
    if wanted.status is not None:
        conditions.append("status = :status")
    if wanted.customer_id is not None:
        conditions.append("customer_id = :customer")
    if wanted.assignee_id is not None:
        conditions.append("assignee_id = :assignee")
    if wanted.only_for is not None:
        conditions.append("(status = 'waiting_human' OR assignee_id = :only)")
    if wanted.ids is not None:
        conditions.append("number IN (SELECT value FROM json_each(:ids))")
    values: dict[str, Any] = {
        "community": community_id,
        "before": before,
        "status": wanted.status,
        "customer": wanted.customer_id,
        "assignee": wanted.assignee_id,
        "only": wanted.only_for,
        "ids": wanted.ids,
        "limit": limit,
    }
    rows = reader.named(
        f"SELECT {COLUMNS} FROM conversations WHERE {' AND '.join(conditions)}"
        " ORDER BY number DESC LIMIT :limit",
        values,
    )
    return [value(row) for row in rows]


def last_words(reader: Reader, customer_ids: Iterable[str]) -> dict[str, int | None]:
    """When each of these customers was last written in a conversation; None while one is open."""
    rows = reader.rows(
        "SELECT customer_id, iif(sum(status <> 'resolved'), NULL, max(last_at)) FROM conversations"
        " WHERE customer_id IN (SELECT value FROM json_each(?)) GROUP BY customer_id",
        (json.dumps(list(customer_ids)),),
    )
    return dict(rows)


def own(
    reader: Reader,
    customer_id: str,
    community_id: str | None,
    status: str | None,
    before: int,
    limit: int,
) -> list[ConversationValue]:
    """A customer's, in communities that exist."""
    rows = reader.named(
        f"SELECT {COLUMNS} FROM conversations WHERE customer_id = :customer AND number < :before"
        " AND (:community IS NULL OR community_id = :community)"
        " AND (:status IS NULL OR status = :status) ORDER BY number DESC LIMIT :limit",
        {
            "customer": customer_id,
            "community": community_id,
            "status": status,
            "before": before,
            "limit": limit,
        },
    )
    return [value(row) for row in rows]
