"""Turns: AI replies that run detached from who asked, can be watched, re-attached and stopped.

A room begins a turn inside its own transaction (`begin`), then `start` runs it: pieces from the
provider become chunks for every watcher and for the room's live topic; at the end the room's
`settle` stores the outcome in one transaction with the turn's own row, and only then is `done`
sent. A turn that speaks goes on until its sound is stored too. Events are those of
`contracts/turns.py`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, TurnStarted
from embedded_server.contracts.turns import Chunk, Done, Failed
from embedded_server.kernel import turn_store
from embedded_server.kernel.database import Database, Transaction
from embedded_server.kernel.errors import Refusal, StorageError, StorageFull
from embedded_server.kernel.hub import Hub
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.late_ends import store_late
from embedded_server.kernel.live_turn import LiveTurn, failed, interrupted
from embedded_server.kernel.speech.keeping import keep_sound
from embedded_server.kernel.speech.speaking import Speaking
from embedded_server.kernel.speech.speech import Speech
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.text import WholeCharacters
from embedded_server.kernel.turn_events import done_event, finished_event, tell_chunk
from embedded_server.kernel.turn_registry import Registry
from embedded_server.kernel.turn_sources import close_source, why_ended
from embedded_server.kernel.turn_types import (
    Begun,
    Checkpoint,
    Outcome,
    Patience,
    ProviderError,
    ReplyEnd,
    Settle,
    Source,
)
from embedded_server.kernel.watchdog import Watchdog

log = logging.getLogger(__name__)

CHECKPOINT_SECONDS = 2.0
MAX_CHARACTERS = 200_000


class Turns:
    def __init__(
        self,
        database: Database,
        hub: Hub,
        tasks: Tasks,
        patience: Patience,
        most: int,
        folder: Path,
    ) -> None:
        """`folder` is for sound on its way, and is cleared of what a crash left there."""
        self._database = database
        self._hub = hub
        self._tasks = tasks
        self._patience = patience
        self._most = most
        self._folder = folder
        self._registry = Registry()
        self._held: dict[str, int] = {}
        self._silenced: set[str] = set()
        """Stopped before they were started."""
        self._running = 0
        self._beginning = 0
        self._stopping = False
        hub.on_revoke = self._hide

    @property
    def running(self) -> int:
        """Those whose text is not there yet."""
        return self._running

    # Beginning

    @contextmanager
    def place(self) -> Iterator[None]:
        """Keep a place while a turn is being begun, so that questions asked at once do not pass
        together; refuses while the server stops or has as many turns as it can carry."""
        if self._stopping:
            raise Refusal(Code.STOPPING, "The server is being stopped.", retry_after_seconds=5)
        if self._running + self._beginning >= self._most:
            raise Refusal(
                Code.TOO_MANY_REQUESTS,
                "Every agent is busy. Try again in a moment.",
                retry_after_seconds=2,
            )
        self._beginning += 1
        try:
            yield
        finally:
            self._beginning -= 1

    @staticmethod
    def begin(tx: Transaction, begun: Begun) -> None:
        """Store an open turn and tell its room."""
        turn_store.insert(tx, begun)
        meta = begun.meta
        tx.emit(
            Emitted(
                EventType.TURN_STARTED,
                TurnStarted(
                    turn_id=meta.turn_id,
                    message_id=meta.message_id,
                    question_id=meta.question_id,
                    agent_id=meta.agent_id,
                    agent_name=meta.agent_name,
                    asker_id=begun.asker_id,
                ),
                begun.topic,
                begun.community_id,
            )
        )

    def start(
        self,
        begun: Begun,
        source: Source,
        settle: Settle,
        checkpoint: Checkpoint,
        speaking: Speaking | None = None,
    ) -> LiveTurn:
        """Run a begun turn, once; a second start answers with the one that runs. It is spoken
        where `speaking` says how, which is what its `meta` promised."""
        turn_id = begun.meta.turn_id
        known = self._registry.find(turn_id)
        if known is not None:
            return known
        live = LiveTurn(begun, None if speaking is None else Speech(speaking, self._folder))
        self._registry.add(live)
        self._running += 1
        if (speech := live.speech) is not None:
            speech.task = self._tasks.spawn(speech.run(self._tasks), f"speech of turn {turn_id}")
        if turn_id in self._silenced:
            self._silenced.discard(turn_id)
            live.why_cancelled = Outcome("stopped", "", ReplyEnd())
        live.task = self._tasks.spawn(
            self._run(live, source, settle, checkpoint), f"turn {turn_id}"
        )
        return live

    def live(self, turn_id: str) -> LiveTurn | None:
        return self._registry.find(turn_id)

    def forget(self, turn_id: str) -> None:
        """Drop the events of a finished turn, whose reply was deleted, from memory."""
        self._registry.forget(turn_id)

    def text_so_far(self, turn_id: str) -> str | None:
        """The text of a turn that is still streaming."""
        live = self._registry.find(turn_id)
        return live.text if live is not None and live.status == "streaming" else None

    # Running

    async def _run(
        self, live: LiveTurn, source: Source, settle: Settle, checkpoint: Checkpoint
    ) -> None:
        loop = asyncio.get_running_loop()
        live.saved_at = loop.time()
        live.started = True
        patience = self._patience
        watchdog = Watchdog(
            patience.first,
            patience.between,
            patience.whole,
            lambda: live.heard_at,
            lambda: self._cancel(live, failed(live, "provider_timeout", "The agent fell silent.")),
        )
        try:
            if live.why_cancelled is not None:
                raise asyncio.CancelledError
            end = await self._pump(live, source, checkpoint)
            outcome = Outcome("done", live.text, end)
        except ProviderError as error:
            outcome = Outcome("failed", live.text, ReplyEnd(), error.failed)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001  # whatever a provider raises, its turn ends
            outcome = why_ended(live, error)
        finally:
            live.settling = True
            watchdog.cancel()
        outcome.text = live.text
        await self._finish(live, outcome, settle)

    async def _pump(self, live: LiveTurn, source: Source, checkpoint: Checkpoint) -> ReplyEnd:
        loop = asyncio.get_running_loop()
        end = ReplyEnd()
        size = 0
        characters = WholeCharacters()
        pieces = source()
        try:
            async for raw in pieces:
                if isinstance(raw, ReplyEnd):
                    end = raw
                    continue
                piece = characters.feed(raw)
                if not piece:
                    continue
                live.heard_at = loop.time()
                self._tell(live, piece)
                size += len(piece)
                if size > MAX_CHARACTERS:
                    break
                if live.heard_at - live.saved_at > CHECKPOINT_SECONDS:
                    live.saved_at = live.heard_at
                    self._tasks.spawn(
                        self._save(live, list(live.parts), checkpoint),
                        f"checkpoint {live.begun.meta.turn_id}",
                    )
        finally:
            await close_source(pieces)
        if rest := characters.end():
            self._tell(live, rest)
        while self.is_held(live.begun.meta.turn_id):
            live.let_go.clear()
            await live.let_go.wait()
        return end

    def _tell(self, live: LiveTurn, piece: str) -> None:
        """One more piece, to who watches the turn and to who is in its room."""
        if self.is_held(live.begun.meta.turn_id):
            live.withheld.append(piece)
            return
        index = len(live.parts)
        live.parts.append(piece)
        live.push(Chunk.event, Chunk(index=index, text=piece))
        if live.speech is not None:
            live.speech.hear(piece)
        tell_chunk(self._hub, live.begun, index, piece)

    async def _save(self, live: LiveTurn, parts: list[str], checkpoint: Checkpoint) -> None:
        """Keep what was written so far, so that a crash loses two seconds at most."""

        def save(tx: Transaction) -> None:
            if turn_store.checkpoint(tx, live.begun.meta.turn_id, parts):
                checkpoint(tx, "".join(parts))

        try:
            await self._database.write(save)
        except StorageError:
            log.warning("turn %s could not be saved on the way", live.begun.meta.turn_id)

    async def _finish(self, live: LiveTurn, outcome: Outcome, settle: Settle) -> None:
        meta = live.begun.meta

        def store(tx: Transaction) -> None:
            settle(tx, outcome)
            sizes = [len(part) for part in live.parts]
            speaks = live.speech is not None and outcome.failed is None
            turn_store.finish(tx, live.begun, outcome, sizes, speaks=speaks)
            tx.emit(finished_event(live.begun, outcome))

        try:
            await self._database.write(store)
        except StorageError as error:
            code = "storage_full" if isinstance(error, StorageFull) else "storage_failed"
            outcome = failed(live, code, "The reply could not be stored on this server.")
            late = store_late(self._database, store, meta.turn_id)
            self._tasks.spawn(late, f"late end of turn {meta.turn_id}")
        except Exception:
            log.exception("turn %s could not be settled", meta.turn_id)
            outcome = failed(live, "internal", "The server made a mistake with this reply.")
        live.status = outcome.status
        self._running -= 1
        if outcome.failed is not None:
            live.push(Failed.event, outcome.failed)
        else:
            live.push(Done.event, done_event(meta, outcome))
        live.finished.set()
        if live.speech is None:
            self._registry.end(live)
            return
        if outcome.failed is not None:
            live.speech.drop()
        live.speech.end_text()
        said = await keep_sound(self._database, self._tasks, live, live.speech)
        if said is not None:
            live.push(said.event, said)
        self._registry.end(live)

    def _hide(self, user_id: str, topic: str) -> None:
        """What is written for one person alone who may not hear it any more is stopped: nobody
        will ever read it."""
        for live in self._registry.hidden(user_id, topic):
            self._stop(live)

    def end_sessions(self, ended: Callable[[str, int], bool]) -> None:
        """Cut the streams of sign-ins that have ended, by id and time of expiry (ms)."""
        self._registry.end_sessions(ended)

    def end_voice(self, voice_of: str) -> None:
        """A voice was withdrawn: it says no more, and nothing that it said is heard again."""
        self._registry.end_voice(voice_of)

    # Stopping

    def _cancel(self, live: LiveTurn, outcome: Outcome) -> None:
        if live.task is None or live.settling or live.why_cancelled is not None:
            return
        live.why_cancelled = outcome
        # A task that is cancelled before its first step never runs, and could not end the turn.
        if live.started:
            live.task.cancel()

    @contextmanager
    def hold(self, turn_id: str) -> Iterator[None]:
        """Let a turn say nothing for as long as it is decided whether it may: what was said so far
        is all there is then. Its pieces are kept and said afterwards, unless it is silenced."""
        self._held[turn_id] = self._held.get(turn_id, 0) + 1
        try:
            yield
        finally:
            self._held[turn_id] -= 1
            if not self._held[turn_id]:
                del self._held[turn_id]
                self._say_withheld(turn_id)

    def is_held(self, turn_id: str) -> bool:
        return turn_id in self._held

    def _say_withheld(self, turn_id: str) -> None:
        if (live := self._registry.find(turn_id)) is None:
            return
        for piece in live.withheld if live.why_cancelled is None else ():
            self._tell(live, piece)
        live.withheld.clear()
        live.let_go.set()

    def silence(self, turn_id: str) -> None:
        """Stop a turn whose end is stored already, also one that has not been started yet."""
        live = self._registry.find(turn_id)
        if live is None:
            self._silenced.add(turn_id)
        else:
            live.withheld.clear()
            self._stop(live)

    async def stop(self, turn_id: str) -> bool:
        """Stop a turn, its text or what is left of its sound, and wait until what was written and
        heard is stored; False if none runs."""
        live = self._registry.find(turn_id)
        if live is None or live.over.is_set():
            return False
        self._stop(live)
        await live.over.wait()
        return True

    async def interrupt(self, topic: str) -> None:
        """Cut off what is still being spoken to these listeners, and wait until what they heard
        of it is stored."""
        for live in self._registry.of_topic(topic):
            if live.finished.is_set():
                self._stop(live)
                await live.over.wait()

    def _stop(self, live: LiveTurn) -> None:
        if live.speech is not None:
            live.speech.cut()
        if live.status == "streaming":
            self._cancel(live, Outcome("stopped", "", ReplyEnd()))

    async def close(self, grace: float) -> None:
        """Take no new turns; let the running ones finish, then end them with `error`."""
        self._stopping = True
        running = self._registry.not_over()
        for live in running:
            if live.speech is not None:
                live.speech.hurry()
        waits = [
            self._tasks.spawn(live.over.wait(), f"closing {live.begun.meta.turn_id}")
            for live in running
        ]
        if waits:
            await asyncio.wait(waits, timeout=grace)
        for live in running:
            self._cancel(live, interrupted(live))
            if live.speech is not None:
                live.speech.fail("The server was stopped while it was spoken. The text stands.")
        if waits:
            await asyncio.wait(waits, timeout=2)
        self._registry.close()
