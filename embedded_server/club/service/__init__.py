"""The rules of a club's chat, as its routes call them."""

from __future__ import annotations

from embedded_server.club.service.access import existing, member, writer
from embedded_server.club.service.asking import Question, ask
from embedded_server.club.service.files import may_fetch
from embedded_server.club.service.mentions import inbox
from embedded_server.club.service.messages import delete, edit, greet, send, versions
from embedded_server.club.service.missing import summarise_missed
from embedded_server.club.service.pins import pin, pinned, unpin
from embedded_server.club.service.reactions import react, unreact
from embedded_server.club.service.reading import (
    around,
    around_seq,
    finish_views,
    mark_read,
    page_newer,
    page_older,
    seq_at,
    unread_counts,
    waiting,
)
from embedded_server.club.service.regenerating import regenerate
from embedded_server.club.service.reports import report, report_views, reports, resolve
from embedded_server.club.service.retention import due as clubs_with_retention
from embedded_server.club.service.retention import expire
from embedded_server.club.service.searching import find, readable
from embedded_server.club.service.settling import (
    fail_unfinished,
    put_sound,
    save_reply,
    settle,
    take_sounds,
)
from embedded_server.club.service.votes import cast_vote, feedback
from embedded_server.club.service.words import catch_up

__all__ = [
    "Question",
    "around",
    "around_seq",
    "ask",
    "cast_vote",
    "catch_up",
    "clubs_with_retention",
    "delete",
    "edit",
    "existing",
    "expire",
    "fail_unfinished",
    "feedback",
    "find",
    "finish_views",
    "greet",
    "inbox",
    "mark_read",
    "may_fetch",
    "member",
    "page_newer",
    "page_older",
    "pin",
    "pinned",
    "put_sound",
    "react",
    "readable",
    "regenerate",
    "report",
    "report_views",
    "reports",
    "resolve",
    "save_reply",
    "send",
    "seq_at",
    "settle",
    "summarise_missed",
    "take_sounds",
    "unpin",
    "unreact",
    "unread_counts",
    "versions",
    "waiting",
    "writer",
]
