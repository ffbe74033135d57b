"""The end of a sign-in: by signing out, or when its time is over; its connections end with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from embedded_server.kernel.server import Server

SWEEP_SECONDS = 10.0


def end(server: Server, session_id: str) -> None:
    server.gate.forget_session(session_id)
    _cut(server, lambda session, expires_at: session == session_id)


def end_expired(server: Server) -> None:
    now = server.clock.now()
    _cut(server, lambda session, expires_at: expires_at <= now)


def _cut(server: Server, ended: Callable[[str, int], bool]) -> None:
    """Live connections and reply streams of the sign-ins that `ended` says so of."""
    server.hub.end_sessions(ended)
    server.turns.end_sessions(ended)
    for cut in server.on_session_end:
        cut(ended)


async def watch(server: Server) -> None:
    """Cut off who was signed in for too long, soon after."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        end_expired(server)
