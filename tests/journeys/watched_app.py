"""The app as it is, with a window for a test to look through: it tells, and does nothing.

`python -m tests.journeys.watched_app SOCKET` runs the app and answers one JSON line for each JSON
line on that local socket. Everything is acted from outside, with keys and mouse.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, ClassVar

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from shiboken6 import getCppPointer, isValid

SOCKET = sys.argv.pop()


def _rect(rect: QRect) -> dict[str, int]:
    return {"x": rect.x(), "y": rect.y(), "w": rect.width(), "h": rect.height()}


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def _shown(name: str) -> QWidget | None:
    for widget in QtWidgets.QApplication.allWidgets():
        if widget.objectName() == name and widget.isVisible():
            return widget
    return None


def _widget(name: str) -> dict[str, Any] | None:
    """Where a visible widget is, and what it says."""
    found = _shown(name)
    if found is None:
        return None
    heard = QAccessible.queryAccessibleInterface(found)
    return _rect(_on_screen(found)) | {
        "enabled": found.isEnabled(),
        "focus": found.hasFocus(),
        "name": heard.text(QAccessible.Text.Name),
        "value": heard.text(QAccessible.Text.Value),
        "color": found.palette().color(found.backgroundRole()).name(),
    }


def _items(name: str) -> list[dict[str, Any]] | None:
    """The items of a list as a screen reader hears them, with where those on the screen are."""
    found = _shown(name)
    if not isinstance(found, QtWidgets.QAbstractItemView):
        return None
    return _items_of(found)


def _items_of(view: QtWidgets.QAbstractItemView) -> list[dict[str, Any]]:
    model, root = view.model(), view.rootIndex()
    items = []
    for row in range(model.rowCount(root)):
        index = model.index(row, 0, root)
        rect = view.visualRect(index) & view.viewport().rect()
        at = QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())
        items.append(
            {
                "text": _said(index),
                "seen": not rect.isEmpty(),
                "current": index == view.currentIndex(),
                "enabled": True,
            }
            | _rect(at)
        )
    return items


_growth: dict[str, list[int]] = {}


def _grown(name: str) -> list[int]:
    """The lengths that the last item of a list has had since this was asked first: a reply grows
    faster than anybody outside could look."""
    view = _shown(name)
    if name not in _growth and isinstance(view, QtWidgets.QAbstractItemView):
        model, lengths = view.model(), _growth.setdefault(name, [])

        def note() -> None:
            length = len(_said(model.index(model.rowCount() - 1, 0)))
            if lengths[-1:] != [length]:
                lengths.append(length)

        model.rowsInserted.connect(note)
        model.dataChanged.connect(note)
    return _growth.get(name, [])


def _said(index: Any) -> str:
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(spoken or index.data(Qt.ItemDataRole.DisplayRole) or "")


def _menu(_name: str) -> list[dict[str, Any]] | None:
    """The entries of the menu that is open, or of the list that a choice has let down."""
    menu = QtWidgets.QApplication.activePopupWidget()
    if not isinstance(menu, QtWidgets.QMenu):
        view = None if menu is None else menu.findChild(QtWidgets.QAbstractItemView)
        return None if view is None else _items_of(view)
    return [
        {
            "text": action.text(),
            "enabled": action.isEnabled(),
            "current": action is menu.activeAction(),
        }
        | _rect(
            QRect(
                menu.mapToGlobal(menu.actionGeometry(action).topLeft()),
                menu.actionGeometry(action).size(),
            )
        )
        for action in menu.actions()
        if not action.isSeparator()
    ]


def _focus(_name: str) -> int:
    """Which widget has the keyboard: a number of its own, 0 for none."""
    widget = QtWidgets.QApplication.focusWidget()
    return 0 if widget is None else int(getCppPointer(widget)[0])


def _windows(_name: str) -> list[dict[str, Any]]:
    return [
        _rect(_on_screen(window))
        | {
            "id": window.objectName(),
            "handle": int(window.winId()),
            "title": window.windowTitle(),
            "active": window.isActiveWindow(),
            "minimized": window.isMinimized(),
        }
        for window in QtWidgets.QApplication.topLevelWidgets()
        if window.isVisible() and window.isWindow()
    ]


def _tray(_name: str) -> dict[str, Any] | None:
    for icon in WatchedTrayIcon.made:
        if isValid(icon) and icon.isVisible():
            return _rect(icon.geometry()) | {"tip": icon.toolTip()}
    return None


def _clipboard(_name: str) -> str:
    return QtWidgets.QApplication.clipboard().text()


def _texts(_name: str) -> list[str]:
    """All words on the screen, of labels and buttons."""
    return [
        widget.text()
        for widget in QtWidgets.QApplication.allWidgets()
        if isinstance(widget, QtWidgets.QLabel | QtWidgets.QAbstractButton)
        and widget.isVisible()
        and widget.text()
    ]


LOOKS: dict[str, Callable[[str], Any]] = {
    "widget": _widget,
    "items": _items,
    "grown": _grown,
    "menu": _menu,
    "focus": _focus,
    "windows": _windows,
    "tray": _tray,
    "texts": _texts,
    "clipboard": _clipboard,
}


class WatchedApplication(QtWidgets.QApplication):
    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(SOCKET):
            raise SystemExit(self._server.errorString())

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._on_asked(socket))

    def _on_asked(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            what, name = json.loads(bytes(socket.readLine().data()))
            socket.write(json.dumps(LOOKS[what](name)).encode() + b"\n")
        socket.flush()


class WatchedTrayIcon(QSystemTrayIcon):
    made: ClassVar[list[QSystemTrayIcon]] = []

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.made.append(self)


def main() -> int:
    # The app takes the classes from the module when it is imported, which is after this.
    setattr(QtWidgets, "QSystemTrayIcon", WatchedTrayIcon)  # noqa: B010 mypy refuses the plain assignment to a class
    setattr(QtWidgets, "QApplication", WatchedApplication)  # noqa: B010 mypy refuses the plain assignment to a class
    from spaces_desktop.__main__ import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
