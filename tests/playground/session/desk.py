"""A desktop window in a process of its own, with a session and its page in the real engine."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.kit.people import Person
from tests.playground.rooms import Room

PATIENCE = 60.0


class DeskWindow:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            line = await self._process.stdout.readline()
        if not line:
            assert self._process.stderr is not None
            raise AssertionError((await self._process.stderr.read()).decode()[-3000:])
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def tell(self, words: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n".encode())
        await self._process.stdin.drain()
        return await self.hear()


@asynccontextmanager
async def desk_window(who: Person, room: Room) -> AsyncIterator[DeskWindow]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["QTWEBENGINE_CHROMIUM_FLAGS"] = "--disable-gpu --log-level=3 --disable-logging"
    environment["QT_LOGGING_RULES"] = "*.warning=false"
    space, session = room.ids["spaceId"], room.ids["sessionId"]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.playground.session.window"),
        *(who.url, who.token or "", who.user["id"], space, session),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
    )
    window = DeskWindow(process)
    try:
        assert await window.hear() == {"ready": True}
        yield window
        assert await window.tell("end") == {"closed": True, "errors": []}
        assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
