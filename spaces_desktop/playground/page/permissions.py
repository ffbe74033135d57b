"""What an embedded page was allowed, by space, origin and kind; nothing is, until somebody says so.

Remembered in this app alone, and taken back at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec
from PySide6.QtCore import QObject, Signal


class Power(StrEnum):
    """What a page may be granted; everything else is always refused."""

    MICROPHONE = "microphone"
    CAMERA = "camera"
    CAMERA_AND_MICROPHONE = "camera_and_microphone"
    POSITION = "position"
    NOTIFICATIONS = "notifications"
    CLIPBOARD = "clipboard"
    POINTER_LOCK = "pointer_lock"


class Grants(msgspec.Struct, frozen=True):
    """As kept: `granted` and `refused` by `space origin power`."""

    granted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


class Permissions(QObject):
    """`keep` stores what was decided."""

    changed = Signal()

    def __init__(
        self,
        grants: Grants,
        keep: Callable[[Grants], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._granted = set(grants.granted)
        self._refused = set(grants.refused)
        self._keep = keep

    def decided(self, space_id: str, origin: str, power: Power) -> bool | None:
        """None where nobody has been asked yet."""
        key = _key(space_id, origin, power)
        if key in self._granted:
            return True
        return False if key in self._refused else None

    def decide(self, space_id: str, origin: str, power: Power, *, grants: bool) -> None:
        key = _key(space_id, origin, power)
        self._forget(key)
        (self._granted if grants else self._refused).add(key)
        self._store()

    def take_back(self, space_id: str, origin: str, power: Power) -> None:
        """The page has to ask again."""
        self._forget(_key(space_id, origin, power))
        self._store()

    def take_back_all(self, space_id: str) -> None:
        for key in [key for key in self._granted | self._refused if key.startswith(space_id)]:
            self._forget(key)
        self._store()

    def of_space(self, space_id: str) -> list[tuple[str, Power, bool]]:
        """`(origin, power, whether granted)`, in a steady order."""
        found = []
        for keys, grants in ((self._granted, True), (self._refused, False)):
            for key in keys:
                space, origin, power = key.split(" ")
                if space == space_id:
                    found.append((origin, Power(power), grants))
        return sorted(found)

    def _forget(self, key: str) -> None:
        self._granted.discard(key)
        self._refused.discard(key)

    def _store(self) -> None:
        self._keep(Grants(tuple(sorted(self._granted)), tuple(sorted(self._refused))))
        self.changed.emit()


def _key(space_id: str, origin: str, power: Power) -> str:
    return f"{space_id} {origin} {power}"
