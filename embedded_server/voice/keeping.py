"""The folder of recordings, statements and profiles, which no route reads but the room's own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from weakref import WeakValueDictionary

from aiohttp import web

from embedded_server.contracts.errors import Code, FieldError
from embedded_server.contracts.voice import (
    ADD_SAMPLE,
    CHECK,
    MAX_CHECK_BYTES,
    MAX_SAMPLE_BYTES,
    MAX_SAMPLE_SECONDS,
    MAX_STATEMENT_BYTES,
    SampleForm,
)
from embedded_server.kernel.bodies import convert
from embedded_server.kernel.database import Database
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.jobs import Job
from embedded_server.kernel.media.folder import Incoming, MediaFolder
from embedded_server.kernel.media.forms import Parcel
from embedded_server.kernel.media.keeper import Media
from embedded_server.kernel.media.serving import Served, send_file
from embedded_server.voice import service
from embedded_server.voice.fingerprint import Prints
from embedded_server.voice.service import Uploaded
from embedded_server.voice.sound_checks import Examiner, NotSound, Recording
from embedded_server.voice.store import SampleValue

AUDIO, STATEMENT = "audio", "statement"
MOST_STATEMENT_SECONDS = 60.0
MOST_PROFILE_BYTES = 256 * 1024 * 1024
FLAC = "audio/flac"

_MOST_TEXT = {"consent": 100, "language": 100, "clientId": 300}
"""Bytes of the form's texts."""
_MOST_FLAC_BYTES = 512 * 1024 * 1024
_EVERY_SECONDS = 60
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """A form with its sounds on the disk, still under temporary names."""

    form: SampleForm
    audio: Incoming
    statement: Incoming | None


class Keeper:
    def __init__(self, root: Path, database: Database, media: Media) -> None:
        self.folder = MediaFolder(root)
        self._database = database
        self._media = media
        self._examiner = Examiner()
        self._places: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """For each person who sends a sound now: one at a time, so that nobody fills the disk."""
        self._started_at = new_id()
        self._is_cleared = False
        self.tidying = Job("voice: files", _EVERY_SECONDS, self.tidy)

    def place(self, user_id: str) -> asyncio.Lock:
        return self._places.setdefault(user_id, asyncio.Lock())

    async def receive(self, request: web.Request) -> Uploaded:
        """A form's recording and statement, stored as FLAC under the ids that the answer names.

        Raises Refusal and StorageError; nothing is left of any file then.
        """
        parcel = Parcel(self.folder, 1, MAX_SAMPLE_BYTES)
        try:
            texts = await parcel.receive(
                request, AUDIO, _MOST_TEXT, ADD_SAMPLE.max_body, {STATEMENT: MAX_STATEMENT_BYTES}
            )
            if texts.get("consent") != "true":
                raise Refusal(
                    Code.CONSENT_REQUIRED,
                    "Whose voice it is has to agree to it: send `consent` as `true`, and best the"
                    " spoken statement too.",
                )
            form = convert({**texts, AUDIO: b""}, SampleForm)
            if not parcel.files:
                raise Invalid(AUDIO, "There is no part `audio` in the form.")
            arrived = Arrived(form, parcel.files[0][1], parcel.beside.get(STATEMENT))
            return await self._store(arrived)
        finally:
            parcel.close()

    async def _store(self, arrived: Arrived) -> Uploaded:
        digest = await _finish(arrived.audio, AUDIO)
        if arrived.statement is not None:
            digest += await _finish(arrived.statement, STATEMENT)
        targets = [await self.folder.receive(_MOST_FLAC_BYTES)]
        sounds = [(arrived.audio.path, targets[0].path, MAX_SAMPLE_SECONDS)]
        try:
            if arrived.statement is not None:
                targets.append(await self.folder.receive(_MOST_FLAC_BYTES))
                sounds.append((arrived.statement.path, targets[1].path, MOST_STATEMENT_SECONDS))
            recordings = await self._examine(sounds)
            service.check_recording(recordings[0])
            if len(recordings) > 1:
                service.check_statement(recordings[1])
            ids = [new_id() for _ in targets]
            await self._keep(targets, ids)
        finally:
            for target in targets:
                target.close()
        return Uploaded(
            sample_id=ids[0],
            recording=recordings[0],
            statement_id=ids[1] if len(ids) > 1 else None,
            statement_sha256=recordings[1].sha256 if len(ids) > 1 else None,
            digest=digest,
            language=arrived.form.language,
            client_id=arrived.form.client_id,
        )

    async def _examine(self, sounds: list[tuple[Path, Path, float]]) -> list[Recording]:
        try:
            return await self._examiner.examine(sounds)
        except NotSound as error:
            words, at = error.args
            raise _not_audio(words, (AUDIO, STATEMENT)[at]) from None

    async def _keep(self, targets: list[Incoming], ids: list[str]) -> None:
        try:
            for target, file_id in zip(targets, ids, strict=True):
                await self.folder.keep(target, file_id, None)
        except BaseException:
            await self.remove(ids)
            raise

    async def remove(self, file_ids: list[str]) -> None:
        """Take files off the disk that no change has kept."""
        await asyncio.shield(self.folder.remove(file_ids))

    async def receive_prints(self, request: web.Request) -> Prints:
        """What the sound of a form is known by; nothing of it is kept. Raises Refusal and
        StorageError."""
        parcel = Parcel(self.folder, 1, MAX_CHECK_BYTES)
        try:
            await parcel.receive(request, AUDIO, {}, CHECK.max_body)
            if not parcel.files:
                raise Invalid(AUDIO, "There is no part `audio` in the form.")
            incoming = parcel.files[0][1]
            await _finish(incoming, AUDIO)
            return await self._examiner.prints(incoming.path)
        except NotSound as error:
            raise _not_audio(error.args[0], AUDIO) from None
        finally:
            parcel.close()

    async def send(self, request: web.Request, sample: SampleValue) -> web.StreamResponse:
        path = self.folder.path(sample.id)
        served = Served(path, f"{sample.id}.flac", FLAC, sample.sha256, is_kept=False)
        return await send_file(request, served)

    async def keep_profile(self, profile: bytes) -> str:
        """The id under which it lies in the folder. Raises StorageError."""
        incoming = await self.folder.receive(MOST_PROFILE_BYTES)
        profile_id = new_id()
        try:
            await incoming.write(profile)
            await incoming.finish()
            await self.folder.keep(incoming, profile_id, None)
        finally:
            incoming.close()
        return profile_id

    async def profile(self, profile_id: str) -> bytes:
        """Raises FileNotFoundError where the voice was withdrawn meanwhile."""
        return await asyncio.to_thread(self.folder.path(profile_id).read_bytes)

    async def tidy(self) -> None:
        """Take off the disk what a crash left without a row, what was deleted, and previews that
        nobody hears any more."""
        if not self._is_cleared:
            await self.folder.clear_up(
                self._started_at,
                lambda ids: self._database.read(lambda reader: service.known_files(reader, ids)),
            )
            self._is_cleared = True
        while await self._database.write(partial(service.forget_previews, limit=_BATCH)):
            self._media.tidy_soon()
        while gone := await self._database.read(lambda reader: service.gone_files(reader, _BATCH)):
            await self.folder.remove(gone)
            await self._database.write(partial(service.off_the_disk, file_ids=gone))


async def _finish(incoming: Incoming, part: str) -> str:
    """Its SHA-256; an empty file is no sound."""
    if incoming.size == 0:
        raise _not_audio("This file is empty.", part)
    return await incoming.finish()


def _not_audio(words: str, part: str) -> Refusal:
    return Refusal(Code.NOT_AUDIO, words, errors=[FieldError(field=part, message=words)])
