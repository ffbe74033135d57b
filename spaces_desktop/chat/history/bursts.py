"""Messages on their way to the rows: what comes in together is shown together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from spaces_desktop.chat.state import ThreadState
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.widgets.message_rows import MessageRows


class Bursts(QObject):
    """`shown` is called after the rows have changed."""

    def __init__(
        self,
        live: LiveEvents,
        state: ThreadState,
        rows: MessageRows,
        shown: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._state = state
        self._rows = rows
        self._shown = shown
        self._stale: dict[str, None] = {}
        """In the order they came."""
        self._link = live.burst_ended.connect(self._show)

    def put(self, message_id: str) -> None:
        """Show how a message stands: now, or at the end of the burst it is part of."""
        self._stale[message_id] = None
        if not self._live.in_burst:
            self._show()

    def close(self) -> None:
        QObject.disconnect(self._link)

    def _show(self) -> None:
        known = [self._state.messages.get(one) for one in self._stale]
        self._stale.clear()
        found = [one for one in known if one is not None]
        if found:
            self._rows.merge([self._state.row(one) for one in found])
            self._shown()
