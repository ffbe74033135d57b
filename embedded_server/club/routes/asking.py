"""Handlers of asking an agent, whose reply streams."""

from __future__ import annotations

from aiohttp import web

from embedded_server.agents.answering import source
from embedded_server.club import service
from embedded_server.contracts.club import AskAgent
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server
from embedded_server.kernel.turn_routes import stream_turn

_ID = "communityId"


async def ask(call: Call[AskAgent]) -> web.StreamResponse:
    server, community_id, caller = call.server, call.id(_ID), call.user
    if not call.is_local:
        server.asks.take(caller.user_id)
    server.turns.check_room()
    key = call.key(call.body.client_id)
    turn_id, question = await server.database.write(
        lambda tx: service.ask(tx, community_id, caller, call.body, key)
    )
    if question is not None:
        _answer(server, question)
    return await stream_turn(server, call.request, turn_id, caller.user_id)


def _answer(server: Server, question: service.Question) -> None:
    begun = question.begun
    server.turns.start(
        begun,
        lambda: source(
            server, question.agent, question.text, question.asker_name, question.history
        ),
        lambda tx, outcome: service.settle(tx, begun, outcome),
        lambda tx, text: service.save_reply(tx, begun, text),
    )
