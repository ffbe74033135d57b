"""Calls for the figures of a customer service."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from embedded_server.contracts import support_desk
from embedded_server.contracts.support_desk import SupportReport, SupportReportQuery
from spaces_desktop.kernel.http import HttpClient


class ReportCalls(Protocol):
    async def report(self, community_id: str, days: int) -> SupportReport: ...
    async def report_csv(self, community_id: str, days: int, target: Path) -> None: ...


class ReportApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def report(self, community_id: str, days: int) -> SupportReport:
        query = SupportReportQuery(days=days)
        return await self._http.call(support_desk.REPORT, query=query, communityId=community_id)

    async def report_csv(self, community_id: str, days: int, target: Path) -> None:
        """Save the days as CSV. Raises ApiError, NetworkError, DiskError."""
        await self._http.download(
            support_desk.REPORT_CSV,
            target,
            query=SupportReportQuery(days=days),
            communityId=community_id,
        )
