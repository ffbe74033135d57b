"""All conversations a console knows of: what was fetched, and what came in since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from embedded_server.contracts.club import Message
from embedded_server.contracts.support import Conversation, ConversationStatus

LAST_WORDS = 120


class Book:
    """The newest that is known of each conversation, by the seq of the event it was told with."""

    def __init__(self) -> None:
        self._known: dict[str, Conversation] = {}
        self._told_at: dict[str, int] = {}
        self.is_watched: Callable[[str], bool] = lambda _conversation_id: False
        """Whether somebody reads that conversation now: nothing in it is unread then."""

    def __iter__(self) -> Iterator[Conversation]:
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def get(self, conversation_id: str) -> Conversation | None:
        return self._known.get(conversation_id)

    def clear(self) -> None:
        self._known.clear()
        self._told_at.clear()

    def forget(self, conversation_id: str) -> None:
        self._known.pop(conversation_id, None)
        self._told_at.pop(conversation_id, None)

    def fetched(self, found: Iterable[Conversation], seq: int) -> None:
        """A list of the server's, current up to `seq`: what was told later stays."""
        for one in found:
            if self._told_at.get(one.id, -1) <= seq:
                self._put(one, seq)

    def settle_queue(self, found: Iterable[Conversation], seq: int) -> set[str]:
        """As `fetched`, of everybody who waits; the ids of those that do not any more, though
        nothing told so."""
        listed = list(found)
        self.fetched(listed, seq)
        ids = {one.id for one in listed}
        return {
            one.id
            for one in self._known.values()
            if one.status is ConversationStatus.WAITING_HUMAN
            and one.id not in ids
            and self._told_at[one.id] <= seq
        }

    def told(self, one: Conversation, seq: int) -> bool:
        """An event of that seq says how it stands; whether that is news. How much of it one has
        not read is one's own affair, which an event for all does not know."""
        if self._told_at.get(one.id, -1) >= seq:
            return False
        known = self._known.get(one.id)
        unread = one.unread_count if known is None else known.unread_count
        if known is not None and known.last_seq > one.last_seq:
            one = replace(
                one,
                last_seq=known.last_seq,
                last_text=known.last_text,
                last_at=known.last_at,
                last_by=known.last_by,
            )
        self._put(replace(one, unread_count=unread), seq)
        return True

    def answered(self, one: Conversation) -> None:
        """What an act of one's own led to; the event about it says the same, and may be here."""
        known = self._known.get(one.id)
        unread = one.unread_count if known is None else known.unread_count
        self._put(replace(one, unread_count=unread), self._told_at.get(one.id, -1))

    def heard(self, message: Message) -> bool:
        """A message came in or grew; whether that changes what a list says."""
        known = self._known.get(message.conversation_id or "")
        if known is None or message.seq < known.last_seq:
            return False
        is_new = message.seq > known.last_seq
        by_customer = message.author.id == known.customer.id
        by = "customer" if by_customer else "agent" if message.author.kind == "agent" else "staff"
        if message.kind == "system":
            # What happened hides nobody's words.
            self._known[known.id] = replace(known, last_seq=message.seq)
            return False
        unread = known.unread_count
        if is_new and by_customer:
            unread = 0 if self.is_watched(known.id) else unread + 1
        self._known[known.id] = replace(
            known,
            last_seq=message.seq,
            last_text=" ".join(message.text.split())[:LAST_WORDS] or known.last_text,
            last_at=message.created_at if is_new else known.last_at,
            last_by=by if is_new else known.last_by,
            unread_count=unread,
        )
        return True

    def read(self, conversation_id: str) -> bool:
        """Somebody has seen all of it; whether there was something new."""
        known = self._known.get(conversation_id)
        if known is None or not known.unread_count:
            return False
        self._known[conversation_id] = replace(known, unread_count=0)
        return True

    def waiting(self) -> list[Conversation]:
        """Who waits for a person, the longest first."""
        found = (
            one for one in self._known.values() if one.status is ConversationStatus.WAITING_HUMAN
        )
        return sorted(found, key=lambda one: (one.waiting_since or one.started_at, one.id))

    def held_by(self, user_id: str) -> list[Conversation]:
        """What somebody answers now: whoever waits for words of theirs first, then the newest."""
        found = [
            one
            for one in self._known.values()
            if one.status is ConversationStatus.HUMAN_ACTIVE
            and one.assignee is not None
            and one.assignee.id == user_id
        ]
        return sorted(found, key=lambda one: (one.last_at, one.id), reverse=True)

    def newest(self) -> list[Conversation]:
        return sorted(self._known.values(), key=lambda one: (one.started_at, one.id), reverse=True)

    def _put(self, one: Conversation, seq: int) -> None:
        if self.is_watched(one.id) and one.unread_count:
            one = replace(one, unread_count=0)
        self._known[one.id] = one
        self._told_at[one.id] = seq
