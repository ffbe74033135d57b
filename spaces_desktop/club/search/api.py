"""Calls that find messages: by what they say, whom they name, a pin or a report."""

from __future__ import annotations

from typing import Protocol

from embedded_server.contracts import club, moderation
from embedded_server.contracts.base import ListQuery, Page
from embedded_server.contracts.club import HistoryQuery, MarkRead, Message, SearchQuery
from embedded_server.contracts.moderation import (
    Report,
    ReportOutcome,
    ReportQuery,
    ReportStatus,
    ResolveReport,
)
from spaces_desktop.kernel.http import HttpClient


class FindingCalls(Protocol):
    async def search(self, community_id: str, query: SearchQuery) -> Page[Message]: ...
    async def mentions(self, cursor: str | None) -> Page[Message]: ...
    async def pins(self, community_id: str, cursor: str | None) -> Page[Message]: ...
    async def first_since(self, community_id: str, moment: str) -> Message | None: ...
    async def read_all(self, community_id: str) -> None: ...
    async def reports(
        self, community_id: str, status: ReportStatus | None, cursor: str | None
    ) -> Page[Report]: ...
    async def resolve_report(
        self, community_id: str, report_id: str, outcome: ReportOutcome
    ) -> Report: ...


class FindingApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def search(self, community_id: str, query: SearchQuery) -> Page[Message]:
        """In one club, or in all of one's own for ""."""
        if not community_id:
            return await self._http.call(club.SEARCH_ALL, query=query)
        return await self._http.call(club.SEARCH, query=query, communityId=community_id)

    async def mentions(self, cursor: str | None) -> Page[Message]:
        return await self._http.call(club.MENTIONS, query=ListQuery(cursor=cursor))

    async def pins(self, community_id: str, cursor: str | None) -> Page[Message]:
        query = ListQuery(cursor=cursor)
        return await self._http.call(club.PINS, query=query, communityId=community_id)

    async def first_since(self, community_id: str, moment: str) -> Message | None:
        """The first message that is not older than a moment, else the newest there is."""
        query = HistoryQuery(limit=20, date=moment)
        page = await self._http.call(club.HISTORY, query=query, communityId=community_id)
        ordered = sorted(page.items, key=lambda one: one.seq)
        newest = ordered[-1] if ordered else None
        return next((one for one in ordered if one.created_at >= moment), newest)

    async def read_all(self, community_id: str) -> None:
        """The server takes no mark past the newest message."""
        form = MarkRead(seq=2**53)
        await self._http.call(club.READ_UP_TO, form, communityId=community_id)

    async def reports(
        self, community_id: str, status: ReportStatus | None, cursor: str | None
    ) -> Page[Report]:
        query = ReportQuery(status=status, cursor=cursor)
        return await self._http.call(moderation.REPORTS, query=query, communityId=community_id)

    async def resolve_report(
        self, community_id: str, report_id: str, outcome: ReportOutcome
    ) -> Report:
        return await self._http.call(
            moderation.RESOLVE_REPORT,
            ResolveReport(outcome=outcome),
            communityId=community_id,
            reportId=report_id,
        )
