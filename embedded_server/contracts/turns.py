"""An AI reply as it streams: `meta chunk* ( done [ audio_ready | error(tts) ] | error )`.

A turn runs detached from whoever asked, is stored before it is announced done, and can be
watched, re-attached to and stopped by id. Each event's SSE `id:` is its index in the turn.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from embedded_server.contracts.base import UNSET, Answer, Cents, Timestamp, UnsetType
from embedded_server.contracts.routes import Kind, act, get

TurnStatus = Literal["streaming", "done", "stopped", "failed"]


class Citation(Answer, frozen=True, kw_only=True):
    """A text of the agent's knowledge that the reply used; `number` is its mark in the text."""

    number: int
    document_id: str
    title: str
    passage: str


class Usage(Answer, frozen=True, kw_only=True):
    """Tokens as the model's server counted them; null where it did not say."""

    model: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Meta(Answer, frozen=True, kw_only=True):
    """First, exactly once."""

    event: ClassVar[str] = "meta"

    turn_id: str
    message_id: str
    question_id: str | None
    agent_id: str
    agent_name: str
    fee_cents: Cents
    audio_expected: bool


class Chunk(Answer, frozen=True, kw_only=True):
    """`index` counts from 0 without gaps; a character is never split."""

    event: ClassVar[str] = "chunk"

    index: int
    text: str


class Done(Answer, frozen=True, kw_only=True):
    """`text` is what is stored: all chunks joined."""

    event: ClassVar[str] = "done"

    message_id: str
    text: str
    charged_cents: Cents
    stopped: bool
    usage: Usage
    citations: list[Citation]


class AudioReady(Answer, frozen=True, kw_only=True):
    event: ClassVar[str] = "audio_ready"
    message_id: str
    url: str
    duration_ms: int
    mime_type: str


class Failed(Answer, frozen=True, kw_only=True):
    """Before `done` it ends the turn; after it, it can only say that the audio failed."""

    event: ClassVar[str] = "error"

    code: str
    message: str
    retryable: bool


TurnEvent = Meta | Chunk | Done | AudioReady | Failed


class Turn(Answer, frozen=True, kw_only=True):
    id: str
    status: TurnStatus
    text: str
    agent_id: str
    agent_name: str
    asker_id: str
    message_id: str
    question_id: str | None
    started_at: Timestamp
    finished_at: Timestamp | None
    error: Failed | UnsetType | None = UNSET


_ONE = "/api/turns/{turnId}"

READ = get(_ONE, Turn, "A turn as it stands", guests=True)
EVENTS = get(
    f"{_ONE}/events",
    str,
    "Watch a turn, or go on after `Last-Event-ID`",
    kind=Kind.EVENTS,
    guests=True,
)
STOP = act(f"{_ONE}/stop", Turn, "Stop a turn; what was written stays", guests=True)
