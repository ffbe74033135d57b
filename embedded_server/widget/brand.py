"""What the chat on a web site asks the room of customer service."""

from __future__ import annotations

from collections.abc import Iterable

from embedded_server.contracts.support_desk import WebChat
from embedded_server.kernel.database import Reader


def web_chat(reader: Reader, community_id: str) -> WebChat:
    return WebChat()


def staff_available(reader: Reader, community_id: str) -> bool:
    return False


def last_words(reader: Reader, customer_ids: Iterable[str]) -> dict[str, int | None]:
    """When each of them who has a conversation was last written in one; None while one is open."""
    return {}
