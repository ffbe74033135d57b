"""Handlers of a club's chat."""

from __future__ import annotations

from embedded_server.club import service
from embedded_server.club.routes.asking import ask
from embedded_server.club.routes.files import read, thumbnail, upload
from embedded_server.club.routes.live import typing
from embedded_server.club.routes.messages import delete, edit, send
from embedded_server.club.routes.reading import history, mark_read
from embedded_server.club.routes.searching import find, index_now_and_then
from embedded_server.club.routes.votes import cast_vote, feedback
from embedded_server.contracts import agents as agents_contract
from embedded_server.contracts import club as contract
from embedded_server.contracts import media
from embedded_server.contracts.events import SendTyping
from embedded_server.kernel.server import Server, Slice


async def on_start(server: Server) -> None:
    await server.database.write(service.fail_unfinished)
    server.tasks.spawn(index_now_and_then(server), "club: index messages")


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
        contract.VOTE: cast_vote,
        agents_contract.FEEDBACK: feedback,
        media.UPLOAD: upload,
        media.READ: read,
        media.THUMBNAIL: thumbnail,
    },
    live={SendTyping: typing},
    on_start=on_start,
    unread=service.unread_counts,
)
