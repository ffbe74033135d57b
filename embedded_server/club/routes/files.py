"""Taking in files for messages of a club."""

from __future__ import annotations

from embedded_server.club import service
from embedded_server.club.service.asking import ROOM
from embedded_server.contracts import media as contract
from embedded_server.contracts.media import Attachment
from embedded_server.kernel.http import Call
from embedded_server.kernel.media.keeper import Arrival


async def upload(call: Call[None]) -> Attachment:
    server, community_id, user_id = call.server, call.id("communityId"), call.user.user_id
    call.pace()
    # Before anything of the body is read, and again with the change.
    await server.database.read(lambda reader: service.writer(reader, community_id, user_id))
    arrival = Arrival(
        room=ROOM,
        place_id=community_id,
        community_id=community_id,
        owner_id=user_id,
        check=lambda tx: service.writer(tx, community_id, user_id),
    )
    file = await server.media.receive(call.request, contract.UPLOAD.max_body, arrival)
    return file.view
