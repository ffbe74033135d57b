"""The rules of the chat on a web site: where it shows, who a visitor is, and for how long."""

from __future__ import annotations

from collections.abc import Callable

from embedded_server.accounts import service as accounts
from embedded_server.agents import service as agents
from embedded_server.communities import service as communities
from embedded_server.communities.service import CommunityValue
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support_desk import WebChat
from embedded_server.contracts.widget import Guest, WidgetFacts
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.sites import site_allowed
from embedded_server.support import service as support

_DAY_MS = 86_400_000
BATCH = 200


def _open_chat(reader: Reader, community_id: str) -> tuple[CommunityValue, WebChat]:
    community = communities.exists(reader, community_id)
    if community.type is CommunityType.OFFICIAL:
        chat = support.settings_of(reader, community_id).web_chat
        if chat.is_on:
            return community, chat
    raise Refusal(Code.SITE_NOT_ALLOWED, "The chat of this brand is not shown on web sites.")


def sites(reader: Reader, community_id: str, shown_on: str | None) -> list[str]:
    """Where the page may be shown; refuses where `shown_on`, if known, is no such site."""
    _, chat = _open_chat(reader, community_id)
    if not chat.sites or (shown_on is not None and not site_allowed(shown_on, chat.sites)):
        raise Refusal(Code.SITE_NOT_ALLOWED, "The chat of this brand is not shown on this site.")
    return chat.sites


def facts(reader: Reader, is_here: Callable[[str], bool], community_id: str) -> WidgetFacts:
    """`is_here` says of a person whether they are connected."""
    community, chat = _open_chat(reader, community_id)
    agent_id = community.lead_agent_id or agents.first_link(reader, community_id)
    agent = None
    if community.cs_mode != "human_only" and agent_id is not None:
        agent = agents.ready_agent(reader, community_id, agent_id)
    return WidgetFacts(
        community_id=community_id,
        community_name=community.name,
        is_verified=community.is_verified,
        greeting=chat.greeting,
        agent_name=None if agent is None else agent.name,
        staff_available=support.is_staffed(reader, is_here, community_id),
    )


def become_guest(tx: Transaction, community_id: str, name: str, session_days: int) -> Guest:
    _open_chat(tx, community_id)
    user_id, name, token = accounts.make_guest(tx, community_id, name, session_days)
    return Guest(user_id=user_id, name=name, token=token)


def gone(
    reader: Reader, after: str, now: int, days: int
) -> tuple[list[tuple[str, bool]], str | None]:
    """Among the next visitors: `(id, whether they ever wrote)` of those whose time is over, and
    where to go on, None at the end."""
    found = accounts.guests_after(reader, after, BATCH)
    wrote = support.last_words(reader, [id_ for id_, _ in found])
    ended = []
    for id_, made_at in found:
        last = wrote.get(id_, made_at)
        patience = days if id_ in wrote else 1
        if last is not None and last < now - patience * _DAY_MS:
            ended.append((id_, id_ in wrote))
    return ended, found[-1][0] if len(found) == BATCH else None


def forget(tx: Transaction, ended: list[tuple[str, bool]]) -> list[str]:
    """Those who never wrote leave no trace, the name of others stays with what they wrote. Gives
    the sign-ins that ended."""
    return [
        session for id_, wrote in ended for session in accounts.end_guest(tx, id_, forget=not wrote)
    ]
