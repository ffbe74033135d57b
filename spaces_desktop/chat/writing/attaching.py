"""The files one attaches to what one writes: looked at first, sent up at once, shown as chips."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.writing.length import size_words
from spaces_desktop.chat.writing.pending import OutgoingFile
from spaces_desktop.chat.writing.uploads import Upload, refusal_of
from spaces_desktop.chat.writing.writing import Tell, Writing
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.widgets.composer_data import FileChip

log = logging.getLogger(__name__)

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"}
_SOUNDS = {".mp3", ".wav", ".ogg", ".m4a", ".flac", ".opus"}


class Attaching(QObject):
    changed = Signal()
    """The chips are others now, or stand differently."""

    def __init__(self, place_id: str, desk: Desk, writing: Writing, tell: Tell) -> None:
        super().__init__(writing)
        self._place_id = place_id
        self._desk = desk
        self._writing = writing
        self._tell = tell
        self._link = desk.uploads.changed.connect(self._on_upload)

    def close(self) -> None:
        QObject.disconnect(self._link)

    @property
    def files(self) -> tuple[OutgoingFile, ...]:
        return self._writing.draft.files

    @property
    def chips(self) -> list[FileChip]:
        return [self._chip(one) for one in self.files]

    def add(self, paths: Sequence[Path]) -> None:
        """Take files in; what cannot be sent is named with its reason, before any upload."""
        refused = []
        for path in paths:
            why = refusal_of(path, len(self.files))
            if why:
                refused.append(why)
                continue
            made = OutgoingFile(
                path=str(path.absolute()), name=path.name, size_bytes=path.stat().st_size
            )
            self._keep((*self.files, made))
            self._desk.uploads.start(self._place_id, made)
        self._tell(Advice("\n".join(dict.fromkeys(refused))) if refused else None)

    def add_picture(self, picture: QImage) -> None:
        """A picture that was pasted: it becomes a file first, so that it outlives the app."""
        self._desk.tasks.spawn(self._save(picture), name="pasted picture")

    async def _save(self, picture: QImage) -> None:
        folder = self._desk.folder or Path(gettempdir())
        path = folder / f"{self.tr('Picture')} {uuid4().hex[:8]}.png"

        def save() -> bool:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return picture.save(str(path))

        try:
            saved = await asyncio.to_thread(save)
        except OSError as error:
            log.warning("pasted picture: %s", error)
            saved = False
        if saved:
            self.add([path])
        else:
            self._tell(Advice(self.tr("The picture could not be saved to your disk.")))

    def remove(self, file_id: str) -> None:
        for one in self.files:
            if one.id == file_id:
                self._desk.uploads.cancel(one)
        self._keep(tuple(one for one in self.files if one.id != file_id))

    def retry(self, file_id: str) -> None:
        for one in self.files:
            if one.id == file_id:
                self._desk.uploads.start(self._place_id, one)

    def resume(self) -> None:
        """Files of a draft that was kept go up now, unless they are there."""
        for one in self.files:
            if not one.attachment_id and self._desk.uploads.get(one.id) is None:
                self._desk.uploads.start(self._place_id, one)

    def _keep(self, files: tuple[OutgoingFile, ...]) -> None:
        self._writing.set_draft(replace(self._writing.draft, files=files))
        self.changed.emit()

    def _on_upload(self, upload: Upload) -> None:
        if any(one.id == upload.id for one in self.files):
            if upload.attachment_id:
                self._keep(
                    tuple(
                        replace(one, attachment_id=upload.attachment_id)
                        if one.id == upload.id
                        else one
                        for one in self.files
                    )
                )
            self.changed.emit()

    def _chip(self, one: OutgoingFile) -> FileChip:
        upload = self._desk.uploads.get(one.id)
        ending = Path(one.name).suffix.lower()
        picture = "picture" if ending in _PICTURES else "file"
        return FileChip(
            id=one.id,
            name=one.name,
            detail=size_words(one.size_bytes),
            icon="sound" if ending in _SOUNDS else picture,
            done=1.0 if one.attachment_id else 0.0 if upload is None else upload.done,
            error="" if upload is None else upload.error,
        )
