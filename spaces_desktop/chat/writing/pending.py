"""A message on its way out, as it is kept on the disk until the server has it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import msgspec
from msgspec import Struct, field

from spaces_desktop.chat.rows import now
from spaces_desktop.widgets.message_rows import RowState

KIND = "outbox"
"""Under this they are kept, where a room names no other."""


class OutgoingFile(Struct, frozen=True, kw_only=True):
    """A file of this machine; `attachment_id` once the server has it."""

    id: str = field(default_factory=lambda: uuid4().hex)
    path: str
    name: str
    size_bytes: int = 0
    attachment_id: str = ""


class Pending(Struct, frozen=True, kw_only=True):
    """`agent_id` is whom it asks, "" for nobody; `waits` is for the connection to come back.

    `is_hopeless` says that it will be refused again as long as it has these words;
    `price_cents` is what asking costs now, where that is not what was agreed to.
    """

    community_id: str
    text: str
    conversation_id: str = ""
    place_name: str = field(default="", name="club")
    """For when the place is not there any more."""
    agent_id: str = ""
    fee_cents: int = 0
    private: bool = False
    reply_to_id: str = ""
    files: tuple[OutgoingFile, ...] = ()
    recording: str = ""
    """The path of what was said into a microphone, in place of a text; "" for none."""
    duration_ms: int = 0
    """Of the recording."""
    client_id: str = field(default_factory=lambda: uuid4().hex)
    at: datetime = field(default_factory=now)
    state: RowState = RowState.SENDING
    note: str = ""
    waits: bool = False
    is_hopeless: bool = False
    price_cents: int | None = None

    @property
    def place_id(self) -> str:
        return self.conversation_id or self.community_id

    @property
    def row_id(self) -> str:
        return f"out:{self.client_id}"


_DECODER = msgspec.json.Decoder(Pending)


def encode(item: Pending) -> bytes:
    kept = msgspec.to_builtins(item)
    del kept["state"]  # of the screen; what is kept is on its way or was refused
    if item.state is not RowState.UNSENT:
        kept["waits"] = True
    return msgspec.json.encode(kept)


def decode(value: bytes) -> Pending | None:
    """What was kept, ready to go out; None for what cannot be read."""
    try:
        kept = _DECODER.decode(value)
    except msgspec.MsgspecError:
        return None
    return msgspec.structs.replace(kept, state=RowState.UNSENT)
