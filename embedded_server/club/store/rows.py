"""How a message lies in its row: which columns, which of them JSON, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from embedded_server.contracts.club import Author, Charge, Mention, Message, Reaction
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.clock import to_wire, to_wire_or_none

COLUMNS = (
    "id, seq, community_id, author_kind, author_id, author_name, text, created_at, edited_at,"
    " reply_to_id, turn_id, status, client_id, charged_cents, citations, mentions, reactions,"
    " attachments, pinned_at, only_for, replaces_id"
)
SEEN = "deleted_at IS NULL AND (only_for IS NULL OR only_for = ?)"
"""The one condition on what somebody sees; its value is their id, NOBODY for what all see."""
NOBODY = ""
_PLAIN = (None,) * 7
"""What most messages have in their last columns, from the citations on."""
_citations = msgspec.json.Decoder(list[Citation])
_mentions = msgspec.json.Decoder(list[Mention])
_reactions = msgspec.json.Decoder(list[Reaction])
_attachments = msgspec.json.Decoder(list[Attachment])


def message(row: tuple[Any, ...]) -> Message:
    """From a row of COLUMNS."""
    if row[14:] == _PLAIN:
        # Without the rest a page of history costs a fifth less.
        return Message(
            id=row[0],
            seq=row[1],
            community_id=row[2],
            author=Author(kind=row[3], id=row[4], name=row[5]),
            text=row[6],
            created_at=to_wire(row[7]),
            edited_at=to_wire_or_none(row[8]),
            reply_to_id=row[9],
            turn_id=row[10],
            status=row[11],
            client_id=row[12],
            audio=None,
            charge=None if row[13] is None else Charge(amount_cents=row[13]),
            citations=[],
        )
    return Message(
        id=row[0],
        seq=row[1],
        community_id=row[2],
        author=Author(kind=row[3], id=row[4], name=row[5]),
        text=row[6],
        created_at=to_wire(row[7]),
        edited_at=to_wire_or_none(row[8]),
        reply_to_id=row[9],
        turn_id=row[10],
        status=row[11],
        client_id=row[12],
        audio=None,
        charge=None if row[13] is None else Charge(amount_cents=row[13]),
        citations=[] if row[14] is None else _citations.decode(row[14]),
        mentions=[] if row[15] is None else _mentions.decode(row[15]),
        reactions=[] if row[16] is None else _reactions.decode(row[16]),
        attachments=[] if row[17] is None else _attachments.decode(row[17]),
        pinned_at=to_wire_or_none(row[18]),
        only_for=row[19],
        replaces_id=row[20],
    )


def packed(values: Sequence[msgspec.Struct]) -> bytes | None:
    """A list as its column holds it; an empty one takes no room."""
    return msgspec.json.encode(values) if values else None
