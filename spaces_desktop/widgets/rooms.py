"""What a room gets from the shell, and what it gives to it; neither knows the other's insides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.accounts import ServerInfo, User
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.notices import Notices
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.theme import Themes


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
    visit: Callable[[str, str], None]
    """Go to a place: the key of a room, and which of its things ("" for the room itself)."""


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the rail. `start` fetches the first snapshot and gives its seq."""

    key: str
    title: str
    icon: str
    page: QWidget
    open: Callable[[str], None]
    """Show one of the room's things ("" for the room itself)."""
    start: Callable[[], None] = lambda: None
    close: Callable[[], None] = lambda: None
