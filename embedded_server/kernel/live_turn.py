"""A turn in memory: its events so far, who watches, and how it stands."""

from __future__ import annotations

import asyncio

from embedded_server.contracts.errors import Code
from embedded_server.contracts.turns import AudioReady, Chunk, Done, Failed, Meta, TurnStatus
from embedded_server.kernel.speech.speech import Ear, Speech
from embedded_server.kernel.sse import Watcher, encode_event, http_chunk
from embedded_server.kernel.turn_types import Begun, Outcome, ReplyEnd


class LiveTurn:
    def __init__(self, begun: Begun, speech: Speech | None = None) -> None:
        self.begun = begun
        self.speech = speech
        self.events = [encode_event(Meta.event, 0, begun.meta)]
        self.parts: list[str] = []
        self.watchers: set[Watcher] = set()
        self.finished = asyncio.Event()
        """Its text has ended, and is stored."""
        self.over = asyncio.Event()
        """Nothing comes any more, no sound either."""
        self.status: TurnStatus = "streaming"
        self.task: asyncio.Task[None] | None = None
        self.why_cancelled: Outcome | None = None
        self.started = False
        self.settling = False
        """True once its end is being stored, from where on nothing may cancel it."""
        self.heard_at = 0.0
        self.saved_at = 0.0
        self.withheld: list[str] = []
        """Pieces that came while the turn was held."""
        self.let_go = asyncio.Event()

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def connections(self) -> list[Watcher | Ear]:
        """Whoever watches it or listens to it now."""
        return [*self.watchers, *(() if self.speech is None else self.speech.ears)]

    def push(self, name: str, data: Chunk | Done | AudioReady | Failed) -> None:
        event = encode_event(name, len(self.events), data)
        self.events.append(event)
        if self.watchers:
            chunk = http_chunk(event)
            for watcher in self.watchers:
                watcher.send(event, chunk)


def failed(live: LiveTurn, code: str, message: str, *, retryable: bool = True) -> Outcome:
    why = Failed(code=code, message=message, retryable=retryable)
    return Outcome("failed", live.text, ReplyEnd(), why)


def interrupted(live: LiveTurn) -> Outcome:
    return failed(live, "server_stopping", "The server was stopped while the agent answered.")


def tts_failed(message: str) -> Failed:
    return Failed(code=str(Code.TTS_FAILED), message=message, retryable=True)
