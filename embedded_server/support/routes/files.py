"""Taking in files for messages of a conversation."""

from __future__ import annotations

from embedded_server.contracts import media as contract
from embedded_server.contracts.media import MAX_FILE_BYTES, MAX_GUEST_FILE_BYTES, Attachment
from embedded_server.kernel.http import Call
from embedded_server.kernel.media.keeper import Arrival
from embedded_server.support import service
from embedded_server.support.service.answering import ROOM

MOST_WAITING_OF_GUEST = 10
"""Files of one visitor that no message has taken yet."""


async def upload(call: Call[None]) -> Attachment:
    server, conversation_id, caller = call.server, call.id("conversationId"), call.user
    user_id, is_guest = caller.user_id, caller.guest_of is not None
    call.pace()
    # Before anything of the body is read, and again with the change.
    here = await server.database.read(
        lambda reader: service.writer(reader, conversation_id, user_id)
    )
    if is_guest and not call.is_local:
        server.guest_files.take(call.machine, "These are many files in one hour.")
    arrival = Arrival(
        room=ROOM,
        place_id=conversation_id,
        community_id=here.conversation.community_id,
        owner_id=user_id,
        check=lambda tx: service.writer(tx, conversation_id, user_id),
        most_bytes=MAX_GUEST_FILE_BYTES if is_guest else MAX_FILE_BYTES,
        most_waiting=MOST_WAITING_OF_GUEST if is_guest else None,
    )
    most_body = contract.UPLOAD_IN_CONVERSATION.max_body
    return (await server.media.receive(call.request, most_body, arrival)).view
