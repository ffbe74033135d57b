"""The event journal: what a change emitted is stored in its own commit, with a growing `seq`.

The writer thread appends, the loop publishes. One event is encoded once; the same bytes go into
the journal and, as one prepared WebSocket frame, to every subscriber.

Nothing is replayed that was taken back: what is edited says in its first event what it says now,
and of what is deleted, or was said again since, events keep their `seq` alone. So a thing has few
events that say anything, however often it changes, and no change has many of them to rewrite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.contracts.base import UNSET, Answer, UnsetType
from embedded_server.contracts.events import EventType, Nothing

KEEP_EVENTS = 200_000
"""How many events can be replayed; who was away for longer is told to resync."""

_PRUNE_EVERY = 5_000
_APPEND = "INSERT INTO journal (seq, at, topic, also, body, about) VALUES (?, ?, ?, ?, ?, ?)"
_EARLIER = """
SELECT seq, body FROM journal
WHERE about IN (SELECT value FROM json_each(?)) AND seq < ?
"""
_REPLACE = "UPDATE journal SET body = ? WHERE seq = ?"
_EMPTY = "UPDATE journal SET body = ?, about = NULL WHERE seq = ?"
_encoder = msgspec.json.Encoder()


class _Envelope(msgspec.Struct, rename="camel"):
    seq: int | UnsetType
    type: str
    data: Any
    community_id: str | UnsetType = UNSET


class _Head(msgspec.Struct):
    type: str


_head = msgspec.json.Decoder(_Head)


@dataclass(slots=True)
class Emitted:
    """One event: who may read it is said by `topic` (and `also`), such as `community:ID`.

    `grant` lets users hear a topic from this event on, `revoke` ends it after this event. `about`
    is the id of the thing that `data` shows; with `again`, nothing is left of earlier events of
    this type about it; with `renews`, the others about it show this `data` from now on. Of events
    about what `forgets` names nothing is left.
    """

    type: str
    data: Answer
    topic: str
    community_id: str | None = None
    also: str | None = None
    grant: tuple[tuple[str, str], ...] = ()
    revoke: tuple[tuple[str, str], ...] = ()
    about: str | None = None
    again: bool = False
    renews: bool = False
    forgets: tuple[str, ...] = ()
    seq: int = 0
    frame: bytes = b""
    rewritten: tuple[tuple[int, bytes], ...] = ()
    """Earlier events that say something else from now on: `(seq, body)`."""


def frame(payload: bytes) -> bytes:
    """An unmasked, unfragmented WebSocket text frame (RFC 6455, 5.2)."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


def encode(type_: str, data: Any, community_id: str | None = None, seq: int | None = None) -> bytes:
    return _encoder.encode(
        _Envelope(
            seq=UNSET if seq is None else seq,
            type=type_,
            data=data,
            community_id=UNSET if community_id is None else community_id,
        )
    )


def _empty(seq: int) -> bytes:
    return encode(EventType.NOTHING, Nothing(), None, seq)


class Journal:
    """`append` belongs to the writer thread; `publish` to the loop."""

    def __init__(self) -> None:
        self._next = 1
        self._appended = 0
        self.publish: Callable[[list[Emitted]], None] = lambda emitted: None

    def open(self, connection: sqlite3.Connection) -> int:
        """Go on behind the last event of the file; answers with its `seq`."""
        (last,) = connection.execute("SELECT COALESCE(MAX(seq), 0) FROM journal").fetchone()
        self._next = last + 1
        return int(last)

    def last_moment(self, connection: sqlite3.Connection) -> int:
        """When the last event was written, in milliseconds; 0 where there is none."""
        row = connection.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        return 0 if row is None else int(row[0])

    def mark(self) -> int:
        return self._next

    def rewind(self, mark: int) -> None:
        """Take back the numbers of events that were undone, so that none is skipped."""
        self._next = mark

    def append(self, connection: sqlite3.Connection, now: int, emitted: list[Emitted]) -> None:
        rows = []
        for event in emitted:
            event.seq = self._next
            self._next += 1
            body = encode(event.type, event.data, event.community_id, event.seq)
            event.frame = frame(body)
            rows.append((event.seq, now, event.topic, event.also, body, event.about))
        if len(rows) == 1:
            connection.execute(_APPEND, rows[0])
        else:
            connection.executemany(_APPEND, rows)
        for event in emitted:
            if event.again or event.renews or event.forgets:
                self._rewrite(connection, event)
        self._appended += len(rows)
        if self._appended >= _PRUNE_EVERY:
            self._appended = 0
            connection.execute("DELETE FROM journal WHERE seq <= ?", (self._next - KEEP_EVENTS,))

    @staticmethod
    def _rewrite(connection: sqlite3.Connection, later: Emitted) -> None:
        """Take back what events before `later` told of the same things."""
        ids = msgspec.json.encode(later.forgets or (later.about,)).decode()
        changed, emptied = [], []
        for seq, body in connection.execute(_EARLIER, (ids, later.seq)).fetchall():
            type_ = _head.decode(body).type
            if later.forgets or type_ == later.type:
                emptied.append((_empty(seq), seq))
            elif later.renews:
                changed.append((encode(type_, later.data, later.community_id, seq), seq))
        connection.executemany(_EMPTY, emptied)
        connection.executemany(_REPLACE, changed)
        later.rewritten = tuple((seq, body) for body, seq in (*emptied, *changed))
