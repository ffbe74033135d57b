"""An agent whose every piece, pause and failure is written by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from embedded_server.agents.providers.base import Line, Missed, Recall, Service
from embedded_server.agents.providers.scene import Scene
from embedded_server.agents.service import ReadyAgent
from embedded_server.kernel.server import Server
from embedded_server.kernel.turn_types import ReplyEnd

PLACE = "embedded_server.club.routes.asking.source"
"""Where the club takes its answers from; `monkeypatch.setattr(PLACE, script.source)`."""
PLACES = (
    PLACE,
    "embedded_server.support.routes.office.source",
    "embedded_server.support.routes.desk.source",
    "embedded_server.lounge.routes.saying.source",
    "embedded_server.playground.acting.source",
)
"""Where all rooms take them from."""

Step = str | ReplyEnd | asyncio.Event | BaseException
"""A piece, the end, a gate to wait at, or something to raise."""


class Script:
    """What every question is answered with, until the test says something else."""

    def __init__(self, *steps: Step) -> None:
        self.steps: Sequence[Step] = steps or ("Hello.", ReplyEnd())
        self.asked: list[str] = []
        self.histories: list[Sequence[Line]] = []
        self.missed: list[Missed | None] = []
        self.services: list[Service | None] = []
        self.scenes: list[Scene | None] = []
        self.closed = 0
        """How many answers have ended, whichever way; each frees what it held."""

    def says(self, *steps: Step) -> None:
        self.steps = steps

    async def source(
        self,
        server: Server,
        agent: ReadyAgent,
        question: str,
        asker_name: str,
        history: Sequence[Line],
        recall: Recall | None = None,
        service: Service | None = None,
        scene: Scene | None = None,
    ) -> AsyncIterator[str | ReplyEnd]:
        self.asked.append(question)
        self.services.append(service)
        self.scenes.append(scene)
        self.histories.append(history)
        self.missed.append(None if recall is None else await server.database.read(recall))
        try:
            for step in self.steps:
                if isinstance(step, asyncio.Event):
                    await step.wait()
                elif isinstance(step, BaseException):
                    raise step
                else:
                    yield step
        finally:
            self.closed += 1
