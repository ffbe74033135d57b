"""The rules of accounts: who may be made, under which name, and how a sign-in begins and ends."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from embedded_server.accounts import store
from embedded_server.contracts.accounts import SignedIn, User
from embedded_server.contracts.errors import Code
from embedded_server.kernel import facts
from embedded_server.kernel.auth import Caller, token_hash
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import new_code, new_id, new_secret
from embedded_server.kernel.text import clean_name, fold
from embedded_server.kernel.topics import TopicRule

_DAY_MS = 86_400_000
ADMINS = "admins:all"
"""What every admin of the server hears."""
find_caller = store.find_caller
Person = store.Person


def needs_setup(reader: Reader) -> bool:
    return not store.has_users(reader)


def require_set_up(reader: Reader) -> None:
    if needs_setup(reader):
        raise Refusal(
            Code.NEEDS_SETUP, "This server has no admin yet. It is set up on the host first."
        )


def check_setup_code(expected: str | None, given: str) -> None:
    """Compared in constant time; the code is shown on the host alone. There is none once somebody
    has set the server up, be it a moment ago."""
    if expected is None:
        raise _already_set_up()
    if not hmac.compare_digest(expected.encode(), given.strip().upper().encode()):
        raise Refusal(Code.BAD_SETUP_CODE, "This is not the code that the host shows.")


def require_not_set_up(reader: Reader) -> None:
    if not needs_setup(reader):
        raise _already_set_up()


def _already_set_up() -> Refusal:
    return Refusal(Code.ALREADY_SET_UP, "This server has been set up already.")


def set_up(
    tx: Transaction,
    username: str,
    display_name: str,
    password_hash: str,
    server_name: str | None,
    session_days: int,
) -> SignedIn:
    require_not_set_up(tx)
    if server_name is not None:
        facts.put(tx, "server_name", clean_name("serverName", server_name))
    return _make(tx, username, display_name, password_hash, True, session_days)


def register(
    tx: Transaction, username: str, display_name: str, password_hash: str, session_days: int
) -> SignedIn:
    require_set_up(tx)
    return _make(tx, username, display_name, password_hash, False, session_days)


def _make(
    tx: Transaction,
    username: str,
    display_name: str,
    password_hash: str,
    is_admin: bool,
    session_days: int,
) -> SignedIn:
    username = username.lower()
    if store.find_by_username(tx, username) is not None:
        raise Refusal(Code.USERNAME_TAKEN, f"Somebody here is called {username} already.")
    user_id = new_id()
    store.insert_user(
        tx, user_id, username, clean_name("displayName", display_name), password_hash, is_admin
    )
    return sign_in(tx, _existing(tx, user_id), session_days)


def _admin_topics(reader: Reader, user_id: str) -> Iterable[str]:
    return [ADMINS] if _is_admin(reader, user_id) else []


def _is_admin(reader: Reader, user_id: str, _key: str = "") -> bool:
    user = store.find_user(reader, user_id)
    return user is not None and user.is_admin


TOPIC_RULES = (TopicRule("admins", _admin_topics, _is_admin),)


def credentials(reader: Reader, username: str) -> store.Credentials | None:
    return store.find_by_username(reader, username)


def sign_in(tx: Transaction, user: User, session_days: int) -> SignedIn:
    token = new_secret()
    store.delete_ended_sessions(tx)
    store.insert_session(tx, new_id(), token_hash(token), user.id, tx.now + session_days * _DAY_MS)
    return SignedIn(user=user, token=token)


def make_guest(
    tx: Transaction, community_id: str, name: str, session_days: int
) -> tuple[str, str, str]:
    """`(id, name, token)` of a visitor's new account, which may write to that community alone."""
    user_id, token = new_id(), new_secret()
    name = clean_name("name", name) if name.strip() else f"Guest {new_code(4)}"
    store.insert_guest(tx, user_id, name, community_id=community_id)
    store.insert_session(tx, new_id(), token_hash(token), user_id, tx.now + session_days * _DAY_MS)
    return user_id, name, token


def make_visitor(
    tx: Transaction, play_session_id: str, name: str, expires_at: int
) -> tuple[str, str, str]:
    """`(id, name, token)` of somebody without an account who comes into one session by a link."""
    user_id, name = new_id(), clean_name("name", name)
    store.insert_guest(tx, user_id, name, visits=play_session_id)
    return user_id, name, make_page_token(tx, user_id, play_session_id, expires_at)


def make_page_token(tx: Transaction, user_id: str, play_session_id: str, expires_at: int) -> str:
    """A sign-in that is good for that session of a playground alone."""
    token = new_secret()
    store.insert_session(
        tx, new_id(), token_hash(token), user_id, expires_at, page_of=play_session_id
    )
    return token


def guests_among(reader: Reader, user_ids: Iterable[str]) -> set[str]:
    return store.guests_among(reader, user_ids)


def visited_by(reader: Reader, user_id: str) -> str | None:
    """The community whose web site somebody visits; None for who has an account of their own."""
    return store.visited_by(reader, user_id)


def guests_after(reader: Reader, after: str, limit: int) -> list[tuple[str, int]]:
    """`(id, made at)` of visitors who may still come back, oldest first."""
    return store.guests_after(reader, after, limit)


def end_guest(tx: Transaction, user_id: str, *, forget: bool) -> list[str]:
    """The sign-ins that end with it; unless they are to be forgotten, their name is kept for what
    they wrote."""
    ended = store.delete_sessions(tx, user_id)
    if forget:
        store.delete_guest(tx, user_id)
    return ended


def sign_out(tx: Transaction, caller: Caller) -> list[str]:
    """Gives the sign-ins that have ended: this one, and those of pages in browsers."""
    store.delete_session(tx, caller.session_id)
    return [caller.session_id, *store.delete_page_sessions(tx, caller.user_id)]


def change_password(tx: Transaction, caller: Caller, password_hash: str) -> list[str]:
    """Gives the other sign-ins of that person, which have ended with it."""
    store.set_password(tx, caller.user_id, password_hash)
    return store.delete_other_sessions(tx, caller.user_id, caller.session_id)


def rename(tx: Transaction, user_id: str, display_name: str) -> User:
    store.rename(tx, user_id, clean_name("displayName", display_name))
    return _existing(tx, user_id)


def read_user(reader: Reader, user_id: str) -> User:
    return _existing(reader, user_id)


def _existing(reader: Reader, user_id: str) -> User:
    user = store.find_user(reader, user_id)
    if user is None:
        raise not_found()
    return user


def share_presence(tx: Transaction, user_id: str, shares: bool) -> None:
    store.share_presence(tx, user_id, shares)


def hidden(reader: Reader) -> list[str]:
    return store.hidden(reader)


def called(reader: Reader, folded: Iterable[str]) -> list[tuple[str, str, str]]:
    """`(id, user name, display name)` of whoever has one of these folded names."""
    return store.called(reader, folded)


def find_people(reader: Reader, search: str, before: str | None, limit: int) -> list[User]:
    """Newest first; `search` is a part of either name as somebody typed it."""
    return store.find_people(reader, fold(search.strip()), before, limit)


def named_like(reader: Reader, search: str) -> list[str]:
    """The ids of all, visitors among them, in one of whose names `search` stands."""
    return store.named_like(reader, fold(search.strip()))


def names_of(reader: Reader, user_ids: Iterable[str]) -> dict[str, str]:
    return store.names(reader, user_ids)


def people_of(reader: Reader, user_ids: Iterable[str]) -> dict[str, Person]:
    """User names and display names, by id."""
    return store.people(reader, user_ids)


def server_name(reader: Reader) -> str | None:
    return facts.find(reader, "server_name")
