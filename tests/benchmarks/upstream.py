"""A scripted OpenAI-compatible endpoint: streams chunks at a pace, and notes when it is left."""

from __future__ import annotations

import asyncio
import json
import time

from aiohttp import web


class Upstream:
    """`chunks` pieces of `size` characters, one every `every` seconds, for each completion."""

    def __init__(self, chunks: int, size: int, every: float) -> None:
        self._chunks = chunks
        self._size = size
        self._every = every
        self._runner: web.AppRunner | None = None
        self.url = ""
        self.left: asyncio.Queue[float] = asyncio.Queue()
        """When each request was closed by its client before its end, by `perf_counter`."""

    async def __aenter__(self) -> Upstream:
        app = web.Application()
        app.add_routes([web.post("/v1/chat/completions", self._complete)])
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        await request.read()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        try:
            await response.prepare(request)
            loop = asyncio.get_running_loop()
            begun = loop.time()
            for index in range(self._chunks):
                await response.write(_piece("word " * (self._size // 5)))
                await asyncio.sleep(begun + (index + 1) * self._every - loop.time())
            await response.write(b"data: [DONE]\n\n")
        except (asyncio.CancelledError, ConnectionError):
            self.left.put_nowait(time.perf_counter())
            raise
        return response


def _piece(text: str) -> bytes:
    delta = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "paced",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}],
    }
    return f"data: {json.dumps(delta)}\n\n".encode()
