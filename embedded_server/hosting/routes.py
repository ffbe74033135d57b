"""Handlers of the ready-made club, and its guide's reading at each start."""

from __future__ import annotations

import asyncio
import logging

from embedded_server.agents import intake
from embedded_server.agents import service as agents
from embedded_server.agents.service import PreparedText
from embedded_server.communities import service as communities
from embedded_server.contracts import starter as contract
from embedded_server.contracts.communities import Community
from embedded_server.contracts.errors import Code
from embedded_server.contracts.starter import MakeStarter
from embedded_server.hosting import service
from embedded_server.hosting.manual import read_manual
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.server import Server, Slice

log = logging.getLogger(__name__)


async def enter(call: Call[MakeStarter]) -> Community | Repeated[Community]:
    server, caller, language = call.server, call.user, call.body.language
    makes = caller.is_admin and not await server.database.read(service.is_there)
    manual: dict[str, PreparedText] = {}
    if makes:
        try:
            manual = await asyncio.to_thread(_prepared, language)
        except OSError as error:
            log.error("the manual cannot be read: %s", error)
            raise Refusal(
                Code.NOT_AVAILABLE, "The manual is missing from this installation."
            ) from None

    def write(tx: Transaction) -> tuple[Community, bool]:
        community, new = service.enter(tx, caller, language, manual, server.charge_entry)
        (view,) = communities.community_views(tx, [community], caller.user_id, server.unread)
        return view, new

    view, new = await server.database.write(write)
    return view if new else Repeated(view)


def _prepared(language: str) -> dict[str, PreparedText]:
    """Each page by its name; for no agent yet."""
    return {page.name: agents.prepare("", page.title, page.text) for page in read_manual(language)}


async def on_start(server: Server) -> None:
    server.tasks.spawn(_read_again(server), "hosting: the guide reads the manual")


async def _read_again(server: Server) -> None:
    """Where the program came with another manual than the guide has read."""
    known = await server.database.read(service.starter)
    if known is None:
        return
    try:
        manual = await asyncio.to_thread(_prepared, known.language)
    except OSError as error:
        log.error("the manual cannot be read: %s", error)
        return
    if await server.database.read(lambda reader: service.stale(reader, manual)) is not None:
        await server.database.write(lambda tx: service.read_again(tx, manual))
        await intake.sweep(server)


SLICE = Slice("hosting", {contract.CREATE: enter}, on_start=on_start)
