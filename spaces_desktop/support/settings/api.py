"""Calls for how a customer service works, who answers in it, and its ready-made answers."""

from __future__ import annotations

from typing import Protocol

from embedded_server.contracts import support, support_desk
from embedded_server.contracts.base import ListQuery
from embedded_server.contracts.support import AddCsAgent, CsAgent
from embedded_server.contracts.support_desk import (
    AddCannedReply,
    CannedQuery,
    CannedReply,
    EditCannedReply,
    SupportSettings,
)
from spaces_desktop.kernel.http import HttpClient

MOST_PAGES = 20
PAGE = 100


class ServiceCalls(Protocol):
    async def settings(self, community_id: str) -> SupportSettings: ...
    async def set_settings(self, community_id: str, form: SupportSettings) -> SupportSettings: ...
    async def team(self, community_id: str) -> list[CsAgent]: ...
    async def add_cs_agent(self, community_id: str, form: AddCsAgent) -> CsAgent: ...
    async def remove_cs_agent(self, community_id: str, user_id: str) -> None: ...
    async def canned(self, community_id: str) -> list[CannedReply]: ...
    async def add_canned(self, community_id: str, form: AddCannedReply) -> CannedReply: ...
    async def edit_canned(
        self, community_id: str, reply_id: str, form: EditCannedReply
    ) -> CannedReply: ...
    async def delete_canned(self, community_id: str, reply_id: str) -> None: ...


class ServiceApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def settings(self, community_id: str) -> SupportSettings:
        return await self._http.call(support_desk.SETTINGS, communityId=community_id)

    async def set_settings(self, community_id: str, form: SupportSettings) -> SupportSettings:
        return await self._http.call(support_desk.SET_SETTINGS, form, communityId=community_id)

    async def team(self, community_id: str) -> list[CsAgent]:
        """Everybody who may accept, page after page."""
        found: list[CsAgent] = []
        cursor = None
        for _page in range(MOST_PAGES):
            query = ListQuery(limit=PAGE, cursor=cursor)
            page = await self._http.call(support.CS_AGENTS, query=query, communityId=community_id)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    async def add_cs_agent(self, community_id: str, form: AddCsAgent) -> CsAgent:
        return await self._http.call(support.ADD_CS_AGENT, form, communityId=community_id)

    async def remove_cs_agent(self, community_id: str, user_id: str) -> None:
        await self._http.call(support.REMOVE_CS_AGENT, communityId=community_id, userId=user_id)

    async def canned(self, community_id: str) -> list[CannedReply]:
        """All of them, page after page."""
        found: list[CannedReply] = []
        cursor = None
        for _page in range(MOST_PAGES):
            query = CannedQuery(limit=PAGE, cursor=cursor)
            page = await self._http.call(
                support_desk.CANNED_REPLIES, query=query, communityId=community_id
            )
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    async def add_canned(self, community_id: str, form: AddCannedReply) -> CannedReply:
        return await self._http.call(support_desk.ADD_CANNED_REPLY, form, communityId=community_id)

    async def edit_canned(
        self, community_id: str, reply_id: str, form: EditCannedReply
    ) -> CannedReply:
        return await self._http.call(
            support_desk.EDIT_CANNED_REPLY, form, communityId=community_id, replyId=reply_id
        )

    async def delete_canned(self, community_id: str, reply_id: str) -> None:
        await self._http.call(
            support_desk.DELETE_CANNED_REPLY, communityId=community_id, replyId=reply_id
        )
