"""The room of customer service, as app.py sees it."""

from __future__ import annotations

from embedded_server.contracts import media
from embedded_server.contracts import support as contract
from embedded_server.contracts import support_desk as desk_contract
from embedded_server.contracts.events import SendLooking, SendTyping
from embedded_server.kernel.server import Server, Slice
from embedded_server.support import service
from embedded_server.support.routes import (
    acts,
    conversations,
    desk,
    files,
    lists,
    live,
    overdue,
    settings,
    staff,
)
from embedded_server.support.routes.office import close_office, office_of, pulse_of


async def on_start(server: Server) -> None:
    office = office_of(server)
    await pulse_of(server).start(office)
    server.on_seat = lambda tx, community_id, user_id: service.seat_changed(
        tx, office, community_id, user_id
    )
    server.on_deleted.append(
        lambda tx, community_id: service.community_gone(tx, office, community_id)
    )
    await server.database.write(lambda tx: service.fail_unfinished(tx, office))
    await server.database.write(lambda tx: service.answer_left_open(tx, office))
    overdue.start(server)


async def on_stop(server: Server) -> None:
    close_office(server)


SLICE = Slice(
    "support",
    {
        contract.START: conversations.start,
        contract.CONVERSATIONS: lists.conversations,
        contract.QUEUE: lists.queue,
        contract.OWN: lists.own,
        contract.READ: conversations.read,
        contract.MESSAGES: conversations.messages,
        contract.SEND: conversations.send,
        media.UPLOAD_IN_CONVERSATION: files.upload,
        contract.READ_TO: conversations.mark_read,
        contract.TRANSFER: acts.transfer,
        contract.ACCEPT: acts.accept,
        contract.TAKE_OVER: acts.take_over,
        contract.RELEASE: acts.release,
        contract.TO_AI: acts.to_ai,
        contract.ASSIGN: acts.assign,
        contract.RESOLVE: acts.resolve,
        contract.RATE: conversations.rate,
        contract.CS_AGENTS: staff.agents,
        contract.ADD_CS_AGENT: staff.add,
        contract.REMOVE_CS_AGENT: staff.remove,
        contract.SET_AVAILABILITY: staff.set_availability,
        contract.TRANSCRIPT: desk.transcript,
        desk_contract.NOTES: desk.list_notes,
        desk_contract.ADD_NOTE: desk.add_note,
        desk_contract.CANNED_REPLIES: settings.list_canned,
        desk_contract.ADD_CANNED_REPLY: settings.add_canned,
        desk_contract.EDIT_CANNED_REPLY: settings.edit_canned,
        desk_contract.DELETE_CANNED_REPLY: settings.delete_canned,
        desk_contract.USE_CANNED_REPLY: settings.use_canned,
        desk_contract.SETTINGS: settings.read_settings,
        desk_contract.SET_SETTINGS: settings.set_settings,
        desk_contract.HANDOFF: desk.handoff,
        desk_contract.CUSTOMER: desk.customer,
        desk_contract.DRAFT: desk.draft,
        desk_contract.LEARN: desk.learn,
        desk_contract.REPORT: desk.read_report,
        desk_contract.REPORT_CSV: desk.report_csv,
    },
    topics=service.TOPIC_RULES,
    may_fetch=service.may_fetch,
    live={SendTyping: live.typing, SendLooking: live.looking},
    on_start=on_start,
    on_stop=on_stop,
)
