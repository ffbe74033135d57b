"""The server's keeper of files: takes them in, hands them out, and takes them off the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from weakref import WeakValueDictionary

from aiohttp import web

from embedded_server.contracts.errors import Code
from embedded_server.contracts.media import MAX_FILE_BYTES
from embedded_server.kernel.clock import SystemClock
from embedded_server.kernel.database import Database, Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.jobs import Job
from embedded_server.kernel.media import store
from embedded_server.kernel.media.folder import Incoming, MediaFolder
from embedded_server.kernel.media.forms import receive_file
from embedded_server.kernel.media.kinds import ANYTHING, clean_file_name, kind_of
from embedded_server.kernel.media.looking import Looker, Seen
from embedded_server.kernel.media.serving import Served, send_file
from embedded_server.kernel.media.store import MediaFile
from embedded_server.kernel.tasks import Tasks

WAIT_MS = 86_400_000
"""For how long a file waits for a message that takes it."""
MOST_WAITING = 100
"""Files of one person that may wait at once, so that nobody fills the disk unseen."""
MOST_AT_ONCE = 4
"""Files of one person that are received at once; of further ones nothing is read until then."""

_EVERY_SECONDS = 60
_BATCH = 200
_THUMBNAIL_TYPE = "image/webp"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that is to come: whose, where to, and within which bounds.

    `check` refuses again in the transaction that keeps it, since the upload may take minutes.
    """

    room: str
    place_id: str
    community_id: str
    owner_id: str
    check: Callable[[Transaction], object]
    most_bytes: int = MAX_FILE_BYTES
    most_waiting: int | None = None
    """None for MOST_WAITING."""


class Media:
    def __init__(self, root: Path, database: Database) -> None:
        self.folder = MediaFolder(root)
        self._database = database
        self._looker = Looker()
        self._places: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        """For each person who sends files now."""
        self._started_at = new_id()
        self._is_cleared = False
        self._tidy = Job("media: tidy", _EVERY_SECONDS, self.tidy)

    def start(self, tasks: Tasks, clock: SystemClock) -> None:
        self._tidy.start(tasks, clock)

    def tidy_soon(self) -> None:
        """After something was deleted; without it the files go within a minute."""
        self._tidy.ask()

    async def receive(self, request: web.Request, most_body: int, arrival: Arrival) -> MediaFile:
        """Take in the file of a form.

        Raises Refusal and StorageError; nothing of the file is left then.
        """
        place = self._places.setdefault(arrival.owner_id, asyncio.Semaphore(MOST_AT_ONCE))
        async with place:
            await self._database.read(lambda reader: _check_waiting(reader, arrival))
            return await self._receive(request, most_body, arrival)

    async def _receive(self, request: web.Request, most_body: int, arrival: Arrival) -> MediaFile:
        incoming = await self.folder.receive(arrival.most_bytes)
        try:
            given = await receive_file(request, incoming, most_body)
            file, thumbnail = await self._examine(incoming, given, arrival)
            await self.folder.keep(incoming, file.id, thumbnail)
        finally:
            incoming.close()

        def write(tx: Transaction) -> MediaFile:
            arrival.check(tx)
            _check_waiting(tx, arrival)
            return store.insert(tx, file)

        try:
            return await self._database.write(write)
        except Exception:
            # Not where this is cancelled: the row may be on its way to the disk already.
            await self.folder.remove([file.id])
            raise

    async def _examine(
        self, incoming: Incoming, given: str | None, arrival: Arrival
    ) -> tuple[MediaFile, bytes | None]:
        digest = await incoming.finish()
        kind = await incoming.read(kind_of)
        seen = await self._looker.look(incoming.path, kind)
        if seen is None:
            # It began like a sound and is none.
            kind, seen = ANYTHING, Seen()
        file = MediaFile(
            id=new_id(),
            room=arrival.room,
            place_id=arrival.place_id,
            community_id=arrival.community_id,
            owner_id=arrival.owner_id,
            message_id=None,
            name=clean_file_name(given),
            mime_type=kind,
            size_bytes=incoming.size,
            sha256=digest,
            width=seen.width,
            height=seen.height,
            duration_ms=seen.duration_ms,
            has_thumbnail=seen.thumbnail is not None,
            created_at=0,
        )
        return file, seen.thumbnail

    async def send(self, request: web.Request, file: MediaFile) -> web.StreamResponse:
        path = self.folder.path(file.id)
        return await send_file(request, Served(path, file.name, file.mime_type, file.sha256))

    async def send_thumbnail(self, request: web.Request, file: MediaFile) -> web.StreamResponse:
        path = self.folder.thumbnail_path(file.id)
        return await send_file(
            request, Served(path, f"{file.name}.webp", _THUMBNAIL_TYPE, f"{file.sha256}-small")
        )

    async def tidy(self) -> None:
        """Forget files that no message took, and take off the disk what is forgotten."""
        if not self._is_cleared:
            await self.folder.clear_up(
                self._started_at,
                lambda ids: self._database.read(lambda reader: store.known(reader, ids)),
            )
            self._is_cleared = True
        while await self._database.write(
            lambda tx: store.forget_waiting(tx, tx.now - WAIT_MS, _BATCH)
        ):
            pass
        while gone := await self._database.read(lambda reader: store.gone(reader, _BATCH)):
            await self.folder.remove(gone)
            await self._database.write(partial(store.off_the_disk, media_ids=gone))


def _check_waiting(reader: Reader, arrival: Arrival) -> None:
    most = MOST_WAITING if arrival.most_waiting is None else arrival.most_waiting
    if store.waiting(reader, arrival.owner_id) >= most:
        raise Refusal(
            Code.TOO_MANY_REQUESTS,
            "Too many of your files wait for a message that takes them. Send some first.",
        )
