"""A thread on the screen: its messages, what is said about them, and the composer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from spaces_desktop.chat.acts_view import ThreadActs
from spaces_desktop.chat.files.sound_view import SoundBar
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.writing.writing_view import WritingView
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.composer import Composer
from spaces_desktop.widgets.composer_edit import local_files
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.message_rows import PENDING
from spaces_desktop.widgets.panes import Empty, column, label
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

SAID_MS = 5000

MakeActs = Callable[[WritingView, QWidget], ThreadActs]


class ThreadPane(QFrame):
    """All below a thread's header. `above` are a room's widgets over the messages, `below` those
    over the composer; `acts` makes what its own verbs need."""

    dropped = Signal()
    """Files were dropped, to be sent from here."""

    def __init__(
        self,
        themes: Themes,
        empty: Empty,
        acts: MakeActs,
        above: Sequence[QWidget] = (),
        below: Sequence[QWidget] = (),
        name: str = "history",
    ) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._thread: ThreadModel | None = None
        self._of_thread = Bindings()
        layout = column(self, 0, 0)
        for one in above:
            layout.addWidget(one)
        self.list = MessageList(themes)
        self.states = StateStack(self.list, themes, empty, shape="messages", name=name)
        layout.addWidget(self.states, 1)
        layout.addWidget(self._build_notes())
        self._sound = SoundBar(themes)
        layout.addWidget(self._sound)
        for one in below:
            layout.addWidget(one)
        self.composer = Composer(themes)
        layout.addWidget(self.composer)
        self.writing = WritingView(self.composer, self)
        self.acts = acts(self.writing, self)
        self.composer.submitted.connect(self.list.go_to_newest)
        self.composer.stop_requested.connect(self._on_stop)
        self.composer.emoji_requested.connect(self.acts.offer_emoji)
        self.list.action_requested.connect(self.acts.act)
        self.list.hit_activated.connect(self.acts.hit)
        self._act_error.retry_requested.connect(self._on_act_again)
        self.setAcceptDrops(True)
        self.list.older_wanted.connect(self._on_older)
        self.list.newer_wanted.connect(self._on_newer)
        self.list.newest_wanted.connect(self._on_newest)
        self.list.at_bottom_changed.connect(self._on_seen)
        self.states.retry_requested.connect(self._on_reload)
        self.list.settled.connect(self._on_rows_seen)

    def _build_notes(self) -> QWidget:
        below = QWidget()
        notes = column(below, 0, 4)
        notes.setContentsMargins(16, 0, 16, 0)
        self._act_error = ErrorStrip(name="act_error")
        self._typing = label("", "small", name="typing")
        self._typing.setMinimumHeight(18)
        self._said = label("", "small", name="said")
        self._said.hide()
        self._said_for = QTimer(self)
        self._said_for.setSingleShot(True)
        self._said_for.setInterval(SAID_MS)
        self._said_for.timeout.connect(self._said.hide)
        for one in (self._act_error, self._said, self._typing):
            notes.addWidget(one)
        return below

    @property
    def shown(self) -> ThreadModel | None:
        return self._thread

    def show_thread(self, thread: ThreadModel | None) -> None:
        """Bind to another thread; what was being written in the old one is kept with it."""
        if self._thread is not None:
            self._thread.set_watching(False)
            self._of_thread.release()
        self._thread = thread
        self.acts.show_thread(thread)
        self.writing.show_thread(thread)
        if thread is None:
            return
        self.list.painter.set_pictures(thread.files.pictures)
        self._sound.show_sounds(thread.files.sounds)
        self.list.show_rows(thread.rows)
        bind = self._of_thread.bind
        bind(thread, "phase", self._on_phase)
        bind(thread, "advice", self.states.show_advice)
        bind(thread, "act_advice", lambda _advice: self._act_error.show_advice(thread.act_advice))
        bind(thread, "newest_below", self.list.set_newest_below)
        bind(thread.typing, "text", self._typing.setText)
        bind(thread, "my_turn", lambda turn: self.composer.stop.setVisible(bool(turn)))
        self._of_thread.listen(thread.revealed, self.list.reveal)
        self._of_thread.listen(thread.entered, self.list.scroll_to_unread)
        self._of_thread.listen(thread.said, self.say)
        self._on_seen()

    def say(self, words: str) -> None:
        """Something was done that shows nowhere else: in words, for a moment."""
        self._said.setText(words)
        self._said.show()
        self._said_for.start()

    def _on_phase(self, phase: Phase) -> None:
        self.states.show_phase(phase)
        self._on_seen()

    def _on_rows_seen(self) -> None:
        """What is really before somebody's eyes counts as read."""
        if self._thread is None or not (self.list.isVisible() and self.isActiveWindow()):
            return
        seen = [self.list.rows.row_at(at) for at in self.list.visible_rows()]
        orders = [row.order for row in seen if row.order < PENDING]
        if orders:
            self._thread.seen_up_to(max(orders))

    def _on_act_again(self) -> None:
        if self._thread is not None:
            self._thread.try_again()

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
            self.dropped.emit()
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
