"""Calls of somebody who talks in lounges."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtCore import QLocale

from embedded_server.contracts import communities, lounge, voice
from embedded_server.contracts.base import ListQuery, Page
from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.communities import Community
from embedded_server.contracts.lounge import (
    Chat,
    ChatHistoryQuery,
    LoungeUsage,
    SendInChat,
    StartChat,
    Subscribe,
)
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.turns import Meta
from embedded_server.contracts.voice import LoungeVoice
from spaces_desktop.chat.api import FileCalls, ThreadCalls
from spaces_desktop.chat.thread_api import PAGE, ThreadApi, page_around
from spaces_desktop.kernel.errors import NetworkError, Trouble
from spaces_desktop.kernel.http import HttpClient, Snapshot
from spaces_desktop.kernel.transfers import Progress

OnRead = Callable[[str, int], None]
Begin = Callable[[int], Callable[[bytes], None]]
"""Given how many samples a second come, gives what takes them, in pieces of any size."""

USUAL_RATE = 24_000
MOST_PAGES = 10
"""So many chats of one's own are listed; a thousand are more than anybody looks through."""


class LoungeCalls(ThreadCalls, FileCalls, Protocol):
    async def community(self, community_id: str, /) -> Community: ...
    async def chats(self) -> Snapshot[list[Chat]]: ...
    async def start(self, community_id: str, fee_cents: int, key: str, /) -> Chat: ...
    async def say(self, chat_id: str, text: str, client_id: str, /) -> Meta: ...
    async def say_aloud(
        self, chat_id: str, recording: Path, client_id: str, on_progress: Progress, /
    ) -> Meta: ...
    async def speech(self, turn_id: str, begin: Begin, /) -> None: ...
    async def usage(self, community_id: str, /) -> LoungeUsage: ...
    async def subscribe(
        self, community_id: str, fee_cents: int, seen_end: str | None, key: str, /
    ) -> LoungeUsage: ...
    async def unsubscribe(self, community_id: str, /) -> LoungeUsage: ...
    async def voice(self, community_id: str, /) -> LoungeVoice: ...


class LoungeApi(ThreadApi):
    """Places are named by the ids of their chats. `on_read(chat, seq)` hears how far one has read
    in one."""

    def __init__(self, http: HttpClient) -> None:
        super().__init__(http)
        self.on_read: OnRead = lambda _chat_id, _seq: None

    async def community(self, community_id: str, /) -> Community:
        return await self._http.call(communities.READ, communityId=community_id)

    async def chats(self) -> Snapshot[list[Chat]]:
        """One's own, newest first, current from the first page on."""
        found: list[Chat] = []
        seq, cursor = 0, None
        for page in range(MOST_PAGES):
            query = ListQuery(limit=PAGE, cursor=cursor)
            answer = await self._http.snapshot(lounge.CHATS, query=query)
            seq = answer.seq if page == 0 else seq
            found += answer.value.items
            cursor = answer.value.next_cursor
            if cursor is None:
                break
        return Snapshot(found, seq)

    async def start(self, community_id: str, fee_cents: int, key: str, /) -> Chat:
        """Begin to talk, and join for that price where one is not in yet."""
        form = StartChat(accept_fee_cents=fee_cents or None)
        return await self._http.call(lounge.START_CHAT, form, key=key, communityId=community_id)

    async def say(self, chat_id: str, text: str, client_id: str, /) -> Meta:
        """Ask, and leave once the reply is begun."""
        form = SendInChat(text=text, client_id=client_id)
        return _meta(await self.begun(self._http.stream(lounge.SEND, form, chatId=chat_id)))

    async def say_aloud(
        self, chat_id: str, recording: Path, client_id: str, on_progress: Progress, /
    ) -> Meta:
        """As `say`, with what was recorded. Raises DiskError too."""
        stream = self._http.stream_form(
            lounge.SEND,
            [("audio", recording)],
            {"clientId": client_id, "language": QLocale().name().split("_")[0]},
            on_progress=on_progress,
            chatId=chat_id,
        )
        return _meta(await self.begun(stream))

    async def speech(self, turn_id: str, begin: Begin, /) -> None:
        """What a reply sounds like, from its beginning to its end, while it is still spoken: mono
        PCM of 16 bits."""
        async with self._http.arriving(voice.SPEECH, turnId=turn_id) as arriving:
            rate = arriving.headers.get(voice.RATE_HEADER, "")
            feed = begin(int(rate) if rate.isdecimal() else USUAL_RATE)
            async for piece in arriving.pieces:
                feed(piece)

    async def history(self, place_id: str, query: HistoryQuery, /) -> Snapshot[Page[Message]]:
        if query.around is not None:
            return await page_around(
                query.around,
                lambda cursor: self._page(place_id, ChatHistoryQuery(limit=PAGE, cursor=cursor)),
            )
        if query.around_seq is not None:
            # What is new of one's own talk is little: whoever comes in begins at its end.
            return await self._page(place_id, ChatHistoryQuery(limit=query.limit))
        return await self._page(
            place_id, ChatHistoryQuery(limit=query.limit, cursor=query.cursor, after=query.after)
        )

    async def _page(self, place_id: str, query: ChatHistoryQuery) -> Snapshot[Page[Message]]:
        return await self._http.snapshot(lounge.MESSAGES, query=query, chatId=place_id)

    async def read_up_to(self, place_id: str, seq: int, /) -> None:
        """No server keeps what is read of a private talk: `on_read` does."""
        self.on_read(place_id, seq)

    async def unread_from(self, place_id: str, seq: int, /) -> None:
        self.on_read(place_id, seq)

    async def upload(self, place_id: str, path: Path, on_progress: Progress, /) -> Attachment:
        """No files are sent in a lounge."""
        raise NotImplementedError

    async def usage(self, community_id: str, /) -> LoungeUsage:
        return await self._http.call(lounge.USAGE, communityId=community_id)

    async def subscribe(
        self, community_id: str, fee_cents: int, seen_end: str | None, key: str, /
    ) -> LoungeUsage:
        """For another 30 days behind the end that was seen."""
        form = Subscribe(accept_fee_cents=fee_cents, subscription_expires_at=seen_end)
        return await self._http.call(lounge.SUBSCRIBE, form, key=key, communityId=community_id)

    async def unsubscribe(self, community_id: str, /) -> LoungeUsage:
        return await self._http.call(lounge.UNSUBSCRIBE, communityId=community_id)

    async def voice(self, community_id: str, /) -> LoungeVoice:
        return await self._http.call(voice.VOICE, communityId=community_id)


def _meta(data: str) -> Meta:
    try:
        return msgspec.json.decode(data, type=Meta)
    except msgspec.DecodeError as error:
        raise NetworkError(Trouble.OTHER_VERSION, "", str(error)) from error
