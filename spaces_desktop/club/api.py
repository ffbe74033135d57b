"""Calls about a club's messages and its agents' turns."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from embedded_server.contracts import club, media, moderation
from embedded_server.contracts.base import ListQuery, Page
from embedded_server.contracts.club import (
    AskAgent,
    CastVote,
    CatchUp,
    EditMessage,
    HistoryQuery,
    MarkRead,
    Message,
    Regenerate,
    SendMessage,
    Version,
    Vote,
)
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.moderation import MakeReport
from embedded_server.contracts.turns import Turn
from spaces_desktop.chat.api import FileCalls
from spaces_desktop.chat.thread_api import ThreadApi
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.transfers import Progress


class ClubCalls(FileCalls, Protocol):
    async def history(self, community_id: str, query: HistoryQuery) -> Snapshot[Page[Message]]: ...
    async def send(self, community_id: str, form: SendMessage) -> Message: ...
    async def ask(self, community_id: str, form: AskAgent) -> None: ...
    async def read_up_to(self, community_id: str, seq: int) -> None: ...
    async def unread_from(self, community_id: str, seq: int) -> None: ...
    async def turn(self, turn_id: str) -> Turn: ...
    async def stop(self, turn_id: str) -> Turn: ...
    async def edit(self, community_id: str, message_id: str, text: str) -> Message: ...
    async def delete(self, community_id: str, message_id: str) -> None: ...
    async def react(self, community_id: str, message_id: str, emoji: str) -> None: ...
    async def unreact(self, community_id: str, message_id: str, emoji: str) -> None: ...
    async def pin(self, community_id: str, message_id: str) -> None: ...
    async def unpin(self, community_id: str, message_id: str) -> None: ...
    async def versions(self, community_id: str, message_id: str) -> list[Version]: ...
    async def vote(
        self, community_id: str, message_id: str, vote: Vote | None, comment: str
    ) -> None: ...
    async def regenerate(self, community_id: str, message_id: str, form: Regenerate) -> None: ...
    async def catch_up(self, community_id: str, form: CatchUp) -> None: ...
    async def report(self, community_id: str, message_id: str, reason: str) -> None: ...


class ClubApi(ThreadApi):
    async def history(self, community_id: str, query: HistoryQuery) -> Snapshot[Page[Message]]:
        return await self._http.snapshot(club.HISTORY, query=query, communityId=community_id)

    async def send(self, community_id: str, form: SendMessage) -> Message:
        return await self._http.call(club.SEND, form, communityId=community_id)

    async def ask(self, community_id: str, form: AskAgent) -> None:
        """Ask, and leave once the turn runs: its text comes with the live events as for all."""
        await self.begun(self._http.stream(club.ASK, form, communityId=community_id))

    async def read_up_to(self, community_id: str, seq: int) -> None:
        await self._http.call(club.READ_UP_TO, MarkRead(seq=seq), communityId=community_id)

    async def unread_from(self, community_id: str, seq: int) -> None:
        """What comes after that place counts as new again."""
        form = MarkRead(seq=seq, back=True)
        await self._http.call(club.READ_UP_TO, form, communityId=community_id)

    async def edit(self, community_id: str, message_id: str, text: str) -> Message:
        form = EditMessage(text=text)
        return await self._http.call(
            club.EDIT, form, communityId=community_id, messageId=message_id
        )

    async def delete(self, community_id: str, message_id: str) -> None:
        await self._http.call(club.DELETE, communityId=community_id, messageId=message_id)

    async def react(self, community_id: str, message_id: str, emoji: str) -> None:
        await self._http.call(
            club.REACT, communityId=community_id, messageId=message_id, emoji=emoji
        )

    async def unreact(self, community_id: str, message_id: str, emoji: str) -> None:
        await self._http.call(
            club.UNREACT, communityId=community_id, messageId=message_id, emoji=emoji
        )

    async def pin(self, community_id: str, message_id: str) -> None:
        await self._http.call(club.PIN, communityId=community_id, messageId=message_id)

    async def unpin(self, community_id: str, message_id: str) -> None:
        await self._http.call(club.UNPIN, communityId=community_id, messageId=message_id)

    async def versions(self, community_id: str, message_id: str) -> list[Version]:
        page = await self._http.call(
            club.VERSIONS,
            query=ListQuery(limit=100),
            communityId=community_id,
            messageId=message_id,
        )
        return page.items

    async def vote(
        self, community_id: str, message_id: str, vote: Vote | None, comment: str
    ) -> None:
        form = CastVote(vote=vote, comment=comment)
        await self._http.call(club.VOTE, form, communityId=community_id, messageId=message_id)

    async def regenerate(self, community_id: str, message_id: str, form: Regenerate) -> None:
        """Ask for another reply, and leave once it is begun."""
        stream = self._http.stream(
            club.REGENERATE, form, communityId=community_id, messageId=message_id
        )
        await self.begun(stream)

    async def catch_up(self, community_id: str, form: CatchUp) -> None:
        """Ask for a summary of what one missed, and leave once it is begun."""
        await self.begun(self._http.stream(club.CATCH_UP, form, communityId=community_id))

    async def report(self, community_id: str, message_id: str, reason: str) -> None:
        form = MakeReport(reason=reason)
        await self._http.call(
            moderation.REPORT, form, communityId=community_id, messageId=message_id
        )

    async def upload(self, community_id: str, path: Path, on_progress: Progress, /) -> Attachment:
        return await self._http.upload(
            media.UPLOAD, path, on_progress=on_progress, communityId=community_id
        )
