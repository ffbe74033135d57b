"""What one writes in a thread: the draft, answering a message, changing one's own, and sending."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import Message
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.place import Place
from spaces_desktop.chat.rows import first_words
from spaces_desktop.chat.writing.drafts import EMPTY, Draft
from spaces_desktop.chat.writing.length import too_long
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Observed

Tell = Callable[[Advice | None], None]


class Writing(QObject):
    """`tell(advice)` says beside the composer what is wrong with a text."""

    draft_wanted = Signal(object)
    """A Draft belongs back into the composer."""
    editing_changed = Signal(object)
    slow_left_changed = Signal(int)

    editing = Observed[Message | None](None)
    """One's own message that is being changed in the composer, in place of a new one."""
    slow_left = Observed(0)
    """Seconds until the place's pace lets one write again, 0 for now."""

    def __init__(self, place: Place, desk: Desk, tell: Tell, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._desk = desk
        self._tell = tell
        self._told: Advice | None = None
        self.slow_left = desk.outbox.pace.left(place.id)
        self._links = [
            desk.outbox.not_kept.connect(self._on_not_kept),
            desk.outbox.pace.changed.connect(self._on_slow),
        ]

    def close(self) -> None:
        for link in self._links:
            QObject.disconnect(link)
        self._links.clear()

    @property
    def draft(self) -> Draft:
        return self._desk.drafts.get(self._place.id)

    @property
    def slow_words(self) -> str:
        """For how long nothing may be written, "" for not at all."""
        return self._desk.outbox.pace.said(self.slow_left)

    def set_draft(self, draft: Draft) -> None:
        self._desk.drafts.put(self._place.id, draft)

    def keep(self) -> None:
        """Write the draft down now, as when one goes elsewhere."""
        self._desk.drafts.flush()

    def submit(self, draft: Draft, fee_cents: int = 0) -> None:
        """Send it for that fee; what is too long comes back."""
        if not self.check_length(draft.text):
            self.draft_wanted.emit(draft)
            return
        item = Pending(
            community_id=self._place.community_id,
            conversation_id=self._place.conversation_id,
            place_name=self._desk.place_name(self._place.id),
            text=draft.text,
            agent_id=draft.agent_id,
            fee_cents=fee_cents,
            private=draft.private and bool(draft.agent_id),
            reply_to_id=draft.reply_to_id,
            files=draft.files,
        )
        self._desk.outbox.add(item)
        # Behind the message in the same queue: whatever happens, one of the two is on the disk.
        self.set_draft(EMPTY)
        self.keep()

    def check_length(self, text: str) -> bool:
        """Whether a text is short enough; says by how much it is not."""
        warning = too_long(text)
        if warning is not None or self._told is not None:
            self._told = warning
            self._tell(warning)
        return warning is None

    def give_back(self, item: Pending) -> None:
        """What was not sent, to be written differently."""
        draft = Draft(
            text=item.text,
            agent_id=item.agent_id,
            private=item.private,
            reply_to_id=item.reply_to_id,
            files=item.files,
        )
        self.draft_wanted.emit(draft)

    def _on_slow(self, place_id: str) -> None:
        if place_id == self._place.id:
            self.slow_left = self._desk.outbox.pace.left(place_id)

    def _on_not_kept(self, item: Pending, advice: Advice) -> None:
        if item.place_id == self._place.id:
            self._tell(advice)
            self.give_back(item)


def answering(draft: Draft, message: Message) -> Draft:
    """The same draft, as an answer to a message."""
    return replace(
        draft,
        reply_to_id=message.id,
        reply_author=message.author.name,
        reply_text=first_words(message),
    )


def not_answering(draft: Draft) -> Draft:
    return replace(draft, reply_to_id="", reply_author="", reply_text="")
