"""Files on their way to the server: each goes up once, tells how far it is, and can be stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from embedded_server.contracts.club import MAX_ATTACHMENTS
from embedded_server.contracts.media import MAX_FILE_BYTES
from spaces_desktop.chat.api import UploadCalls
from spaces_desktop.chat.writing.length import size_words
from spaces_desktop.chat.writing.pending import OutgoingFile
from spaces_desktop.kernel.errors import DesktopError, advise
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """How one file stands: `done` is its share from 0 to 1, `error` why it did not go up."""

    id: str
    done: float = 0.0
    attachment_id: str = ""
    error: str = ""


class Uploads(QObject):
    """One for a room and a session. A file that the server has already is not sent again."""

    changed = Signal(object)
    """An Upload, as it stands now."""

    def __init__(
        self,
        calls: UploadCalls,
        tasks: Tasks,
        folder: Path | None = None,
        parent: QObject | None = None,
        *,
        waits: Callable[[str], bool] = lambda _place_id: False,
    ) -> None:
        """`folder` holds pasted pictures, which nobody else has. Where a place `waits`, files go up
        with their message alone."""
        super().__init__(parent)
        self._folder = folder
        self._waits = waits
        self._calls = calls
        self._tasks = tasks
        self._known: dict[str, Upload] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def get(self, file_id: str) -> Upload | None:
        return self._known.get(file_id)

    def start(self, place_id: str, file: OutgoingFile) -> None:
        """Begin, or begin again after a failure."""
        if self._waits(place_id):
            self._tell(Upload(file.id, 1.0))
            return
        self._tasks.spawn(self._try(place_id, file), name="upload", key=f"upload {file.id}")

    def cancel(self, file: OutgoingFile) -> None:
        self._tasks.cancel(f"upload {file.id}")
        self._known.pop(file.id, None)
        self._locks.pop(file.id, None)

    def start_over(self, files: Iterable[OutgoingFile]) -> None:
        """The server has lost them: they count as never sent."""
        for one in files:
            self.cancel(one)

    def forget(self, files: Iterable[OutgoingFile]) -> None:
        """They have arrived, or not wanted any more; pictures of our own making go."""
        for one in files:
            self.cancel(one)
            path = Path(one.path)
            if self._folder is not None and path.parent == self._folder:
                path.unlink(missing_ok=True)

    async def ready(self, place_id: str, file: OutgoingFile) -> str:
        """The id of the file on the server. Raises DesktopError."""
        if file.attachment_id:
            return file.attachment_id
        async with self._locks.setdefault(file.id, asyncio.Lock()):
            known = self._known.get(file.id)
            if known is not None and known.attachment_id:
                return known.attachment_id
            self._tell(Upload(file.id))
            path = Path(file.path)

            def moved(done: int, of: int) -> None:
                self._tell(Upload(file.id, done / of if of else 0.0))

            made = await self._calls.upload(place_id, path, moved)
            self._tell(Upload(file.id, 1.0, made.id))
            return made.id

    async def _try(self, place_id: str, file: OutgoingFile) -> None:
        try:
            await self.ready(place_id, file)
        except DesktopError as error:
            self._tell(Upload(file.id, error=advise(error).text))
            log.info("upload: %s", error)

    def _tell(self, upload: Upload) -> None:
        self._known[upload.id] = upload
        self.changed.emit(upload)


def _tr(text: str) -> str:
    return QCoreApplication.translate("uploads", text)


def refusal_of(path: Path, held: int) -> str:
    """Why a file cannot be attached, before it is sent; "" where it can. `held` are there."""
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError:
        size = None
    if size is None:
        return _tr("“{name}” cannot be read.").format(name=path.name)
    if size == 0:
        return _tr("“{name}” is empty.").format(name=path.name)
    if size > MAX_FILE_BYTES:
        most = size_words(MAX_FILE_BYTES)
        return _tr("“{name}” is larger than {most}.").format(name=path.name, most=most)
    if held >= MAX_ATTACHMENTS:
        return _tr("A message can have at most {most} files.").format(most=MAX_ATTACHMENTS)
    return ""
