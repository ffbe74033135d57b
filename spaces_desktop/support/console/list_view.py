"""The left of a console: who waits, what one answers, and all; with a search over it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.lines import Which
from spaces_desktop.support.console.model import ConsoleModel
from spaces_desktop.support.console.row_view import LineDelegate
from spaces_desktop.widgets.controls import SearchField, SegmentedControl
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, button, column, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

TICK_MS = 1000
EDGE = 12


class LineList(EntryList):
    """Rows stay where they are while one is pressed: what is let go of is what was pressed."""

    def __init__(self, model: ConsoleModel, title: str, themes: Themes) -> None:
        lines = model.listing.lines
        super().__init__("conversations", title, lines, themes)
        self._lines = lines
        self.setItemDelegate(LineDelegate(self, themes, model.clock))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK_MS)
        # Painted anew, not laid out: only the rows that are seen cost anything.
        self._ticks.timeout.connect(self.viewport().update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._lines.hold(True)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._lines.hold(False)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._lines.hold(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()
        self._lines.hold(False)


class ConversationListView(QWidget):
    chosen = Signal(str)

    def __init__(self, model: ConsoleModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("console_list")
        self.setProperty("role", "side")
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        top = QWidget()
        above = column(top, 12, 8)
        above.setContentsMargins(EDGE, 12, EDGE, 8)
        self.search = SearchField(self.tr("Search conversations"), "console_search", themes)
        self.search.searched.connect(model.listing.search)
        above.addWidget(self.search)
        self.which = SegmentedControl(
            (("queue", self.tr("Queue")), ("mine", self.tr("Mine")), ("all", self.tr("All"))),
            "console_which",
            self.tr("Which conversations"),
        )
        self.which.changed.connect(lambda key: model.listing.show(cast(Which, key)))
        row = line()
        row.addWidget(self.which)
        row.addStretch(1)
        above.addLayout(row)
        layout.addWidget(top)
        self._act_error = ErrorStrip(name="console_act_error")
        layout.addWidget(self._act_error)
        self.list = LineList(model, self.tr("Conversations"), themes)
        self.list.chosen.connect(self.chosen)
        self.empty = self._build_empty(themes)
        self._states = StateStack(self.list, themes, self.empty, name="console")
        self._states.retry_requested.connect(model.listing.reload)
        self._states.more_requested.connect(model.listing.more)
        layout.addWidget(self._states, 1)
        self._accept = button(self.tr("Accept next"), "accept_next", "primary")
        self._accept.clicked.connect(model.accept_next)
        foot = QWidget()
        below = column(foot, 12, 0)
        below.addWidget(self._accept)
        self._foot = foot
        layout.addWidget(foot)
        self._states.follow(self._bindings, model.listing)
        bind = self._bindings.bind
        bind(model.listing, "which", self._on_which)
        bind(model.listing, "counts", self._on_counts)
        bind(model.listing, "phase", lambda _phase: self._show_empty())
        bind(model.listing, "needle", lambda _needle: self._show_empty())
        bind(model, "advice", self._act_error.show_advice)
        bind(model.tabs, "current", self.list.select)
        self._bindings.listen(model.listing.refreshed, self._on_refreshed)

    def release(self) -> None:
        self._bindings.release()

    def step(self, by: int) -> None:
        """Go to the next conversation of the list, or with -1 to the one before."""
        entries = self._model.listing.lines.entries
        if not entries:
            return
        at = self._model.listing.lines.position(self._model.tabs.current)
        now = (0 if by > 0 else len(entries) - 1) if at is None else at + by
        if 0 <= now < len(entries):
            self.list.select(entries[now].id)
            self.chosen.emit(entries[now].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def _build_empty(self, themes: Themes) -> Empty:
        self._to_all = button("", "console_empty_act")
        self._to_all.clicked.connect(self._on_empty_act)
        return Empty("", "", self._to_all, picture="support", themes=themes)

    def _on_empty_act(self) -> None:
        if self._model.listing.needle:
            self.search.clear()
            self._model.listing.search("")
        else:
            self._model.listing.show("all")

    def _show_empty(self) -> None:
        listing = self._model.listing
        self._to_all.setText(self.tr("Show all conversations"))
        self._to_all.setVisible(listing.which != "all" or bool(listing.needle))
        if listing.needle:
            self._to_all.setText(self.tr("Clear the search"))
            self.empty.set_texts(
                self.tr("Nothing found"), self.tr("No conversation here holds these words.")
            )
        elif listing.which == "queue":
            self.empty.set_texts(
                self.tr("Nobody is waiting"),
                self.tr("Customers who ask for a person appear here, the longest wait first."),
            )
        elif listing.which == "mine":
            self.empty.set_texts(
                self.tr("Nothing is yours"),
                self.tr("Conversations you accept stay here until they are resolved."),
            )
        else:
            self.empty.set_texts(
                self.tr("No conversations yet"),
                self.tr("What customers write to this brand appears here."),
            )

    def _on_which(self, which: str) -> None:
        self.which.choose(which)
        self._foot.setVisible(which == "queue")
        self._show_empty()

    def _on_counts(self, counts: tuple[int, int, int]) -> None:
        self._accept.setEnabled(counts[0] > 0)
        self._say_counts(counts)

    def _say_counts(self, counts: tuple[int, int, int]) -> None:
        """Where the letters are too large for it, the counts are left out."""
        waiting, mine, new = counts
        self.which.rename("queue", _counted(self.tr("Queue"), waiting))
        self.which.rename("mine", _counted(self.tr("Mine"), mine), is_loud=new > 0)
        room = self.width() - 2 * EDGE
        if self.width() and self.which.sizeHint().width() > room:
            self.which.rename("queue", self.tr("Queue"))
            self.which.rename("mine", self.tr("Mine"), is_loud=new > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_counts(self._model.listing.counts)

    def _on_refreshed(self) -> None:
        """Where what was open has left the list, no neighbour of it looks as if it were open."""
        if self._model.listing.phase is Phase.READY:
            self.list.select(self._model.tabs.current)


def _counted(words: str, count: int) -> str:
    return f"{words} {count}" if count else words
