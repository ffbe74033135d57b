"""A brand's console: the lists, the open conversations in tabs, and what stands beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.chat.acts_view import RecentEmoji
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.beside_view import BesideView
from spaces_desktop.support.console.conversation import OpenConversation
from spaces_desktop.support.console.conversation_view import ConversationView
from spaces_desktop.support.console.desk_view import AvailabilityBar
from spaces_desktop.support.console.learn_view import LearnView
from spaces_desktop.support.console.list_view import ConversationListView
from spaces_desktop.support.console.model import ConsoleModel
from spaces_desktop.support.console.ringing import Ringer
from spaces_desktop.support.console.tab_strip_view import TabStrip
from spaces_desktop.widgets.panes import Empty, ThreePanes, button, column, frame
from spaces_desktop.widgets.theme import Themes
from spaces_desktop.widgets.typing_ahead import leave_keyboard


class ConsoleView(QWidget):
    def __init__(
        self, model: ConsoleModel, ringer: Ringer, themes: Themes, emoji: RecentEmoji
    ) -> None:
        super().__init__()
        self.setObjectName("console")
        self._model = model
        self._bindings = Bindings()
        self.list = ConversationListView(model, themes)
        self.desk = AvailabilityBar(model, ringer, themes)
        side = frame("side")
        left = column(side, 0, 0)
        left.addWidget(self.desk)
        left.addWidget(self.list, 1)
        self.tabs = TabStrip(model, themes, self._bindings)
        self.conversation = ConversationView(model, themes, emoji)
        self.beside = BesideView(themes)
        middle = QWidget()
        inner = column(middle, 0, 0)
        inner.addWidget(self.tabs)
        self._main = QStackedWidget()
        self._none = self._build_none(themes)
        self._main.addWidget(self._none)
        self._main.addWidget(self.conversation)
        inner.addWidget(self._main, 1)
        self._panes = ThreePanes(side, middle, self.beside)
        self._gone = self._build_gone(themes)
        self._all = QStackedWidget()
        self._all.addWidget(self._panes)
        self._all.addWidget(self._gone)
        column(self, 0, 0).addWidget(self._all)
        self.list.chosen.connect(model.show)
        self.beside.earlier_wanted.connect(model.show)
        self.conversation.seen_changed.connect(self._on_seen)
        self.conversation.inspector_toggled.connect(self._panes.toggle_inspector)
        self._panes.inspector_shown_changed.connect(self.conversation.show_inspector_state)
        bind = self._bindings.bind
        bind(model, "open", self._on_open)
        bind(model, "farewell", self._on_farewell)
        self._bindings.listen(model.said, self.conversation.pane.say)
        self._bindings.listen(model.learn_offered, self._on_learn)
        leave_keyboard(self)

    def release(self) -> None:
        self._model.watch("")
        self._bindings.release()
        self.list.release()
        self.desk.release()
        self.conversation.release()
        self.beside.release()

    def close_tab(self) -> bool:
        """Whether there was one to be closed."""
        current = self._model.tabs.current
        self._model.tabs.close_tab(current)
        return bool(current)

    def _build_none(self, themes: Themes) -> QWidget:
        page = frame("pane")
        self._start = button(self.tr("Accept next"), "console_start", "primary")
        self._start.clicked.connect(self._model.accept_next)
        empty = Empty(
            self.tr("Choose a conversation"),
            self.tr("Pick one on the left, or accept whoever waits the longest."),
            self._start,
            picture="support",
            themes=themes,
        )
        column(page, 0, 0).addWidget(empty)
        self._bindings.bind(
            self._model.listing, "counts", lambda counts: self._start.setEnabled(counts[0] > 0)
        )
        return page

    def _build_gone(self, themes: Themes) -> Empty:
        return Empty("", "", picture="support", themes=themes)

    def _on_open(self, one: OpenConversation | None) -> None:
        self.conversation.show_open(one)
        self.beside.show_open(one)
        self._main.setCurrentWidget(self._none if one is None else self.conversation)
        self._on_seen()

    def _on_seen(self) -> None:
        one = self._model.open
        seen = one is not None and self.conversation.is_seen
        self._model.watch(one.id if one is not None and seen else "")

    def _on_farewell(self, words: str) -> None:
        if words:
            self._gone.set_texts(
                words, self.tr("What you had begun to write is kept on this computer.")
            )
            self.conversation.show_open(None)
            self.beside.show_open(None)
        self._all.setCurrentWidget(self._gone if words else self._panes)

    def _on_learn(self, conversation_id: str) -> None:
        opened = self._model.opened(conversation_id)
        if opened is None or not self.isVisible():
            return
        learning = opened.learning()
        if learning.question and learning.answer:
            LearnView(learning, self).open()
