"""What lives from signing in to signing out: the client, the live events and the rooms."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from embedded_server.contracts.accounts import User
from embedded_server.contracts.events import SendPresence
from spaces_desktop.accounts.api import AccountsApi
from spaces_desktop.accounts.links import parse_link
from spaces_desktop.accounts.model import Entrance
from spaces_desktop.accounts.profile import ProfileModel
from spaces_desktop.audio.sound_check import SoundCheck
from spaces_desktop.club.finding import KEY as CLUBS
from spaces_desktop.club.links import parse_message_link
from spaces_desktop.communities.starter import StarterApi, StarterModel
from spaces_desktop.kernel.address import parse_address
from spaces_desktop.kernel.errors import Advice, NetworkError
from spaces_desktop.kernel.home import DataHome
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.notices import Notices, Severity
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import OnError, Tasks
from spaces_desktop.playground.finding import INVITE, PLAY
from spaces_desktop.playground.finding import KEY as PLAYGROUND
from spaces_desktop.playground.links import parse_play_link
from spaces_desktop.shell import home_view, settings_view
from spaces_desktop.shell.backend import Backend
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.shell.diagnostics import diagnostics
from spaces_desktop.shell.navigation import HOME, Navigation, Where
from spaces_desktop.shell.notifications import Note, Notifications, Notifier
from spaces_desktop.shell.palette import PaletteModel
from spaces_desktop.shell.pane_state import PaneState
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.settings_view import Subjects
from spaces_desktop.shell.shell_view import ShellView
from spaces_desktop.shell.slices import SLICES
from spaces_desktop.widgets.rooms import Context, Found, Keep, Room
from spaces_desktop.widgets.theme import Themes


@dataclass(frozen=True, slots=True)
class House:
    """What the app has for each session alike."""

    app: QGuiApplication
    home: DataHome
    backend: Backend
    notices: Notices
    themes: Themes
    preferences: Preferences
    notifier: Notifier
    language: str
    has_tray: bool
    on_error: OnError
    is_active: Callable[[], bool]
    """Whether somebody has the window before them."""


class Session(QObject):
    unread_changed = Signal(int)
    raise_requested = Signal()

    def __init__(
        self,
        house: House,
        entrance: Entrance,
        keep: Keep,
        shelf: Shelf,
        on_expired: Callable[[], None],
    ) -> None:
        super().__init__()
        self._house = house
        self._keep = keep
        self._shelf = shelf
        self._rooms: list[Room] = []
        self.entrance = entrance
        self.tasks = Tasks(asyncio.get_event_loop(), house.on_error)
        self.http = HttpClient(entrance.url, entrance.token)
        self.http.on_unauthenticated = on_expired
        self.live = LiveEvents(self.http.connect_events, self.tasks, parent=self)
        self.live.tells_presence = entrance.user.shares_presence
        self.navigation = Navigation(self, is_fleeting=self._is_fleeting)
        own = house.backend if entrance.own else None
        self._connection = ConnectionModel(self.live, own, parent=self)
        self._profile = ProfileModel(AccountsApi(self.http), self.tasks, entrance.user, self)
        self.starter = StarterModel(
            StarterApi(self.http),
            self.tasks,
            "zh" if house.language.startswith("zh") else "en",
            parent=self,
        )
        self._sound = SoundCheck(self.tasks, parent=self)
        self._rooms = self._build_rooms()
        self.navigation.begin(_last_place(keep, self._rooms))
        self.palette = PaletteModel(self._entries, self._recent, keep, parent=self)
        self.view = ShellView(
            self._rooms,
            self.navigation,
            self._connection,
            house.notices,
            house.themes,
            house.preferences,
            self.palette,
            entrance.user.display_name,
            entrance.server.name,
        )
        self._panes = PaneState(self._rooms, keep, self)
        self.notifications = Notifications(
            self.live,
            entrance.user,
            lambda: self._rooms,
            lambda: self.navigation.where,
            house.is_active,
            house.preferences,
            house.notifier,
            parent=self,
        )
        self._connect()
        for room in self._rooms:
            room.start()
        if entrance.invite:
            self.starter.accept(entrance.invite)

    @property
    def unread(self) -> int:
        return sum(room.badge.count for room in self._rooms if room.badge is not None)

    def invite_of(self, link: str) -> str:
        """The code of an invite to this very server; "" for any other link."""
        try:
            found = parse_link(link, parse_address)
        except NetworkError:
            return ""
        return found.invite if found.url == self.entrance.url else ""

    def open_place(self, link: str) -> bool:
        """Whether the link leads to a message of this server, or into a playground; then it is gone
        to."""
        led = parse_play_link(link)
        if led is not None and led.where in ("", self.http.where):
            self.navigation.visit(PLAYGROUND, PLAY if led.kind == "play" else INVITE, led.code)
            return True
        found = parse_message_link(link)
        if found is None:
            return False
        clubs = next(one for one in self._rooms if one.key == CLUBS)
        if found.where != self.http.where and clubs.about(found.community_id) is None:
            return False
        self.navigation.visit(CLUBS, found.community_id, found.message_id)
        return True

    def _build_rooms(self) -> list[Room]:
        entrance, house = self.entrance, self._house
        context = Context(
            http=self.http,
            live=self.live,
            tasks=self.tasks,
            notices=house.notices,
            themes=house.themes,
            me=entrance.user,
            server=entrance.server,
            visit=self.navigation.visit,
            keep=self._keep,
            shelf=self._shelf,
            tell=self._tell,
            is_quiet=lambda: house.preferences.is_quiet,
        )
        rooms = [build(context) for build in SLICES]
        subjects = Subjects(
            house.preferences,
            house.themes,
            self._profile,
            entrance.server.name,
            house.home.root,
            self._diagnostics,
            house.has_tray,
            self._sound,
        )
        home = home_view.build(context, self.starter, rooms)
        return [home, *rooms, settings_view.build(subjects, self.navigation.visit)]

    def _connect(self) -> None:
        self._house.app.applicationStateChanged.connect(self._on_state)
        self.navigation.where_changed.connect(self._on_where)
        self.notifications.activated.connect(self._on_note)
        self.starter.made.connect(self._on_made)
        self.starter.costs.connect(self._on_costs)
        self.starter.advice_changed.connect(self._on_starter_advice)
        self._profile.me_changed.connect(self._on_me)
        for room in self._rooms:
            if room.badge is not None:
                room.badge.count_changed.connect(self._on_count)

    def _tell(
        self, tag: str, title: str, body: str, room: str, thing: str = "", inner: str = ""
    ) -> None:
        self.notifications.tell(
            Note(tag=tag, title=title, body=body, where=Where(room, thing, inner))
        )

    def _entries(self) -> list[Found]:
        return self.view.entries()

    def _recent(self) -> list[str]:
        return [f"{one.room}/{one.thing}" for one in self.navigation.recent]

    def _diagnostics(self) -> str:
        who, server = self.entrance.user, self.entrance.server
        private = (who.username, who.display_name, server.name, self.entrance.url)
        return diagnostics(self._house.home, (self.entrance.token, *private, self.http.where))

    def _is_fleeting(self, where: Where) -> bool:
        return any(one.key == where.room and where.thing in one.fleeting for one in self._rooms)

    def _on_where(self, where: Where) -> None:
        self._keep.put("where", json.dumps([where.room, where.thing]))

    def _on_state(self, state: Qt.ApplicationState) -> None:
        here = state is Qt.ApplicationState.ApplicationActive
        self.live.send(SendPresence(status="active" if here else "idle"))

    def _on_count(self, _count: int) -> None:
        self.unread_changed.emit(self.unread)

    def _on_note(self, where: Where) -> None:
        self.raise_requested.emit()
        self.navigation.visit(where.room, where.thing, where.inner)

    def _on_made(self, community_id: str) -> None:
        self.navigation.visit(CLUBS, community_id)

    def _on_costs(self, code: str) -> None:
        """Where one looks for clubs the price stands on the button."""
        self.navigation.visit(CLUBS, "browse", code)

    def _on_starter_advice(self, advice: Advice | None) -> None:
        """An invite's refusal has no place beside it: Home may not be what one looks at."""
        if advice is not None and self.navigation.where.room != HOME.room:
            self._house.notices.post(advice.text, Severity.WARNING, advice.details)

    def _on_me(self, me: User) -> None:
        self.entrance = replace(self.entrance, user=me)
        self.live.tells_presence = me.shares_presence
        self.view.rail.rename_me(me.display_name)

    async def close(self) -> None:
        """Cancel what runs, then close what is open."""
        self._house.app.applicationStateChanged.disconnect(self._on_state)
        self.notifications.close()
        self._panes.close()
        self.live.stop()
        self._connection.close()
        self.view.release()
        for room in self._rooms:
            room.close()
        await self._sound.close()
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
