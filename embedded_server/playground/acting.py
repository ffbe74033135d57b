"""Runs the agents that have seats: one turn at a time for each, and not too often."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator

from embedded_server.agents.answering import source
from embedded_server.contracts.playground import SessionMessage
from embedded_server.kernel import turn_store
from embedded_server.kernel.errors import Refusal, StorageError
from embedded_server.kernel.server import Server
from embedded_server.kernel.transaction import Transaction
from embedded_server.kernel.turn_types import Outcome, ReplyEnd
from embedded_server.playground.service import acting
from embedded_server.playground.service.acting import Cause, Part

PAUSE_SECONDS = 1.0
"""Between what an agent did and what it does next."""
SETTLE_SECONDS = 1.5
"""How long the shared state has to rest before agents look at it."""


class Acting:
    def __init__(self, server: Server) -> None:
        self._server = server
        self._running: dict[str, str] = {}
        """The turn of each seat that acts."""
        self._next: dict[str, Cause] = {}
        """What came meanwhile; the newest counts, the others stand in the history."""
        self._state_timers: dict[str, asyncio.TimerHandle] = {}

    def said(self, message: SessionMessage, in_a_row: int = 0) -> None:
        self._consider(message.session_id, Cause(message, in_a_row))

    def state_changed(self, session_id: str) -> None:
        """By a person. Looked at once it rests."""
        known = self._state_timers.pop(session_id, None)
        if known is not None:
            known.cancel()

        def look() -> None:
            self._state_timers.pop(session_id, None)
            self._consider(session_id, Cause(None))

        loop = asyncio.get_running_loop()
        self._state_timers[session_id] = loop.call_later(SETTLE_SECONDS, look)

    async def take_over(self, participant_id: str) -> None:
        """Somebody else drives that seat now: what its agent was doing is stopped."""
        self._next.pop(participant_id, None)
        turn_id = self._running.get(participant_id)
        if turn_id is not None:
            await self._server.turns.stop(turn_id)

    def close(self) -> None:
        for timer in self._state_timers.values():
            timer.cancel()
        self._state_timers.clear()

    def _consider(self, session_id: str, cause: Cause) -> None:
        self._server.tasks.spawn(self._call(session_id, cause), "playground: agents in seats")

    async def _call(self, session_id: str, cause: Cause) -> None:
        seats = await self._server.database.read(
            lambda reader: acting.called(reader, session_id, cause)
        )
        for participant_id in seats:
            if participant_id in self._running:
                self._next[participant_id] = cause
            else:
                self._running[participant_id] = ""
                self._server.tasks.spawn(
                    self._act(session_id, participant_id, cause), "playground: an agent acts"
                )

    async def _act(self, session_id: str, participant_id: str, cause: Cause) -> None:
        following: Cause | None = cause
        try:
            while following is not None:
                await self._turn(session_id, participant_id, following)
                await asyncio.sleep(PAUSE_SECONDS)
                following = self._next.pop(participant_id, None)
        except (Refusal, StorageError):
            # Asked too often, too many turns, the server stops: the next message tries again.
            return
        finally:
            self._running.pop(participant_id, None)
            self._next.pop(participant_id, None)

    async def _turn(self, session_id: str, participant_id: str, cause: Cause) -> None:
        server = self._server
        said: list[SessionMessage] = []
        server.asks.take(f"seat:{participant_id}")
        owner_id = await server.database.read(
            lambda reader: acting.driver(reader, session_id, participant_id)
        )
        if owner_id is not None:
            # However many sessions somebody has a seat in.
            server.room_asks.take(f"seats of {owner_id}")
        with server.turns.place():
            part = await server.database.write(
                lambda tx: acting.begin(tx, session_id, participant_id, cause)
            )
            if part is None:
                return
            turn_id = self._running[participant_id] = part.begun.meta.turn_id

            def settle(tx: Transaction, outcome: Outcome) -> None:
                message = acting.settle(tx, part, outcome)
                if message is not None:
                    said.append(message)

            live = server.turns.start(
                part.begun, functools.partial(_source, server, part), settle, lambda tx, text: None
            )
        await live.finished.wait()
        for message in said[-1:]:
            self.said(message, cause.in_a_row + 1)
        await server.database.write(lambda tx: turn_store.forget_passing(tx, turn_id))
        server.turns.forget(turn_id)


def _source(server: Server, part: Part) -> AsyncIterator[str | ReplyEnd]:
    return source(server, part.agent, part.asked, part.asker_name, part.history, scene=part.scene)
