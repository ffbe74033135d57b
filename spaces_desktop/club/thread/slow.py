"""Slow mode as one member meets it: for how long nothing more can be written in a club."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from time import monotonic

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from embedded_server.contracts.communities import Community
from spaces_desktop.chat.writing.pace import Pace
from spaces_desktop.communities.rights import is_staff

TICK_MS = 500


class SlowMode(Pace):
    """`club_of(club)` is that club as it is known now. The time runs on this machine's own clock,
    from the moment when something of one's own was taken, or was refused."""

    def __init__(
        self,
        club_of: Callable[[str], Community | None] = lambda _club: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._club_of = club_of
        self._until: dict[str, float] = {}
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_tick)

    def close(self) -> None:
        self._tick.stop()
        self._until.clear()

    def seconds(self, community_id: str) -> int:
        """How far apart one's messages are there; 0 for as one likes."""
        club = self._club_of(community_id)
        if club is None or is_staff(club) or isinstance(club.slow_seconds, UnsetType):
            return 0
        return club.slow_seconds or 0

    def left(self, community_id: str) -> int:
        """Whole seconds until one may write again, 0 for now."""
        return max(0, ceil(self._until.get(community_id, 0) - monotonic()))

    def wrote(self, community_id: str) -> None:
        """Something was taken there just now."""
        seconds = self.seconds(community_id)
        if seconds:
            self.hold(community_id, seconds)

    def hold(self, community_id: str, seconds: int) -> None:
        self._until[community_id] = monotonic() + seconds
        self._tick.start()
        self.changed.emit(community_id)

    def words(self) -> str:
        return self.tr("Slow mode: it goes out by itself when it may.")

    def said(self, seconds: int) -> str:
        return slow_words(seconds)

    def look_again(self, community_id: str) -> None:
        """The club has changed: who is not slowed there any more waits for nothing."""
        if community_id in self._until and not self.seconds(community_id):
            del self._until[community_id]
            self.changed.emit(community_id)

    def _on_tick(self) -> None:
        for community_id in list(self._until):
            if not self.left(community_id):
                del self._until[community_id]
            self.changed.emit(community_id)
        if not self._until:
            self._tick.stop()


def _tr(text: str) -> str:
    return QCoreApplication.translate("thread", text)


def slow_words(seconds: int) -> str:
    """For how long slow mode lets nothing be sent; "" for now."""
    if not seconds:
        return ""
    if seconds < 60:
        return _tr("Slow mode: you can write again in {seconds} s").format(seconds=seconds)
    minutes, rest = divmod(seconds, 60)
    clock = (
        f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
    )
    return _tr("Slow mode: you can write again in {time}").format(time=clock)
