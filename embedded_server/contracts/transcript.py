"""The file that a conversation is saved as, for people and for programs.

`GET /api/conversations/{conversationId}/transcript?format=json` answers with one `Transcript`. It
holds what both sides saw: no notes, no user names, and of the AI's sources their titles.
"""

from __future__ import annotations

from typing import Literal

from embedded_server.contracts.base import Answer, Timestamp
from embedded_server.contracts.support import Outcome

TRANSCRIPT_VERSION = 1
"""Grows when a reader of the older form would be misled by the newer."""


class TranscriptLine(Answer, frozen=True, kw_only=True):
    """`name` is empty for a system line; `status` is `sent` for what is whole."""

    seq: int
    at: Timestamp
    by: Literal["customer", "ai", "staff", "system"]
    name: str
    text: str
    status: Literal["sent", "streaming", "stopped", "failed"]
    sources: list[str]
    files: list[str]
    """Their names."""


class Transcript(Answer, frozen=True, kw_only=True):
    format: Literal["spaces-conversation"]
    version: int
    conversation_id: str
    number: int
    community_name: str
    customer_name: str
    started_at: Timestamp
    resolved_at: Timestamp | None
    outcome: Outcome | None
    time_zone: str
    """The brand's own; times are in UTC all the same."""
    saved_at: Timestamp
    lines: list[TranscriptLine]
