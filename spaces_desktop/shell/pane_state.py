"""The widths somebody gave to the panes of a room, kept from start to start."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from spaces_desktop.widgets.panes import ThreePanes
from spaces_desktop.widgets.rooms import Keep, Room

SETTLE_MS = 400


class PaneState(QObject):
    def __init__(self, rooms: Iterable[Room], keep: Keep, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._panes = {
            f"panes/{room.key}/{at}": panes
            for room in rooms
            for at, panes in enumerate(_panes_of(room))
        }
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SETTLE_MS)
        self._wait.timeout.connect(self.save)
        for name, panes in self._panes.items():
            _restore(panes, keep.get(name))
            panes.splitterMoved.connect(lambda *_moved: self._wait.start())
            panes.inspector_shown_changed.connect(lambda _shown: self._wait.start())

    def save(self) -> None:
        for name, panes in self._panes.items():
            self._keep.put(name, json.dumps(panes.widths))

    def close(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self.save()


def _panes_of(room: Room) -> list[ThreePanes]:
    return room.page.findChildren(ThreePanes)


def _restore(panes: ThreePanes, said: str) -> None:
    try:
        side, inspector, refused = json.loads(said)
        panes.restore(int(side), int(inspector), bool(refused))
    except (ValueError, TypeError):
        return  # nothing was kept, or nothing that can be read: as it comes
