"""Lists of messages with their four states: where one was named, and what is pinned."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from spaces_desktop.club.search.finding import FindingModel
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.hit_list import HitList
from spaces_desktop.widgets.panes import Empty, Header, column, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

READABLE = 760
"""So wide a list of messages gets in the main pane."""


class MentionsView(QFrame):
    """The page of all messages that name one."""

    def __init__(self, model: FindingModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("mentions_page")
        self.setProperty("role", "pane")
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        words = self.tr("A mention counts as read once you have opened it in its club.")
        layout.addWidget(Header(self.tr("Mentions"), words))
        found = model.mentions.found
        hits = HitList(
            "mention_list", self.tr("Messages that mention you"), model.mentions.hits, themes
        )
        hits.chosen.connect(model.go_to_mention)
        none = Empty(
            self.tr("No mentions yet"),
            self.tr("When somebody writes @ and your name, the message appears here."),
            picture="at",
            themes=themes,
        )
        states = StateStack(hits, themes, none, name="mentions")
        states.setMaximumWidth(READABLE)
        states.retry_requested.connect(found.load)
        states.more_requested.connect(found.more)
        row = line()
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(states, 1)
        row.addStretch()
        layout.addLayout(row, 1)
        states.follow(self._bindings, found)


class PinsView(QWidget):
    """The pinned messages of the open club, in its inspector."""

    def __init__(self, model: FindingModel, themes: Themes) -> None:
        super().__init__()
        self._model = model.pins
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        hits = HitList("pin_list", self.tr("Pinned messages"), model.pins.hits, themes)
        hits.chosen.connect(model.go_to_pin)
        none = Empty(
            self.tr("No pinned messages"),
            self.tr("Moderators can pin a message so that everybody finds it again."),
            picture="pin",
            themes=themes,
        )
        states = StateStack(hits, themes, none, name="pins")
        found = model.pins.found
        states.retry_requested.connect(found.load)
        states.more_requested.connect(found.more)
        layout.addWidget(states)
        states.follow(self._bindings, found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.set_shown(False)
