"""Calls of a conversation's thread, whichever side of it one is on."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from embedded_server.contracts import media, support, turns
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.support import MessagesQuery, ReadUpTo, SendInConversation
from embedded_server.contracts.turns import Turn
from spaces_desktop.chat.api import FileCalls, ThreadCalls
from spaces_desktop.kernel.http import HttpClient, Snapshot
from spaces_desktop.kernel.transfers import Progress

PAGE = 100
MOST_PAGES = 40
"""So far back one message is looked for."""


class ConversationCalls(ThreadCalls, FileCalls, Protocol):
    async def send(self, conversation_id: str, form: SendInConversation, /) -> Message: ...


class ConversationApi:
    """Places are named by the ids of their conversations."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def history(self, place_id: str, query: HistoryQuery, /) -> Snapshot[Page[Message]]:
        if query.around is not None:
            return await self._around(place_id, query.around)
        if query.around_seq is not None:
            # A conversation is short: whoever comes in begins at its end.
            return await self._page(place_id, MessagesQuery(limit=query.limit))
        return await self._page(
            place_id, MessagesQuery(limit=query.limit, cursor=query.cursor, after=query.after)
        )

    async def send(self, conversation_id: str, form: SendInConversation, /) -> Message:
        sent = await self._http.call(support.SEND, form, conversationId=conversation_id)
        return sent.message

    async def read_up_to(self, place_id: str, seq: int, /) -> None:
        await self._http.call(support.READ_TO, ReadUpTo(seq=seq), conversationId=place_id)

    async def unread_from(self, place_id: str, seq: int, /) -> None:
        await self._http.call(support.READ_TO, ReadUpTo(seq=seq), conversationId=place_id)

    async def turn(self, turn_id: str, /) -> Turn:
        return await self._http.call(turns.READ, turnId=turn_id)

    async def stop(self, turn_id: str, /) -> Turn:
        return await self._http.call(turns.STOP, turnId=turn_id)

    async def _page(self, place_id: str, query: MessagesQuery) -> Snapshot[Page[Message]]:
        return await self._http.snapshot(support.MESSAGES, query=query, conversationId=place_id)

    async def _around(self, place_id: str, message_id: str) -> Snapshot[Page[Message]]:
        """The page that holds a message, found from the newest one backwards."""
        cursor: str | None = None
        before: Snapshot[Page[Message]] | None = None
        found: Snapshot[Page[Message]] | None = None
        for _page in range(MOST_PAGES):
            query = MessagesQuery(limit=PAGE, cursor=cursor)
            answer = await self._page(place_id, query)
            before, found = found, answer
            cursor = answer.value.next_cursor
            if cursor is None or any(one.id == message_id for one in answer.value.items):
                break
        assert found is not None
        items = found.value.items if before is None else before.value.items + found.value.items
        page = Page(items=items, next_cursor=cursor, has_more=cursor is not None)
        return Snapshot(page, found.seq)

    async def upload(
        self, conversation_id: str, path: Path, on_progress: Progress, /
    ) -> Attachment:
        return await self._http.upload(
            media.UPLOAD_IN_CONVERSATION,
            path,
            on_progress=on_progress,
            conversationId=conversation_id,
        )

    async def save(self, url: str, target: Path, /) -> None:
        """A file behind a URL that the server named, onto the disk."""
        await self._http.download_url(url, target)

    async def fetch(self, url: str, most: int, /) -> bytes:
        return await self._http.fetch(url, most)
