"""The line between one window and a server, which can be cut and mended."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.kit.server import LocalHost
from tests.kit.unreliable import pump


class Cable:
    def __init__(self, host: LocalHost) -> None:
        self._target = int(host.url.rsplit(":", 1)[1])
        self._open: set[asyncio.StreamWriter] = set()
        self._is_cut = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.cut()
        self._server.close()

    def cut(self) -> None:
        """What is open breaks off, and nothing new comes through."""
        self._is_cut = True
        for writer in tuple(self._open):
            writer.transport.abort()

    def mend(self) -> None:
        self._is_cut = False

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        answer, question = await asyncio.open_connection("127.0.0.1", self._target)
        ends = {writer, question}
        self._open |= ends
        with suppress(OSError):  # cut off, as it should be here
            await asyncio.gather(pump(reader, question), pump(answer, writer))
        self._open -= ends
        for end in ends:
            end.transport.abort()
