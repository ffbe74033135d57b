"""What is known of one thread: its loaded messages and turns, and the rows they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Message, Reaction, Vote
from embedded_server.contracts.turns import Turn
from spaces_desktop.club.length import size_words
from spaces_desktop.club.pending import Pending
from spaces_desktop.club.rows import Known, to_quote, to_row
from spaces_desktop.club.verbs import Viewer
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.message_rows import PENDING, Action, Media, Quote, Row, RowState


def _tr(text: str) -> str:
    return QCoreApplication.translate("thread", text)


class ThreadState:
    """`name_of` gives a member's name by id, "" for who is not known."""

    def __init__(self, me: User, name_of: Callable[[str], str]) -> None:
        self._me = me
        self._name_of = name_of
        self.viewer = Viewer(me.id)
        self._quoted: dict[str, Message | None] = {}
        self._reacting: dict[tuple[str, str], bool] = {}
        self._votes: dict[str, Vote | None] = {}
        self._askers: dict[str, str] = {}
        self._failures: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        """Which agent a question went to, by its id, as its reply tells."""
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
        """Lists alone say how one voted; elsewhere what was known of it is kept."""
        if from_list:
            self._votes[message.id] = message.my_vote
        self.messages[message.id] = message
        if message.author.kind == "agent" and message.reply_to_id is not None:
            self._asked[message.reply_to_id] = message.author.name
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
            self._votes.pop(message_id, None)
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

    def set_vote(self, message_id: str, vote: Vote | None) -> None:
        self._votes[message_id] = vote

    def set_reaction(self, message_id: str, emoji: str, on: bool | None) -> None:
        """One's own reaction is on its way there or back; None when it was refused."""
        if on is None:
            self._reacting.pop((message_id, emoji), None)
        else:
            self._reacting[message_id, emoji] = on

    def seen(self, message_id: str | None) -> Message | None:
        """The message as it is shown, with what one has just done to it."""
        message = self.get(message_id)
        if message is None:
            return None
        changed = replace(message, my_vote=self._votes.get(message.id))
        for (of, emoji), on in tuple(self._reacting.items()):
            if of == message.id:
                changed = _with_reaction(changed, emoji, self._me.id, on=on)
        return changed

    def told_reactions(self, message: Message) -> None:
        """The club told how this message stands: what agrees with it needs no more waiting for."""
        for (of, emoji), on in tuple(self._reacting.items()):
            has = any(r.emoji == emoji and self._me.id in r.user_ids for r in message.reactions)
            if of == message.id and has == on:
                del self._reacting[of, emoji]

    def row(self, message: Message) -> Row:
        known = Known(
            viewer=self.viewer,
            asker_id=self._asker(message),
            failure=self._failures.get(message.id, ""),
            asked=self._asked.get(message.id, ""),
            quote=self._quote(message),
            name_of=self._name_of,
        )
        row = to_row(self.seen(message.id) or message, known)
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
            media=tuple(
                Media(one.id, one.name, "file", size_words(one.size_bytes)) for one in item.files
            ),
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


def _pending_actions(item: Pending) -> tuple[Action, ...]:
    remedy = Action("retry", _tr("Try again"))
    if item.is_hopeless:
        remedy = Action("edit", _tr("Edit"))
    elif item.price_cents:
        amount = money(item.price_cents)
        remedy = Action("retry", _tr("Ask for {amount}").format(amount=amount))
    elif item.price_cents is not None:
        remedy = Action("retry", _tr("Ask"))
    return (remedy, Action("discard", _tr("Discard")))


def _with_reaction(message: Message, emoji: str, who: str, *, on: bool) -> Message:
    found = []
    has = False
    for one in message.reactions:
        users = [user for user in one.user_ids if user != who]
        if one.emoji == emoji:
            has = True
            if on:
                users = one.user_ids if who in one.user_ids else [*one.user_ids, who]
        else:
            users = one.user_ids
        if users:
            found.append(replace(one, user_ids=users))
    if on and not has:
        found.append(Reaction(emoji=emoji, user_ids=[who]))
    return replace(message, reactions=found)
