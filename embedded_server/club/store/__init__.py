"""Queries on what is said in clubs; values come out, never rows."""

from __future__ import annotations

from embedded_server.club.store.expiry import drop_messages, old_messages
from embedded_server.club.store.marks import pinned, pins, set_pin, set_reactions
from embedded_server.club.store.mentions import (
    EVERYBODY,
    count_mentions,
    forget_mentions,
    mentioning,
    set_mentions,
)
from embedded_server.club.store.messages import (
    LAST,
    delete,
    edit,
    find,
    insert,
    last_at,
    newer,
    older,
    unread,
)
from embedded_server.club.store.moments import first_number_since, first_since
from embedded_server.club.store.replies import (
    CatchUpRange,
    catch_up_of,
    community_of,
    is_being_replaced,
    mark_catch_up,
    save_reply,
    set_audio,
    settle_reply,
)
from embedded_server.club.store.reports import (
    ReportValue,
    close_report,
    close_reports_of,
    find_report,
    insert_report,
    open_reports,
    report_by,
    reports,
)
from embedded_server.club.store.rows import NOBODY
from embedded_server.club.store.versions import forget_versions, keep_version, versions
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
    is_behind,
    number_of,
    search,
    set_indexed_up_to,
    unindex_words,
    unindexed,
)

__all__ = [
    "EVERYBODY",
    "LAST",
    "NOBODY",
    "CatchUpRange",
    "ReportValue",
    "VoteValue",
    "catch_up_of",
    "close_report",
    "close_reports_of",
    "community_of",
    "count_mentions",
    "delete",
    "drop_messages",
    "drop_vote",
    "edit",
    "find",
    "find_report",
    "first_number_since",
    "first_since",
    "forget_mentions",
    "forget_versions",
    "index_words",
    "indexed_up_to",
    "insert",
    "insert_report",
    "is_behind",
    "is_being_replaced",
    "keep_version",
    "last_at",
    "mark_catch_up",
    "mentioning",
    "newer",
    "number_of",
    "old_messages",
    "older",
    "open_reports",
    "pinned",
    "pins",
    "put_vote",
    "report_by",
    "reports",
    "save_reply",
    "search",
    "set_audio",
    "set_indexed_up_to",
    "set_mentions",
    "set_pin",
    "set_reactions",
    "settle_reply",
    "unindex_words",
    "unindexed",
    "unread",
    "versions",
    "votes_about",
    "votes_of",
]
