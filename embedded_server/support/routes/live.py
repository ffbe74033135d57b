"""What people in a conversation tell each other in passing: who writes, and who of the staff
looks."""

from __future__ import annotations

from embedded_server.communities import service as communities
from embedded_server.contracts.events import EventType, SendLooking, SendTyping, Typing
from embedded_server.contracts.support import Looking
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.server import Server
from embedded_server.kernel.topics import user_topic
from embedded_server.support import service
from embedded_server.support.service.access import Place, conversation_topic
from embedded_server.support.service.moving import WAITING


async def _place(server: Server, caller: Caller, conversation_id: str) -> Place:
    return await server.database.read(
        lambda reader: service.place(reader, conversation_id, caller.user_id)
    )


async def typing(server: Server, caller: Caller, sent: SendTyping) -> None:
    """Heard by whoever may read the conversation; only who may write in it is told of."""
    if sent.conversation_id is None:
        return
    here = await _place(server, caller, sent.conversation_id)
    if not here.conversation.is_open or not (here.is_customer or here.holds):
        raise not_found()
    if server.presence.is_hidden(caller.user_id):
        return
    who = Typing(
        user_id=caller.user_id,
        display_name=caller.display_name,
        conversation_id=sent.conversation_id,
    )
    topic = conversation_topic(sent.conversation_id)
    server.hub.tell(topic, EventType.TYPING, who, here.conversation.community_id)


async def looking(server: Server, caller: Caller, sent: SendLooking) -> None:
    """Heard by those of the staff who may read the conversation, and by no customer."""
    here = await _place(server, caller, sent.conversation_id)
    one = here.conversation
    if not service.serves(one, caller.user_id, here.role):
        raise not_found()
    who = Looking(
        conversation_id=one.id,
        user_id=caller.user_id,
        display_name=caller.display_name,
        is_here=sent.is_here,
    )
    waits = one.status is WAITING
    topic = (communities.service_topic if waits else communities.staff_topic)(one.community_id)
    server.hub.tell(topic, EventType.LOOKING, who, one.community_id)
    if not waits and one.assignee_id is not None:
        server.hub.tell(user_topic(one.assignee_id), EventType.LOOKING, who, one.community_id)
