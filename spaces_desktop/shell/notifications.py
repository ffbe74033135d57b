"""Which live events are worth telling somebody who looks elsewhere, and in which words."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.accounts import User
from embedded_server.contracts.billing import Payout
from embedded_server.contracts.club import Message
from embedded_server.contracts.events import (
    Event,
    EventType,
    ReadUpdated,
    TurnFinished,
    TurnStarted,
)
from embedded_server.contracts.verification import Verification
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.money import money
from spaces_desktop.shell.navigation import Where
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.widgets.rooms import Room, Thing

log = logging.getLogger(__name__)

GATHER_MS = 350
CATCH_UP_MS = 2500
"""After the connection is back what was missed arrives at once; it is told in one sentence."""
MOST_SINGLE = 3
"""Notes of one moment; more are told in one sentence."""
MOST_KNOWN = 2000
LONGEST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One notification; a later one of the same `tag` takes its place."""

    tag: str
    title: str
    body: str
    where: Where


class Notifier(Protocol):
    """Shows notes in the system's own way, and says which one was clicked."""

    def show(self, note: Note) -> None: ...
    def withdraw(self, tag: str) -> None: ...


@dataclass(frozen=True, slots=True)
class _Heard:
    message: Message
    room: str
    thing: Thing
    answers_me: bool
    failed: bool = False


class Notifications(QObject):
    """Decides. What is shown is clicked as `activated`, with the place to go to."""

    activated = Signal(object)

    def __init__(
        self,
        live: LiveEvents,
        me: User,
        rooms: Callable[[], list[Room]],
        where: Callable[[], Where],
        is_active: Callable[[], bool],
        preferences: Preferences,
        notifier: Notifier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._me = me
        self._rooms = rooms
        self._where = where
        self._is_active = is_active
        self._preferences = preferences
        self._notifier = notifier
        self._live = live
        self._mine: OrderedDict[str, None] = OrderedDict()
        self._asked: OrderedDict[str, str] = OrderedDict()
        """Who asked, by the reply's message id."""
        self._growing: dict[str, Message] = {}
        self._waiting: list[_Heard] = []
        self._shown: dict[str, Where] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        self._is_catching_up = False
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.MESSAGE_CREATED, self._on_created),
            live.subscribe(EventType.MESSAGE_UPDATED, self._on_updated),
            live.subscribe(EventType.MESSAGE_DELETED, self._on_deleted),
            live.subscribe(EventType.TURN_STARTED, self._on_started),
            live.subscribe(EventType.TURN_FINISHED, self._on_finished),
            live.subscribe(EventType.READ_UPDATED, self._on_read),
            live.subscribe(EventType.VERIFICATION_UPDATED, self._on_verification),
            live.subscribe(EventType.PAYOUT_UPDATED, self._on_payout),
        ]

    def close(self) -> None:
        self._timer.stop()
        self._live.link_changed.disconnect(self._on_link)
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        for tag in list(self._shown):
            self._withdraw(tag)

    def click(self, tag: str) -> None:
        """A note was clicked: go there."""
        where = self._shown.pop(tag, None)
        if where is not None:
            self.activated.emit(where)

    def tell(self, note: Note) -> None:
        """What a room itself has found worth telling; without a title it is taken back."""
        if not note.title:
            self._withdraw(note.tag)
        elif not self._preferences.is_quiet:
            shown = note if self._preferences.preview else replace(note, body="")
            self._show(shown)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.WAITING:
            self._is_catching_up = True
        elif link.state is LinkState.ONLINE and self._is_catching_up:
            self._timer.start(CATCH_UP_MS)

    def _on_started(self, data: TurnStarted, _event: Event) -> None:
        self._asked[data.message_id] = data.asker_id
        _bound(self._asked)

    def _on_created(self, data: Message, _event: Event) -> None:
        if data.author.kind == "user" and data.author.id == self._me.id:
            self._mine[data.id] = None
            _bound(self._mine)
        elif data.status == "streaming":
            self._growing[data.id] = data
        else:
            self._hear(data)

    def _on_updated(self, data: Message, _event: Event) -> None:
        if data.id in self._growing:
            self._growing[data.id] = data

    def _on_deleted(self, data: object, _event: Event) -> None:
        gone = getattr(data, "id", "")
        self._growing.pop(gone, None)
        self._waiting = [one for one in self._waiting if one.message.id != gone]

    def _on_finished(self, data: TurnFinished, _event: Event) -> None:
        message = self._growing.pop(data.message_id, None)
        asker = self._asked.pop(data.message_id, "")
        if message is not None and data.status != "stopped":
            mine = asker == self._me.id
            if mine or data.status == "done":
                self._hear(message, mine=mine, failed=data.status == "failed")

    def _on_read(self, data: ReadUpdated, _event: Event) -> None:
        """Read on another device, or here: it needs no telling any more."""
        self._waiting = [
            one
            for one in self._waiting
            if one.message.community_id != data.community_id or one.message.seq > data.last_read_seq
        ]
        if not data.unread_count:
            self._withdraw(data.community_id)

    def _on_verification(self, data: Verification, _event: Event) -> None:
        """Its creator is told what was decided, admins that somebody waits for them; in the
        window itself the room says so."""
        note = self._verification_note(data)
        if note is not None and not self._preferences.is_quiet and not self._is_active():
            self._show(note)

    def _verification_note(self, data: Verification) -> Note | None:
        name, title, body, thing = data.community_name, "", "", data.community_id
        is_mine = data.submitted_by == self._me.id
        if is_mine and data.status in ("approved", "rejected"):
            # That the documents were deleted later comes as the same event.
            if any(one.deleted_at for one in data.documents):
                return None
            title, body = self.tr("{name} is verified now"), ""
            if data.status == "rejected":
                title, body = self.tr("{name} was not verified"), _short(data.reason)
        elif self._me.is_admin and not is_mine and data.status == "pending":
            title, thing = self.tr("{name} asks to be verified"), ""
        if not title:
            return None
        where = Where("verification", thing, "" if thing else data.id)
        tag = f"verification {data.id}"
        return Note(tag=tag, title=title.format(name=name), body=body, where=where)

    def _on_payout(self, data: Payout, _event: Event) -> None:
        """Admins are told that somebody waits for money, who asked what came of it."""
        note = self._payout_note(data)
        if note is not None and not self._preferences.is_quiet and not self._is_active():
            self._show(note)

    def _payout_note(self, data: Payout) -> Note | None:
        title, page = "", "payouts"
        if data.user_id == self._me.id:
            if data.status == "confirmed":
                title = self.tr("Your payout of {amount} is paid")
            elif data.status == "rejected":
                title = self.tr("Your payout of {amount} was rejected, the money is back")
        elif self._me.is_admin and data.status == "pending":
            title, page = self.tr("{name} asks for a payout of {amount}"), "host"
        if not title:
            return None
        named = title.format(name=data.user_name, amount=money(data.amount_cents))
        return Note(tag=f"payout {data.id}", title=named, body="", where=Where("wallet", page))

    def _hear(self, message: Message, *, mine: bool = False, failed: bool = False) -> None:
        for room in self._rooms():
            thing = room.about(message.community_id)
            if thing is not None:
                answers = mine or message.reply_to_id in self._mine
                heard = _Heard(message, room.key, thing, answers, failed)
                if self._is_wanted(heard):
                    self._waiting.append(heard)
                    if not self._timer.isActive():
                        self._timer.start(GATHER_MS)
                return

    def _is_wanted(self, heard: _Heard) -> bool:
        if heard.thing.level == "none" or heard.message.author.kind == "system":
            return False
        if heard.thing.level == "all" or heard.answers_me:
            return True
        return self._names_me(heard.message) or bool(self._word_in(heard.message))

    def _names_me(self, message: Message) -> bool:
        return any(one.kind == "everyone" or one.id == self._me.id for one in message.mentions)

    def _word_in(self, message: Message) -> str:
        """One of the words somebody waits for, where it begins a word; "" for none. Chinese has no
        gaps, so there it may stand anywhere."""
        text = message.text.casefold()
        for word in self._preferences.alert_words:
            at = text.find(word)
            while at >= 0:
                if at == 0 or not (word[0].isascii() and text[at - 1].isalnum()):
                    return word
                at = text.find(word, at + 1)
        return ""

    def _is_looked_at(self, heard: _Heard) -> bool:
        here = self._where()
        if here.room != heard.room or here.thing != heard.message.community_id:
            return False
        return self._is_active()

    def flush(self) -> None:
        """Show what was gathered."""
        self._timer.stop()
        heard = [one for one in self._waiting if not self._is_looked_at(one)]
        self._waiting.clear()
        was_away, self._is_catching_up = self._is_catching_up, False
        if self._live.link.state is LinkState.WAITING:
            self._is_catching_up = True
        if not heard or self._preferences.is_quiet:
            return
        if len(heard) > 1 and (was_away or len(heard) > MOST_SINGLE):
            self._show(self._summary(heard))
            return
        for one in heard:
            self._show(self._note(one))

    def _note(self, heard: _Heard) -> Note:
        message, club = heard.message, heard.thing.title
        names = {"name": message.author.name, "club": club}
        if heard.failed:
            title = self.tr("{name} could not answer in {club}")
        elif heard.answers_me and message.author.kind == "agent":
            title = self.tr("{name} has answered in {club}")
        elif self._names_me(message):
            title = self.tr("{name} mentioned you in {club}")
        elif heard.answers_me:
            title = self.tr("{name} replied to you in {club}")
        elif word := self._word_in(message):
            title = self.tr("{name} wrote “{word}” in {club}")
            names["word"] = word
        else:
            title = self.tr("{name} in {club}")
        body = _short(message.text) if self._preferences.preview and not heard.failed else ""
        where = Where(heard.room, message.community_id, message.id)
        return Note(tag=message.community_id, title=title.format(**names), body=body, where=where)

    def _summary(self, heard: list[_Heard]) -> Note:
        clubs = list(dict.fromkeys(one.message.community_id for one in heard))
        first = heard[0]
        if len(clubs) == 1:
            text = self.tr("{count} new messages in {club}")
            where = Where(first.room, clubs[0], first.message.id)
        else:
            text = self.tr("{count} new messages in {clubs} clubs")
            where = Where(first.room)
        named = sum(1 for one in heard if self._names_me(one.message))
        body = ""
        if named == 1:
            body = self.tr("One of them mentions you.")
        elif named:
            body = self.tr("{count} of them mention you.").format(count=named)
        title = text.format(count=len(heard), club=first.thing.title, clubs=len(clubs))
        return Note(tag=clubs[0] if len(clubs) == 1 else "all", title=title, body=body, where=where)

    def _show(self, note: Note) -> None:
        self._shown[note.tag] = note.where
        self._notifier.show(note)

    def _withdraw(self, tag: str) -> None:
        if self._shown.pop(tag, None) is not None:
            self._notifier.withdraw(tag)


def _bound(known: OrderedDict[str, None] | OrderedDict[str, str]) -> None:
    while len(known) > MOST_KNOWN:
        known.popitem(last=False)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
