"""Asking one's own agent as it is saved, seen by nobody else; the reply as it comes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal
from uuid import uuid4

import msgspec
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import TryAgent, TryLine
from embedded_server.contracts.turns import Chunk, Citation, Done, Failed
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

MOST_LINES = 50
"""So many earlier lines the agent is told again, at most."""


@dataclass(frozen=True, slots=True)
class Line:
    kind: Literal["user", "agent"]
    text: str
    citations: tuple[Citation, ...] = ()
    is_growing: bool = False
    note: str = ""


class TryOutModel(QObject):
    lines_changed = Signal(object)
    busy_changed = Signal(bool)
    advice_changed = Signal(object)

    lines = Observed[tuple[Line, ...]](())
    busy = Observed(False)
    advice = Observed[Advice | None](None)

    def __init__(
        self, agent_id: str, calls: AgentsCalls, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._agent_id = agent_id
        self._calls = calls
        self._tasks = tasks
        self._key = f"try out {uuid4().hex}"

    def close(self) -> None:
        self._tasks.cancel(self._key)

    def ask(self, text: str) -> bool:
        """Whether it was asked: not while a reply grows, and not without words."""
        if self.busy or not text.strip():
            return False
        earlier = [
            TryLine(kind=one.kind, text=one.text) for one in self.lines[-MOST_LINES:] if one.text
        ]
        form = TryAgent(text=text.strip(), history=earlier)
        question = Line("user", text.strip())
        self.lines = (*self.lines, question, Line("agent", "", is_growing=True))
        self.busy = True
        self.advice = None
        self._tasks.spawn(self._ask(form), name="try an agent out", key=self._key)
        return True

    def stop(self) -> None:
        """What was written so far stays."""
        self._tasks.cancel(self._key)

    def clear(self) -> None:
        self.stop()
        self.advice = None
        self.lines = ()

    async def _ask(self, form: TryAgent) -> None:
        note = self.tr("stopped")
        try:
            async for event, data in await self._calls.try_out(self._agent_id, form):
                self._take(event, data)
            note = ""
        except DesktopError as error:
            log.info("try-out: %s", error)
            self.advice = advise(error)
            note = self.tr("The reply was cut off.")
        finally:
            self._end(note)
            self.busy = False

    def _take(self, event: str, data: str) -> None:
        if event == Chunk.event:
            piece = msgspec.json.decode(data, type=Chunk).text
            self._change(lambda line: replace(line, text=line.text + piece))
        elif event == Done.event:
            done = msgspec.json.decode(data, type=Done)
            cited = tuple(done.citations)
            self._change(lambda line: replace(line, text=done.text, citations=cited))
        elif event == Failed.event:
            why = msgspec.json.decode(data, type=Failed).message
            self._change(lambda line: replace(line, note=why))

    def _end(self, note: str) -> None:
        self._change(
            lambda line: (
                replace(line, is_growing=False, note=line.note or note) if line.is_growing else line
            )
        )

    def _change(self, change: Callable[[Line], Line]) -> None:
        if self.lines:
            self.lines = (*self.lines[:-1], change(self.lines[-1]))
