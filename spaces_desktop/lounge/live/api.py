"""Calls about a live room, and where its sound is to be had."""

from __future__ import annotations

from typing import Protocol

from embedded_server.contracts import live_room
from embedded_server.contracts.live_room import EditLiveRoom, LiveRoom
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.lounge.live.voice.codecs import readable
from spaces_desktop.lounge.live.voice.link import Address


class LiveRoomCalls(Protocol):
    async def read(self, lounge: str, /) -> LiveRoom: ...
    async def set_open(self, lounge: str, is_open: bool, /) -> LiveRoom: ...
    async def set_push_only(self, lounge: str, push_only: bool, /) -> LiveRoom: ...
    async def set_muted(self, lounge: str, user_id: str, is_muted: bool, /) -> None: ...
    async def set_removed(self, lounge: str, user_id: str, is_removed: bool, /) -> None: ...
    def address(self, lounge: str, /) -> Address: ...


class LiveRoomApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def read(self, lounge: str, /) -> LiveRoom:
        return await self._http.call(live_room.READ, communityId=lounge)

    async def set_open(self, lounge: str, is_open: bool, /) -> LiveRoom:
        route = live_room.OPEN if is_open else live_room.CLOSE
        return await self._http.call(route, communityId=lounge)

    async def set_push_only(self, lounge: str, push_only: bool, /) -> LiveRoom:
        body = EditLiveRoom(push_to_talk_only=push_only)
        return await self._http.call(live_room.EDIT, body, communityId=lounge)

    async def set_muted(self, lounge: str, user_id: str, is_muted: bool, /) -> None:
        route = live_room.MUTE if is_muted else live_room.UNMUTE
        await self._http.call(route, communityId=lounge, userId=user_id)

    async def set_removed(self, lounge: str, user_id: str, is_removed: bool, /) -> None:
        route = live_room.REMOVE if is_removed else live_room.LET_BACK
        await self._http.call(route, communityId=lounge, userId=user_id)

    def address(self, lounge: str, /) -> Address:
        base = self._http.base_url.replace("http", "ws", 1)
        path = live_room.AUDIO.url(communityId=lounge)
        return Address(f"{base}{path}?codecs={readable()}", self._http.token or "")
