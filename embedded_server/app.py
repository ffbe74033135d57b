"""Builds the server: opens its store, then mounts every room in SLICES.

Order at the start: migrate, open the database, settle what a crash left open, serve. Order at
the end: refuse new work, let replies finish or fail, close sockets, stop tasks, drain the writer
and checkpoint.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from aiohttp import web
from filelock import BaseFileLock, FileLock, Timeout

from embedded_server.accounts import routes as accounts
from embedded_server.agents import routes as agents
from embedded_server.billing import routes as billing
from embedded_server.club import routes as club
from embedded_server.communities import routes as communities
from embedded_server.contracts.version import VERSION
from embedded_server.hosting import routes as hosting
from embedded_server.kernel import idempotency, live, media_routes, meta_routes, turn_routes
from embedded_server.kernel.auth import Caller, Gate
from embedded_server.kernel.clock import SystemClock
from embedded_server.kernel.database import Database, Transaction, connect
from embedded_server.kernel.errors import StorageError
from embedded_server.kernel.http import SERVER, Mounted, boundary, mount
from embedded_server.kernel.hub import Hub
from embedded_server.kernel.ids import new_code, new_id
from embedded_server.kernel.journal import Journal
from embedded_server.kernel.limits import Failures, Rate
from embedded_server.kernel.media.keeper import Media
from embedded_server.kernel.migrations import migrate
from embedded_server.kernel.passwords import Passwords
from embedded_server.kernel.presence import PresenceBoard
from embedded_server.kernel.router import Router
from embedded_server.kernel.secrets import SecretBox
from embedded_server.kernel.server import LiveHandler, Server, Slice
from embedded_server.kernel.speech import routes as speech_routes
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.topics import Topics
from embedded_server.kernel.turn_types import Patience
from embedded_server.kernel.turns import Turns
from embedded_server.lounge import routes as lounge
from embedded_server.lounge.live import routes as live_room
from embedded_server.playground import routes as playground
from embedded_server.settings import Settings
from embedded_server.support import routes as support
from embedded_server.verification import routes as verification
from embedded_server.voice import routes as voice
from embedded_server.widget import routes as widget

SLICES: tuple[Slice, ...] = (
    meta_routes.SLICE,
    live.SLICE,
    turn_routes.SLICE,
    speech_routes.SLICE,
    media_routes.SLICE,
    accounts.SLICE,
    communities.SLICE,
    billing.SLICE,
    verification.SLICE,
    agents.SLICE,
    voice.SLICE,
    club.SLICE,
    support.SLICE,
    lounge.SLICE,
    live_room.SLICE,
    playground.SLICE,
    hosting.SLICE,
    widget.SLICE,
)
MAX_LINE_BYTES = 32 * 1024
"""Of a request's first line: a longest query, percent-encoded, is refused in our own words."""
_BURST_SECONDS = 5
_GUEST_SENDS_PER_SECOND, _GUEST_SENDS_AT_ONCE = 0.5, 30
_GUEST_FILES_PER_SECOND, _GUEST_FILES_AT_ONCE = 30 / 3600, 30
_VISITS_PER_SECOND, _VISITS_AT_ONCE = 1 / 60, 10
_ARRIVALS_PER_SECOND, _ARRIVALS_AT_ONCE = 0.5, 30


async def open_server(settings: Settings) -> Server:
    """Raises MigrationError, OSError and StorageError with words for who runs the program."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.data_dir / "server.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StorageError(
            f"another server runs on this data folder already: {settings.data_dir}"
        ) from None
    try:
        return await _open_locked(settings, lock)
    except BaseException:
        lock.release()
        raise


async def _open_locked(settings: Settings, lock: BaseFileLock) -> Server:
    path = settings.data_dir / "spaces.db"
    migrate(path)
    journal = Journal()
    clock, tasks = SystemClock(), Tasks()
    connection = connect(path)
    try:
        last_seq = journal.open(connection)
        if not settings.trust_clock:
            clock.go_on_from(journal.last_moment(connection))
    finally:
        connection.close()
    database = Database(path, clock, journal)
    hub = Hub(database, journal, last_seq, tasks)
    topics = Topics(rule for slice_ in SLICES for rule in slice_.topics)
    media = Media(settings.data_dir / "media", database)
    patience = Patience(
        settings.reply_first_seconds, settings.reply_silence_seconds, settings.reply_whole_seconds
    )
    server_id, has_users = await database.write(_identify)
    server = Server(
        settings=settings,
        lock=lock,
        version=VERSION,
        server_id=server_id,
        clock=clock,
        database=database,
        media=media,
        hub=hub,
        turns=Turns(database, hub, tasks, patience, settings.most_turns, media.folder.incoming),
        tasks=tasks,
        topics=topics,
        gate=Gate(_finder(database)),
        secrets=SecretBox(settings.data_dir / "secret.key"),
        passwords=Passwords(settings.password_cost),
        presence=PresenceBoard(hub, topics.with_presence),
        sends=Rate(
            clock, settings.sends_per_second, int(settings.sends_per_second * _BURST_SECONDS)
        ),
        asks=Rate(clock, settings.asks_per_minute / 60, int(settings.asks_per_minute)),
        room_asks=Rate(
            clock, settings.room_asks_per_minute / 60, int(settings.room_asks_per_minute)
        ),
        guest_sends=Rate(clock, _GUEST_SENDS_PER_SECOND, _GUEST_SENDS_AT_ONCE),
        guest_files=Rate(clock, _GUEST_FILES_PER_SECOND, _GUEST_FILES_AT_ONCE),
        visits=Rate(clock, _VISITS_PER_SECOND, _VISITS_AT_ONCE),
        arrivals=Rate(clock, _ARRIVALS_PER_SECOND, _ARRIVALS_AT_ONCE),
        logins=Failures(clock),
        setup_code=None if has_users else new_code(8),
        routes=tuple(route for slice_ in SLICES for route in slice_.handlers),
        live=_live_handlers(),
        may_fetch={one.name: one.may_fetch for one in SLICES if one.may_fetch is not None},
    )
    for slice_ in SLICES:
        if slice_.unread is not None:
            server.unread = slice_.unread
        if slice_.vouch is not None:
            server.vouch = slice_.vouch
        if slice_.claim is not None:
            server.claim = slice_.claim
        if slice_.has_agent is not None:
            server.has_agent = slice_.has_agent
        if slice_.on_rename is not None:
            server.on_rename = slice_.on_rename
        if slice_.on_start is not None:
            await slice_.on_start(server)
    server.media.start(tasks, clock)
    return server


def _finder(database: Database) -> Callable[[bytes], Awaitable[Caller | None]]:
    find = next(slice_.find_caller for slice_ in SLICES if slice_.find_caller is not None)

    async def find_caller(token_hash: bytes) -> Caller | None:
        return await database.read(lambda reader: find(reader, token_hash))

    return find_caller


def _identify(tx: Transaction) -> tuple[str, bool]:
    """The server's lasting id, made once; and whether anybody has an account."""
    idempotency.forget_old(tx)
    tx.change("INSERT OR IGNORE INTO facts (name, value) VALUES ('server_id', ?)", (new_id(),))
    server_id = tx.value("SELECT value FROM facts WHERE name = 'server_id'")
    return str(server_id), bool(tx.value("SELECT EXISTS (SELECT 1 FROM users)"))


def _live_handlers() -> dict[type[Any], tuple[LiveHandler, ...]]:
    handlers: dict[type[Any], tuple[LiveHandler, ...]] = {}
    for slice_ in SLICES:
        for type_, handler in slice_.live.items():
            handlers[type_] = (*handlers.get(type_, ()), handler)
    return handlers


async def quiet_server(server: Server) -> None:
    """While connections are still open: refuse new work, end replies, take leave of listeners."""
    server.stopping = True
    await server.turns.close(server.settings.stop_grace_seconds)
    await live.close_sockets(server)


async def close_server(server: Server) -> None:
    server.presence.close()
    for slice_ in SLICES:
        if slice_.on_stop is not None:
            await slice_.on_stop(server)
    await server.tasks.close()
    await server.database.close()
    server.lock.release()


def create_app(settings: Settings) -> web.Application:
    """An application that opens its server when it starts and closes it when it ends."""
    app = web.Application(client_max_size=16 * 1024 * 1024)
    router: Router[Mounted] = Router()
    for slice_ in SLICES:
        for route, handler in slice_.handlers.items():
            mount(router, route, handler)

    async def serve(request: web.Request) -> web.StreamResponse:
        return await boundary(request, router)

    # With line breaks, which a plain dot does not match: aiohttp would answer those itself.
    app.router.add_route("*", "/{path:(?s:.*)}", serve)

    async def lifetime(app: web.Application) -> AsyncIterator[None]:
        app[SERVER] = await open_server(settings)
        yield
        await close_server(app[SERVER])

    async def quiet(app: web.Application) -> None:
        await quiet_server(app[SERVER])

    app.cleanup_ctx.append(lifetime)
    # aiohttp cuts what is connected between this signal and the end of `lifetime`.
    app.on_shutdown.append(quiet)
    return app
