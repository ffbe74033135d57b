"""Calls of those who answer a brand's customers."""

from __future__ import annotations

from typing import Literal, Protocol

from embedded_server.contracts import support, support_desk
from embedded_server.contracts.base import ListQuery, Page
from embedded_server.contracts.support import (
    Assign,
    Conversation,
    ConversationQuery,
    ConversationStatus,
    CsAgent,
    Resolve,
    SetAvailability,
)
from embedded_server.contracts.support_desk import (
    AddNote,
    CannedQuery,
    CannedReply,
    CustomerCard,
    Draft,
    HandoffCard,
    LearnAnswer,
    SupportNote,
    SupportSettings,
)
from spaces_desktop.kernel.http import HttpClient, Snapshot

Availability = Literal["online", "away", "offline"]
Outcome = Literal["solved", "unsolved"]

PAGE = 100
MOST_WAITING = 10
"""Pages of a queue that are fetched; a thousand who wait are more than a screen can help with."""


class ConsoleCalls(Protocol):
    async def queue(self, community_id: str) -> Snapshot[list[Conversation]]: ...
    async def held(self, community_id: str, user_id: str) -> Snapshot[list[Conversation]]: ...
    async def conversations(
        self, community_id: str, search: str, cursor: str | None
    ) -> Snapshot[Page[Conversation]]: ...
    async def read(self, conversation_id: str) -> Snapshot[Conversation]: ...
    async def earlier(self, community_id: str, customer_id: str) -> list[Conversation]: ...
    async def accept(self, conversation_id: str) -> Conversation: ...
    async def take_over(self, conversation_id: str) -> Conversation: ...
    async def release(self, conversation_id: str) -> Conversation: ...
    async def to_ai(self, conversation_id: str) -> Conversation: ...
    async def assign(self, conversation_id: str, user_id: str) -> Conversation: ...
    async def resolve(self, conversation_id: str, outcome: Outcome | None) -> Conversation: ...
    async def colleagues(self, community_id: str) -> list[CsAgent]: ...
    async def set_availability(self, community_id: str, status: Availability) -> None: ...
    async def notes(self, conversation_id: str) -> list[SupportNote]: ...
    async def add_note(self, conversation_id: str, text: str, client_id: str) -> SupportNote: ...
    async def canned(
        self, community_id: str, q: str, conversation_id: str
    ) -> list[CannedReply]: ...
    async def used(self, community_id: str, reply_id: str) -> None: ...
    async def customer(self, conversation_id: str) -> CustomerCard: ...
    async def handoff(self, conversation_id: str) -> HandoffCard: ...
    async def draft(self, conversation_id: str) -> Draft: ...
    async def learn(self, conversation_id: str, title: str, text: str) -> None: ...
    async def settings(self, community_id: str) -> SupportSettings: ...


class ConsoleApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def queue(self, community_id: str) -> Snapshot[list[Conversation]]:
        """All who wait, oldest first, current from the first page on."""
        found: list[Conversation] = []
        seq, cursor = 0, None
        for page in range(MOST_WAITING):
            query = ListQuery(limit=PAGE, cursor=cursor)
            answer = await self._http.snapshot(support.QUEUE, query=query, communityId=community_id)
            seq = answer.seq if page == 0 else seq
            found += answer.value.items
            cursor = answer.value.next_cursor
            if cursor is None:
                break
        return Snapshot(found, seq)

    async def held(self, community_id: str, user_id: str) -> Snapshot[list[Conversation]]:
        """Those that somebody answers now."""
        found: list[Conversation] = []
        seq, cursor = 0, None
        for page in range(MOST_WAITING):
            query = ConversationQuery(
                status=ConversationStatus.HUMAN_ACTIVE,
                assignee_id=user_id,
                limit=PAGE,
                cursor=cursor,
            )
            answer = await self._http.snapshot(
                support.CONVERSATIONS, query=query, communityId=community_id
            )
            seq = answer.seq if page == 0 else seq
            found += answer.value.items
            cursor = answer.value.next_cursor
            if cursor is None:
                break
        return Snapshot(found, seq)

    async def conversations(
        self, community_id: str, search: str, cursor: str | None
    ) -> Snapshot[Page[Conversation]]:
        query = ConversationQuery(search=search or None, limit=PAGE, cursor=cursor)
        return await self._http.snapshot(
            support.CONVERSATIONS, query=query, communityId=community_id
        )

    async def read(self, conversation_id: str) -> Snapshot[Conversation]:
        return await self._http.snapshot(support.READ, conversationId=conversation_id)

    async def earlier(self, community_id: str, customer_id: str) -> list[Conversation]:
        query = ConversationQuery(customer_id=customer_id, limit=20)
        page = await self._http.call(support.CONVERSATIONS, query=query, communityId=community_id)
        return page.items

    async def accept(self, conversation_id: str) -> Conversation:
        return await self._http.call(support.ACCEPT, conversationId=conversation_id)

    async def take_over(self, conversation_id: str) -> Conversation:
        return await self._http.call(support.TAKE_OVER, conversationId=conversation_id)

    async def release(self, conversation_id: str) -> Conversation:
        return await self._http.call(support.RELEASE, conversationId=conversation_id)

    async def to_ai(self, conversation_id: str) -> Conversation:
        return await self._http.call(support.TO_AI, conversationId=conversation_id)

    async def assign(self, conversation_id: str, user_id: str) -> Conversation:
        return await self._http.call(
            support.ASSIGN, Assign(user_id=user_id), conversationId=conversation_id
        )

    async def resolve(self, conversation_id: str, outcome: Outcome | None) -> Conversation:
        return await self._http.call(
            support.RESOLVE, Resolve(outcome=outcome), conversationId=conversation_id
        )

    async def colleagues(self, community_id: str) -> list[CsAgent]:
        page = await self._http.call(
            support.CS_AGENTS, query=ListQuery(limit=PAGE), communityId=community_id
        )
        return page.items

    async def set_availability(self, community_id: str, status: Availability) -> None:
        await self._http.call(
            support.SET_AVAILABILITY, SetAvailability(status=status), communityId=community_id
        )

    async def notes(self, conversation_id: str) -> list[SupportNote]:
        """All of them, oldest first."""
        found: list[SupportNote] = []
        cursor = None
        for _page in range(MOST_WAITING):
            query = ListQuery(limit=PAGE, cursor=cursor)
            page = await self._http.call(
                support_desk.NOTES, query=query, conversationId=conversation_id
            )
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    async def add_note(self, conversation_id: str, text: str, client_id: str) -> SupportNote:
        return await self._http.call(
            support_desk.ADD_NOTE,
            AddNote(text=text, client_id=client_id),
            conversationId=conversation_id,
        )

    async def canned(self, community_id: str, q: str, conversation_id: str) -> list[CannedReply]:
        query = CannedQuery(q=q or None, conversation_id=conversation_id, limit=20)
        page = await self._http.call(
            support_desk.CANNED_REPLIES, query=query, communityId=community_id
        )
        return page.items

    async def used(self, community_id: str, reply_id: str) -> None:
        await self._http.call(
            support_desk.USE_CANNED_REPLY, communityId=community_id, replyId=reply_id
        )

    async def customer(self, conversation_id: str) -> CustomerCard:
        return await self._http.call(support_desk.CUSTOMER, conversationId=conversation_id)

    async def handoff(self, conversation_id: str) -> HandoffCard:
        return await self._http.call(support_desk.HANDOFF, conversationId=conversation_id)

    async def draft(self, conversation_id: str) -> Draft:
        return await self._http.call(support_desk.DRAFT, conversationId=conversation_id)

    async def learn(self, conversation_id: str, title: str, text: str) -> None:
        form = LearnAnswer(title=title, text=text)
        await self._http.call(support_desk.LEARN, form, conversationId=conversation_id)

    async def settings(self, community_id: str) -> SupportSettings:
        return await self._http.call(support_desk.SETTINGS, communityId=community_id)
