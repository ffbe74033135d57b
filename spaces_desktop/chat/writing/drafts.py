"""What is being written in each place, kept on the disk while it is written."""

from __future__ import annotations

import logging

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from spaces_desktop.chat.writing.pending import OutgoingFile
from spaces_desktop.kernel.shelf import Shelf

log = logging.getLogger(__name__)

KIND = "draft"
"""Under this they are kept, where a room names no other."""
WRITE_AFTER_MS = 500


class Draft(Struct, frozen=True, kw_only=True):
    """All that the composer of one place holds."""

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
    """One for a room and a session; a change is on the disk half a second later, by `flush` at
    once."""

    changed = Signal(str)
    """Of the place of that id, what is told of it in a list."""

    def __init__(self, shelf: Shelf, parent: QObject | None = None, *, kind: str = KIND) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._kind = kind
        self._drafts: dict[str, Draft] = {}
        self._unwritten: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        for name, value in shelf.load(kind):
            try:
                self._drafts[name] = _DECODER.decode(value)
            except msgspec.MsgspecError as error:
                log.warning("a draft could not be read: %s", error)

    def get(self, place_id: str) -> Draft:
        return self._drafts.get(place_id, EMPTY)

    def text_of(self, place_id: str) -> str:
        return self.get(place_id).text

    def put(self, place_id: str, draft: Draft) -> None:
        if draft == self.get(place_id):
            return
        self._drafts[place_id] = draft
        self._unwritten.add(place_id)
        # Not started anew with each key: who types without a pause is written down all the same.
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write down what has changed."""
        self._timer.stop()
        changed, self._unwritten = self._unwritten, set()
        for place_id in changed:
            draft = self.get(place_id)
            if draft == EMPTY:
                self._drafts.pop(place_id, None)
                self._shelf.remove_soon(self._kind, place_id)
            else:
                self._shelf.put_soon(self._kind, place_id, msgspec.json.encode(draft))
            self.changed.emit(place_id)
