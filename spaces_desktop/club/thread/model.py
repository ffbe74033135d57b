"""One club's thread: what every thread can do, and what is done to messages among members."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from embedded_server.contracts.club import Vote
from embedded_server.contracts.events import Event, EventType, MessagesExpired
from spaces_desktop.chat.history.history import Handler
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.place import Place
from spaces_desktop.chat.writing.drafts import Draft
from spaces_desktop.club.thread.acts import MessageActs
from spaces_desktop.club.thread.desk import ClubDesk
from spaces_desktop.club.thread.muted import Muted
from spaces_desktop.club.thread.state import ClubState
from spaces_desktop.club.thread.verbs import Viewer


class ClubThread(ThreadModel):
    def __init__(self, community_id: str, desk: ClubDesk, parent: QObject | None = None) -> None:
        self._marks = ClubState(desk.me, desk.name_of)
        self._fee_of: Callable[[str], int] = desk.fee_of
        super().__init__(Place(community_id), desk, self._marks, parent)
        self.muted = Muted(self)
        self.muted.words_changed.connect(self._on_muted)
        self.acts = MessageActs(community_id, desk.calls, desk.tasks, self, desk.me.id)
        self._row_acts.add(
            {
                "regenerate": self._regenerate,
                "delete": self.acts.delete,
                "pin": self.acts.pin,
                "unpin": self.acts.unpin,
                "vote_up": lambda row_id: self.acts.vote(row_id, "up"),
                "vote_down": lambda row_id: self.acts.vote(row_id, "down"),
            }
        )

    def _handlers(self) -> dict[EventType, Handler]:
        return {**super()._handlers(), EventType.MESSAGES_EXPIRED: self._on_expired}

    def close(self) -> None:
        super().close()
        self.muted.close()

    def set_staff(self, staff: bool) -> None:
        """Whether one moderates this club: then more may be done with a message."""
        viewer = self._marks.viewer
        if staff != viewer.is_staff:
            self._marks.viewer = Viewer(viewer.id, staff)
            self.refresh()

    def ask(self, agent_id: str, text: str, fee_cents: int) -> None:
        self.writing.submit(Draft(text=text, agent_id=agent_id), fee_cents)

    def ask_again(self, agent_id: str, text: str) -> None:
        self.ask(agent_id, text, self._fee_of(agent_id))

    def submit(self, draft: Draft) -> None:
        """Send what was written, at the price that is shown now."""
        self.writing.submit(draft, self._fee_of(draft.agent_id) if draft.agent_id else 0)

    def change(self, message_id: str, text: str) -> None:
        self.acts.edit(message_id, text)

    def report(self, message_id: str, reason: str) -> None:
        words = self.tr("The moderators have been told. Thank you.")
        self.acts.report(message_id, reason, partial(self.said.emit, words))

    def catch_up(self, agent_id: str) -> None:
        """Let an agent summarise for oneself what was new when one came."""
        since = max(0, self.unread.seq - 1)
        self.unread.missed = 0
        self.acts.catch_up(agent_id, since, self._fee_of(agent_id))

    def show_reaction(self, message_id: str, emoji: str, on: bool | None) -> None:
        self._marks.set_reaction(message_id, emoji, on)
        self.refresh_row(message_id)

    def show_vote(self, message_id: str, vote: Vote | None) -> None:
        self._marks.set_vote(message_id, vote)
        self.refresh_row(message_id)

    def _regenerate(self, row_id: str) -> None:
        message = self._marks.get(row_id)
        if message is not None:
            self.acts.regenerate(row_id, self._fee_of(message.author.id))

    def _on_muted(self, words: str) -> None:
        self.barred = words

    def _on_expired(self, data: MessagesExpired, _event: Event) -> None:
        if data.community_id == self.community_id:
            for message_id in self._marks.up_to(data.up_to_seq):
                self.drop_message(message_id)
