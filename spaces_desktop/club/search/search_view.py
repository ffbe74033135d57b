"""The search panel: a field with filters, where to look, what was looked for, and the hits."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QSizePolicy,
    QWidget,
)

from spaces_desktop.club.search.query import FILTERS, Offer, offers
from spaces_desktop.club.search.searching import MOST, SearchModel
from spaces_desktop.communities.members import MembersModel
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import SearchField, SegmentedControl, tool
from spaces_desktop.widgets.hit_list import HitList
from spaces_desktop.widgets.panes import Empty, Header, button, clear, column, label, line, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

OFFER_ROW = 30
_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class SearchView(QFrame):
    closed = Signal()
    hit_chosen = Signal(str)

    def __init__(
        self, model: SearchModel, clubs: CommunitiesModel, members: MembersModel, themes: Themes
    ) -> None:
        super().__init__()
        self.setObjectName("search_panel")
        self.setProperty("role", "side")
        self._model = model
        self._clubs = clubs
        self._members = members
        self._offered: list[Offer] = []
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        header = Header(self.tr("Search"))
        close = tool("search_close", self.tr("Close search"), "close", themes)
        close.clicked.connect(self.closed)
        header.add(close)
        layout.addWidget(header)
        layout.addWidget(self._build_field(themes))
        self._offers = QListWidget()
        self._offers.setObjectName("search_offers")
        self._offers.setAccessibleName(self.tr("Suggestions"))
        self._offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offers.itemClicked.connect(lambda _item: self._take_offer())
        self._offers.hide()
        holder = line()
        holder.setContentsMargins(12, 0, 12, 0)
        holder.addWidget(self._offers)
        layout.addLayout(holder)
        self._list = HitList("search_hits", self.tr("Results"), model.hits, themes)
        self._list.chosen.connect(self.hit_chosen)
        self._none = Empty("", "", picture="search", themes=themes)
        self._states = StateStack(self._list, themes, self._none, name="search")
        self._states.retry_requested.connect(model.look)
        self._states.more_requested.connect(model.found.more)
        self._start = self._build_start()
        layout.addWidget(self._start, 1)
        layout.addWidget(self._states, 1)
        bind = self._bindings.bind
        bind(model.found, "phase", self._on_phase)
        bind(model.found, "advice", self._states.show_advice)
        bind(model.found, "has_more", self._states.show_more)
        bind(model, "everywhere", self._on_everywhere)
        bind(model, "recent", self._on_recent)
        bind(model, "typed", self._on_typed)
        bind(model, "sought", lambda _it: self._on_phase(model.found.phase))

    def begin(self, *, everywhere: bool) -> None:
        """Put the cursor into the field, with what stands there selected."""
        self._model.set_everywhere(everywhere)
        self.field.setFocus()
        self.field.selectAll()

    def show_club(self, is_open: bool) -> None:
        """Without an open club there is only everywhere."""
        self._where.allow("here", is_open)
        if not is_open and self._model.is_searching:
            self._model.set_everywhere(True)

    def _build_field(self, themes: Themes) -> QWidget:
        holder = QWidget()
        around = column(holder, 0, 8)
        around.setContentsMargins(12, 12, 12, 4)
        self.field = SearchField(self.tr("Search messages"), "search_field", themes)
        self.field.setMaxLength(MOST)
        self.field.textChanged.connect(self._model.type)
        self.field.textEdited.connect(lambda _text: self._offer())
        self.field.installEventFilter(self)
        around.addWidget(self.field)
        places = [("here", self.tr("This club")), ("all", self.tr("All clubs"))]
        self._where = SegmentedControl(places, "search", self.tr("Where to search"))
        self._where.changed.connect(lambda key: self._choose(everywhere=key == "all"))
        around.addWidget(self._where)
        return holder

    def _build_start(self) -> QWidget:
        inside = QWidget()
        layout = column(inside, 16, 4)
        self._recent_title = label(self.tr("Recent searches"), "section")
        layout.addWidget(self._recent_title)
        rows = QWidget()
        self._recent_rows = column(rows, 0, 0)
        layout.addWidget(rows)
        self._forget = button(self.tr("Clear"), "search_forget", "link")
        self._forget.clicked.connect(self._model.forget_recent)
        layout.addWidget(self._forget)
        layout.addSpacing(8)
        layout.addWidget(label(self.tr("Narrow it down"), "section"))
        hints = {
            "from": self.tr("who wrote it"),
            "in": self.tr("in which club"),
            "before": self.tr("a day, like 2026-11-23"),
            "after": self.tr("a day"),
            "has": self.tr("with a file or a link"),
        }
        for key in FILTERS:
            made = button(f"{key}:", f"search_filter_{key}", "link")
            words = self.tr("{filter} {meaning}").format(filter=f"{key}:", meaning=hints[key])
            made.setAccessibleName(words)
            made.clicked.connect(lambda _on=False, which=key: self._begin_filter(which))
            row = line(spacing=8)
            row.addWidget(made)
            row.addWidget(label(hints[key], "small", wrap=True), 1)
            layout.addLayout(row)
        layout.addStretch(1)
        area = scroller(inside, self.tr("Search tips"))
        return area

    def _begin_filter(self, key: str) -> None:
        typed = self.field.text().rstrip()
        self.field.setText(f"{typed} {key}:".lstrip())
        self.field.setFocus()
        self._offer()

    def _choose(self, *, everywhere: bool) -> None:
        self._model.set_everywhere(everywhere)
        self._on_everywhere(self._model.everywhere)

    def _on_everywhere(self, everywhere: bool) -> None:
        self._where.choose("all" if everywhere else "here")

    def _on_typed(self, typed: str) -> None:
        if typed != self.field.text():
            self.field.setText(typed)
        self._on_phase(self._model.found.phase)

    def _on_phase(self, phase: Phase) -> None:
        searching = self._model.is_searching and bool(self._model.typed.strip())
        self._start.setVisible(not searching)
        self._states.setVisible(searching)
        if phase is Phase.EMPTY:
            self._none.set_texts(
                self.tr("Nothing found"),
                self.tr("Try fewer words, or look in all clubs."),
            )
        self._states.show_phase(phase)

    def _on_recent(self, recent: tuple[str, ...]) -> None:
        clear(self._recent_rows)
        for text in recent:
            made = button(text.replace("&", "&&"), "search_recent", "link")
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            made.setToolTip(text)
            made.clicked.connect(lambda _on=False, words=text: self._again(words))
            self._recent_rows.addWidget(made)
        self._recent_title.setVisible(bool(recent))
        self._forget.setVisible(bool(recent))

    def _again(self, words: str) -> None:
        self.field.setText(words)
        self._model.look()
        self.field.setFocus()

    def _offer(self) -> None:
        people = [one.display_name for one in self._members.members]
        clubs = [one.name for one in self._clubs.mine]
        today = datetime.now().astimezone().date()
        self._offered = offers(self.field.text(), self.field.cursorPosition(), people, clubs, today)
        self._offers.clear()
        self._offers.addItems([one.shown for one in self._offered])
        self._offers.setVisible(bool(self._offered))
        if self._offered:
            self._offers.setCurrentRow(0)
            rows = min(5, len(self._offered))
            self._offers.setFixedHeight(rows * max(OFFER_ROW, self._offers.sizeHintForRow(0)) + 4)

    def _take_offer(self) -> None:
        at = self._offers.currentRow()
        if not 0 <= at < len(self._offered):
            return
        offer = self._offered[at]
        typed = self.field.text()
        self.field.setText(typed[: offer.start] + offer.text + typed[offer.end :].lstrip())
        self.field.setCursorPosition(offer.start + len(offer.text))
        self.field.setFocus()
        self._offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        """Whether the field is not to see it."""
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._offered and (enter or key == Qt.Key.Key_Tab):
            self._take_offer()
        elif self._offered and key in _FORWARD:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._offers.setCurrentRow((self._offers.currentRow() + step) % len(self._offered))
        elif self._offered and key == Qt.Key.Key_Escape:
            self._offered = []
            self._offers.hide()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif enter:
            self._model.look()
        elif key == Qt.Key.Key_Down and self._list.isVisible():
            self._list.setFocus()
            if not self._list.currentIndex().isValid():
                self._list.setCurrentIndex(self._list.model().index(0, 0))
        else:
            return False
        return True
