"""What is in a session: its shared state, its chat, and its log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.contracts.club import Author
from embedded_server.contracts.playground import SessionMessage, SharedState
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction

LAST = 2**62
_object = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True, slots=True)
class LogValue:
    number: int
    at: int
    act: str
    user_id: str | None
    participant_id: str | None
    detail: str


def state(reader: Reader, session_id: str) -> SharedState:
    row = reader.row("SELECT state_version, state FROM play_sessions WHERE id = ?", (session_id,))
    assert row is not None
    return SharedState(version=row[0], state=_object.decode(row[1]))


def put_state(tx: Transaction, session_id: str, version: int, packed: str) -> bool:
    """Whether `version` was the present one still; then there is a newer one now."""
    return bool(
        tx.change(
            "UPDATE play_sessions SET state = ?, state_version = state_version + 1"
            " WHERE id = ? AND state_version = ? AND status <> 'ended'",
            (packed, session_id, version),
        )
    )


def next_seq(tx: Transaction, session_id: str) -> int:
    return int(
        tx.value(
            "UPDATE play_sessions SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq",
            (session_id,),
        )
    )


_MESSAGE = (
    "id, seq, session_id, author_kind, author_id, author_name, text, created_at, client_id,"
    " participant_id"
)


def _message(row: tuple[Any, ...]) -> SessionMessage:
    id_, seq, session_id, kind, author_id, name, text, at, client_id, participant_id = row
    return SessionMessage(
        id=id_,
        seq=seq,
        session_id=session_id,
        author=Author(kind=kind, id=author_id, name=name),
        text=text,
        created_at=to_wire(at),
        client_id=client_id,
        participant_id=participant_id,
    )


def insert_message(tx: Transaction, one: SessionMessage) -> None:
    author = one.author
    tx.change(
        f"INSERT INTO session_messages ({_MESSAGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            one.id,
            one.seq,
            one.session_id,
            author.kind,
            author.id,
            author.name,
            one.text,
            tx.now,
            one.client_id,
            one.participant_id,
        ),
    )


def find_message(reader: Reader, message_id: str) -> SessionMessage | None:
    row = reader.row(f"SELECT {_MESSAGE} FROM session_messages WHERE id = ?", (message_id,))
    return None if row is None else _message(row)


def messages(reader: Reader, session_id: str, before: int, limit: int) -> list[SessionMessage]:
    """Newest first, below `before`."""
    rows = reader.rows(
        f"SELECT {_MESSAGE} FROM session_messages WHERE session_id = ? AND seq < ?"
        " ORDER BY seq DESC LIMIT ?",
        (session_id, before, limit),
    )
    return [_message(row) for row in rows]


def note(
    tx: Transaction,
    session_id: str,
    act: str,
    user_id: str | None = None,
    participant_id: str | None = None,
    detail: str = "",
) -> None:
    """Write one change into a session's log."""
    tx.change(
        "INSERT INTO session_log (session_id, at, act, user_id, participant_id, detail)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (session_id, tx.now, act, user_id, participant_id, detail),
    )


def log(reader: Reader, session_id: str, after: int, limit: int) -> list[LogValue]:
    """Oldest first, behind `after`."""
    rows = reader.rows(
        "SELECT number, at, act, user_id, participant_id, detail FROM session_log"
        " WHERE session_id = ? AND number > ? ORDER BY number LIMIT ?",
        (session_id, after, limit),
    )
    return [LogValue(*row) for row in rows]
