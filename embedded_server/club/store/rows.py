"""How a message lies in its row: which columns, which of them JSON, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from embedded_server.contracts.club import Audio, Author, Charge, Mention, Message, Reaction
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.clock import to_wire, to_wire_or_none

_RARE = "citations, mentions, reactions, attachments, pinned_at, only_for, replaces_id, audio"
COLUMNS = (
    "id, seq, community_id, author_kind, author_id, author_name, text, created_at, edited_at,"
    " reply_to_id, turn_id, status, client_id, charged_cents,"
    # What few messages have comes as one JSON list: a page of columns that are empty would cost
    # more than all of its texts.
    f" CASE WHEN coalesce({_RARE}) IS NOT NULL THEN '[' || coalesce(citations, 'null')"
    " || ',' || coalesce(mentions, 'null') || ',' || coalesce(reactions, 'null')"
    " || ',' || coalesce(attachments, 'null') || ',' || coalesce(pinned_at, 'null')"
    " || ',' || json_quote(only_for) || ',' || json_quote(replaces_id)"
    " || ',' || coalesce(audio, 'null') || ']' END"
)
SEEN = "deleted_at IS NULL AND (only_for IS NULL OR only_for = ?)"
"""The one condition on what somebody sees; its value is their id, NOBODY for what all see."""
NOBODY = ""


class _Rare(msgspec.Struct, array_like=True):
    """What stands in the last of COLUMNS."""

    citations: list[Citation] | None
    mentions: list[Mention] | None
    reactions: list[Reaction] | None
    attachments: list[Attachment] | None
    pinned_at: int | None
    only_for: str | None
    replaces_id: str | None
    audio: Audio | None


_rare = msgspec.json.Decoder(_Rare)


def message(row: tuple[Any, ...]) -> Message:
    """From a row of COLUMNS."""
    if row[14] is None:
        # Without the rest a page of history costs a fifth less.
        return Message(
            id=row[0],
            seq=row[1],
            community_id=row[2],
            author=Author(kind=row[3], id=row[4], name=row[5]),
            text=row[6],
            created_at=to_wire(row[7]),
            edited_at=None if row[8] is None else to_wire(row[8]),
            reply_to_id=row[9],
            turn_id=row[10],
            status=row[11],
            client_id=row[12],
            audio=None,
            charge=None if row[13] is None else Charge(amount_cents=row[13]),
            citations=[],
        )
    rare = _rare.decode(row[14])
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
        audio=rare.audio,
        charge=None if row[13] is None else Charge(amount_cents=row[13]),
        citations=rare.citations or [],
        mentions=rare.mentions or [],
        reactions=rare.reactions or [],
        attachments=rare.attachments or [],
        pinned_at=to_wire_or_none(rare.pinned_at),
        only_for=rare.only_for,
        replaces_id=rare.replaces_id,
    )


def packed(values: Sequence[msgspec.Struct]) -> bytes | None:
    """A list as its column holds it; an empty one takes no room."""
    return msgspec.json.encode(values) if values else None
