"""Calls for the figures of a lounge."""

from __future__ import annotations

from typing import Protocol

from embedded_server.contracts import lounge
from embedded_server.contracts.lounge import Dashboard, DashboardQuery
from spaces_desktop.kernel.http import HttpClient


class DashboardCalls(Protocol):
    async def dashboard(self, community_id: str, days: int) -> Dashboard: ...


class DashboardApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def dashboard(self, community_id: str, days: int) -> Dashboard:
        query = DashboardQuery(days=days)
        return await self._http.call(lounge.DASHBOARD, query=query, communityId=community_id)
