"""The conversations that stand open beside each other, kept between starts."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal

from spaces_desktop.kernel.properties import Observed
from spaces_desktop.support.console.listing import kept_ids
from spaces_desktop.widgets.rooms import Keep

MOST_TABS = 20
"""Whoever opens more closes the one that was left alone the longest."""


class Tabs(QObject):
    current_changed = Signal(str)
    changed = Signal()
    """Which there are, or in which order."""
    closed = Signal(str)

    current = Observed("")
    """The id of the conversation that is on the screen; "" for none."""

    def __init__(self, name: str, keep: Keep, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._keep = keep
        self.ids: list[str] = []
        self._used: list[str] = []
        """By when they were last on the screen, the latest last."""

    def restore(self) -> None:
        """As they stood at the last end; the first of what was kept is the current one."""
        current, *ids = kept_ids(self._keep.get(self._name)) or [""]
        self.ids = list(dict.fromkeys(ids))[:MOST_TABS]
        self._used = list(self.ids)
        self.changed.emit()
        if self.ids:
            self.select(current if current in self.ids else self.ids[0])

    def open(self, conversation_id: str) -> None:
        if conversation_id not in self.ids:
            if len(self.ids) >= MOST_TABS:
                self.close_tab(next(one for one in self._used if one != self.current))
            self.ids.append(conversation_id)
            self.changed.emit()
        self.select(conversation_id)

    def select(self, conversation_id: str) -> None:
        if conversation_id in self.ids:
            self._used = [one for one in self._used if one != conversation_id]
            self._used.append(conversation_id)
            self.current = conversation_id
            self._save()

    def select_at(self, at: int) -> None:
        """The tab at that place, from 0."""
        if 0 <= at < len(self.ids):
            self.select(self.ids[at])

    def step(self, by: int) -> None:
        """To the next tab, round the end; -1 goes back."""
        if self.ids:
            at = self.ids.index(self.current) if self.current in self.ids else 0
            self.select(self.ids[(at + by) % len(self.ids)])

    def move(self, was: int, now: int) -> None:
        """Somebody dragged one to another place."""
        self.ids.insert(now, self.ids.pop(was))
        self._save()

    def close_tab(self, conversation_id: str) -> None:
        if conversation_id not in self.ids:
            return
        at = self.ids.index(conversation_id)
        self.ids.remove(conversation_id)
        self._used = [one for one in self._used if one != conversation_id]
        self.closed.emit(conversation_id)
        self.changed.emit()
        if self.current == conversation_id:
            near = self.ids[min(at, len(self.ids) - 1)] if self.ids else ""
            self.current = near
            if near:
                self.select(near)
        self._save()

    def clear(self) -> None:
        for one in list(self.ids):
            self.close_tab(one)

    def _save(self) -> None:
        kept = json.dumps([self.current, *self.ids]) if self.ids else ""
        self._keep.put(self._name, kept)
