"""Rings for customers who wait, again and again until somebody accepts or one silences it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.support import Conversation
from spaces_desktop.audio.player import SoundPlayer
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.tone import ring_tone
from spaces_desktop.widgets.player import PlayerState
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

AGAIN_MS = 8000
SOUND = "support_ring"
"""Under which the choice is kept; "off" is without a sound."""


class Bell(Protocol):
    """Makes the sound once; where there is no loudspeaker nothing is heard, and nothing fails."""

    def ring(self) -> None: ...
    def hush(self) -> None: ...


class Ringer(QObject):
    ringing_changed = Signal(bool)
    with_sound_changed = Signal(bool)
    announced = Signal(object)
    """The Conversation of somebody new who waits; to be told where one looks elsewhere."""
    calmed = Signal()
    """Nobody is left to ring for."""

    ringing = Observed(False)
    with_sound = Observed(True)

    def __init__(
        self,
        bell: Bell,
        keep: Keep,
        is_quiet: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_quiet` says whether nothing may be heard now, by the settings."""
        super().__init__(parent)
        self._bell = bell
        self._keep = keep
        self._is_quiet = is_quiet
        self._waiting: set[str] = set()
        self._silenced: set[str] = set()
        self._announced: set[str] = set()
        self.with_sound = keep.get(SOUND) != "off"
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._sound)

    def close(self) -> None:
        self._again.stop()
        self._bell.hush()

    def look(self, waiting: Iterable[Conversation]) -> None:
        """Who waits now, wherever one is online; whoever is not among them needs no ringing."""
        found = {one.id: one for one in waiting}
        self._waiting = set(found)
        self._silenced &= self._waiting
        self._announced &= self._waiting
        fresh = [one for key, one in found.items() if key not in self._announced | self._silenced]
        self._announced |= {one.id for one in fresh}
        loud = self._waiting - self._silenced
        if not loud:
            self._stop()
            return
        if fresh and not self._is_quiet():
            self.announced.emit(fresh[0])
        if fresh or not self.ringing:
            self.ringing = True
            self._sound()
            self._again.start()

    def silence(self) -> None:
        """Not for those who wait now; whoever comes after them rings again."""
        self._silenced |= self._waiting
        self._stop()

    def skip(self, conversation_id: str) -> None:
        """One has put it back oneself: it does not ring here again."""
        self._silenced.add(conversation_id)

    def choose_sound(self, on: bool) -> None:
        self._keep.put(SOUND, "" if on else "off")
        self.with_sound = on
        if not on:
            self._bell.hush()

    def _sound(self) -> None:
        if self.with_sound and not self._is_quiet():
            self._bell.ring()

    def _stop(self) -> None:
        self._again.stop()
        self._bell.hush()
        if self.ringing:
            self.ringing = False
            self.calmed.emit()


class SoundBell:
    """Through the loudspeaker. The player is made when it first rings."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._player: SoundPlayer | None = None

    def ring(self) -> None:
        if self._player is None:
            self._player = SoundPlayer(_tone, self._tasks)
        if self._player.state is PlayerState.FAILED:
            log.info("no sound for who waits: %s", self._player.trouble)
        self._player.play()

    def hush(self) -> None:
        if self._player is not None:
            self._player.pause()

    def close(self) -> None:
        player, self._player = self._player, None
        if player is not None:
            self._tasks.spawn(player.close(), name="close the bell")


async def _tone() -> bytes:
    return ring_tone()
