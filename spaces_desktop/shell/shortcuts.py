"""Every shortcut there is, told once: what keys are made from, and what the help page lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from spaces_desktop.shell.fuzzy import matches
from spaces_desktop.widgets.rooms import Shortcut


class Shortcuts:
    def __init__(self) -> None:
        self._all: dict[str, Shortcut] = {}
        self._room_of: dict[str, str] = {}
        self._made: list[tuple[str, QShortcut]] = []

    def __iter__(self) -> Iterator[Shortcut]:
        return iter(self._all.values())

    def add(self, shortcuts: Iterable[Shortcut], room: str = "") -> None:
        """Those of a room work in it alone. Raises ValueError for an id that is there already."""
        for one in shortcuts:
            if one.id in self._all:
                raise ValueError(f"two shortcuts are called {one.id}")
            self._all[one.id] = one
            self._room_of[one.id] = room

    def get(self, shortcut_id: str) -> Shortcut | None:
        return self._all.get(shortcut_id)

    def conflicts(self) -> list[tuple[str, list[str]]]:
        """Keys that more than one act answers to in one place, with the ids of those."""
        by_keys: dict[str, list[str]] = defaultdict(list)
        for one in self._all.values():
            if one.act is not None:
                for keys in one.keys:
                    by_keys[portable(keys)].append(one.id)
        return [(keys, ids) for keys, ids in by_keys.items() if self._meet(ids)]

    def _meet(self, ids: list[str]) -> bool:
        rooms = [self._room_of[one] for one in ids]
        return len(ids) > 1 and ("" in rooms or len(set(rooms)) < len(rooms))

    def listed(self, text: str = "") -> dict[str, list[Shortcut]]:
        """By heading, in the order they were added; only those that `text` finds."""
        found: dict[str, list[Shortcut]] = {}
        for one in self._all.values():
            keys = " ".join(shown(key) for key in one.keys)
            if matches(text, f"{one.words} {one.group} {keys}"):
                found.setdefault(one.group, []).append(one)
        return found

    def install(self, host: QWidget) -> None:
        """Let the keys work while `host`'s window is the one in use."""
        for one in self._all.values():
            for keys in one.keys if one.act is not None else ():
                made = QShortcut(QKeySequence(portable(keys)), host)
                made.setObjectName(f"shortcut_{one.id}")
                made.setContext(Qt.ShortcutContext.WindowShortcut)
                made.activated.connect(_guarded(one))
                self._made.append((self._room_of[one.id], made))

    def enter(self, room: str) -> None:
        """From now on those of this room work, and those of no room."""
        for home, made in self._made:
            made.setEnabled(home in ("", room))


def portable(keys: str) -> str:
    sequence = QKeySequence(keys)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def shown(keys: str) -> str:
    """As the keys are called on this system."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def is_writing() -> bool:
    """Whether a field has the keyboard in which letters are text."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit):
        return not focus.isReadOnly()
    return False


def _guarded(one: Shortcut) -> object:
    """A key that is a letter or a sign is text where somebody writes."""
    act = one.act

    def run() -> None:
        plain = all("+" not in keys and len(keys) == 1 for keys in one.keys)
        if act is not None and not (plain and is_writing()):
            act()

    return run
