"""Sessions in a browser: links into them, visitors who come by one, and tokens for one's own page.

Whoever is in a session may make a link. A visitor is let into the space and may do in that session
what any page may; the account is good for nothing else, and its token for `PAGE_TOKEN_HOURS`.
"""

from __future__ import annotations

from collections.abc import Iterable

from embedded_server.accounts import service as accounts
from embedded_server.contracts.errors import Code
from embedded_server.contracts.play import (
    BUILT_IN,
    PAGE_TOKEN_HOURS,
    PageFacts,
    PageToken,
    PlayFacts,
    SessionLink,
    Visit,
    Visitor,
)
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import new_code
from embedded_server.playground import store
from embedded_server.playground.service import access, sessions
from embedded_server.playground.store import SessionValue, SpaceValue

_HOUR_MS = 3_600_000


def link(tx: Transaction, space_id: str, session_id: str, user_id: str, origin: str) -> SessionLink:
    """`origin` is how the caller reaches this server: scheme, host and port."""
    _, session = access.seen_session(tx, space_id, session_id, user_id)
    access.require_connected(tx, session, user_id)
    if accounts.guests_among(tx, [user_id]):
        raise Refusal(Code.FORBIDDEN, "Visitors do not let others in.")
    code = new_code()
    store.links.set_link(tx, session_id, code, user_id)
    return SessionLink(
        code=code,
        url=f"{origin}/play/{code}",
        app_url=f"spaces://play/{code}",
        created_at=to_wire(tx.now),
    )


def facts(reader: Reader, code: str) -> PlayFacts:
    space, session = _led_to(reader, code)
    host = accounts.names_of(reader, [session.host_id])
    return PlayFacts(
        space_id=space.id,
        session_id=session.id,
        space_name=space.name,
        description=space.description,
        host_name=host.get(session.host_id, ""),
        participant_count=store.sessions.count_connected(reader, session.id),
        is_live=session.is_live,
        is_locked=session.is_locked,
        is_full=sessions.is_full(reader, space, session, ""),
    )


def _led_to(reader: Reader, code: str) -> tuple[SpaceValue, SessionValue]:
    session_id = store.links.led_to(reader, code.strip().upper())
    session = None if session_id is None else store.sessions.session(reader, session_id)
    space = None if session is None else store.spaces.find(reader, session.space_id)
    if session is None or space is None:
        raise not_found()
    return space, session


def visit(tx: Transaction, code: str, body: Visit) -> Visitor:
    """An account of their own for this one session; its page joins with it."""
    space, session = _led_to(tx, code)
    access.require_live(session)
    if session.is_locked:
        raise Refusal(Code.SESSION_LOCKED, "The host has locked this session.")
    if sessions.is_full(tx, space, session, ""):
        raise Refusal(Code.SESSION_FULL, f"This session is full: {space.max_participants}.")
    ends = tx.now + PAGE_TOKEN_HOURS * _HOUR_MS
    user_id, name, token = accounts.make_visitor(tx, session.id, body.name, ends)
    store.spaces.let_in(tx, space.id, user_id)
    return Visitor(
        user_id=user_id,
        space_id=space.id,
        session_id=session.id,
        name=name,
        token=token,
        expires_at=to_wire(ends),
    )


def come_in(tx: Transaction, code: str, user_id: str) -> tuple[str, str]:
    """`(space, session)` that the link leads somebody with an account to: they see it from now
    on."""
    space, session = _led_to(tx, code)
    if space.owner_id != user_id and not space.is_public:
        store.spaces.let_in(tx, space.id, user_id)
    return space.id, session.id


def page_token(
    tx: Transaction, space_id: str, session_id: str, user_id: str, origin: str
) -> PageToken:
    _, session = access.seen_session(tx, space_id, session_id, user_id)
    access.require_connected(tx, session, user_id)
    ends = tx.now + PAGE_TOKEN_HOURS * _HOUR_MS
    token = accounts.make_page_token(tx, user_id, session_id, ends)
    return PageToken(
        token=token,
        url=f"{origin}/play/open#space={space_id}&session={session_id}&token={token}",
        expires_at=to_wire(ends),
    )


def page(
    reader: Reader, space_id: str, session_id: str, user_id: str, allowed: Iterable[str]
) -> PageFacts:
    space, session = access.seen_session(reader, space_id, session_id, user_id)
    access.require_inside(reader, space, session, user_id)
    return PageFacts(
        space_id=space.id,
        session_id=session.id,
        space_name=space.name,
        owner_name=accounts.names_of(reader, [space.owner_id]).get(space.owner_id, ""),
        definition=space.definition,
        page_url=page_url(space),
        allowed_origins=sorted(allowed),
    )


def page_url(space: SpaceValue) -> str | None:
    """A built-in playground goes before an address, which none has that was made here."""
    name, url = space.definition.get("builtIn"), space.definition.get("iframeUrl")
    if isinstance(name, str) and name in BUILT_IN:
        return f"/playgrounds/{name}/"
    return url if isinstance(url, str) else None
