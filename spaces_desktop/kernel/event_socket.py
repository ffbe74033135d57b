"""One open WebSocket of live events."""

from __future__ import annotations

from typing import cast

import aiohttp

from spaces_desktop.kernel.errors import NetworkError, Trouble


class EventSocket:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse, where: str) -> None:
        self._socket = socket
        self._where = where

    async def receive(self) -> str:
        """The next frame. Raises NetworkError when the connection is over."""
        message = await self._socket.receive()
        if message.type is aiohttp.WSMsgType.TEXT:
            return cast(str, message.data)
        if message.type is aiohttp.WSMsgType.BINARY:
            return cast(bytes, message.data).decode()
        raise NetworkError(Trouble.DROPPED, self._where)

    async def send(self, frame: bytes) -> None:
        try:
            await self._socket.send_str(frame.decode())
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(Trouble.DROPPED, self._where) from error

    async def close(self) -> None:
        await self._socket.close()
