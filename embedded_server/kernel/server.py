"""What every handler may reach: the parts of one running server, and how rooms plug into it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aiohttp import web
from filelock import BaseFileLock

from embedded_server.contracts.events import ClientFrame
from embedded_server.contracts.routes import Route
from embedded_server.kernel.auth import Caller, Gate
from embedded_server.kernel.clock import SystemClock
from embedded_server.kernel.database import Database, Reader, Transaction
from embedded_server.kernel.hub import Hub
from embedded_server.kernel.limits import Failures, Rate
from embedded_server.kernel.media.keeper import Media
from embedded_server.kernel.media.store import MediaFile
from embedded_server.kernel.passwords import Passwords
from embedded_server.kernel.presence import PresenceBoard
from embedded_server.kernel.secrets import SecretBox
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.topics import TopicRule, Topics
from embedded_server.kernel.turns import Turns
from embedded_server.settings import Settings


@dataclass(slots=True)
class Server:
    """Built once in app.py; lives as long as the process."""

    settings: Settings
    lock: BaseFileLock
    """Held while the server runs: one server for a data folder."""
    version: str
    server_id: str
    clock: SystemClock
    database: Database
    media: Media
    hub: Hub
    turns: Turns
    tasks: Tasks
    topics: Topics
    gate: Gate
    secrets: SecretBox
    passwords: Passwords
    presence: PresenceBoard
    sends: Rate
    """How often one person may write."""
    asks: Rate
    """How often one person may ask an agent."""
    room_asks: Rate
    """How often all members of one community together may."""
    guest_sends: Rate
    """How often all visitors of one machine together may write."""
    guest_files: Rate
    """How often all visitors of one machine together may send a file."""
    visits: Rate
    """How often one machine may make a visitor's account."""
    arrivals: Rate
    """How often one machine may register or sign in: each try costs a password's hashing."""
    logins: Failures
    setup_code: str | None = None
    """Shown on the host until the first admin exists."""
    routes: tuple[Route[Any, Any], ...] = ()
    live: Mapping[type[Any], tuple[LiveHandler, ...]] = field(default_factory=dict)
    unread: Unread = field(default=lambda reader, user_id, read_up_to: {})
    vouch: Vouch = field(default=lambda reader, code: None)
    claim: Claim = field(default=lambda tx, code, user_id: None)
    may_fetch: Mapping[str, MayFetch] = field(default_factory=dict)
    """By the names of the rooms that take files."""
    has_agent: HasAgent = field(default=lambda reader, community_id, agent_id: False)
    sockets: set[web.WebSocketResponse] = field(default_factory=set)
    on_rename: Rename = field(default=lambda tx, user_id: None)
    on_new_name: NewName = field(default=lambda tx, community_id, user_id, was, now: None)
    on_deleted: list[Callable[[Transaction, str], None]] = field(default_factory=list)
    """Told of a community that is deleted, in the change that does it."""
    on_voice_withdrawn: list[ClipsGone] = field(default_factory=list)
    """Told of the messages that lose their sound with a voice, in the change that does it."""
    on_seat: Seated = field(default=lambda tx, community_id, user_id: None)
    on_retention: Callable[[], None] = field(default=lambda: None)
    """Told when a community keeps its messages for another time than before."""
    charge_entry: ChargeEntry = field(default=lambda tx, community_id, user_id, role, cents: None)
    charge_renewal: ChargeRenewal = field(default=lambda tx, community_id, user_id, cents: None)
    on_session_end: list[Callable[[Callable[[str, int], bool]], None]] = field(default_factory=list)
    """Cut what rooms hold open for sign-ins that have ended, by id and time of expiry (ms)."""
    on_clock: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    """Called when somebody has moved the clock, before they are answered."""
    stopping: bool = False


class Counts(NamedTuple):
    """Unread messages of one community, how many of them name one, and when the last one came."""

    unread: int = 0
    mentions: int = 0
    last_at: int | None = None


LiveHandler = Callable[[Server, Caller, Any], Awaitable[None]]
Find = Callable[[Reader, bytes], Caller | None]
Unread = Callable[[Reader, str, Mapping[str, int]], dict[str, Counts]]
"""What a user has not read, for communities with the `seq` read up to, and the last message."""
Vouch = Callable[[Reader, str | None], None]
"""Refuses unless the code is an invite that may still be used."""
Claim = Callable[[Transaction, str | None, str], None]
"""Keeps one use of that invite for an account it has opened; refuses as Vouch does."""
Rename = Callable[[Transaction, str], None]
"""Tells who should know that a person has a new name, in the change that gives it."""
NewName = Callable[[Transaction, str, str, str, str], None]
"""Told that a user (second id) gives a community (first id) another name than it had, in the
change that does it and before anybody hears of it."""
ClipsGone = Callable[[Transaction, str, Sequence[str]], None]
"""Tells who heard them that the sounds of messages (ids) in a community's voice are gone."""
Seated = Callable[[Transaction, str, str], None]
"""Tells who should know that a user (second id) has another place in a community, or none any
more, in the change that makes it so."""
ChargeEntry = Callable[[Transaction, str, str, str, int | None], int | None]
"""Takes what it costs a user (second id) to enter a community with a role, of which the request
accepts that many cents; gives when the membership runs out, None for never."""
ChargeRenewal = Callable[[Transaction, str, str, int | None], int | None]
"""Takes the fee for the next period of a membership; gives when it runs out then."""
MayFetch = Callable[[Reader, str, MediaFile], None]
"""Refuses whoever (an id) does not see what the file is on, or may not see where it was sent."""
HasAgent = Callable[[Reader, str, str], bool]
"""Whether a community (first id) has an agent (second id)."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One room, as app.py sees it: nothing outside names its features."""

    name: str
    handlers: Mapping[Route[Any, Any], Callable[..., Awaitable[Any]]]
    topics: tuple[TopicRule, ...] = ()
    live: Mapping[type[ClientFrame], LiveHandler] = field(default_factory=dict)
    on_start: Callable[[Server], Awaitable[None]] | None = None
    on_stop: Callable[[Server], Awaitable[None]] | None = None
    find_caller: Find | None = None
    unread: Unread | None = None
    vouch: Vouch | None = None
    claim: Claim | None = None
    has_agent: HasAgent | None = None
    may_fetch: MayFetch | None = None
    on_rename: Rename | None = None
