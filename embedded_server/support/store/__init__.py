"""Queries on conversations and what belongs to them; values come out, never rows."""

from __future__ import annotations

from embedded_server.support.store.agents import availabilities, set_availability
from embedded_server.support.store.conversations import (
    LAST,
    ConversationValue,
    assigned_ids,
    find,
    held_by,
    held_counts,
    holders,
    insert,
    is_lively,
    last_resolved,
    lively_ids,
    move,
    open_ids,
    open_one,
    own_open_ids,
    rate,
    unanswered,
    update,
    with_ai,
)
from embedded_server.support.store.lists import Wanted, conversations, last_words, own
from embedded_server.support.store.messages import (
    end_reply,
    last_answer_seq,
    newer,
    older,
    reply_after,
    reply_of,
    save_reply,
    unread,
)
from embedded_server.support.store.messages import find as find_message
from embedded_server.support.store.messages import insert as insert_message
from embedded_server.support.store.queue import position, positions, queue, size, waits
from embedded_server.support.store.reads import (
    read_by_anybody,
    read_up_to,
    set_customer_read,
    set_read,
)
from embedded_server.support.store.transitions import TransitionValue, record, transitions

__all__ = [
    "LAST",
    "ConversationValue",
    "TransitionValue",
    "Wanted",
    "assigned_ids",
    "availabilities",
    "conversations",
    "end_reply",
    "find",
    "find_message",
    "held_by",
    "held_counts",
    "holders",
    "insert",
    "insert_message",
    "is_lively",
    "last_answer_seq",
    "last_resolved",
    "last_words",
    "lively_ids",
    "move",
    "newer",
    "older",
    "open_ids",
    "open_one",
    "own",
    "own_open_ids",
    "position",
    "positions",
    "queue",
    "rate",
    "read_by_anybody",
    "read_up_to",
    "record",
    "reply_after",
    "reply_of",
    "save_reply",
    "set_availability",
    "set_customer_read",
    "set_read",
    "size",
    "transitions",
    "unanswered",
    "unread",
    "update",
    "waits",
    "with_ai",
]
