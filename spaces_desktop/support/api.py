"""Calls of a conversation's thread, whichever side of it one is on."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from embedded_server.contracts import media, support
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.support import MessagesQuery, ReadUpTo, SendInConversation
from spaces_desktop.chat.api import FileCalls, ThreadCalls
from spaces_desktop.chat.thread_api import PAGE, ThreadApi, page_around
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.transfers import Progress


class ConversationCalls(ThreadCalls, FileCalls, Protocol):
    async def send(self, conversation_id: str, form: SendInConversation, /) -> Message: ...


class ConversationApi(ThreadApi):
    """Places are named by the ids of their conversations."""

    async def history(self, place_id: str, query: HistoryQuery, /) -> Snapshot[Page[Message]]:
        if query.around is not None:
            return await page_around(
                query.around,
                lambda cursor: self._page(place_id, MessagesQuery(limit=PAGE, cursor=cursor)),
            )
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

    async def _page(self, place_id: str, query: MessagesQuery) -> Snapshot[Page[Message]]:
        return await self._http.snapshot(support.MESSAGES, query=query, conversationId=place_id)

    async def upload(
        self, conversation_id: str, path: Path, on_progress: Progress, /
    ) -> Attachment:
        return await self._http.upload(
            media.UPLOAD_IN_CONVERSATION,
            path,
            on_progress=on_progress,
            conversationId=conversation_id,
        )
