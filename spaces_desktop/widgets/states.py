"""The four states of a place: loading, empty, failed, and what it holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import column
from spaces_desktop.widgets.skeleton import Shape, Skeleton
from spaces_desktop.widgets.theme import Themes

LOADING_AFTER_MS = 150
"""What comes sooner than this is not announced: a flicker says nothing."""


class StateStack(QStackedWidget):
    """Shows one of the states by the phase of what is fetched.

    stack = StateStack(self.list, themes, Empty(...), name="clubs")
    stack.follow(bindings, model)
    stack.retry_requested.connect(model.load)
    """

    retry_requested = Signal()

    def __init__(
        self,
        content: QWidget,
        themes: Themes,
        empty: QWidget | None = None,
        *,
        shape: Shape = "entries",
        name: str = "state",
    ) -> None:
        super().__init__()
        self._blank = QWidget()
        self.skeleton = Skeleton(shape, themes)
        self.error = ErrorStrip(name=f"{name}_error")
        self._failed = QWidget()
        around = column(self._failed, 16)
        around.addWidget(self.error)
        around.addStretch(1)
        self.content = content
        self._page_of = {
            Phase.LOADING: self._blank,
            Phase.EMPTY: empty or content,
            Phase.FAILED: self._failed,
            Phase.READY: content,
        }
        for page in (self._blank, self.skeleton, self._failed, empty, content):
            if page is not None:
                self.addWidget(page)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(LOADING_AFTER_MS)
        self._slow.timeout.connect(lambda: self.setCurrentWidget(self.skeleton))
        self.error.retry_requested.connect(self.retry_requested)

    def show_phase(self, phase: Phase) -> None:
        if phase is Phase.LOADING:
            # A place that is loading already goes on as it is.
            if self.currentWidget() is not self.skeleton:
                self.setCurrentWidget(self._blank)
                self._slow.start()
            return
        self._slow.stop()
        self.setCurrentWidget(self._page_of[phase])

    def show_advice(self, advice: Advice | None) -> None:
        """What went wrong, for the state of failure."""
        self.error.show_advice(advice)

    def follow(self, bindings: Bindings, model: Any) -> None:
        """Bind to a model's `phase` and `advice`."""
        bindings.bind(model, "advice", lambda _advice: self.show_advice(model.advice))
        bindings.bind(model, "phase", self.show_phase)
