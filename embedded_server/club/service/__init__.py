"""The rules of a club's chat, as its routes call them."""

from __future__ import annotations

from embedded_server.club.service.access import existing, member, writer
from embedded_server.club.service.asking import Question, ask
from embedded_server.club.service.files import readable as readable_file
from embedded_server.club.service.messages import delete, edit, send
from embedded_server.club.service.reading import (
    around,
    finish_views,
    mark_read,
    page_newer,
    page_older,
    unread_counts,
)
from embedded_server.club.service.settling import fail_unfinished, save_reply, settle
from embedded_server.club.service.votes import cast_vote, feedback
from embedded_server.club.service.words import catch_up, find, is_behind

__all__ = [
    "Question",
    "around",
    "ask",
    "cast_vote",
    "catch_up",
    "delete",
    "edit",
    "existing",
    "fail_unfinished",
    "feedback",
    "find",
    "finish_views",
    "is_behind",
    "mark_read",
    "member",
    "page_newer",
    "page_older",
    "readable_file",
    "save_reply",
    "send",
    "settle",
    "unread_counts",
    "writer",
]
