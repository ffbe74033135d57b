"""Handlers of a club's chat."""

from __future__ import annotations

from embedded_server.club import service
from embedded_server.club.routes import retention
from embedded_server.club.routes.asking import ask, catch_up, regenerate
from embedded_server.club.routes.exporting import export
from embedded_server.club.routes.files import upload
from embedded_server.club.routes.live import typing
from embedded_server.club.routes.marks import pin, pins, react, unpin, unreact
from embedded_server.club.routes.messages import delete, edit, send, versions
from embedded_server.club.routes.reading import history, mark_read
from embedded_server.club.routes.reports import report, reports, resolve
from embedded_server.club.routes.searching import (
    find,
    find_everywhere,
    index_now_and_then,
    mentions,
)
from embedded_server.club.routes.votes import cast_vote, feedback
from embedded_server.contracts import agents as agents_contract
from embedded_server.contracts import club as contract
from embedded_server.contracts import media, moderation
from embedded_server.contracts.events import SendTyping
from embedded_server.kernel.server import Server, Slice


async def on_start(server: Server) -> None:
    await server.database.write(service.fail_unfinished)
    server.on_voice_withdrawn.append(
        lambda tx, _community_id, message_ids: service.take_sounds(tx, message_ids)
    )
    server.tasks.spawn(index_now_and_then(server), "club: index messages")
    retention.start(server)


SLICE = Slice(
    "club",
    {
        contract.HISTORY: history,
        contract.SEND: send,
        contract.EDIT: edit,
        contract.DELETE: delete,
        contract.SEARCH: find,
        contract.READ_UP_TO: mark_read,
        contract.ASK: ask,
        contract.REGENERATE: regenerate,
        contract.CATCH_UP: catch_up,
        contract.VOTE: cast_vote,
        agents_contract.FEEDBACK: feedback,
        media.UPLOAD: upload,
        moderation.EXPORT: export,
        contract.REACT: react,
        contract.UNREACT: unreact,
        contract.PINS: pins,
        contract.PIN: pin,
        contract.UNPIN: unpin,
        contract.VERSIONS: versions,
        contract.MENTIONS: mentions,
        contract.SEARCH_ALL: find_everywhere,
        moderation.REPORT: report,
        moderation.REPORTS: reports,
        moderation.RESOLVE_REPORT: resolve,
    },
    live={SendTyping: typing},
    on_start=on_start,
    unread=service.waiting,
    may_fetch=service.may_fetch,
)
