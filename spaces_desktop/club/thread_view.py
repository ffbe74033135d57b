"""A club's thread on the screen: its header, its messages, and the composer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from spaces_desktop.club.acts_view import ThreadActs
from spaces_desktop.club.catch_up_view import CatchUpBar
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.empty_view import EmptyThread
from spaces_desktop.club.model import ThreadModel
from spaces_desktop.club.sound_view import SoundBar
from spaces_desktop.club.verbs import quick
from spaces_desktop.club.writing_view import WritingView
from spaces_desktop.communities.renew_view import RanOutCard
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.composer import Composer
from spaces_desktop.widgets.composer_edit import local_files
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.message_rows import PENDING
from spaces_desktop.widgets.panes import Header, column, frame, label
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

SAID_MS = 5000


class ThreadView(QWidget):
    inspector_toggled = Signal(bool)

    def __init__(self, model: ClubsModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._thread: ThreadModel | None = None
        self._of_thread = Bindings()
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        self.header = Header()
        self._inspect = QToolButton()
        self._inspect.setObjectName("toggle_inspector")
        self._inspect.setAccessibleName(self.tr("Members and agents"))
        self._inspect.setToolTip(self.tr("Members and agents"))
        self._inspect.setCheckable(True)
        self._inspect.setChecked(True)
        dress(self._inspect, "panel", themes)
        self._inspect.clicked.connect(self.inspector_toggled)
        self.header.add(self._inspect)
        layout.addWidget(self.header)

        pane = frame("pane")
        inner = column(pane, 0, 0)
        self._catch_up = CatchUpBar(themes)
        inner.addWidget(self._catch_up)
        self._ran_out = QWidget()
        around = column(self._ran_out, 16, 0)
        around.addWidget(RanOutCard(model.paying.renewal))
        around.addStretch(1)
        inner.addWidget(self._ran_out, 1)
        self.list = MessageList(themes)
        self.list.painter.set_pictures(model.pictures)
        self.list.set_quick(lambda: quick(model.recent_emoji))
        self.empty = EmptyThread(themes)
        self._states = StateStack(self.list, themes, self.empty, shape="messages", name="history")
        inner.addWidget(self._states, 1)
        below = QWidget()
        notes = column(below, 0, 4)
        notes.setContentsMargins(16, 0, 16, 0)
        self._act_error = ErrorStrip(name="act_error")
        self._typing = label("", "small", name="typing")
        self._typing.setMinimumHeight(18)
        notes.addWidget(self._act_error)
        self._said = label("", "small", name="said")
        self._said.hide()
        self._said_for = QTimer(self)
        self._said_for.setSingleShot(True)
        self._said_for.setInterval(SAID_MS)
        self._said_for.timeout.connect(self._said.hide)
        notes.addWidget(self._said)
        notes.addWidget(self._typing)
        inner.addWidget(below)
        inner.addWidget(SoundBar(model.sounds, themes))
        self.composer = Composer(themes)
        inner.addWidget(self.composer)
        layout.addWidget(pane, 1)

        self.writing = WritingView(self.composer, self)
        self._acts = ThreadActs(model, self.writing, themes, self)
        self.composer.submitted.connect(self.list.go_to_newest)
        self.composer.stop_requested.connect(self._on_stop)
        self.composer.emoji_requested.connect(self._acts.offer_emoji)
        self.list.action_requested.connect(self._acts.act)
        self.list.hit_activated.connect(self._acts.hit)
        self._act_error.retry_requested.connect(self._on_act_again)
        self._catch_up.wanted.connect(self._on_catch_up)
        self._catch_up.dropped.connect(self._on_catch_up_dropped)
        self.setAcceptDrops(True)
        self.list.older_wanted.connect(self._on_older)
        self.list.newer_wanted.connect(self._on_newer)
        self.list.newest_wanted.connect(self._on_newest)
        self.list.at_bottom_changed.connect(self._on_seen)
        self._states.retry_requested.connect(self._on_reload)
        self.list.settled.connect(self._on_rows_seen)
        self._bindings.listen(model.agents.linked_changed, self._on_agents)
        self._bindings.listen(model.agents.loaded, self._on_agents)
        self._bindings.listen(model.paying.changed, self._on_agents)
        self._bindings.bind(model.paying.renewal, "expired", self._on_ran_out)
        self._bindings.listen(model.members.entries.modelReset, self._on_agents)
        self._bindings.listen(model.clubs.community_changed, self._on_club_changed)

    def show_inspector_state(self, shown: bool) -> None:
        """Whether the inspector is on the screen, which also depends on the room there is."""
        self._inspect.setChecked(shown)

    def show_thread(self, thread: ThreadModel | None) -> None:
        """Bind to another thread; what was being written in the old one is kept with it."""
        if self._thread is not None:
            self._thread.set_watching(False)
            self._of_thread.release()
        self._thread = thread
        self.composer.set_people(None)
        self.writing.show_thread(thread)
        if thread is None:
            return
        self._show_header()
        self.list.show_rows(thread.rows)
        self._on_agents()
        bind = self._of_thread.bind
        bind(thread, "phase", self._on_phase)
        bind(thread, "advice", self._states.show_advice)
        bind(thread, "act_advice", lambda _advice: self._act_error.show_advice(thread.act_advice))
        bind(thread, "newest_below", self.list.set_newest_below)
        bind(thread.typing, "text", self._typing.setText)
        bind(thread, "my_turn", lambda turn: self.composer.stop.setVisible(bool(turn)))
        self._of_thread.listen(thread.revealed, self.list.reveal)
        self._of_thread.listen(thread.entered, self.list.scroll_to_unread)
        self._of_thread.listen(thread.said, self._on_said)
        bind(thread.unread, "missed", self._catch_up.show_missed)
        self._on_seen()

    def _show_header(self) -> None:
        club = self._model.current
        if club is not None:
            self.header.set_texts(club.name, " ".join(club.description.split()))

    def _on_club_changed(self, community_id: str) -> None:
        if self._thread is not None and community_id == self._thread.community_id:
            self._show_header()

    def _on_ran_out(self, held: object) -> None:
        """What is not paid for is not shown; what is written stays in the composer."""
        self._ran_out.setVisible(held is not None)
        self._states.setVisible(held is None)

    def _on_phase(self, phase: Phase) -> None:
        self._states.show_phase(phase)
        self._on_seen()

    def _on_rows_seen(self) -> None:
        """What is really before somebody's eyes counts as read."""
        if self._thread is None or not (self.list.isVisible() and self.isActiveWindow()):
            return
        seen = [self.list.rows.row_at(at) for at in self.list.visible_rows()]
        orders = [row.order for row in seen if row.order < PENDING]
        if orders:
            self._thread.seen_up_to(max(orders))

    def _on_agents(self, _linked: object = None) -> None:
        people = self._model.addressees
        self.composer.set_people(people)
        agents = [one for one in people or () if one.kind == "agent"]
        cheapest = next((one for one in agents if not one.price), agents[0] if agents else None)
        self._catch_up.show_agent(cheapest)
        names = [one.name for one in agents]
        self.empty.show_club(names, is_staff=self._model.may_add_agents)

    def _on_act_again(self) -> None:
        if self._thread is not None:
            self._thread.try_again()

    def _on_catch_up(self, agent_id: str) -> None:
        if self._thread is not None:
            self._thread.catch_up(agent_id)
            self.list.go_to_newest()

    def _on_catch_up_dropped(self) -> None:
        if self._thread is not None:
            self._thread.unread.missed = 0

    def _on_said(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()
        self._said_for.start()

    def _on_older(self) -> None:
        if self._thread is not None:
            self._thread.load_older()

    def _on_newer(self) -> None:
        if self._thread is not None:
            self._thread.load_newer()

    def _on_newest(self) -> None:
        if self._thread is not None:
            self._thread.to_newest()

    def _on_reload(self) -> None:
        if self._thread is not None:
            self._thread.load()

    def _on_stop(self) -> None:
        if self._thread is not None:
            self._thread.stop_my_turn()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._thread is not None and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.writing.add_files(paths)

    def _on_seen(self, _bottom: bool = True) -> None:
        if self._thread is not None:
            seen = self.list.isVisible() and self.list.at_bottom and self.isActiveWindow()
            self._thread.set_watching(seen)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        # These two reach every widget of a window; a plain change of activation does not.
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._on_seen()
        return handled

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._on_seen()
