"""The chat of a session, beside its page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.session.chat import Chat
from spaces_desktop.playground.session.model import SessionModel, Standing
from spaces_desktop.widgets.composer import Composer
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.panes import Empty, column, label
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class ChatPane(QWidget):
    def __init__(self, model: SessionModel, chat: Chat, themes: Themes) -> None:
        super().__init__()
        self._model, self._chat = model, chat
        layout = column(self, 0, 0)
        head = label(_tr("Chat"), "section", name="chat_title")
        head.setContentsMargins(16, 8, 12, 4)
        layout.addWidget(head)
        self.list = MessageList(themes)
        self.list.setAccessibleName(_tr("Messages"))
        self.list.action_requested.connect(chat.act)
        nothing = Empty("", _tr("Nothing was said yet. All who are here see what you write."))
        self.states = StateStack(self.list, themes, nothing, name="session_chat")
        self.states.retry_requested.connect(chat.load)
        self.states.more_requested.connect(chat.load_older)
        layout.addWidget(self.states, 1)
        self.writing = label("", "small", name="session_writing")
        self.writing.setContentsMargins(16, 0, 16, 0)
        layout.addWidget(self.writing)
        self.composer = Composer(themes)
        self.composer.offer_files(False)
        self.composer.offer_emoji(False)
        self.composer.set_people(())
        self.composer.set_hint(_tr("Write to all here"))
        self.composer.set_text(chat.draft)
        self.composer.submitted.connect(self._on_submit)
        layout.addWidget(self.composer)
        self.list.show_rows(chat.rows)
        self._bindings = Bindings()
        bind = self._bindings.bind
        bind(chat, "phase", lambda _phase: self._show())
        bind(chat, "advice", self._on_advice)
        bind(chat, "has_older", self.states.show_more)
        bind(chat, "writing", self._on_writing)
        bind(model, "standing", self._on_standing)
        self._bindings.listen(chat.rows.rowsInserted, self._show_rows)
        self._bindings.listen(chat.rows.rowsRemoved, self._show_rows)
        self._bindings.listen(chat.rows.modelReset, self._show_rows)
        self._bindings.listen(chat.returned, self.composer.insert)

    def release(self) -> None:
        self._chat.keep_draft(self.composer.text)
        self._bindings.release()

    def _on_submit(self, text: str, _asked: str, _private: bool) -> None:
        self._chat.send(text)
        self.composer.set_text("")
        self.list.go_to_newest()

    def _show_rows(self, *_where: object) -> None:
        self._show()

    def _show(self) -> None:
        phase = self._chat.phase
        if phase is Phase.READY and not self._chat.rows.rowCount():
            phase = Phase.EMPTY
        self.states.show_phase(phase)

    def _on_advice(self, advice: Advice | None) -> None:
        self.states.show_advice(advice)

    def _on_writing(self, name: str) -> None:
        self.writing.setText(_tr("{name} (AI) is writing …").format(name=name) if name else "")
        self.writing.setVisible(bool(name))

    def _on_standing(self, now: Standing) -> None:
        words = {
            Standing.ENDED: _tr("The session has ended."),
            Standing.REMOVED: _tr("You were removed from this session."),
            Standing.OUT: _tr("You left this session."),
        }.get(now, "")
        self.composer.show_barred(words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_chat", text)
