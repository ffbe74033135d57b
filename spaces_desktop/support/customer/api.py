"""Calls of somebody who asks a brand."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol

from embedded_server.contracts import communities, support
from embedded_server.contracts.communities import Community
from embedded_server.contracts.support import (
    Conversation,
    OwnConversationQuery,
    Rate,
    Resolve,
    StartConversation,
    TranscriptFormat,
    TranscriptQuery,
    Transfer,
)
from spaces_desktop.kernel.http import HttpClient, Snapshot

Outcome = Literal["solved", "unsolved"]
PAGE = 100
MOST_PAGES = 10
"""So many conversations of one's own are listed; a thousand are more than anybody looks through."""


class CustomerCalls(Protocol):
    async def own(self) -> Snapshot[list[Conversation]]: ...
    async def read(self, conversation_id: str) -> Conversation: ...
    async def start(self, community_id: str, form: StartConversation) -> Conversation: ...
    async def transfer(self, conversation_id: str) -> Conversation: ...
    async def resolve(self, conversation_id: str, outcome: Outcome) -> Conversation: ...
    async def rate(self, conversation_id: str, form: Rate) -> None: ...
    async def transcript(
        self, conversation_id: str, form: TranscriptFormat, target: Path
    ) -> None: ...
    async def brand(self, community_id: str) -> Community: ...


class CustomerApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def own(self) -> Snapshot[list[Conversation]]:
        """Newest first, current from the first page on."""
        found: list[Conversation] = []
        seq, cursor = 0, None
        for page in range(MOST_PAGES):
            query = OwnConversationQuery(limit=PAGE, cursor=cursor)
            answer = await self._http.snapshot(support.OWN, query=query)
            seq = answer.seq if page == 0 else seq
            found += answer.value.items
            cursor = answer.value.next_cursor
            if cursor is None:
                break
        return Snapshot(found, seq)

    async def read(self, conversation_id: str) -> Conversation:
        return await self._http.call(support.READ, conversationId=conversation_id)

    async def start(self, community_id: str, form: StartConversation) -> Conversation:
        """Say something to a brand: in a new conversation, or in the open one."""
        return await self._http.call(support.START, form, communityId=community_id)

    async def transfer(self, conversation_id: str) -> Conversation:
        return await self._http.call(support.TRANSFER, Transfer(), conversationId=conversation_id)

    async def resolve(self, conversation_id: str, outcome: Outcome) -> Conversation:
        form = Resolve(outcome=outcome)
        return await self._http.call(support.RESOLVE, form, conversationId=conversation_id)

    async def rate(self, conversation_id: str, form: Rate) -> None:
        await self._http.call(support.RATE, form, conversationId=conversation_id)

    async def transcript(self, conversation_id: str, form: TranscriptFormat, target: Path) -> None:
        await self._http.download(
            support.TRANSCRIPT,
            target,
            query=TranscriptQuery(format=form),
            conversationId=conversation_id,
        )

    async def brand(self, community_id: str) -> Community:
        return await self._http.call(communities.READ, communityId=community_id)
