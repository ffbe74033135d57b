"""A list with its four states: still coming, nothing there, failed, or what there is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, column, line
from spaces_desktop.widgets.skeleton import Skeleton
from spaces_desktop.widgets.theme import Themes

LOADING_AFTER_MS = 150


class ListStates(QWidget):
    """`name` begins the object names of its parts: `NAME_error`, `NAME_more`, `NAME_loading`."""

    retry_requested = Signal()
    more_requested = Signal()

    def __init__(self, name: str, content: QWidget, empty: QWidget, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(f"{name}_states")
        layout = column(self, 0, 0)
        self._strip = ErrorStrip(name=f"{name}_error")
        self._strip.retry_requested.connect(self.retry_requested)
        holder = line()
        holder.setContentsMargins(12, 4, 12, 4)
        holder.addWidget(self._strip)
        layout.addLayout(holder)
        self._pages = QStackedWidget()
        self._blank = QWidget()
        self._loading = Skeleton("entries", themes)
        self._loading.setObjectName(f"{name}_loading")
        self._empty = empty
        self._content = content
        for page in (self._blank, self._loading, empty, content):
            self._pages.addWidget(page)
        layout.addWidget(self._pages, 1)
        self._more = button(self.tr("Show more"), f"{name}_more", "link")
        self._more.clicked.connect(self.more_requested)
        self._more.hide()
        layout.addWidget(self._more)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(LOADING_AFTER_MS)
        self._slow.timeout.connect(lambda: self._pages.setCurrentWidget(self._loading))

    def show_phase(self, phase: Phase) -> None:
        self._slow.stop()
        if phase is Phase.LOADING:
            self._pages.setCurrentWidget(self._blank)
            self._slow.start()
        else:
            shown = {Phase.EMPTY: self._empty, Phase.READY: self._content}
            self._pages.setCurrentWidget(shown.get(phase, self._blank))

    def show_advice(self, advice: Advice | None) -> None:
        self._strip.show_advice(advice)

    def show_more(self, has_more: bool) -> None:
        self._more.setVisible(has_more)
