"""The folder of documents: filled by uploads, read by few, and emptied when its time has come."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary, WeakValueDictionary

from aiohttp import web

from embedded_server.contracts.errors import Code
from embedded_server.contracts.verification import MAX_DOCUMENT_BYTES, MAX_DOCUMENTS, SUBMIT
from embedded_server.kernel.database import Database
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.jobs import Job
from embedded_server.kernel.media.folder import MediaFolder
from embedded_server.kernel.media.forms import Parcel
from embedded_server.kernel.media.kinds import clean_file_name
from embedded_server.kernel.media.serving import Served, send_file
from embedded_server.kernel.server import Server
from embedded_server.kernel.tasks import Tasks
from embedded_server.verification import service
from embedded_server.verification.examining import PART, Examiner, named
from embedded_server.verification.store import DocumentValue

MOST_TEXT = {"legalName": 1_000, "note": 10_000}
"""Bytes of the form's texts; how many characters they may have is checked afterwards."""

_EVERY_SECONDS = 60
_BATCH = 200


class Keeper:
    def __init__(self, root: Path, database: Database, days: int) -> None:
        self.folder = MediaFolder(root)
        self._database = database
        self._days = days
        self._examiner = Examiner()
        self._places: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """For each person who sends a form now: one at a time, so that nobody fills the disk."""
        self._started_at = new_id()
        self._is_cleared = False
        self.tidying = Job("verification: documents", _EVERY_SECONDS, self.tidy)

    def place(self, user_id: str) -> asyncio.Lock:
        return self._places.setdefault(user_id, asyncio.Lock())

    async def receive(self, request: web.Request) -> tuple[dict[str, str], list[DocumentValue]]:
        """The form's texts, and its documents, on the disk under our own names.

        Raises Refusal and StorageError; nothing is left of any document then.
        """
        parcel = Parcel(self.folder, MAX_DOCUMENTS, MAX_DOCUMENT_BYTES)
        try:
            texts = await self._receive(request, parcel)
            if not parcel.files:
                raise Invalid(PART, "Send at least one document.")
            return texts, await self._keep(parcel)
        finally:
            parcel.close()

    async def _receive(self, request: web.Request, parcel: Parcel) -> dict[str, str]:
        try:
            return await parcel.receive(request, PART, MOST_TEXT, SUBMIT.max_body)
        except Refusal as refusal:
            if refusal.code is Code.TOO_LARGE and parcel.files:
                at = len(parcel.files) - 1
                raise named(refusal, at, parcel.files[at][0]) from None
            raise

    async def _keep(self, parcel: Parcel) -> list[DocumentValue]:
        made = await self._examine(parcel)
        try:
            for document, (_given, incoming) in zip(made, parcel.files, strict=True):
                await self.folder.keep(incoming, document.id, None)
        except BaseException:
            await self.forget(made)
            raise
        return made

    async def _examine(self, parcel: Parcel) -> list[DocumentValue]:
        """What the documents are. What costs little comes first: no process is started for a
        form that is refused anyhow."""
        verification_id = new_id()
        made: list[DocumentValue] = []
        for at, (given, incoming) in enumerate(parcel.files):
            with _naming(at, given):
                digest, kind = await self._examiner.kind(incoming)
            made.append(
                DocumentValue(
                    id=new_id(),
                    verification_id=verification_id,
                    position=at,
                    name=clean_file_name(given),
                    mime_type=kind,
                    size_bytes=incoming.size,
                    sha256=digest,
                )
            )
        for document, (given, incoming) in zip(made, parcel.files, strict=True):
            with _naming(document.position, given):
                await self._examiner.open(incoming.path, document.mime_type)
        return made

    async def forget(self, documents: list[DocumentValue]) -> None:
        """Take them off the disk again."""
        await asyncio.shield(self.folder.remove([one.id for one in documents]))

    async def send(self, request: web.Request, document: DocumentValue) -> web.StreamResponse:
        path = self.folder.path(document.id)
        served = Served(path, document.name, document.mime_type, document.sha256, is_kept=False)
        return await send_file(request, served)

    async def tidy(self) -> None:
        """Take off the disk what a crash left without a row, and what has been decided long ago."""
        if not self._is_cleared:
            await self.folder.clear_up(
                self._started_at,
                lambda ids: self._database.read(lambda reader: service.kept(reader, ids)),
            )
            self._is_cleared = True
        while gone := await self._database.read(
            lambda reader: service.due(reader, self._days, _BATCH)
        ):
            await self.folder.remove([document_id for document_id, _request in gone])
            await self._database.write(partial(service.forget, gone=gone))


@contextmanager
def _naming(at: int, given: str | None) -> Iterator[None]:
    """What is refused inside names the document at that place of the form."""
    try:
        yield
    except Refusal as refusal:
        raise named(refusal, at, given) from None


# A server's Tasks live exactly as long as the server, and can be a weak key, which it cannot.
_keepers: WeakKeyDictionary[Tasks, Keeper] = WeakKeyDictionary()


def keeper_of(server: Server) -> Keeper:
    found = _keepers.get(server.tasks)
    if found is None:
        settings = server.settings
        found = _keepers[server.tasks] = Keeper(
            settings.data_dir / "verification", server.database, settings.verification_days
        )
    return found
