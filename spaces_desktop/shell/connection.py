"""What the quiet strip says about the connection, and nothing while all is well."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.shell.backend import Backend, ServerState


class ConnectionModel(QObject):
    text_changed = Signal(str)
    can_retry_changed = Signal(bool)
    text = Observed("")
    can_retry = Observed(False)

    def __init__(
        self,
        live: LiveEvents,
        backend: Backend | None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """`backend` is given where the server is one's own."""
        super().__init__(parent)
        self._live = live
        self._backend = backend
        self._clock = clock
        self._was_lost = False
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self.refresh)
        live.link_changed.connect(self._on_link)
        if backend is not None:
            backend.state_changed.connect(self._on_backend)

    def close(self) -> None:
        self._tick.stop()
        self._live.link_changed.disconnect(self._on_link)
        if self._backend is not None:
            self._backend.state_changed.disconnect(self._on_backend)

    def retry(self) -> None:
        if self._backend is not None:
            self._backend.restart()
        self._live.retry_now()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE:
            self._was_lost = False
        elif link.state is LinkState.WAITING:
            self._was_lost = True
        self.refresh()

    def _on_backend(self, _state: ServerState) -> None:
        self.refresh()

    def refresh(self) -> None:
        link = self._live.link
        waiting = link.state is LinkState.WAITING
        state = None if self._backend is None else self._backend.state
        if state is ServerState.FAILED:
            self.text = self.tr("Your space stopped and could not be started again.")
        elif state is ServerState.RESTARTING:
            self.text = self.tr("Your space stopped unexpectedly. It is being started again.")
        elif waiting and link.retry_at is not None:
            left = max(1, math.ceil(link.retry_at - self._clock()))
            self.text = self.tr("No connection. Trying again in {seconds} s.").format(seconds=left)
        elif link.state is LinkState.CONNECTING and self._was_lost:
            self.text = self.tr("Reconnecting…")
        else:
            self.text = ""
        self.can_retry = state is ServerState.FAILED or (waiting and bool(self.text))
        if waiting != self._tick.isActive():
            self._tick.start() if waiting else self._tick.stop()
