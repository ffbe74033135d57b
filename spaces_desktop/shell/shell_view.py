"""The frame around the rooms: the rail, the quiet strip, and the room one is in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QMouseEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from spaces_desktop.kernel.memory import Place
from spaces_desktop.kernel.notices import Notices
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell import commands
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.shell.connection_view import ConnectionStrip
from spaces_desktop.shell.navigation import Navigation, Where
from spaces_desktop.shell.notice_stack import NoticeStack
from spaces_desktop.shell.palette import PaletteModel
from spaces_desktop.shell.palette_view import PaletteView
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.rail import Rail
from spaces_desktop.shell.shortcuts import Shortcuts
from spaces_desktop.shell.shortcuts_view import ShortcutsView
from spaces_desktop.widgets.rooms import Found, Room
from spaces_desktop.widgets.theme import Themes


class ShellView(QWidget):
    sign_out_requested = Signal()
    quit_requested = Signal()
    close_requested = Signal()
    place_requested = Signal(object)
    """Another place one was at; None for a new one."""

    def __init__(
        self,
        rooms: Sequence[Room],
        navigation: Navigation,
        connection: ConnectionModel,
        notices: Notices,
        themes: Themes,
        preferences: Preferences,
        palette: PaletteModel,
        who: str,
        where: str,
    ) -> None:
        super().__init__()
        self.setObjectName("shell")
        self._rooms = {room.key: room for room in rooms}
        self._navigation = navigation
        self._themes = themes
        self._preferences = preferences
        self._palette = palette
        self._bindings = Bindings()
        self._pages = QStackedWidget()
        self._filtered: QWindow | None = None
        self.shortcuts = Shortcuts()
        self._acts = commands.Acts(
            palette=self.open_palette,
            shortcuts=self.open_shortcuts,
            sign_out=self.sign_out_requested.emit,
            close_window=self._step_out,
            quit=self.quit_requested.emit,
        )

        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(ConnectionStrip(connection, self._bindings))
        right.addWidget(self._pages, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.rail = Rail(rooms, navigation, themes, who, where)
        self._fill_menu(self.rail.me.menu(), who, where)
        outer.addWidget(self.rail)
        outer.addLayout(right, 1)
        for room in rooms:
            self._pages.addWidget(room.page)
        NoticeStack(notices, themes, self)
        self.shortcuts.add(commands.shortcuts(rooms, navigation, self._acts))
        for room in rooms:
            self.shortcuts.add(room.shortcuts, room.key)
        self.shortcuts.install(self)
        self._bindings.listen(navigation.acted, self._on_acted)
        self._bindings.bind(navigation, "where", self._on_where)

    def release(self) -> None:
        if self._filtered is not None:
            self._filtered.removeEventFilter(self)
        self.rail.release()
        self._bindings.release()

    def entries(self) -> list[Found]:
        """All that the palette finds."""
        rooms = list(self._rooms.values())
        return commands.entries(
            rooms, self._navigation, self._acts, self._themes, self._preferences
        )

    def open_palette(self) -> None:
        view = PaletteView(self._palette, self._themes, self)
        view.open()
        view.field.setFocus()

    def open_shortcuts(self) -> None:
        view = ShortcutsView(self.shortcuts, self)
        view.open()
        view.field.setFocus()

    def show_places(self, places: Sequence[Place], here: Place | None) -> None:
        """Fill the menu of the spaces one can go to."""
        menu = self.rail.server.menu()
        menu.clear()
        for place in places:
            text = self.tr("{name} as {user}").format(name=place.name, user=place.username)
            entry = menu.addAction(text)
            entry.setObjectName("place")
            entry.setCheckable(True)
            is_here = here is not None and place.account == here.account
            entry.setChecked(is_here)
            entry.setEnabled(not is_here)
            entry.triggered.connect(partial(self._go_to, place))
        menu.addSeparator()
        other = menu.addAction(self.tr("Switch space…"))
        other.setObjectName("place_other")
        other.triggered.connect(partial(self._go_to, None))

    def showEvent(self, event: QShowEvent) -> None:
        """The side buttons of a mouse are heard at the window: a list would swallow them."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.rail.focus_here()
        window = self.window().windowHandle()
        if window is not self._filtered:
            self._filtered = window
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            acts = {
                Qt.MouseButton.BackButton: self._navigation.back,
                Qt.MouseButton.ForwardButton: self._navigation.forward,
            }
            act = acts.get(event.button())
            if act is not None and self.isVisible():
                act()
                return True
        return False

    def _step_out(self) -> None:
        """Close what is open in the room one is in; where nothing is, the window."""
        room = self._rooms.get(self._navigation.where.room)
        if room is None or not room.step_out():
            self.close_requested.emit()

    def _go_to(self, place: Place | None, _on: bool = False) -> None:
        self.place_requested.emit(place)

    def _fill_menu(self, menu: QMenu, who: str, where: str) -> None:
        about = menu.addAction(self.tr("{who} at {where}").format(who=who, where=where))
        about.setEnabled(False)
        menu.addSeparator()
        silent = menu.addAction(self.tr("Do not disturb"))
        silent.setObjectName("menu_silent")
        silent.setCheckable(True)
        silent.triggered.connect(lambda on: self._preferences.set("do_not_disturb", bool(on)))
        self._bindings.bind(self._preferences, "do_not_disturb", silent.setChecked)
        menu.addSeparator()
        look = QActionGroup(menu)
        choices: dict[str, QAction] = {}
        for choice, text in (
            ("system", self.tr("Same as the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            entry = QAction(text, menu)
            entry.setCheckable(True)
            entry.setChecked(self._themes.choice == choice)
            entry.triggered.connect(lambda _on=False, which=choice: self._themes.choose(which))
            look.addAction(entry)
            menu.addAction(entry)
            choices[choice] = entry
        self._bindings.listen(self._themes.chosen, lambda now: choices[now].setChecked(True))
        menu.addSeparator()
        for name, text, act in (
            ("menu_shortcuts", self.tr("Keyboard shortcuts"), self._acts.shortcuts),
            ("sign_out", self.tr("Sign out"), self._acts.sign_out),
            ("menu_quit", self.tr("Quit"), self._acts.quit),
        ):
            entry = menu.addAction(text)
            entry.setObjectName(name)
            entry.triggered.connect(lambda _on=False, act=act: act())

    def _on_where(self, where: Where) -> None:
        room = self._rooms.get(where.room)
        if room is None:
            return
        self._pages.setCurrentWidget(room.page)
        self.shortcuts.enter(room.key)
        room.open(where.thing, where.inner)

    def _on_acted(self, what: Where) -> None:
        room = self._rooms.get(what.room)
        if room is not None:
            room.open(what.thing, what.inner)
