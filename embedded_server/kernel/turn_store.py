"""The rows of turns, and the events of a finished one rebuilt from its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.contracts.errors import Code
from embedded_server.contracts.turns import (
    AudioReady,
    Chunk,
    Citation,
    Done,
    Failed,
    Meta,
    Turn,
    TurnStatus,
    Usage,
)
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.sse import encode_event
from embedded_server.kernel.turn_types import Begun, Outcome

INTERRUPTED = "interrupted"
"""The code of turns that a crash left open."""
PASSING = "passing"
"""The room of turns that no room keeps: they go when nobody will come back for them."""


@dataclass(frozen=True, slots=True)
class StoredTurn:
    meta: Meta
    room: str
    asker_id: str
    topic: str
    staff_topic: str
    status: TurnStatus
    text: str
    chunk_sizes: list[int]
    closing: Done | Failed | None
    sound: AudioReady | Failed | None
    started_at: int
    finished_at: int | None

    @property
    def was_interrupted(self) -> bool:
        """Whether a crash cut it short."""
        return isinstance(self.closing, Failed) and self.closing.code == INTERRUPTED

    def events(self) -> list[bytes]:
        """What a watcher would have received, from `meta` on."""
        events = [encode_event(Meta.event, 0, self.meta)]
        at = 0
        for index, size in enumerate(self.chunk_sizes):
            chunk = Chunk(index=index, text=self.text[at : at + size])
            events.append(encode_event(Chunk.event, len(events), chunk))
            at += size
        if self.closing is not None:
            events.append(encode_event(self.closing.event, len(events), self.closing))
        if self.sound is not None and isinstance(self.closing, Done):
            events.append(encode_event(self.sound.event, len(events), self.sound))
        return events

    def view(self, text: str | None = None) -> Turn:
        """With `text` in place of what is stored, for a turn that is still streaming."""
        return Turn(
            id=self.meta.turn_id,
            status=self.status,
            text=self.text if text is None else text,
            agent_id=self.meta.agent_id,
            agent_name=self.meta.agent_name,
            asker_id=self.asker_id,
            message_id=self.meta.message_id,
            question_id=self.meta.question_id,
            started_at=to_wire(self.started_at),
            finished_at=to_wire_or_none(self.finished_at),
            error=self.closing if isinstance(self.closing, Failed) else None,
        )


class _Ending(msgspec.Struct):
    """How a turn ended, as it is kept in its row."""

    failed: Failed | None
    usage: Usage
    citations: list[Citation]
    charged_cents: int


class _Sound(msgspec.Struct):
    """How the sound of a turn ended, as it is kept in its row: one of the two stands."""

    ready: AudioReady | None = None
    failed: Failed | None = None


_ending = msgspec.json.Decoder(_Ending)
_sound = msgspec.json.Decoder(_Sound)
_meta = msgspec.json.Decoder(Meta)
_sizes = msgspec.json.Decoder(list[int])
_COLUMNS = (
    "meta, room, asker_id, topic, staff_topic, status, text, chunk_sizes, ending, started_at,"
    " finished_at, sound"
)


def insert(tx: Transaction, begun: Begun) -> None:
    tx.change(
        "INSERT INTO turns (id, meta, room, asker_id, topic, staff_topic, status, text,"
        " chunk_sizes, started_at) VALUES (?, ?, ?, ?, ?, ?, 'streaming', '', '[]', ?)",
        (
            begun.meta.turn_id,
            msgspec.json.encode(begun.meta),
            begun.room,
            begun.asker_id,
            begun.topic,
            begun.staff_topic,
            tx.now,
        ),
    )


def checkpoint(tx: Transaction, turn_id: str, parts: list[str]) -> bool:
    """False when the turn has ended meanwhile, which then has the last word."""
    text, sizes = "".join(parts), msgspec.json.encode([len(part) for part in parts]).decode()
    return bool(
        tx.change(
            "UPDATE turns SET text = ?, chunk_sizes = ? WHERE id = ? AND status = 'streaming'",
            (text, sizes, turn_id),
        )
    )


def finish(
    tx: Transaction,
    begun: Begun,
    outcome: Outcome,
    chunk_sizes: list[int],
    *,
    speaks: bool = False,
) -> None:
    """Where it still `speaks`, `end_sound` follows."""
    ending = _Ending(
        failed=outcome.failed,
        usage=outcome.end.usage,
        citations=outcome.end.citations,
        charged_cents=outcome.charged_cents,
    )
    tx.change(
        "UPDATE turns SET status = ?, text = ?, chunk_sizes = ?, ending = ?, finished_at = ?,"
        " is_speaking = ? WHERE id = ?",
        (
            outcome.status,
            outcome.text,
            msgspec.json.encode(chunk_sizes).decode(),
            msgspec.json.encode(ending),
            tx.now,
            int(speaks),
            begun.meta.turn_id,
        ),
    )


def end_sound(tx: Transaction, turn_id: str, end: AudioReady | Failed | None) -> None:
    """What was said after `done`; None where nothing was spoken."""
    ready, failed = (end, None) if isinstance(end, AudioReady) else (None, end)
    tx.change(
        "UPDATE turns SET is_speaking = 0, sound = ? WHERE id = ?",
        (None if end is None else msgspec.json.encode(_Sound(ready, failed)), turn_id),
    )


def fail_speaking(tx: Transaction) -> None:
    """At the start: turns that a crash cut short between their text and their sound."""
    failed = Failed(
        code=Code.TTS_FAILED,
        message="The server stopped before the sound was stored. The text stands.",
        retryable=True,
    )
    tx.change(
        "UPDATE turns SET is_speaking = 0, sound = ? WHERE is_speaking = 1",
        (msgspec.json.encode(_Sound(failed=failed)),),
    )


def erase(tx: Transaction, turn_id: str) -> None:
    """Forget what a deleted reply said; one that still streams is settled empty when it ends."""
    nothing = _Ending(failed=None, usage=Usage(), citations=[], charged_cents=0)
    tx.change(
        "UPDATE turns SET text = '', chunk_sizes = '[]', ending = ?, status = 'stopped',"
        " sound = NULL"
        " WHERE id = ? AND status <> 'streaming'",
        (msgspec.json.encode(nothing), turn_id),
    )


def forget_passing(tx: Transaction, turn_id: str | None = None) -> None:
    """Delete one turn that no room keeps, or all such turns."""
    # The room stands in the SQL itself, as the index of such turns asks for it.
    if turn_id is None:
        tx.change(f"DELETE FROM turns WHERE room = '{PASSING}'")
    else:
        tx.change(f"DELETE FROM turns WHERE room = '{PASSING}' AND id = ?", (turn_id,))


def drop(tx: Transaction, turn_ids: Sequence[str]) -> None:
    """Forget finished turns wholly."""
    tx.change(
        "DELETE FROM turns WHERE id IN (SELECT value FROM json_each(?)) AND status <> 'streaming'",
        (msgspec.json.encode(turn_ids).decode(),),
    )


def find(reader: Reader, turn_id: str) -> StoredTurn | None:
    row = reader.row(f"SELECT {_COLUMNS} FROM turns WHERE id = ?", (turn_id,))
    return None if row is None else _turn(row)


def unfinished(reader: Reader, room: str) -> list[StoredTurn]:
    """Turns left open by a crash; nothing runs them any more."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM turns WHERE status = 'streaming' AND room = ?", (room,)
    )
    return [_turn(row) for row in rows]


def _turn(row: tuple[Any, ...]) -> StoredTurn:
    (
        raw,
        room,
        asker_id,
        topic,
        staff_topic,
        status,
        text,
        sizes,
        ending,
        started,
        finished,
        sound,
    ) = row
    meta = _meta.decode(raw)
    spoken = None if sound is None else _sound.decode(sound)
    return StoredTurn(
        meta=meta,
        room=room,
        asker_id=asker_id,
        topic=topic,
        staff_topic=staff_topic,
        status=status,
        text=text,
        chunk_sizes=_sizes.decode(sizes),
        closing=None if ending is None else _closing(_ending.decode(ending), meta, status, text),
        sound=None if spoken is None else spoken.ready or spoken.failed,
        started_at=started,
        finished_at=finished,
    )


def _closing(ending: _Ending, meta: Meta, status: TurnStatus, text: str) -> Done | Failed:
    return ending.failed or Done(
        message_id=meta.message_id,
        text=text,
        charged_cents=ending.charged_cents,
        stopped=status == "stopped",
        usage=ending.usage,
        citations=ending.citations,
    )
