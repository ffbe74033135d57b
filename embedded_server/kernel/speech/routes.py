"""Listening to a turn while it is spoken."""

from __future__ import annotations

import asyncio

from aiohttp import web

from embedded_server.contracts.voice import RATE_HEADER, SPEECH
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Slice
from embedded_server.kernel.speech.speech import Ear, Speech
from embedded_server.kernel.turn_routes import readable, still_may

STALL_SECONDS = 60.0
"""Who takes nothing for so long has gone."""


async def listen(call: Call[None]) -> web.StreamResponse:
    """204 where nothing is spoken, or all of it is over: its clip is heard with the message."""
    stored = await readable(call)
    live = call.server.turns.live(stored.meta.turn_id)
    speech = None if live is None else live.speech
    if live is None or speech is None or speech.is_dropped:
        return web.Response(
            status=204, reason="Nothing is being spoken", headers={"Cache-Control": "no-store"}
        )
    response = web.StreamResponse(
        headers={
            "Content-Type": f"audio/L16; rate={speech.rate}; channels=1",
            RATE_HEADER: str(speech.rate),
            "Cache-Control": "no-store, no-transform",
            "X-Accel-Buffering": "no",
            "X-Content-Type-Options": "nosniff",
        }
    )
    if call.request.method == "HEAD":
        await response.prepare(call.request)
        return response
    ear = Ear(call.request, call.user)
    speech.join(ear)
    try:
        await response.prepare(call.request)
        if await still_may(call, live):
            await _send(response, speech, ear)
        else:
            ear.cut()
    finally:
        speech.leave(ear)
    if not ear.is_closed:
        await response.write_eof()
    return response


async def _send(response: web.StreamResponse, speech: Speech, ear: Ear) -> None:
    while data := await speech.next_for(ear):
        try:
            async with asyncio.timeout(STALL_SECONDS):
                await response.write(data)
        except TimeoutError:
            ear.cut()
            return
        speech.sent(ear, len(data))


SLICE = Slice("speech", {SPEECH: listen})
