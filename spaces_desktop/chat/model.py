"""One place's thread: what is shown of it, what one writes, and what is done to its rows."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import Message
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.history.typing import TypingModel
from spaces_desktop.chat.place import Place
from spaces_desktop.chat.row_acts import RowActs
from spaces_desktop.chat.shown import ShownThread
from spaces_desktop.chat.state import ThreadState
from spaces_desktop.chat.writing.attaching import Attaching
from spaces_desktop.chat.writing.drafts import Draft
from spaces_desktop.chat.writing.writing import Writing
from spaces_desktop.kernel.properties import Observed


class ThreadModel(ShownThread):
    """A room with more verbs than these has a class of its own."""

    barred_changed = Signal(str)
    barred = Observed("")
    """Why nobody may write here now, "" where one may."""

    def __init__(
        self,
        place: Place,
        desk: Desk,
        state: ThreadState | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(place, desk, state, parent)
        tell = partial(self.show_act_advice, again=None)
        self.files = desk.files
        self.writing = Writing(place, desk, tell, self)
        self.attaching = Attaching(place.id, desk, self.writing, tell)
        self._row_acts = RowActs(self, self._state, desk.outbox, self._answers)
        self.typing = TypingModel(place, desk.live, desk.me, parent=self)

    def close(self) -> None:
        super().close()
        for one in (self.typing, self.writing, self.attaching):
            one.close()

    def mark_unread(self, row_id: str) -> None:
        """What stands from this row on is to count as new again."""
        message = self._state.get(row_id)
        if message is not None:
            self.unread.put(message.seq)
            self._read.move_back_to(message.seq - 1)

    def send(self, text: str) -> None:
        self.submit(Draft(text=text))

    def submit(self, draft: Draft) -> None:
        """Send what was written."""
        self.writing.submit(draft)

    def ask_again(self, _agent_id: str, text: str) -> None:
        """Ask once more what an agent failed to answer."""
        self.submit(Draft(text=text))

    def change(self, message_id: str, text: str) -> None:
        """Let one's own message say something else, where a room lets it be changed."""

    def save_file(self, url: str, target: Path) -> None:
        """Put a file of a message onto the disk."""
        self.files.save(url, target, self)

    def play_unsent(self, row_id: str) -> None:
        """Listen to what one has said oneself and is not sent yet."""
        item = self._desk.outbox.get(row_id)
        if item is not None and item.recording:
            media = self._state.pending_row(item).media[0]
            path = Path(item.recording)
            self.files.sounds.play_unsent(row_id, media.name, path, item.duration_ms)

    def act(self, row_id: str, action: str) -> None:
        """Do what a row offers: its actions' keys are the verbs."""
        self._row_acts.act(row_id, action)

    def stop_my_turn(self) -> None:
        if self.my_turn:
            self._answers.stop(self.my_turn)

    def message(self, message_id: str) -> Message | None:
        """As it is shown, with what one has just done to it."""
        return self._state.seen(message_id)

    def newest_of_mine(self) -> Message | None:
        """One's own last message."""
        mine = [one for one in self._state.messages.values() if self._state.is_mine(one)]
        return max(mine, key=lambda one: one.seq, default=None)

    def show_message(self, message: Message) -> None:
        if message.id in self._state.messages:
            self._state.put(message)
            self._put(message.id)
