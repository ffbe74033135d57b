"""The four states of a place: loading, empty, failed, and what it holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, column, line
from spaces_desktop.widgets.skeleton import Shape, Skeleton
from spaces_desktop.widgets.theme import Themes

LOADING_AFTER_MS = 150
"""What comes sooner than this is not announced: a flicker says nothing."""


class StateStack(QWidget):
    """Shows one of the states by the phase of what is fetched, with what went wrong over it.

    stack = StateStack(self.list, themes, Empty(...), name="clubs")
    stack.follow(bindings, model)
    stack.retry_requested.connect(model.load)

    `name` begins the object names of its parts: `NAME_error`, `NAME_more`, `NAME_loading`.
    """

    retry_requested = Signal()
    more_requested = Signal()

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
        self.setObjectName(f"{name}_states")
        layout = column(self, 0, 0)
        self.error = ErrorStrip(name=f"{name}_error")
        self.error.retry_requested.connect(self.retry_requested)
        self._above = QWidget()  # goes with the error: its margins would stay
        around = line(self._above)
        around.setContentsMargins(12, 8, 12, 8)
        around.addWidget(self.error)
        self._above.hide()
        layout.addWidget(self._above)
        self._pages = QStackedWidget()
        layout.addWidget(self._pages, 1)
        self._blank = QWidget()
        self.skeleton = Skeleton(shape, themes)
        self.skeleton.setObjectName(f"{name}_loading")
        self.content = content
        self._page_of = {
            Phase.LOADING: self._blank,
            Phase.EMPTY: empty or content,
            Phase.FAILED: self._blank,
            Phase.READY: content,
        }
        for page in (self._blank, self.skeleton, empty, content):
            if page is not None:
                self._pages.addWidget(page)
        self._more = button(self.tr("Show more"), f"{name}_more", "link")
        self._more.clicked.connect(self.more_requested)
        self._more.hide()
        layout.addWidget(self._more)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(LOADING_AFTER_MS)
        self._slow.timeout.connect(lambda: self._pages.setCurrentWidget(self.skeleton))

    def currentWidget(self) -> QWidget | None:
        return self._pages.currentWidget()

    @property
    def is_waiting(self) -> bool:
        """Whether it has not been long enough yet to show that something is coming."""
        return self._slow.isActive()

    def show_phase(self, phase: Phase) -> None:
        if phase is Phase.LOADING:
            # A place that is loading already goes on as it is.
            if self.currentWidget() is not self.skeleton:
                self._pages.setCurrentWidget(self._blank)
                self._slow.start()
            return
        self._slow.stop()
        self._pages.setCurrentWidget(self._page_of[phase])

    def show_advice(self, advice: Advice | None) -> None:
        """What went wrong; it may be that only more of the content could not be fetched."""
        self.error.show_advice(advice)
        self._above.setVisible(advice is not None)

    def show_more(self, has_more: bool) -> None:
        """Whether there is more than is shown, to be asked for."""
        self._more.setVisible(has_more)

    def follow(self, bindings: Bindings, model: Any) -> None:
        """Bind to a model's `phase` and `advice`, and to its `has_more` where it comes in parts."""
        bindings.bind(model, "advice", lambda _advice: self.show_advice(model.advice))
        bindings.bind(model, "phase", self.show_phase)
        if hasattr(model, "has_more"):
            bindings.bind(model, "has_more", self.show_more)
