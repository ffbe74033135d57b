"""The rules of a brand's service, as its routes call them."""

from __future__ import annotations

from embedded_server.support.service.access import (
    TOPIC_RULES,
    may_fetch,
    place,
    reader_of,
    require_service,
    serves,
    staff_of,
    topics_of,
)
from embedded_server.support.service.acts import (
    accept,
    assign,
    close,
    release,
    resolve,
    take_over,
    to_ai,
    transfer,
)
from embedded_server.support.service.answering import (
    answer_left_open,
    fail_unfinished,
    forced,
    save_reply,
    settle,
)
from embedded_server.support.service.office import Office, Question, StillTalking
from embedded_server.support.service.policy import grace_of
from embedded_server.support.service.reading import as_seen, mark_read, rate
from embedded_server.support.service.settings import settings_of
from embedded_server.support.service.staff import (
    add as add_agent,
)
from embedded_server.support.service.staff import (
    agent,
    agents,
    community_gone,
    gone,
    seat_changed,
    set_availability,
)
from embedded_server.support.service.staff import remove as remove_agent
from embedded_server.support.service.telling import tell
from embedded_server.support.service.views import is_staffed, view, views
from embedded_server.support.service.writing import Said, meets_ai, send, start, writer
from embedded_server.support.store import holders, last_words

__all__ = [
    "TOPIC_RULES",
    "Office",
    "Question",
    "Said",
    "StillTalking",
    "accept",
    "add_agent",
    "agent",
    "agents",
    "answer_left_open",
    "as_seen",
    "assign",
    "close",
    "community_gone",
    "fail_unfinished",
    "forced",
    "gone",
    "grace_of",
    "holders",
    "is_staffed",
    "last_words",
    "mark_read",
    "may_fetch",
    "meets_ai",
    "place",
    "rate",
    "reader_of",
    "release",
    "remove_agent",
    "require_service",
    "resolve",
    "save_reply",
    "seat_changed",
    "send",
    "serves",
    "set_availability",
    "settings_of",
    "settle",
    "staff_of",
    "start",
    "take_over",
    "tell",
    "to_ai",
    "topics_of",
    "transfer",
    "view",
    "views",
    "writer",
]
