"""Queries on what is said in clubs; values come out, never rows."""

from __future__ import annotations

from embedded_server.club.store.messages import (
    LAST,
    delete,
    edit,
    find,
    insert,
    newer,
    older,
    unread,
)
from embedded_server.club.store.replies import save_reply, settle_reply
from embedded_server.club.store.rows import NOBODY
from embedded_server.club.store.votes import (
    VoteValue,
    drop_vote,
    put_vote,
    votes_about,
    votes_of,
)
from embedded_server.club.store.words import (
    index_words,
    indexed_up_to,
    number_of,
    search,
    set_indexed_up_to,
    unindex_words,
    unindexed,
)

__all__ = [
    "LAST",
    "NOBODY",
    "VoteValue",
    "delete",
    "drop_vote",
    "edit",
    "find",
    "index_words",
    "indexed_up_to",
    "insert",
    "newer",
    "number_of",
    "older",
    "put_vote",
    "save_reply",
    "search",
    "set_indexed_up_to",
    "settle_reply",
    "unindex_words",
    "unindexed",
    "unread",
    "votes_about",
    "votes_of",
]
