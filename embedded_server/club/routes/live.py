"""What members tell each other in passing."""

from __future__ import annotations

from embedded_server.communities import service as communities
from embedded_server.contracts.events import EventType, SendTyping, Typing
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.errors import Invalid, not_found
from embedded_server.kernel.server import Server


async def typing(server: Server, caller: Caller, sent: SendTyping) -> None:
    if sent.conversation_id is not None:
        return
    if sent.community_id is None:
        raise Invalid("communityId", "Say in which community, or in which conversation.")
    topic = communities.community_topic(sent.community_id)
    if topic not in server.hub.topics_of(caller.user_id):
        raise not_found()
    if server.presence.is_hidden(caller.user_id):
        return
    who = Typing(user_id=caller.user_id, display_name=caller.display_name)
    server.hub.tell(topic, EventType.TYPING, who, sent.community_id)
