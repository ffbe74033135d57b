"""What the chat on a web site asks the room of customer service."""

from __future__ import annotations

from embedded_server.contracts.support_desk import WebChat
from embedded_server.kernel.database import Reader
from embedded_server.support import service as support


def web_chat(reader: Reader, community_id: str) -> WebChat:
    return support.settings_of(reader, community_id).web_chat
