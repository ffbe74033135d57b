"""What is being written in each conversation, kept on the disk while it is written."""

from __future__ import annotations

import logging

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from spaces_desktop.club.pending import OutgoingFile
from spaces_desktop.kernel.shelf import Shelf

log = logging.getLogger(__name__)

KIND = "draft"
WRITE_AFTER_MS = 500


class Draft(Struct, frozen=True, kw_only=True):
    """All that the composer of one conversation holds."""

    text: str = ""
    agent_id: str = ""
    private: bool = False
    reply_to_id: str = ""
    reply_author: str = ""
    reply_text: str = ""
    files: tuple[OutgoingFile, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.files)


EMPTY = Draft()
_DECODER = msgspec.json.Decoder(Draft)


class Drafts(QObject):
    """One for a session; a change is on the disk half a second later, or at once by `flush`."""

    changed = Signal(str)
    """Of the conversation of that id, what is told of it in a list."""

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._drafts: dict[str, Draft] = {}
        self._unwritten: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        for name, value in shelf.load(KIND):
            try:
                self._drafts[name] = _DECODER.decode(value)
            except msgspec.MsgspecError as error:
                log.warning("a draft could not be read: %s", error)

    def get(self, conversation_id: str) -> Draft:
        return self._drafts.get(conversation_id, EMPTY)

    def text_of(self, conversation_id: str) -> str:
        return self.get(conversation_id).text

    def put(self, conversation_id: str, draft: Draft) -> None:
        if draft == self.get(conversation_id):
            return
        self._drafts[conversation_id] = draft
        self._unwritten.add(conversation_id)
        # Not started anew with each key: who types without a pause is written down all the same.
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write down what has changed."""
        self._timer.stop()
        changed, self._unwritten = self._unwritten, set()
        for conversation_id in changed:
            draft = self.get(conversation_id)
            if draft == EMPTY:
                self._drafts.pop(conversation_id, None)
                self._shelf.remove_soon(KIND, conversation_id)
            else:
                self._shelf.put_soon(KIND, conversation_id, msgspec.json.encode(draft))
            self.changed.emit(conversation_id)
