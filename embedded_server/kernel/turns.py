"""Turns: AI replies that run detached from who asked, can be watched, re-attached and stopped.

A room begins a turn inside its own transaction (`begin`), then `start` runs it: pieces from the
provider become chunks for every watcher and for the room's live topic; at the end the room's
`settle` stores the outcome in one transaction with the turn's own row, and only then is the last
event sent. Events are those of `contracts/turns.py`.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, TurnChunk, TurnFinished, TurnStarted
from embedded_server.contracts.turns import Chunk, Citation, Done, Failed, Meta, TurnStatus, Usage
from embedded_server.kernel import turn_store
from embedded_server.kernel.database import Database, Transaction
from embedded_server.kernel.errors import Refusal, StorageError, StorageFull
from embedded_server.kernel.hub import Hub
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.sse import Watcher, encode_event, http_chunk
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.text import WholeCharacters
from embedded_server.kernel.turn_store import Begun

log = logging.getLogger(__name__)

KEEP_FINISHED = 256
"""Finished turns whose events stay in memory; older ones are rebuilt from their row."""
CHECKPOINT_SECONDS = 2.0
MAX_CHARACTERS = 200_000


@dataclass(slots=True)
class ReplyEnd:
    """What a provider says last: its count of tokens and the texts it used."""

    usage: Usage = field(default_factory=Usage)
    citations: list[Citation] = field(default_factory=list)


class ProviderError(Exception):
    """A provider failed in a way a member can be told: `message` is for their eyes."""

    def __init__(self, code: str, message: str, *, retryable: bool) -> None:
        super().__init__(message)
        self.failed = Failed(code=code, message=message, retryable=retryable)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds a provider may be silent before its first piece and between two, and in all."""

    first: float = 60.0
    between: float = 60.0
    whole: float = 900.0


@dataclass(slots=True)
class Outcome:
    """How a turn ended; `charged_cents` may be set by the room's `settle`."""

    status: TurnStatus
    text: str
    end: ReplyEnd
    failed: Failed | None = None
    charged_cents: int = 0


Settle = Callable[[Transaction, Outcome], None]
Checkpoint = Callable[[Transaction, str], None]
Source = Callable[[], AsyncIterator[str | ReplyEnd]]


class LiveTurn:
    """A turn in memory: its events so far and who watches."""

    def __init__(self, begun: Begun) -> None:
        self.begun = begun
        self.events = [encode_event(Meta.event, 0, begun.meta)]
        self.parts: list[str] = []
        self.watchers: set[Watcher] = set()
        self.finished = asyncio.Event()
        self.status: TurnStatus = "streaming"
        self.task: asyncio.Task[None] | None = None
        self.why_cancelled: Outcome | None = None
        self.heard_at = 0.0
        self.saved_at = 0.0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def push(self, name: str, data: Chunk | Done | Failed) -> None:
        event = encode_event(name, len(self.events), data)
        self.events.append(event)
        if self.watchers:
            chunk = http_chunk(event)
            for watcher in self.watchers:
                watcher.send(event, chunk)


class Turns:
    def __init__(
        self, database: Database, hub: Hub, tasks: Tasks, patience: Patience, most: int
    ) -> None:
        self._database = database
        self._hub = hub
        self._tasks = tasks
        self._patience = patience
        self._most = most
        self._live: OrderedDict[str, LiveTurn] = OrderedDict()
        self._running = 0
        self._stopping = False

    @property
    def running(self) -> int:
        return self._running

    # Beginning

    def check_room(self) -> None:
        """Refuses while the server stops or has as many turns as it can carry."""
        if self._stopping:
            raise Refusal(Code.STOPPING, "The server is being stopped.", retry_after_seconds=5)
        if self._running >= self._most:
            raise Refusal(
                Code.TOO_MANY_REQUESTS,
                "Every agent is busy. Try again in a moment.",
                retry_after_seconds=2,
            )

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
        self, begun: Begun, source: Source, settle: Settle, checkpoint: Checkpoint
    ) -> LiveTurn:
        """Run a begun turn, once; a second start answers with the one that runs."""
        turn_id = begun.meta.turn_id
        known = self._live.get(turn_id)
        if known is not None:
            return known
        live = self._live[turn_id] = LiveTurn(begun)
        self._running += 1
        live.task = self._tasks.spawn(
            self._run(live, source, settle, checkpoint), f"turn {turn_id}"
        )
        return live

    def live(self, turn_id: str) -> LiveTurn | None:
        return self._live.get(turn_id)

    def text_so_far(self, turn_id: str) -> str | None:
        """The text of a turn that is still streaming."""
        live = self._live.get(turn_id)
        return live.text if live is not None and live.status == "streaming" else None

    # Running

    async def _run(
        self, live: LiveTurn, source: Source, settle: Settle, checkpoint: Checkpoint
    ) -> None:
        loop = asyncio.get_running_loop()
        live.saved_at = loop.time()
        watchdog = _Watchdog(live, self._patience, self._cancel)
        try:
            end = await self._pump(live, source, checkpoint)
            outcome = Outcome("done", live.text, end)
        except ProviderError as error:
            outcome = Outcome("failed", live.text, ReplyEnd(), error.failed)
        except asyncio.CancelledError:
            outcome = live.why_cancelled or _interrupted(live)
            current = asyncio.current_task()
            if current is not None:
                current.uncancel()
        except Exception:
            log.exception("the provider of turn %s failed", live.begun.meta.turn_id)
            outcome = _failed(live, "provider_failed", "The agent failed while it was answering.")
        finally:
            watchdog.cancel()
        outcome.text = live.text
        await self._finish(live, outcome, settle)

    async def _pump(self, live: LiveTurn, source: Source, checkpoint: Checkpoint) -> ReplyEnd:
        loop = asyncio.get_running_loop()
        meta = live.begun.meta
        topic, community_id = live.begun.topic, live.begun.community_id
        end = ReplyEnd()
        size = 0
        characters = WholeCharacters()
        pieces = source()
        try:
            async for raw in pieces:
                if isinstance(raw, ReplyEnd):
                    end = raw
                    raw = characters.end()
                piece = characters.feed(raw)
                if not piece:
                    continue
                live.heard_at = loop.time()
                index = len(live.parts)
                live.parts.append(piece)
                live.push(Chunk.event, Chunk(index=index, text=piece))
                self._hub.tell(
                    topic,
                    EventType.TURN_CHUNK,
                    TurnChunk(
                        turn_id=meta.turn_id, message_id=meta.message_id, index=index, text=piece
                    ),
                    community_id,
                )
                size += len(piece)
                if size > MAX_CHARACTERS:
                    break
                if live.heard_at - live.saved_at > CHECKPOINT_SECONDS:
                    live.saved_at = live.heard_at
                    text = live.text
                    self._tasks.spawn(
                        self._save(live, text, checkpoint), f"checkpoint {meta.turn_id}"
                    )
        finally:
            close = getattr(pieces, "aclose", None)
            if close is not None:
                await close()
        return end

    async def _save(self, live: LiveTurn, text: str, checkpoint: Checkpoint) -> None:
        """Keep what was written so far, so that a crash loses two seconds at most."""

        def save(tx: Transaction) -> None:
            if turn_store.checkpoint(tx, live.begun.meta.turn_id, text):
                checkpoint(tx, text)

        try:
            await self._database.write(save)
        except StorageError:
            log.warning("turn %s could not be saved on the way", live.begun.meta.turn_id)

    async def _finish(self, live: LiveTurn, outcome: Outcome, settle: Settle) -> None:
        meta = live.begun.meta

        def store(tx: Transaction) -> None:
            settle(tx, outcome)
            turn_store.finish(tx, live.begun, outcome, [len(part) for part in live.parts])
            tx.emit(finished_event(live.begun, outcome))

        try:
            await self._database.write(store)
        except StorageError as error:
            code = "storage_full" if isinstance(error, StorageFull) else "storage_failed"
            outcome = _failed(live, code, "The reply could not be stored on this server.")
        except Exception:
            log.exception("turn %s could not be settled", meta.turn_id)
            outcome = _failed(live, "internal", "The server made a mistake with this reply.")
        live.status = outcome.status
        self._running -= 1
        if outcome.failed is not None:
            live.push(Failed.event, outcome.failed)
        else:
            live.push(Done.event, done_event(meta, outcome))
        live.finished.set()
        self._forget_old()

    def _forget_old(self) -> None:
        spare = len(self._live) - self._running - KEEP_FINISHED
        if spare <= 0:
            return
        finished = [key for key, live in self._live.items() if live.finished.is_set()]
        for key in finished[:spare]:
            del self._live[key]

    # Stopping

    def _cancel(self, live: LiveTurn, outcome: Outcome) -> None:
        if live.task is not None and live.why_cancelled is None and not live.finished.is_set():
            live.why_cancelled = outcome
            live.task.cancel()

    async def stop(self, turn_id: str) -> bool:
        """Stop a running turn and wait until what was written is stored; False if none runs."""
        live = self._live.get(turn_id)
        if live is None or live.status != "streaming":
            return False
        self._cancel(live, Outcome("stopped", "", ReplyEnd()))
        await live.finished.wait()
        return True

    async def close(self, grace: float) -> None:
        """Take no new turns; let the running ones finish, then end them with `error`."""
        self._stopping = True
        running = [live for live in self._live.values() if not live.finished.is_set()]
        waits = [
            self._tasks.spawn(_until(live.finished), f"closing {live.begun.meta.turn_id}")
            for live in running
        ]
        if waits:
            await asyncio.wait(waits, timeout=grace)
        for live in running:
            self._cancel(live, _interrupted(live))
        if waits:
            await asyncio.wait(waits, timeout=2)


class _Watchdog:
    """Ends a turn whose provider is silent: one timer, re-armed, in place of one for each piece."""

    def __init__(
        self, live: LiveTurn, patience: Patience, end: Callable[[LiveTurn, Outcome], None]
    ) -> None:
        self._live = live
        self._patience = patience
        self._end = end
        self._loop = asyncio.get_running_loop()
        self._started = self._loop.time()
        self._handle = self._loop.call_at(self._deadline(), self._check)

    def _deadline(self) -> float:
        heard = self._live.heard_at
        silent = heard + self._patience.between if heard else self._started + self._patience.first
        return min(silent, self._started + self._patience.whole)

    def _check(self) -> None:
        deadline = self._deadline()
        if self._loop.time() < deadline:
            self._handle = self._loop.call_at(deadline, self._check)
        else:
            self._end(self._live, _failed(self._live, "provider_timeout", "The agent fell silent."))

    def cancel(self) -> None:
        self._handle.cancel()


async def _until(event: asyncio.Event) -> None:
    await event.wait()


def _failed(live: LiveTurn, code: str, message: str, *, retryable: bool = True) -> Outcome:
    failed = Failed(code=code, message=message, retryable=retryable)
    return Outcome("failed", live.text, ReplyEnd(), failed)


def _interrupted(live: LiveTurn) -> Outcome:
    return _failed(live, "server_stopping", "The server was stopped while the agent answered.")


def done_event(meta: Meta, outcome: Outcome) -> Done:
    return Done(
        message_id=meta.message_id,
        text=outcome.text,
        charged_cents=outcome.charged_cents,
        stopped=outcome.status == "stopped",
        usage=outcome.end.usage,
        citations=outcome.end.citations,
    )


def finished_event(begun: Begun, outcome: Outcome) -> Emitted:
    failed = outcome.failed
    return Emitted(
        EventType.TURN_FINISHED,
        TurnFinished(
            turn_id=begun.meta.turn_id,
            message_id=begun.meta.message_id,
            status=outcome.status,
            code=failed.code if failed else None,
            message=failed.message if failed else None,
            retryable=failed.retryable if failed else False,
        ),
        begun.topic,
        begun.community_id,
    )
