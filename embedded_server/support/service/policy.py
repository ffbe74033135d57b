"""What a brand has set for its service, as the rules of conversations ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.accounts import service as accounts
from embedded_server.agents.service import Service
from embedded_server.communities import service as communities
from embedded_server.kernel.database import Reader
from embedded_server.support.clocks import Due
from embedded_server.support.service import settings, winding
from embedded_server.support.store import ConversationValue


def grace_of(reader: Reader, community_id: str) -> int:
    """Seconds that conversations wait for an agent whose window is gone."""
    return settings.of_community(reader, community_id).settings.grace_seconds


def most_per_agent(reader: Reader, community_id: str) -> int | None:
    """Conversations that one agent is given without asking; None where nobody is given any."""
    known = settings.of_community(reader, community_id).settings
    return known.most_per_agent if known.auto_assign else None


def is_open(reader: Reader, community_id: str) -> bool:
    """Whether it is inside business hours."""
    return settings.opening(reader, community_id)[0]


def has_hours(reader: Reader, community_id: str) -> bool:
    """Whether people are there at some hours alone."""
    return settings.of_community(reader, community_id).hours.week is not None


def opens_at(reader: Reader, community_id: str) -> int | None:
    """When people are back (ms), where that is known and they are not here by their hours."""
    return settings.opening(reader, community_id)[1]


def in_words(reader: Reader, community_id: str, at: int) -> str:
    """A moment on the brand's own clock: `2026-11-30 09:00 (Europe/Berlin)`."""
    return settings.moment(settings.of_community(reader, community_id).hours, at)


def dues(reader: Reader, conversation_ids: Sequence[str]) -> dict[str, Due]:
    """By conversation: the target of waiting that is missed next, or was missed first."""
    return winding.dues(reader, conversation_ids)


def around(reader: Reader, one: ConversationValue, *, are_here: bool) -> Service:
    """What the AI is told that answers; `are_here` whether anybody could accept now."""
    back = opens_at(reader, one.community_id)
    return Service(
        brand=communities.names_of(reader, [one.community_id]).get(one.community_id, ""),
        has_people=one.mode == "hybrid",
        are_here=are_here,
        back=None if back is None else in_words(reader, one.community_id, back),
    )


def guests_among(reader: Reader, user_ids: Sequence[str]) -> set[str]:
    """Who of them are visitors of a web site without an account of their own."""
    return accounts.guests_among(reader, user_ids)


def is_guest(reader: Reader, user_id: str) -> bool:
    return user_id in guests_among(reader, [user_id])
