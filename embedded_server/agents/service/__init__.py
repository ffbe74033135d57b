"""The rules of agents, as other rooms may call them."""

from __future__ import annotations

from embedded_server.agents.providers.base import Line, Missed, MissedLine, Recall, Service
from embedded_server.agents.providers.scene import Scene, merged, split_act
from embedded_server.agents.providers.wording import asks_nothing
from embedded_server.agents.service.knowledge import PreparedText, prepare
from embedded_server.agents.service.links import first_link, is_linked, listed
from embedded_server.agents.service.listings import own, seen
from embedded_server.agents.service.ready import ReadyAgent, ready, ready_agent
from embedded_server.agents.service.ready_made import (
    document,
    learn,
    link_own,
    make_builtin,
    owner_of,
    unlearn,
)
from embedded_server.agents.service.replies import fail_unfinished, opened, present_views
from embedded_server.agents.service.usage import count_asked, count_outcome, count_vote

__all__ = [
    "Line",
    "Missed",
    "MissedLine",
    "PreparedText",
    "ReadyAgent",
    "Recall",
    "Scene",
    "Service",
    "asks_nothing",
    "count_asked",
    "count_outcome",
    "count_vote",
    "document",
    "fail_unfinished",
    "first_link",
    "is_linked",
    "learn",
    "link_own",
    "listed",
    "make_builtin",
    "merged",
    "opened",
    "own",
    "owner_of",
    "prepare",
    "present_views",
    "ready",
    "ready_agent",
    "seen",
    "split_act",
    "unlearn",
]
