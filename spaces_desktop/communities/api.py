"""Calls about communities and their members."""

from __future__ import annotations

from typing import Protocol

from embedded_server.contracts import communities
from embedded_server.contracts.base import ListQuery
from embedded_server.contracts.communities import (
    Community,
    CommunityQuery,
    CommunityType,
    CreateCommunity,
    Join,
    Membership,
)
from spaces_desktop.kernel.http import HttpClient, Snapshot

MOST_PAGES = 20
PAGE = 100


class CommunitiesCalls(Protocol):
    async def mine(self, kind: CommunityType) -> Snapshot[list[Community]]: ...
    async def browse(self, kind: CommunityType, search: str) -> list[Community]: ...
    async def read(self, community_id: str) -> Community: ...
    async def create(self, form: CreateCommunity) -> Community: ...
    async def join(self, community_id: str, fee_cents: int) -> Membership: ...
    async def leave(self, community_id: str) -> None: ...
    async def members(self, community_id: str) -> Snapshot[list[Membership]]: ...


class CommunitiesApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def mine(self, kind: CommunityType) -> Snapshot[list[Community]]:
        """All of one's own, page after page, current from the first page on."""
        found: list[Community] = []
        seq, cursor = 0, None
        for page in range(MOST_PAGES):
            query = CommunityQuery(type=kind, mine=True, limit=PAGE, cursor=cursor)
            answer = await self._http.snapshot(communities.LIST, query=query)
            seq = answer.seq if page == 0 else seq
            found += answer.value.items
            cursor = answer.value.next_cursor
            if cursor is None:
                break
        return Snapshot(found, seq)

    async def browse(self, kind: CommunityType, search: str) -> list[Community]:
        query = CommunityQuery(type=kind, search=search or None, limit=PAGE)
        return (await self._http.call(communities.LIST, query=query)).items

    async def read(self, community_id: str) -> Community:
        return await self._http.call(communities.READ, communityId=community_id)

    async def create(self, form: CreateCommunity) -> Community:
        return await self._http.call(communities.CREATE, form)

    async def join(self, community_id: str, fee_cents: int) -> Membership:
        form = Join(accept_fee_cents=fee_cents)
        return await self._http.call(communities.JOIN, form, communityId=community_id)

    async def leave(self, community_id: str) -> None:
        await self._http.call(communities.LEAVE, communityId=community_id)

    async def members(self, community_id: str) -> Snapshot[list[Membership]]:
        found: list[Membership] = []
        seq, cursor = 0, None
        for page in range(MOST_PAGES):
            answer = await self._http.snapshot(
                communities.MEMBERS,
                query=ListQuery(limit=PAGE, cursor=cursor),
                communityId=community_id,
            )
            seq = answer.seq if page == 0 else seq
            found += answer.value.items
            cursor = answer.value.next_cursor
            if cursor is None:
                break
        return Snapshot(found, seq)
