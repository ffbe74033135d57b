"""Handlers of verification: the creator's request, the admins' decision, and the documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from embedded_server.contracts import verification as contract
from embedded_server.contracts.base import Page
from embedded_server.contracts.verification import (
    Approve,
    Reject,
    Verification,
    VerificationForm,
)
from embedded_server.kernel.bodies import convert
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server, Slice
from embedded_server.verification import service
from embedded_server.verification.keeping import keeper_of

_COMMUNITY, _ID = "communityId", "verificationId"


async def submit(call: Call[None]) -> Verification:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    call.pace()
    database, keeper = call.server.database, keeper_of(call.server)
    # Before anything of the body is read, and again with the change: the upload may take minutes.
    await database.read(lambda reader: service.may_submit(reader, community_id, user_id))
    async with keeper.place(user_id):
        texts, documents = await keeper.receive(call.request)
        try:
            form = convert(texts, VerificationForm)
            return await database.write(
                lambda tx: service.submit(
                    tx, community_id, user_id, form.legal_name, form.note, documents
                )
            )
        except Exception:
            # Not where this is cancelled: the row may be on its way to the disk already.
            await keeper.forget(documents)
            raise


async def read(call: Call[None]) -> Verification:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    return await call.server.database.read(
        lambda reader: service.newest(reader, community_id, user_id)
    )


async def withdraw(call: Call[None]) -> None:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    await call.server.database.write(lambda tx: service.withdraw(tx, community_id, user_id))
    keeper_of(call.server).tidying.ask()


async def listed(call: Call[None]) -> Page[Verification]:
    return await call.server.database.read(lambda reader: service.listed(reader, call.query))


async def approve(call: Call[Approve]) -> Verification:
    verification_id, admin_id, body = call.id(_ID), call.user.user_id, call.body
    return await _decide(
        call,
        lambda tx: service.approve(tx, verification_id, admin_id, body.reason, body.community_name),
    )


async def reject(call: Call[Reject]) -> Verification:
    verification_id, admin_id, reason = call.id(_ID), call.user.user_id, call.body.reason
    return await _decide(call, lambda tx: service.reject(tx, verification_id, admin_id, reason))


async def _decide(call: Call[Any], change: Callable[[Transaction], Verification]) -> Verification:
    decided = await call.server.database.write(change)
    keeper_of(call.server).tidying.ask()
    return decided


async def document(call: Call[None]) -> web.StreamResponse:
    document_id, caller = call.parameters["documentId"], call.user
    found = await call.server.database.read(
        lambda reader: service.readable_document(reader, caller, document_id)
    )
    return await keeper_of(call.server).send(call.request, found)


async def on_start(server: Server) -> None:
    server.on_new_name = service.on_new_name
    server.on_deleted.append(service.on_deleted)
    keeper_of(server).tidying.start(server.tasks, server.clock)


SLICE = Slice(
    "verification",
    {
        contract.SUBMIT: submit,
        contract.READ: read,
        contract.WITHDRAW: withdraw,
        contract.LIST: listed,
        contract.APPROVE: approve,
        contract.REJECT: reject,
        contract.DOCUMENT: document,
    },
    on_start=on_start,
)
