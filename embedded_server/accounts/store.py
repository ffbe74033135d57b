"""Queries on people and sign-ins; values come out, never rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import peewee

from embedded_server.accounts.models import SessionRow, UserRow
from embedded_server.contracts.accounts import User
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.text import fold

_VIEW = (
    UserRow.id,
    UserRow.username,
    UserRow.display_name,
    UserRow.is_admin,
    UserRow.created_at,
    UserRow.shares_presence,
)
_CALLER = """
SELECT s.user_id, s.id, u.username, u.display_name, u.is_admin, s.expires_at, u.guest_of, s.page_of
FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?
"""
_CALLED = """
SELECT id, username, display_name FROM users
WHERE username IN (SELECT value FROM json_each(?1)) AND guest_of IS NULL AND visits IS NULL
UNION
SELECT id, username, display_name FROM users
WHERE folded_name IN (SELECT value FROM json_each(?1)) AND guest_of IS NULL AND visits IS NULL
"""
_PERSON = UserRow.guest_of.is_null() & UserRow.visits.is_null()


@dataclass(frozen=True, slots=True)
class Credentials:
    user: User
    password_hash: str


class Person(NamedTuple):
    """How somebody is called; a visitor has no user name."""

    username: str = ""
    display_name: str = ""


def _user(row: tuple[str, str, str, int, int, int]) -> User:
    return User(
        id=row[0],
        username=row[1],
        display_name=row[2],
        is_admin=bool(row[3]),
        created_at=to_wire(row[4]),
        shares_presence=bool(row[5]),
    )


def insert_user(
    tx: Transaction,
    user_id: str,
    username: str,
    display_name: str,
    password_hash: str,
    is_admin: bool,
) -> None:
    tx.change(
        UserRow.insert(
            id=user_id,
            username=username,
            display_name=display_name,
            folded_name=fold(display_name),
            password_hash=password_hash,
            is_admin=int(is_admin),
            created_at=tx.now,
        )
    )


def find_user(reader: Reader, user_id: str) -> User | None:
    row = reader.row(UserRow.select(*_VIEW).where(UserRow.id == user_id, _PERSON))
    return None if row is None else _user(row)


def find_by_username(reader: Reader, username: str) -> Credentials | None:
    row = reader.row(
        UserRow.select(*_VIEW, UserRow.password_hash).where(UserRow.username == username, _PERSON)
    )
    return None if row is None else Credentials(_user(row[:6]), row[6])


def has_users(reader: Reader) -> bool:
    return bool(reader.value("SELECT EXISTS (SELECT 1 FROM users)"))


def insert_guest(
    tx: Transaction,
    user_id: str,
    display_name: str,
    *,
    community_id: str | None = None,
    visits: str | None = None,
) -> None:
    """Under a user name that nobody can choose, and without a password."""
    tx.change(
        UserRow.insert(
            id=user_id,
            username=f"guest:{user_id}",
            display_name=display_name,
            folded_name=fold(display_name),
            password_hash="",
            is_admin=0,
            created_at=tx.now,
            guest_of=community_id,
            visits=visits,
        )
    )


def guests_among(reader: Reader, user_ids: Iterable[str]) -> set[str]:
    rows = reader.rows(
        "SELECT id FROM users WHERE (guest_of IS NOT NULL OR visits IS NOT NULL)"
        " AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(user_ids)),),
    )
    return {id_ for (id_,) in rows}


def visited_by(reader: Reader, user_id: str) -> str | None:
    found: str | None = reader.value("SELECT guest_of FROM users WHERE id = ?", (user_id,))
    return found


def guests_after(reader: Reader, after: str, limit: int) -> list[tuple[str, int]]:
    """`(id, made at)` of visitors who may still come back, oldest first."""
    return reader.rows(
        "SELECT id, created_at FROM users INDEXED BY guests WHERE guest_of IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = users.id)"
        " AND id > ? ORDER BY id LIMIT ?",
        (after, limit),
    )


def delete_sessions(tx: Transaction, user_id: str) -> list[str]:
    """Their ids."""
    rows = tx.rows("DELETE FROM sessions WHERE user_id = ? RETURNING id", (user_id,))
    return [str(session_id) for (session_id,) in rows]


def delete_guest(tx: Transaction, user_id: str) -> None:
    tx.change("DELETE FROM users WHERE id = ? AND guest_of IS NOT NULL", (user_id,))


def names(reader: Reader, user_ids: Iterable[str]) -> dict[str, str]:
    rows = reader.rows(
        "SELECT id, display_name FROM users WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(user_ids)),),
    )
    return dict(rows)


def people(reader: Reader, user_ids: Iterable[str]) -> dict[str, Person]:
    rows = reader.rows(
        "SELECT id, iif(username LIKE 'guest:%', '', username), display_name FROM users"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(user_ids)),),
    )
    return {id_: Person(username, display_name) for id_, username, display_name in rows}


def called(reader: Reader, folded: Iterable[str]) -> list[tuple[str, str, str]]:
    """`(id, user name, display name)` of whoever has one of these folded names."""
    return reader.rows(_CALLED, (json.dumps(list(folded)),))


def find_people(reader: Reader, search: str, before: str | None, limit: int) -> list[User]:
    """Newest first. `search` is folded; "" finds everybody."""
    views = ", ".join(f"u.{column.column_name}" for column in _VIEW)
    rows = reader.named(
        f"SELECT {views} FROM users u WHERE u.guest_of IS NULL AND u.visits IS NULL"
        " AND (:before IS NULL OR u.id < :before)"
        " AND (instr(u.folded_name, :search) > 0 OR instr(u.username, :search) > 0"
        " OR :search = '') ORDER BY u.id DESC LIMIT :limit",
        {"search": search, "before": before, "limit": limit},
    )
    return [_user(row) for row in rows]


def named_like(reader: Reader, folded: str) -> list[str]:
    rows = reader.rows(
        "SELECT id FROM users WHERE instr(folded_name, ?1) > 0"
        " OR (guest_of IS NULL AND visits IS NULL AND instr(username, ?1) > 0)",
        (folded,),
    )
    return [row[0] for row in rows]


def share_presence(tx: Transaction, user_id: str, shares: bool) -> None:
    tx.change(UserRow.update(shares_presence=int(shares)).where(UserRow.id == user_id))


def hidden(reader: Reader) -> list[str]:
    """Who does not tell others whether they are here."""
    return [id_ for (id_,) in reader.rows("SELECT id FROM users WHERE shares_presence = 0")]


def rename(tx: Transaction, user_id: str, display_name: str) -> None:
    tx.change(
        UserRow.update(display_name=display_name, folded_name=fold(display_name)).where(
            UserRow.id == user_id
        )
    )


def insert_session(
    tx: Transaction,
    session_id: str,
    token_hash: bytes,
    user_id: str,
    expires_at: int,
    page_of: str | None = None,
) -> None:
    tx.change(
        SessionRow.insert(
            id=session_id,
            token_hash=token_hash,
            user_id=user_id,
            created_at=tx.now,
            expires_at=expires_at,
            page_of=page_of,
        )
    )


def set_password(tx: Transaction, user_id: str, password_hash: str) -> None:
    tx.change(UserRow.update(password_hash=password_hash).where(UserRow.id == user_id))


def delete_other_sessions(tx: Transaction, user_id: str, kept: str) -> list[str]:
    """Their ids."""
    rows = tx.rows(
        "DELETE FROM sessions WHERE user_id = ? AND id <> ? RETURNING id", (user_id, kept)
    )
    return [str(session_id) for (session_id,) in rows]


def delete_page_sessions(tx: Transaction, user_id: str) -> list[str]:
    """Their ids."""
    rows = tx.rows(
        "DELETE FROM sessions WHERE user_id = ? AND page_of IS NOT NULL RETURNING id", (user_id,)
    )
    return [str(session_id) for (session_id,) in rows]


def delete_session(tx: Transaction, session_id: str) -> None:
    tx.change(SessionRow.delete().where(SessionRow.id == session_id))


def delete_ended_sessions(tx: Transaction) -> None:
    expired: peewee.Expression = SessionRow.expires_at < tx.now
    tx.change(SessionRow.delete().where(expired))


def find_caller(reader: Reader, token_hash: bytes) -> Caller | None:
    row = reader.row(_CALLER, (token_hash,))
    if row is None:
        return None
    user_id, session_id, username, display_name, is_admin, expires_at, guest_of, page_of = row
    # What a page may do is never an admin's.
    is_admin = bool(is_admin) and page_of is None
    return Caller(
        user_id, session_id, username, display_name, is_admin, expires_at, guest_of, page_of
    )
