"""What is known of a club's thread beside its messages: reactions and votes on their way."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Message, Reaction, Vote
from spaces_desktop.chat.state import ThreadState
from spaces_desktop.club.thread.verbs import Viewer, verbs
from spaces_desktop.widgets.message_rows import Action


class ClubState(ThreadState):
    def __init__(self, me: User, name_of: Callable[[str], str]) -> None:
        super().__init__(me, name_of)
        self.viewer = Viewer(me.id)
        self._reacting: dict[tuple[str, str], bool] = {}
        self._votes: dict[str, Vote | None] = {}
        self._asked: dict[str, str] = {}
        """Which agent a question went to, by its id, as its reply tells."""

    def put(self, message: Message, *, from_list: bool = False) -> None:
        """Lists alone say how one voted; elsewhere what was known of it is kept."""
        super().put(message, from_list=from_list)
        if from_list:
            self._votes[message.id] = message.my_vote
        if message.author.kind == "agent" and message.reply_to_id is not None:
            self._asked[message.reply_to_id] = message.author.name

    def forget(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        super().forget(gone)
        for message_id in gone:
            self._votes.pop(message_id, None)

    def set_vote(self, message_id: str, vote: Vote | None) -> None:
        self._votes[message_id] = vote

    def set_reaction(self, message_id: str, emoji: str, on: bool | None) -> None:
        """One's own reaction is on its way there or back; None when it was refused."""
        if on is None:
            self._reacting.pop((message_id, emoji), None)
        else:
            self._reacting[message_id, emoji] = on

    def seen(self, message_id: str | None) -> Message | None:
        """With what one has just done to it."""
        message = self.get(message_id)
        if message is None:
            return None
        changed = replace(message, my_vote=self._votes.get(message.id))
        for (of, emoji), on in tuple(self._reacting.items()):
            if of == message.id:
                changed = _with_reaction(changed, emoji, self.viewer.id, on=on)
        return changed

    def told(self, message: Message) -> None:
        """What agrees with it needs no more waiting for."""
        mine = self.viewer.id
        for (of, emoji), on in tuple(self._reacting.items()):
            has = any(r.emoji == emoji and mine in r.user_ids for r in message.reactions)
            if of == message.id and has == on:
                del self._reacting[of, emoji]

    def asked(self, message_id: str) -> str:
        return self._asked.get(message_id, "")

    def verbs(self, message: Message, *, asked_by_me: bool) -> tuple[Action, ...]:
        return verbs(message, self.viewer, asked_by_me=asked_by_me)


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
