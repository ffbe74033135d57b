"""What the buttons and the menu of a row do, by the keys that name them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from spaces_desktop.chat.replies.answers import Answers
from spaces_desktop.chat.state import ThreadState
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.writing import Writing
from spaces_desktop.kernel.errors import Advice

Verb = Callable[[str], object]


class Acting(Protocol):
    """The thread in which it is done."""

    writing: Writing

    def ask_again(self, agent_id: str, text: str) -> None: ...
    def mark_unread(self, row_id: str) -> None: ...
    def refresh_row(self, row_id: str) -> None: ...
    def show_act_advice(self, advice: Advice | None, again: Callable[[], None] | None) -> None: ...


class RowActs:
    def __init__(
        self, thread: Acting, state: ThreadState, outbox: Outbox, answers: Answers
    ) -> None:
        self._thread = thread
        self._state = state
        self._outbox = outbox
        self._verbs: dict[str, Verb] = {
            "retry": outbox.retry,
            "discard": outbox.discard,
            "edit": self._edit,
            "stop": answers.stop_row,
            "ask_again": self._ask_again,
            "unread": thread.mark_unread,
        }

    def add(self, verbs: Mapping[str, Verb]) -> None:
        """What else may be done in a room."""
        self._verbs.update(verbs)

    def act(self, row_id: str, key: str) -> None:
        self._verbs[key](row_id)

    def _edit(self, row_id: str) -> None:
        """What was refused goes back into the composer."""
        item = self._outbox.discard(row_id)
        if item is not None:
            self._thread.writing.give_back(item)

    def _ask_again(self, row_id: str) -> None:
        message = self._state.get(row_id)
        question = self._state.get(message.reply_to_id) if message else None
        if message is None or question is None:
            words = QCoreApplication.translate("thread", "The question is gone. Ask it again.")
            self._thread.show_act_advice(Advice(words), None)
            return
        self._state.set_asked_again(row_id)
        self._thread.refresh_row(row_id)
        self._thread.ask_again(message.author.id, question.text)
