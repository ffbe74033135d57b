"""What the buttons and the menu of a row do, by the keys that name them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from spaces_desktop.club.acts import MessageActs
from spaces_desktop.club.answers import Answers
from spaces_desktop.club.desk import Desk
from spaces_desktop.club.state import ThreadState
from spaces_desktop.club.writing import Writing
from spaces_desktop.kernel.errors import Advice


class Acting(Protocol):
    """The thread in which it is done."""

    acts: MessageActs
    writing: Writing

    def ask(self, agent_id: str, text: str, fee_cents: int) -> None: ...
    def mark_unread(self, row_id: str) -> None: ...
    def refresh_row(self, row_id: str) -> None: ...
    def show_act_advice(self, advice: Advice | None, again: Callable[[], None] | None) -> None: ...


class RowActs:
    def __init__(self, thread: Acting, state: ThreadState, desk: Desk, answers: Answers) -> None:
        self._thread = thread
        self._state = state
        self._desk = desk
        self._verbs: dict[str, Callable[[str], object]] = {
            "retry": desk.outbox.retry,
            "discard": desk.outbox.discard,
            "edit": self._edit,
            "stop": answers.stop_row,
            "ask_again": self._ask_again,
            "regenerate": self._regenerate,
            "unread": thread.mark_unread,
            "delete": thread.acts.delete,
            "pin": thread.acts.pin,
            "unpin": thread.acts.unpin,
            "vote_up": lambda row_id: thread.acts.vote(row_id, "up"),
            "vote_down": lambda row_id: thread.acts.vote(row_id, "down"),
        }

    def act(self, row_id: str, key: str) -> None:
        self._verbs[key](row_id)

    def _edit(self, row_id: str) -> None:
        """What was refused goes back into the composer."""
        item = self._desk.outbox.discard(row_id)
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
        fee_cents = self._desk.fee_of(message.author.id)
        self._thread.ask(message.author.id, question.text, fee_cents)

    def _regenerate(self, row_id: str) -> None:
        message = self._state.get(row_id)
        if message is not None:
            self._thread.acts.regenerate(row_id, self._desk.fee_of(message.author.id))
