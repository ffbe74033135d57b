"""Handlers of set-up, sign-up, sign-in and one's own account."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from embedded_server.accounts import service
from embedded_server.contracts import accounts as contract
from embedded_server.contracts.accounts import (
    AdvanceClock,
    ChangePassword,
    ClockTime,
    EditMe,
    Health,
    Login,
    PeopleQuery,
    Register,
    ServerInfo,
    Setup,
    SignedIn,
    User,
)
from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import Code
from embedded_server.contracts.version import PROTOCOL
from embedded_server.kernel import paging, sessions
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server, Slice


async def health(call: Call[None]) -> Health:
    return Health(status="ok")


async def ready(call: Call[None]) -> Health:
    if call.server.stopping:
        raise Refusal(Code.NOT_READY, "The server is being stopped.", retry_after_seconds=5)
    await call.server.database.write(lambda tx: tx.value("SELECT 1"))
    await call.server.database.read(lambda reader: reader.value("SELECT 1"))
    return Health(status="ok")


async def server_info(call: Call[None]) -> ServerInfo:
    server = call.server
    needs_setup, name = await server.database.read(
        lambda reader: (service.needs_setup(reader), service.server_name(reader))
    )
    return ServerInfo(
        server_id=server.server_id,
        name=name or server.settings.server_name,
        version=server.version,
        protocol=PROTOCOL,
        needs_setup=needs_setup,
        registration=server.settings.registration,
        features={"fees": True, "voice": False, "support": False, "playgrounds": False}
        | ({"checkout": True} if server.settings.takes_payments else {}),
        currency=server.settings.currency or UNSET,
    )


async def set_up(call: Call[Setup]) -> SignedIn:
    server, body = call.server, call.body
    await server.database.read(service.require_not_set_up)
    server.logins.check("setup")
    try:
        service.check_setup_code(server.setup_code, body.setup_code)
    except Refusal:
        server.logins.failed("setup")
        raise
    hashed = await server.passwords.hash(body.password)

    def make(tx: Transaction) -> SignedIn:
        return service.set_up(
            tx,
            body.username,
            body.display_name,
            hashed,
            body.server_name,
            server.settings.session_days,
        )

    signed_in = await server.database.write(make)
    server.setup_code = None
    return signed_in


async def register(call: Call[Register]) -> SignedIn:
    server, body = call.server, call.body
    await server.database.read(service.require_set_up)
    call.pace_arrival()
    by_invite = server.settings.registration == "invite"
    if by_invite:
        await server.database.read(lambda reader: server.vouch(reader, body.invite_code))
    hashed = await server.passwords.hash(body.password)

    def make(tx: Transaction) -> SignedIn:
        signed_in = service.register(
            tx, body.username, body.display_name, hashed, server.settings.session_days
        )
        if by_invite:
            server.claim(tx, body.invite_code, signed_in.user.id)
        return signed_in

    return await server.database.write(make)


async def login(call: Call[Login]) -> SignedIn:
    server, body = call.server, call.body
    username = body.username.strip().lower()
    await server.database.read(service.require_set_up)
    call.pace_arrival()
    key = f"{username}@{call.machine}"
    # Counted before the password is looked at, so that guesses sent at once do not pass together.
    server.logins.check(key)
    server.logins.failed(key)
    found = await server.database.read(lambda reader: service.credentials(reader, username))
    hashed = None if found is None else found.password_hash
    matches = await server.passwords.verify(hashed, body.password)
    if not matches or found is None:
        raise Refusal(Code.BAD_CREDENTIALS, "The name or the password is wrong.")
    server.logins.succeeded(key)
    return await server.database.write(
        lambda tx: service.sign_in(tx, found.user, server.settings.session_days)
    )


async def logout(call: Call[None]) -> None:
    caller = call.user
    for session_id in await call.server.database.write(lambda tx: service.sign_out(tx, caller)):
        sessions.end(call.server, session_id)


async def change_password(call: Call[ChangePassword]) -> None:
    server, caller, body = call.server, call.user, call.body
    # Slowed as sign-ins are: who finds a machine unlocked may not guess on.
    key = f"password {caller.user_id}"
    server.logins.check(key)
    server.logins.failed(key)
    found = await server.database.read(lambda reader: service.credentials(reader, caller.username))
    hashed = None if found is None else found.password_hash
    if not await server.passwords.verify(hashed, body.current_password):
        raise Refusal(Code.BAD_CREDENTIALS, "The present password is another one.")
    server.logins.succeeded(key)
    fresh = await server.passwords.hash(body.new_password)
    ended = await server.database.write(lambda tx: service.change_password(tx, caller, fresh))
    for session_id in ended:
        sessions.end(server, session_id)


async def me(call: Call[None]) -> User:
    user_id = call.user.user_id
    return await call.server.database.read(lambda reader: service.read_user(reader, user_id))


async def edit_me(call: Call[EditMe]) -> User:
    server, user_id = call.server, call.user.user_id
    name, shares = call.body.display_name, call.body.shares_presence

    def write(tx: Transaction) -> User:
        if not isinstance(name, UnsetType):
            service.rename(tx, user_id, name)
            server.on_rename(tx, user_id)
        if not isinstance(shares, UnsetType):
            service.share_presence(tx, user_id, shares)
        return service.read_user(tx, user_id)

    user = await server.database.write(write)
    server.gate.forget_user(user_id)
    server.presence.show(user_id, user.shares_presence, server.hub.topics_of(user_id))
    return user


async def advance_clock(call: Call[AdvanceClock]) -> ClockTime:
    if not call.server.settings.test_clock:
        raise not_found()
    call.server.clock.advance(call.body.advance_seconds)
    sessions.end_expired(call.server)
    for act in call.server.on_clock:
        await act()
    return ClockTime(now=to_wire(call.server.clock.now()))


async def people(call: Call[None]) -> Page[User]:
    query: PeopleQuery = call.query
    size, search = query.page_size, query.search or ""
    list_name = f"people:{search}"
    before = paging.text_position(list_name, query.cursor)
    found = await call.server.database.read(
        lambda reader: service.find_people(reader, search, before, size + 1)
    )
    return paging.page(found, size, list_name, lambda user: user.id)


async def on_start(server: Server) -> None:
    for user_id in await server.database.read(service.hidden):
        server.presence.show(user_id, False, ())


SLICE = Slice(
    "accounts",
    {
        contract.HEALTH: health,
        contract.READY: ready,
        contract.SERVER: server_info,
        contract.SETUP: set_up,
        contract.REGISTER: register,
        contract.LOGIN: login,
        contract.LOGOUT: logout,
        contract.ME: me,
        contract.CHANGE_PASSWORD: change_password,
        contract.EDIT_ME: edit_me,
        contract.PEOPLE: people,
        contract.CLOCK: advance_clock,
    },
    topics=service.TOPIC_RULES,
    find_caller=service.find_caller,
    on_start=on_start,
)
