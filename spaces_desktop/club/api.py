"""Calls about a club's messages and its agents' turns."""

from __future__ import annotations

from typing import Protocol

from embedded_server.contracts import club, turns
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import AskAgent, HistoryQuery, MarkRead, Message, SendMessage
from embedded_server.contracts.turns import Turn
from spaces_desktop.kernel.errors import NetworkError, Trouble
from spaces_desktop.kernel.http import HttpClient, Snapshot


class ClubCalls(Protocol):
    async def history(self, community_id: str, query: HistoryQuery) -> Snapshot[Page[Message]]: ...
    async def send(self, community_id: str, form: SendMessage) -> Message: ...
    async def ask(self, community_id: str, form: AskAgent) -> None: ...
    async def read_up_to(self, community_id: str, seq: int) -> None: ...
    async def turn(self, turn_id: str) -> Turn: ...
    async def stop(self, turn_id: str) -> Turn: ...


class ClubApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def history(self, community_id: str, query: HistoryQuery) -> Snapshot[Page[Message]]:
        return await self._http.snapshot(club.HISTORY, query=query, communityId=community_id)

    async def send(self, community_id: str, form: SendMessage) -> Message:
        return await self._http.call(club.SEND, form, communityId=community_id)

    async def ask(self, community_id: str, form: AskAgent) -> None:
        """Ask, and leave once the turn runs: its text comes with the live events as for all."""
        stream = self._http.stream(club.ASK, form, communityId=community_id)
        try:
            async for _event, _data in stream:
                return
        finally:
            await stream.aclose()
        raise NetworkError(Trouble.DROPPED, self._http.where)

    async def read_up_to(self, community_id: str, seq: int) -> None:
        await self._http.call(club.READ_UP_TO, MarkRead(seq=seq), communityId=community_id)

    async def turn(self, turn_id: str) -> Turn:
        return await self._http.call(turns.READ, turnId=turn_id)

    async def stop(self, turn_id: str) -> Turn:
        return await self._http.call(turns.STOP, turnId=turn_id)
