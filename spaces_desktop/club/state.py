"""What is known of one thread: its loaded messages and turns, and the rows they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Message
from embedded_server.contracts.turns import Turn
from spaces_desktop.club.outbox import Pending
from spaces_desktop.club.rows import to_row
from spaces_desktop.widgets.message_rows import Action, Row, RowState

_AFTER_ALL = 2**60
"""Pending rows stand below everything that has a place in the club already."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("thread", text)


class ThreadState:
    def __init__(self, me: User) -> None:
        self._me = me
        self._askers: dict[str, str] = {}
        self._failures: dict[str, str] = {}
        self._asked_again: set[str] = set()
        self._pending_order: dict[str, int] = {}
        self._streaming: set[str] = set()
        self.messages: dict[str, Message] = {}
        self.newest_seq = 0
        """Of all that was ever put in since the last reset, deleted or not."""

    def get(self, message_id: str | None) -> Message | None:
        return None if message_id is None else self.messages.get(message_id)

    def reset(self, messages: Iterable[Message]) -> None:
        self.messages = {}
        self._streaming = set()
        self.newest_seq = 0
        for message in messages:
            self.put(message)

    def put(self, message: Message) -> None:
        self.messages[message.id] = message
        self.newest_seq = max(self.newest_seq, message.seq)
        if message.status == "streaming":
            self._streaming.add(message.id)
        else:
            self._streaming.discard(message.id)

    def remove(self, message_id: str) -> bool:
        """Whether it was there."""
        self._streaming.discard(message_id)
        return self.messages.pop(message_id, None) is not None

    def is_mine(self, message: Message) -> bool:
        return message.author.kind == "user" and message.author.id == self._me.id

    def grow(self, message_id: str, piece: str) -> bool:
        """Put a piece to the end of a reply; whether it was one that grows."""
        message = self.messages.get(message_id)
        if message is None or message.status != "streaming":
            return False
        self.put(replace(message, text=message.text + piece))
        return True

    def apply_turn(self, turn: Turn, message_id: str) -> bool:
        """Take over how a turn stands, unless its message is finished here already."""
        message = self.messages.get(message_id)
        if message is None or message.status != "streaming":
            return False
        status = "sent" if turn.status == "done" else turn.status
        self.put(replace(message, text=turn.text, status=status))
        self.set_asker(message_id, turn.asker_id)
        if turn.error:
            self.set_failure(message_id, turn.error.message)
        return True

    def set_asker(self, message_id: str, asker_id: str) -> None:
        self._askers[message_id] = asker_id

    def set_failure(self, message_id: str, why: str) -> None:
        self._failures[message_id] = why

    def my_turn(self) -> str:
        """The turn one asked for that is still being written, "" for none."""
        mine = [
            message
            for message in (self.messages[one] for one in self._streaming)
            if self._asker(message) == self._me.id
        ]
        newest = max(mine, key=lambda message: message.seq, default=None)
        return "" if newest is None else newest.turn_id or ""

    def row(self, message: Message) -> Row:
        failure = self._failures.get(message.id, "")
        row = to_row(message, self._me.id, self._asker(message), failure)
        if message.status == "failed" and row.actions and self._was_asked_again(message):
            return dataclasses.replace(row, actions=())
        return row

    def needs_reason(self, message: Message) -> bool:
        """Whether this is a reply that failed for a reason that is not known here yet."""
        return (
            message.status == "failed"
            and message.turn_id is not None
            and message.id not in self._failures
        )

    def set_asked_again(self, message_id: str) -> None:
        self._asked_again.add(message_id)

    def _was_asked_again(self, failed: Message) -> bool:
        """Here, or as the history tells: one's own same words stand below the failed reply."""
        question = self.get(failed.reply_to_id)
        return failed.id in self._asked_again or any(
            question is not None
            and one.seq > failed.seq
            and one.text == question.text
            and self.is_mine(one)
            for one in self.messages.values()
        )

    def pending_row(self, item: Pending) -> Row:
        known = self._pending_order
        order = known.setdefault(item.row_id, _AFTER_ALL + len(known))
        unsent = item.state is RowState.UNSENT
        remedy = Action("retry", _tr("Try again"))
        if item.is_hopeless:
            remedy = Action("edit", _tr("Edit"))
        actions = (remedy, Action("discard", _tr("Discard")))
        return Row(
            id=item.row_id,
            order=order,
            author=self._me.display_name,
            author_id=self._me.id,
            text=item.text,
            at=item.at,
            is_own=True,
            state=item.state,
            note=_tr("Not sent. {why}").format(why=item.note) if unsent else "",
            actions=actions if unsent else (),
        )

    def _asker(self, message: Message) -> str | None:
        if message.author.kind != "agent":
            return None
        known = self._askers.get(message.id)
        if known is None:
            question = self.get(message.reply_to_id)
            known = question.author.id if question is not None else None
        return known
