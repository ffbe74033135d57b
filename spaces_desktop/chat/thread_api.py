"""The calls that threads have in common, whatever they are a part of."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

from embedded_server.contracts import turns
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message
from embedded_server.contracts.turns import Turn
from spaces_desktop.kernel.errors import NetworkError, Trouble
from spaces_desktop.kernel.http import HttpClient, Snapshot

PAGE = 100
MOST_PAGES = 40
"""So far back one message is looked for."""

FetchPage = Callable[[str | None], Awaitable[Snapshot[Page[Message]]]]
"""One page of `PAGE` messages by its cursor, None for the newest."""


class ThreadApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def turn(self, turn_id: str, /) -> Turn:
        return await self._http.call(turns.READ, turnId=turn_id)

    async def stop(self, turn_id: str, /) -> Turn:
        return await self._http.call(turns.STOP, turnId=turn_id)

    async def save(self, url: str, target: Path, /) -> None:
        """A file behind a URL that the server named, onto the disk."""
        await self._http.download_url(url, target)

    async def fetch(self, url: str, most: int, /) -> bytes:
        return await self._http.fetch(url, most)

    async def begun(self, stream: AsyncGenerator[tuple[str, str], None]) -> str:
        """Leave a reply's stream once the turn runs, with the data of its first event: its text
        comes with the live events."""
        try:
            async for _event, data in stream:
                return data
        finally:
            await stream.aclose()
        raise NetworkError(Trouble.DROPPED, self._http.where)


async def page_around(message_id: str, fetch: FetchPage) -> Snapshot[Page[Message]]:
    """The page that holds a message, found from the newest one backwards."""
    cursor: str | None = None
    before: Snapshot[Page[Message]] | None = None
    found: Snapshot[Page[Message]] | None = None
    for _page in range(MOST_PAGES):
        answer = await fetch(cursor)
        before, found = found, answer
        cursor = answer.value.next_cursor
        if cursor is None or any(one.id == message_id for one in answer.value.items):
            break
    assert found is not None
    items = found.value.items if before is None else before.value.items + found.value.items
    page = Page(items=items, next_cursor=cursor, has_more=cursor is not None)
    return Snapshot(page, found.seq)
