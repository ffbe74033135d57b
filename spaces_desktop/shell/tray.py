"""The mark in the system's tray: what is unread, quiet, and the way back to the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.marks import tray_icon
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.widgets.theme import Themes


class Tray(QObject):
    open_requested = Signal()
    quit_requested = Signal()
    note_clicked = Signal()

    def __init__(
        self, preferences: Preferences, themes: Themes, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._themes = themes
        self._count = 0
        self._bindings = Bindings()
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu()
        self._act("tray_open", self.tr("Open Spaces")).triggered.connect(self.open_requested)
        self.menu.addSeparator()
        self._silent = self._act("tray_silent", self.tr("Do not disturb"))
        self._silent.setCheckable(True)
        self._silent.triggered.connect(lambda on: self._preferences.set("do_not_disturb", bool(on)))
        self._lift = self._act("tray_lift", self.tr("Notify me anyway until quiet hours end"))
        self._lift.triggered.connect(preferences.lift_quiet)
        self.menu.aboutToShow.connect(self._on_menu)
        self.menu.addSeparator()
        self._act("tray_quit", self.tr("Quit")).triggered.connect(self.quit_requested)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self.note_clicked)
        self._bindings.listen(themes.changed, self._paint)
        self._bindings.bind(preferences, "do_not_disturb", self._silent.setChecked)
        self._paint()
        if self.is_available:
            self.icon.show()

    @property
    def is_available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self._paint()

    def close(self) -> None:
        self._bindings.release()
        self.icon.hide()
        self.menu.deleteLater()

    def _act(self, name: str, text: str) -> QAction:
        made = self.menu.addAction(text)
        made.setObjectName(name)
        return made

    def _on_menu(self) -> None:
        lifted = self._preferences.quiet and self._preferences.is_quiet
        self._lift.setVisible(lifted and not self._preferences.do_not_disturb)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_requested.emit()

    def _paint(self) -> None:
        self.icon.setIcon(tray_icon(self._count, self._themes.current))
        text = self.tr("Spaces")
        if self._count:
            text = self.tr("Spaces: {count} unread").format(count=self._count)
        self.icon.setToolTip(text)
