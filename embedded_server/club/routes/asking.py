"""Handlers of asking an agent, whose reply streams and, where it has a voice, is spoken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from embedded_server.agents.answering import source
from embedded_server.billing.service import Shares
from embedded_server.club import service
from embedded_server.club.service import Question
from embedded_server.communities import service as communities
from embedded_server.contracts.club import AskAgent, CatchUp, Regenerate
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server
from embedded_server.kernel.turn_routes import stream_turn
from embedded_server.voice.speaking import Keeping, engines_of, speaking

_ID = "communityId"


Begin = Callable[[Transaction], tuple[str, Question | None]]


async def ask(call: Call[AskAgent]) -> web.StreamResponse:
    community_id, caller, key = call.id(_ID), call.user, call.key(call.body.client_id)
    engines = engines_of(call.server)
    return await _begin(
        call,
        community_id,
        lambda tx: service.ask(tx, community_id, caller, call.body, key, engines),
    )


async def regenerate(call: Call[Regenerate]) -> web.StreamResponse:
    community_id, message_id = call.id(_ID), call.id("messageId")
    caller, key = call.user, call.key(call.body.client_id)
    engines = engines_of(call.server)
    return await _begin(
        call,
        community_id,
        lambda tx: service.regenerate(
            tx, community_id, caller, message_id, call.body, key, engines
        ),
    )


async def catch_up(call: Call[CatchUp]) -> web.StreamResponse:
    community_id, caller, key = call.id(_ID), call.user, call.key(call.body.client_id)
    return await _begin(
        call,
        community_id,
        lambda tx: service.summarise_missed(tx, community_id, caller, call.body, key),
    )


async def _begin(call: Call[Any], community_id: str, begin: Begin) -> web.StreamResponse:
    """Begin a turn, or find the one that a repeated request has begun, and stream it."""
    server = call.server
    await _take_turn(call, community_id)
    with server.turns.place():
        turn_id, question = await server.database.write(begin)
        if question is not None:
            _answer(server, question)
    return await stream_turn(call, turn_id)


async def _take_turn(call: Call[Any], community_id: str) -> None:
    """Within what one person, and all of a club, may ask; its staff and the host are exempt."""
    server, user_id = call.server, call.user.user_id
    if call.is_local or await server.database.read(
        lambda reader: communities.is_staff(reader, community_id, user_id)
    ):
        return
    server.asks.take(user_id)
    server.room_asks.take(community_id, "This club has asked a lot just now.")


def _answer(server: Server, question: Question) -> None:
    begun, voice = question.begun, question.voice
    assert begun.community_id is not None
    keeping = Keeping(begun.community_id, begun.asker_id, service.put_sound)
    server.turns.start(
        begun,
        lambda: source(
            server,
            question.agent,
            question.text,
            question.asker_name,
            question.history,
            question.missed,
        ),
        lambda tx, outcome: service.settle(tx, begun, outcome, Shares.of(server.settings)),
        lambda tx, text: service.save_reply(tx, begun, text),
        None if voice is None else speaking(server, voice, keeping),
    )
