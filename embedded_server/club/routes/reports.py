"""Handlers of reports to the staff of a club."""

from __future__ import annotations

from embedded_server.club import service
from embedded_server.contracts.base import Page
from embedded_server.contracts.moderation import MakeReport, Report, ResolveReport
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.http import Call, Repeated

_ID = "communityId"


async def report(call: Call[MakeReport]) -> Report | Repeated[Report]:
    server, user_id = call.server, call.user.user_id
    community_id, message_id = call.id(_ID), call.id("messageId")
    call.pace()

    def write(tx: Transaction) -> tuple[Report, bool]:
        made, new = service.report(tx, community_id, user_id, message_id, call.body.reason)
        return service.report_views(tx, user_id, [made], server.turns.text_so_far)[0], new

    made, new = await server.database.write(write)
    return made if new else Repeated(made)


async def reports(call: Call[None]) -> Page[Report]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    status, so_far = call.query.status, call.server.turns.text_so_far
    list_name = f"reports:{community_id}:{status}"
    before = paging.text_position(list_name, call.query.cursor)

    def read(reader: Reader) -> Page[Report]:
        found = service.reports(reader, community_id, user_id, status, before, size + 1)
        page = paging.page(found, size, list_name, lambda one: one.id)
        items = service.report_views(reader, user_id, page.items, so_far)
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def resolve(call: Call[ResolveReport]) -> Report:
    server, user_id = call.server, call.user.user_id
    community_id, report_id = call.id(_ID), call.id("reportId")

    def write(tx: Transaction) -> tuple[Report, str | None]:
        closed, turn_id = service.resolve(tx, community_id, user_id, report_id, call.body.outcome)
        return service.report_views(tx, user_id, [closed], lambda _: None)[0], turn_id

    closed, turn_id = await server.database.write(write)
    if turn_id is not None:
        await server.turns.stop(turn_id)
        server.turns.forget(turn_id)
    return closed
