"""Who may talk in a lounge, with whom, and who hears it."""

from __future__ import annotations

from embedded_server.agents import service as agents
from embedded_server.agents.service import ReadyAgent
from embedded_server.communities import service as communities
from embedded_server.communities.service import CommunityValue
from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.topics import own_topic
from embedded_server.lounge import store
from embedded_server.lounge.store import ChatValue


def lounge(reader: Reader, community_id: str) -> CommunityValue:
    """Refuses communities of another type."""
    found = communities.exists(reader, community_id)
    communities.require_type(found, CommunityType.LOUNGE)
    return found


def member(reader: Reader, community_id: str, user_id: str) -> CommunityValue:
    found = lounge(reader, community_id)
    communities.require_active(communities.membership(reader, community_id, user_id))
    return found


def own_chat(reader: Reader, chat_id: str, user_id: str) -> ChatValue:
    """One's own; 404 for those of others, and where the lounge is gone."""
    chat = store.chats.find(reader, chat_id)
    if chat is None or chat.user_id != user_id:
        raise not_found()
    communities.exists(reader, chat.community_id)
    return chat


def require_writer(reader: Reader, chat: ChatValue) -> None:
    """A member who is not muted."""
    held = communities.require_active(
        communities.membership(reader, chat.community_id, chat.user_id)
    )
    if held.muted_until is not None and held.muted_until > reader.now:
        until = to_wire(held.muted_until)
        raise Refusal(Code.MUTED, f"You are muted here until {until}.", muted_until=until)


def answerer(reader: Reader, community: CommunityValue) -> ReadyAgent | None:
    """The agent that leads, else the first one linked."""
    for candidate in (community.lead_agent_id, agents.first_link(reader, community.id)):
        if candidate is not None and agents.is_linked(reader, community.id, candidate):
            return agents.ready_agent(reader, community.id, candidate)
    return None


def topic_of(chat: ChatValue) -> str:
    """What its member alone hears, for as long as they are in the lounge."""
    return own_topic(communities.community_topic(chat.community_id), chat.user_id)


def tell(tx: Transaction, type_: EventType, chat: ChatValue, message: Message) -> None:
    again = type_ is not EventType.MESSAGE_CREATED
    tx.emit(
        Emitted(
            type_,
            message,
            topic_of(chat),
            chat.community_id,
            about=message.id,
            again=again,
            renews=again,
        )
    )
