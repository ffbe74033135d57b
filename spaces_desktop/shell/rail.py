"""The narrow rail: where one is, the rooms with what waits in them, and oneself at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QMenu,
    QSizePolicy,
    QToolButton,
)

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.navigation import Navigation, Where
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import column, line
from spaces_desktop.widgets.rail_button import RailButton
from spaces_desktop.widgets.rooms import Badge, Room
from spaces_desktop.widgets.theme import Themes

MOST_JUMPS = 9
"""Rooms that a digit jumps to."""


class Rail(QFrame):
    def __init__(
        self, rooms: Sequence[Room], navigation: Navigation, themes: Themes, who: str, where: str
    ) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._navigation = navigation
        self._themes = themes
        self._bindings = Bindings()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        layout = column(self, 6, 4)
        layout.addLayout(self._build_arrows())
        self.server = self._menu_button("rail_server", where, "server")
        self.server.setToolTip(self.tr("{where}: switch to another space").format(where=where))
        layout.addWidget(self.server)
        rooms = [room for room in rooms if room.is_listed]
        for at, room in enumerate([one for one in rooms if not one.at_end], start=1):
            self._add(layout, room, at if at <= MOST_JUMPS else 0)
        layout.addStretch(1)
        for room in rooms:
            if room.at_end:
                self._add(layout, room, 0)
        self.me = self._menu_button("rail_me", who, "person")
        self.me.setToolTip(self.tr("{who} at {where}").format(who=who, where=where))
        layout.addWidget(self.me)
        self._bindings.bind(navigation, "where", self._on_where)

    def rename_me(self, who: str) -> None:
        self.me.setText(who)
        self.me.setAccessibleName(who)
        self.me.updateGeometry()

    def focus_here(self) -> None:
        """The keyboard begins at the room one is in."""
        entry = self._buttons.get(self._navigation.where.room)
        if entry is not None:
            entry.setFocus()

    def release(self) -> None:
        self._bindings.release()

    def _build_arrows(self) -> QBoxLayout:
        row = line(spacing=0)
        self._back = self._arrow("rail_back", self.tr("Back"), "back", self._navigation.back)
        self._forward = self._arrow(
            "rail_forward", self.tr("Forward"), "forward", self._navigation.forward
        )
        row.addWidget(self._back)
        row.addWidget(self._forward)
        return row

    def _arrow(self, name: str, text: str, icon: str, act: Callable[[], None]) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setToolTip(text)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        dress(made, icon, self._themes)
        made.clicked.connect(lambda _on=False: act())
        return made

    def _menu_button(self, name: str, text: str, icon: str) -> RailButton:
        made = RailButton(name, text, icon, self._themes)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setMenu(QMenu(made))
        return made

    def _add(self, layout: QBoxLayout, room: Room, jump: int) -> None:
        entry = RailButton(f"rail_{room.key}", room.title, room.icon, self._themes)
        entry.setCheckable(True)
        if jump:
            hint = self.tr("{room} (Ctrl+{digit})").format(room=room.title, digit=jump)
            entry.setToolTip(hint)
        entry.clicked.connect(lambda _on=False, key=room.key: self._enter(key))
        self._group.addButton(entry)
        self._buttons[room.key] = entry
        layout.addWidget(entry)
        if room.badge is not None:
            self._watch(entry, room.badge)

    def _watch(self, entry: RailButton, badge: Badge) -> None:
        def show(_value: object) -> None:
            entry.show_badge(badge.count, names_me=badge.names_me)

        self._bindings.bind(badge, "count", show)
        self._bindings.bind(badge, "names_me", show)

    def _enter(self, key: str) -> None:
        self._navigation.enter(key)
        self._on_where(self._navigation.where)

    def _on_where(self, where: Where) -> None:
        self._back.setEnabled(self._navigation.can_go_back)
        self._forward.setEnabled(self._navigation.can_go_forward)
        entry = self._buttons.get(where.room)
        if entry is None:
            return
        entry.setChecked(True)
        if any(one.hasFocus() for one in self._buttons.values()):
            entry.setFocus()  # else the ring would stay on the room one has left
