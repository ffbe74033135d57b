"""Links that lead to one message: what is copied, and what is recognised again."""

from __future__ import annotations

import re
from typing import NamedTuple

_MESSAGE = re.compile(
    r"spaces://(?P<where>[^/\s]+)/clubs"
    r"/(?P<club>[A-Za-z0-9_-]{1,64})/(?P<message>[A-Za-z0-9_-]{1,64})/?"
)


class MessageLink(NamedTuple):
    """`where` is the address under which who copied it knew the server."""

    where: str
    community_id: str
    message_id: str

    @property
    def text(self) -> str:
        return f"spaces://{self.where}/clubs/{self.community_id}/{self.message_id}"


def parse_message_link(text: str) -> MessageLink | None:
    """None for any other link."""
    found = _MESSAGE.fullmatch(text.strip())
    if found is None:
        return None
    return MessageLink(found["where"], found["club"], found["message"])
