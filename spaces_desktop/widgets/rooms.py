"""What a room gets from the shell, and what it gives to it; neither knows the other's insides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from embedded_server.contracts.accounts import ServerInfo, User
from embedded_server.contracts.communities import NotificationLevel
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.notices import Notices
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.theme import Themes

FoundKind = Literal["community", "person", "agent", "place", "command", "setting"]


class Visit(Protocol):
    """Go to a place: the key of a room, which of its things ("" for the room itself), and what in
    it (a message's id, or the name of a panel)."""

    def __call__(self, room: str, thing: str = "", inner: str = "") -> None: ...


class Keep(Protocol):
    """Small things a room remembers between starts, for this person on this server."""

    def get(self, name: str) -> str:
        """ "" where nothing was put."""
        ...

    def put(self, name: str, value: str) -> None: ...


class Tell(Protocol):
    """Tell somebody who looks elsewhere, in the system's own way; a click goes to that place. A
    later one of the same `tag` takes its place, and an empty title takes it back."""

    def __call__(
        self, tag: str, title: str, body: str, room: str, thing: str = "", inner: str = ""
    ) -> None: ...


def tell_nobody(
    tag: str, title: str, body: str, room: str, thing: str = "", inner: str = ""
) -> None:
    """Where there is no shell to tell it."""


class Forgetful:
    """A `Keep` that lasts as long as itself."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get(self, name: str) -> str:
        return self._kept.get(name, "")

    def put(self, name: str, value: str) -> None:
        self._kept[name] = value


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that is shared while somebody is signed in to one server."""

    http: HttpClient
    live: LiveEvents
    tasks: Tasks
    notices: Notices
    themes: Themes
    me: User
    server: ServerInfo
    visit: Visit
    keep: Keep
    shelf: Shelf
    tell: Tell = tell_nobody
    is_quiet: Callable[[], bool] = lambda: False
    """Whether nothing may be heard or shown just now, by the settings."""


class Badge(QObject):
    """What waits in a room: how much, and whether some of it names one."""

    count_changed = Signal(int)
    names_me_changed = Signal(bool)
    filled = Signal()
    """What is in the room is known, or changed."""
    count = Observed(0)
    names_me = Observed(False)
    is_filled = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry of the palette. `also` are further words it is found by, `keys` its shortcut."""

    id: str
    title: str
    act: Callable[[], None]
    kind: FoundKind = "command"
    detail: str = ""
    also: str = ""
    keys: str = ""
    is_mine: bool = False
    """Of a community: whether one is in it; `count` is unread there, `mentions` of one."""
    count: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """`keys` are in Qt's portable words ("Ctrl+K"); without `act` a widget answers to them itself
    and they are only listed. `group` is the heading they are listed under."""

    id: str
    keys: tuple[str, ...]
    words: str
    group: str
    act: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What the shell has to know of one thing of a room."""

    title: str
    level: NotificationLevel = "all"


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the rail. `start` fetches the first snapshot and gives its seq."""

    key: str
    title: str
    icon: str
    page: QWidget
    open: Callable[[str, str], None]
    """Show one of the room's things ("" for the room itself), and what in it ("" for nothing)."""
    start: Callable[[], None] = lambda: None
    close: Callable[[], None] = lambda: None
    badge: Badge | None = None
    entries: Callable[[], Sequence[Found]] = tuple
    """All that the palette can find here, out of what is known already."""
    shortcuts: tuple[Shortcut, ...] = ()
    about: Callable[[str], Thing | None] = lambda _thing: None
    """One of its things by id; None for what is not of this room."""
    fleeting: frozenset[str] = frozenset()
    """Things that are acts (a dialog opens): done, but no place to come back to."""
    step_out: Callable[[], bool] = lambda: False
    """Close what is open inside the room; whether there was anything. Else the window closes."""
    is_listed: bool = True
    """Whether it stands in the rail; else it is only gone to by `visit`."""
    at_end: bool = False
    """At the rail's end, among what is about oneself."""
