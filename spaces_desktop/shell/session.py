"""What lives from signing in to signing out: the client, the live events and the rooms."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from embedded_server.contracts.events import SendPresence
from spaces_desktop.accounts.model import Entrance
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.notices import Notices
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import OnError, Tasks
from spaces_desktop.shell.backend import Backend
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.shell.navigation import HOME, Navigation, Where
from spaces_desktop.shell.shell_view import ShellView
from spaces_desktop.shell.slices import SLICES
from spaces_desktop.widgets.rooms import Context, Keep, Room
from spaces_desktop.widgets.theme import Themes


class Session(QObject):
    def __init__(
        self,
        app: QGuiApplication,
        entrance: Entrance,
        backend: Backend,
        notices: Notices,
        themes: Themes,
        on_error: OnError,
        on_expired: Callable[[], None],
        keep: Keep,
        shelf: Shelf,
    ) -> None:
        super().__init__()
        self._app = app
        self.entrance = entrance
        self.tasks = Tasks(asyncio.get_event_loop(), on_error)
        self.http = HttpClient(entrance.url, entrance.token)
        self.http.on_unauthenticated = on_expired
        self.live = LiveEvents(self.http.connect_events, self.tasks, parent=self)
        self._keep = keep
        self._shelf = shelf
        self._rooms: list[Room] = []
        self.navigation = Navigation(self, is_fleeting=self._is_fleeting)
        own = backend if entrance.own else None
        self._connection = ConnectionModel(self.live, own, parent=self)
        context = Context(
            http=self.http,
            live=self.live,
            tasks=self.tasks,
            notices=notices,
            themes=themes,
            me=entrance.user,
            server=entrance.server,
            visit=self.navigation.visit,
            keep=keep,
            shelf=shelf,
        )
        self._rooms = [build(context) for build in SLICES]
        self.navigation.begin(_last_place(keep, self._rooms))
        self.view = ShellView(
            self._rooms,
            self.navigation,
            self._connection,
            notices,
            themes,
            entrance.user.display_name,
            entrance.server.name,
        )
        self._app.applicationStateChanged.connect(self._on_state)
        self.navigation.where_changed.connect(self._on_where)
        for room in self._rooms:
            room.start()

    def _is_fleeting(self, where: Where) -> bool:
        return any(one.key == where.room and where.thing in one.fleeting for one in self._rooms)

    def _on_where(self, where: Where) -> None:
        self._keep.put("where", json.dumps([where.room, where.thing]))

    def _on_state(self, state: Qt.ApplicationState) -> None:
        here = state is Qt.ApplicationState.ApplicationActive
        self.live.send(SendPresence(status="active" if here else "idle"))

    async def close(self) -> None:
        """Cancel what runs, then close what is open."""
        self._app.applicationStateChanged.disconnect(self._on_state)
        self.live.stop()
        self._connection.close()
        self.view.release()
        for room in self._rooms:
            room.close()
        await self.tasks.close()
        self._shelf.close()
        await self.http.close()


def _last_place(keep: Keep, rooms: Sequence[Room]) -> Where:
    """Where this person was last time; home where that cannot be told, or is no more."""
    try:
        room, thing = json.loads(keep.get("where"))
    except (ValueError, TypeError):
        return HOME
    if not isinstance(thing, str) or room not in {one.key for one in rooms}:
        return HOME
    return Where(room, thing)
