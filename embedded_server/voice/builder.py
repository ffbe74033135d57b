"""Builds voices beside everything else: one for a lounge, with progress, stopped when asked to."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial

from embedded_server.contracts.voice import BuildVoice, Engine, LoungeVoice, StatementCheck
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Database, Transaction
from embedded_server.kernel.errors import StorageError
from embedded_server.kernel.tasks import Tasks
from embedded_server.voice import service
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.keeping import Keeper
from embedded_server.voice.service import Building, Chosen, Mac
from embedded_server.voice.speaker import Speaker
from embedded_server.voice.store import SampleValue

log = logging.getLogger(__name__)

LIKENESS = 0.5
"""Where nobody chose."""
TELL_SECONDS = 0.5
"""Progress is told no more often."""
_MOST_PROGRESS = 0.99
"""What is not stored is not done."""
_FAILED = "The voice could not be built, by a mistake of the server. Try again."
_STORAGE = "The server's disk did not take the voice. Try again when there is room."


@dataclass(slots=True)
class _Job:
    building: Building
    task: asyncio.Task[None] | None = None
    is_made: bool = False
    """From then on it is not cancelled: the change that keeps it finds out whether it is wanted
    still, and its file goes where it is not."""
    progress: float = 0.0
    told_at: float = field(default=0.0)


class Builder:
    def __init__(
        self, database: Database, tasks: Tasks, keeper: Keeper, speaker: Speaker, mac: Mac
    ) -> None:
        self._database = database
        self._tasks = tasks
        self._keeper = keeper
        self.speaker = speaker
        self._mac = mac
        self._jobs: dict[str, _Job] = {}
        """By community."""

    def progress(self, community_id: str) -> float | None:
        job = self._jobs.get(community_id)
        return None if job is None else job.progress

    async def start(
        self, community_id: str, caller: Caller, engine: Engine, wanted: BuildVoice
    ) -> LoungeVoice:
        """Begin in the background. Raises Refusal and StorageError."""

        def begin(tx: Transaction) -> tuple[Building, LoungeVoice]:
            begun = service.begin(tx, community_id, caller)
            return begun, service.view(tx, community_id, 0.0)

        building, view = await self._database.write(begin)
        job = self._jobs[community_id] = _Job(building)
        chosen = Chosen(engine.id, engine.name)
        likeness = LIKENESS if wanted.likeness is None else wanted.likeness
        job.task = self._tasks.spawn(
            self._build(community_id, job, chosen, likeness, wanted.publish), "voice: building"
        )
        return view

    def stop(self, community_id: str) -> None:
        """Once a change has ended the building: the engine's work is ended too."""
        job = self._jobs.pop(community_id, None)
        if job is not None and job.task is not None and not job.is_made:
            job.task.cancel()

    async def _build(
        self, community_id: str, job: _Job, chosen: Chosen, likeness: float, publish: bool
    ) -> None:
        building = job.building
        problem = _FAILED
        try:
            await self._check_statement(building)
            paths = [self._keeper.folder.path(one.id) for one in building.samples]
            profile = await self.speaker.prepare(
                chosen.id, paths, likeness, lambda share: self._told(community_id, job, share)
            )
            job.is_made = True
            await self._finish(community_id, building, chosen, profile, publish)
        except EngineError as error:
            problem = str(error)
        except (StorageError, OSError) as error:
            log.error("voice: %s", error)
            problem = _STORAGE
        except Exception:
            log.exception("a voice could not be built")
        else:
            return
        finally:
            if self._jobs.get(community_id) is job:
                del self._jobs[community_id]
        await self._database.write(
            partial(
                service.fail, community_id=community_id, build_id=building.build_id, problem=problem
            )
        )

    async def _finish(
        self, community_id: str, building: Building, chosen: Chosen, profile: bytes, publish: bool
    ) -> None:
        profile_id = await self._keeper.keep_profile(profile)
        is_kept = False
        try:
            is_kept = await self._database.write(
                lambda tx: service.finish(
                    tx, community_id, building, chosen, profile_id, publish=publish
                )
            )
        except Exception:
            # Not where this is cancelled: the row may be on its way to the disk already.
            await self._keeper.remove([profile_id])
            raise
        if not is_kept:
            await self._keeper.remove([profile_id])
        self._keeper.tidying.ask()

    def _told(self, community_id: str, job: _Job, share: float) -> None:
        job.progress = max(job.progress, min(share, _MOST_PROGRESS))
        now = asyncio.get_running_loop().time()
        if now - job.told_at >= TELL_SECONDS:
            job.told_at = now
            self._tasks.spawn(self._tell(community_id, job), "voice: progress")

    async def _tell(self, community_id: str, job: _Job) -> None:
        await self._database.write(
            lambda tx: service.tell_progress(tx, community_id, job.building.build_id, job.progress)
        )

    async def _check_statement(self, building: Building) -> None:
        """Compare what the voice's consent says, where that has not been done yet."""
        for sample in building.samples:
            if sample.statement_id is not None:
                if sample.statement_check is None:
                    await self.check(sample)
                return

    async def check(self, sample: SampleValue) -> None:
        """Hear whether the statement was said, and note it. Raises StorageError."""
        check = await self._compared(sample)

        def write(tx: Transaction) -> None:
            if service.set_check(tx, sample.id, check):
                service.tell(tx, sample.community_id, self.progress(sample.community_id))

        await self._database.write(write)

    async def _compared(self, sample: SampleValue) -> StatementCheck:
        assert sample.statement_id is not None
        text, language = sample.statement_text or "", sample.statement_language or "en"
        recogniser = None
        try:
            recogniser = await self.speaker.recogniser(language)
            if recogniser is None:
                return StatementCheck(verdict="unknown", heard=None, recogniser=None)
            path = self._keeper.folder.path(sample.statement_id)
            heard = await self.speaker.transcribe(recogniser, path, language, text)
        except EngineError as error:
            log.warning("a statement could not be recognised: %s", error)
            return StatementCheck(verdict="unknown", heard=None, recogniser=recogniser)
        codes = service.codes_at(self._mac, sample.created_at, sample.community_id)
        is_said = service.is_said(heard, text, codes, language)
        return StatementCheck(
            verdict="matches" if is_said else "differs", heard=heard, recogniser=recogniser
        )
