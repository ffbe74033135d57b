"""Handlers of what moves a conversation from state to state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from embedded_server.contracts.support import Assign, Conversation, Resolve, Transfer
from embedded_server.kernel import idempotency
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.http import Call
from embedded_server.support import service
from embedded_server.support.routes.office import office_of, quietly
from embedded_server.support.service import Office
from embedded_server.support.service.access import Place

_ID = "conversationId"
Act = Callable[[Transaction, Office, str, str], Place]


async def _do(call: Call[Any], name: str, act: Act, *given: object) -> Conversation:
    """The same key again answers with how it stands to whoever may read it, and changes nothing."""
    conversation_id, user_id = call.id(_ID), call.user.user_id
    call.pace()
    office, key = office_of(call.server), call.key(None)

    def write(tx: Transaction) -> Conversation:
        done: list[Place] = []

        def make() -> str:
            done.append(act(tx, office, conversation_id, user_id))
            return conversation_id

        idempotency.once(tx, user_id, key, (name, conversation_id, *given), make)
        here = done[0] if done else service.reader_of(tx, conversation_id, user_id)
        return service.as_seen(tx, office, here)

    return await quietly(call.server, write)


async def transfer(call: Call[Transfer]) -> Conversation:
    body = call.body
    return await _do(
        call,
        "transfer",
        lambda tx, office, id_, user_id: service.transfer(tx, office, id_, user_id, body),
        body,
    )


async def accept(call: Call[None]) -> Conversation:
    return await _do(call, "accept", service.accept)


async def take_over(call: Call[None]) -> Conversation:
    return await _do(call, "take-over", service.take_over)


async def release(call: Call[None]) -> Conversation:
    return await _do(call, "release", service.release)


async def to_ai(call: Call[None]) -> Conversation:
    return await _do(call, "to-ai", service.to_ai)


async def assign(call: Call[Assign]) -> Conversation:
    colleague = call.body.user_id
    return await _do(
        call,
        "assign",
        lambda tx, office, id_, user_id: service.assign(tx, office, id_, user_id, colleague),
        colleague,
    )


async def resolve(call: Call[Resolve]) -> Conversation:
    body = call.body
    return await _do(
        call,
        "resolve",
        lambda tx, office, id_, user_id: service.resolve(tx, office, id_, user_id, body),
        body,
    )
