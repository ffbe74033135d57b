"""What is known of one thread: its loaded messages and turns, and the rows they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Message
from embedded_server.contracts.turns import Turn
from spaces_desktop.chat.rows import SPEECH, Known, saving, to_quote, to_row
from spaces_desktop.chat.writing.length import size_words
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.message_rows import PENDING, Action, Media, Quote, Row, RowState


def _tr(text: str) -> str:
    return QCoreApplication.translate("thread", text)


class ThreadState:
    """`name_of` gives a member's name by id, "" for who is not known."""

    def __init__(self, me: User, name_of: Callable[[str], str]) -> None:
        self._me = me
        self._name_of = name_of
        self._quoted: dict[str, Message | None] = {}
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
            self.put(message, from_list=True)

    def put(self, message: Message, *, from_list: bool = False) -> None:
        """`from_list` says that it came with a page, not with an event."""
        self.messages[message.id] = message
        self.newest_seq = max(self.newest_seq, message.seq)
        if message.status == "streaming":
            self._streaming.add(message.id)
        else:
            self._streaming.discard(message.id)

    def up_to(self, seq: int) -> list[str]:
        """The ids of what is past its time: all up to there but pinned and unfinished ones."""
        return [
            one.id
            for one in self.messages.values()
            if one.seq <= seq and one.pinned_at is None and one.status != "streaming"
        ]

    def remove(self, message_id: str) -> bool:
        """Whether it was there."""
        self._quoted[message_id] = None
        self._streaming.discard(message_id)
        return self.messages.pop(message_id, None) is not None

    @property
    def oldest_id(self) -> str:
        """Of the messages that are held; "" where there are none."""
        oldest = min(self.messages.values(), key=lambda one: one.seq, default=None)
        return "" if oldest is None else oldest.id

    def forget(self, ids: Iterable[str]) -> None:
        """Let go of messages that are still there, but far from what is shown."""
        for message_id in ids:
            self.messages.pop(message_id, None)
            self._streaming.discard(message_id)
            self._askers.pop(message_id, None)
            self._failures.pop(message_id, None)
        self.newest_seq = max((one.seq for one in self.messages.values()), default=0)

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

    def told(self, message: Message) -> None:
        """The server told how this message stands now."""

    def seen(self, message_id: str | None) -> Message | None:
        """The message as it is shown."""
        return self.get(message_id)

    def asked(self, _message_id: str) -> str:
        """Whom a question went to, where that is said beside it; "" else."""
        return ""

    def verbs(self, message: Message, *, asked_by_me: bool) -> tuple[Action, ...]:
        """What may be done with a message as it is seen; a room may know of more."""
        return tuple(saving(message))

    def row(self, message: Message) -> Row:
        seen = self.seen(message.id) or message
        asker_id = self._asker(message)
        known = Known(
            me=self._me.id,
            asker_id=asker_id,
            failure=self._failures.get(message.id, ""),
            asked=self.asked(message.id),
            quote=self._quote(message),
            verbs=self.verbs(seen, asked_by_me=asker_id == self._me.id),
            name_of=self._name_of,
        )
        row = to_row(seen, known)
        if message.status == "failed" and row.actions and self._was_asked_again(message):
            return dataclasses.replace(row, actions=())
        return row

    def needs_quote(self, message: Message) -> str:
        """The id of the message it answers, where that one is not known here; "" else."""
        wanted = message.reply_to_id
        if wanted is None or wanted in self.messages or wanted in self._quoted:
            return ""
        return wanted

    def set_quoted(self, message_id: str, quoted: Message | None) -> list[Message]:
        """Keep what a message said that is not loaded, or that it is gone; gives its replies."""
        self._quoted[message_id] = quoted
        return self.replies_to(message_id)

    def replies_to(self, message_id: str) -> list[Message]:
        return [one for one in self.messages.values() if one.reply_to_id == message_id]

    def _quote(self, message: Message) -> Quote | None:
        wanted = message.reply_to_id
        if wanted is None:
            return None
        quoted = self.get(wanted) or self._quoted.get(wanted)
        if quoted is None and wanted not in self._quoted:
            return None
        if quoted is not None and message.author.kind == "agent" and message.seq == quoted.seq + 1:
            return None  # it stands right below its question
        return to_quote(wanted, quoted)

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
        order = known.setdefault(item.row_id, PENDING + len(known))
        unsent = item.state is RowState.UNSENT
        quoted = self.get(item.reply_to_id) or self._quoted.get(item.reply_to_id)
        note = ""
        if unsent and item.waits:
            note = _tr("Not sent yet. {why}").format(why=item.note or _tr("It is sent by itself."))
        elif unsent:
            note = _tr("Not sent. {why}").format(why=item.note)
        return Row(
            id=item.row_id,
            order=order,
            author=self._me.display_name,
            author_id=self._me.id,
            text=item.text,
            at=item.at,
            is_own=True,
            state=item.state,
            note=note,
            actions=_pending_actions(item) if unsent else (),
            quote=None if quoted is None else to_quote(quoted.id, quoted),
            media=_pending_media(item),
            is_private=item.private,
        )

    def _asker(self, message: Message) -> str | None:
        if message.author.kind != "agent":
            return None
        known = self._askers.get(message.id)
        if known is None:
            question = self.get(message.reply_to_id)
            known = question.author.id if question is not None else None
        return known


def _pending_media(item: Pending) -> tuple[Media, ...]:
    files = tuple(Media(one.id, one.name, "file", size_words(one.size_bytes)) for one in item.files)
    if not item.recording:
        return files
    spoken = Media(SPEECH, _tr("Voice message"), "sound", "", duration_ms=item.duration_ms)
    return (spoken, *files)


def _pending_actions(item: Pending) -> tuple[Action, ...]:
    remedy = Action("retry", _tr("Try again"))
    if item.recording:
        remedy = Action("retry", _tr("Send again"))
    elif item.is_hopeless:
        remedy = Action("edit", _tr("Edit"))
    elif item.price_cents:
        amount = money(item.price_cents)
        remedy = Action("retry", _tr("Ask for {amount}").format(amount=amount))
    elif item.price_cents is not None:
        remedy = Action("retry", _tr("Ask"))
    return (remedy, Action("discard", _tr("Discard")))
