"""What a thread asks of the room it is in; each room answers with calls of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.turns import Turn
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.transfers import Progress

if TYPE_CHECKING:
    from spaces_desktop.chat.writing.pending import Pending

Post = Callable[["Pending"], Awaitable[Message | None]]
"""Sends one message; None where it is taken and comes with the live events alone."""


class ThreadCalls(Protocol):
    """The first argument is the place's id. Every call raises DesktopError."""

    async def history(self, place_id: str, query: HistoryQuery, /) -> Snapshot[Page[Message]]:
        """Newest first; `around`, `around_seq` and `after` as the contract says."""
        ...

    async def read_up_to(self, place_id: str, seq: int, /) -> None: ...
    async def unread_from(self, place_id: str, seq: int, /) -> None: ...
    async def turn(self, turn_id: str, /) -> Turn: ...
    async def stop(self, turn_id: str, /) -> Turn: ...


class UploadCalls(Protocol):
    async def upload(self, place_id: str, path: Path, on_progress: Progress, /) -> Attachment: ...


class FileCalls(UploadCalls, Protocol):
    async def save(self, url: str, target: Path, /) -> None:
        """A file behind a URL that the server named, onto the disk."""
        ...

    async def fetch(self, url: str, most: int, /) -> bytes: ...
