"""Calls about communities and their members."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from embedded_server.contracts import communities, moderation
from embedded_server.contracts.base import ListQuery, Page
from embedded_server.contracts.communities import (
    AuditEntry,
    Community,
    CommunityQuery,
    CommunityType,
    CreateCommunity,
    CreateInvite,
    EditCommunity,
    EditMember,
    EditMembership,
    Invite,
    Join,
    Membership,
)
from embedded_server.contracts.moderation import ExportFormat, ExportQuery
from spaces_desktop.kernel.http import HttpClient, Snapshot
from spaces_desktop.kernel.transfers import Progress

MOST_PAGES = 20
PAGE = 100
MOST_MEMBERS = MOST_PAGES * PAGE
"""So many are fetched of one community."""


class CommunitiesCalls(Protocol):
    async def mine(self, kind: CommunityType) -> Snapshot[list[Community]]: ...
    async def browse(
        self, kind: CommunityType, search: str, cursor: str | None
    ) -> Page[Community]: ...
    async def read(self, community_id: str) -> Community: ...
    async def create(self, form: CreateCommunity) -> Community: ...
    async def join(self, community_id: str, fee_cents: int, key: str) -> Membership: ...
    async def renew(
        self, community_id: str, fee_cents: int, seen: str | None, key: str
    ) -> Membership: ...
    async def leave(self, community_id: str) -> None: ...
    async def members(self, community_id: str) -> Snapshot[list[Membership]]: ...
    async def edit(self, community_id: str, form: EditCommunity) -> Community: ...
    async def delete(self, community_id: str) -> None: ...
    async def edit_own(self, community_id: str, form: EditMembership) -> Membership: ...
    async def edit_member(
        self, community_id: str, user_id: str, form: EditMember
    ) -> Membership: ...
    async def remove_member(self, community_id: str, user_id: str) -> None: ...
    async def bans(self, community_id: str) -> list[Membership]: ...
    async def ban(self, community_id: str, user_id: str) -> None: ...
    async def unban(self, community_id: str, user_id: str) -> None: ...
    async def invites(self, community_id: str, cursor: str | None) -> Page[Invite]: ...
    async def invite(self, community_id: str, form: CreateInvite) -> Invite: ...
    async def withdraw(self, community_id: str, code: str) -> None: ...
    async def accept(self, code: str, fee_cents: int, key: str) -> Membership: ...
    async def audit(self, community_id: str, cursor: str | None) -> Page[AuditEntry]: ...
    async def export(
        self, community_id: str, form: ExportFormat, target: Path, on_progress: Progress
    ) -> None: ...


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

    async def browse(self, kind: CommunityType, search: str, cursor: str | None) -> Page[Community]:
        query = CommunityQuery(type=kind, search=search or None, cursor=cursor)
        return await self._http.call(communities.LIST, query=query)

    async def read(self, community_id: str) -> Community:
        return await self._http.call(communities.READ, communityId=community_id)

    async def create(self, form: CreateCommunity) -> Community:
        return await self._http.call(communities.CREATE, form)

    async def join(self, community_id: str, fee_cents: int, key: str) -> Membership:
        """Charged for once, however often it is sent under one `key`."""
        form = Join(accept_fee_cents=fee_cents)
        return await self._http.call(communities.JOIN, form, key=key, communityId=community_id)

    async def renew(
        self, community_id: str, fee_cents: int, seen: str | None, key: str
    ) -> Membership:
        """Pay for 30 days more; `seen` is until when it is paid as it is shown, so that two
        windows pay once."""
        form = Join(accept_fee_cents=fee_cents, expires_at=seen)
        return await self._http.call(communities.RENEW, form, key=key, communityId=community_id)

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

    async def edit(self, community_id: str, form: EditCommunity) -> Community:
        return await self._http.call(communities.EDIT, form, communityId=community_id)

    async def delete(self, community_id: str) -> None:
        await self._http.call(communities.DELETE, communityId=community_id)

    async def edit_own(self, community_id: str, form: EditMembership) -> Membership:
        return await self._http.call(communities.EDIT_MEMBERSHIP, form, communityId=community_id)

    async def edit_member(self, community_id: str, user_id: str, form: EditMember) -> Membership:
        return await self._http.call(
            communities.EDIT_MEMBER, form, communityId=community_id, userId=user_id
        )

    async def remove_member(self, community_id: str, user_id: str) -> None:
        await self._http.call(communities.REMOVE_MEMBER, communityId=community_id, userId=user_id)

    async def bans(self, community_id: str) -> list[Membership]:
        found: list[Membership] = []
        cursor: str | None = None
        for _page in range(MOST_PAGES):
            page = await self._http.call(
                communities.BANS,
                query=ListQuery(limit=PAGE, cursor=cursor),
                communityId=community_id,
            )
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    async def ban(self, community_id: str, user_id: str) -> None:
        await self._http.call(communities.BAN, communityId=community_id, userId=user_id)

    async def unban(self, community_id: str, user_id: str) -> None:
        await self._http.call(communities.UNBAN, communityId=community_id, userId=user_id)

    async def invites(self, community_id: str, cursor: str | None) -> Page[Invite]:
        query = ListQuery(cursor=cursor)
        return await self._http.call(communities.INVITES, query=query, communityId=community_id)

    async def invite(self, community_id: str, form: CreateInvite) -> Invite:
        return await self._http.call(communities.CREATE_INVITE, form, communityId=community_id)

    async def withdraw(self, community_id: str, code: str) -> None:
        await self._http.call(communities.DELETE_INVITE, communityId=community_id, code=code)

    async def accept(self, code: str, fee_cents: int, key: str) -> Membership:
        form = Join(accept_fee_cents=fee_cents)
        return await self._http.call(communities.ACCEPT_INVITE, form, key=key, code=code)

    async def audit(self, community_id: str, cursor: str | None) -> Page[AuditEntry]:
        query = ListQuery(cursor=cursor)
        return await self._http.call(communities.AUDIT, query=query, communityId=community_id)

    async def export(
        self, community_id: str, form: ExportFormat, target: Path, on_progress: Progress
    ) -> None:
        """Save the whole community as one file. Raises ApiError, NetworkError, DiskError."""
        await self._http.download(
            moderation.EXPORT,
            target,
            query=ExportQuery(format=form),
            on_progress=on_progress,
            communityId=community_id,
        )
