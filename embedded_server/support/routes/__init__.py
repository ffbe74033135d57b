"""The room of customer service, as app.py sees it."""

from __future__ import annotations

from embedded_server.contracts import support as contract
from embedded_server.kernel.server import Server, Slice
from embedded_server.support import service
from embedded_server.support.routes import acts, conversations, lists
from embedded_server.support.routes.office import office_of


async def on_start(server: Server) -> None:
    office = office_of(server)
    await server.database.write(lambda tx: service.fail_unfinished(tx, office))


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
        contract.READ_TO: conversations.mark_read,
        contract.TRANSFER: acts.transfer,
        contract.ACCEPT: acts.accept,
        contract.TAKE_OVER: acts.take_over,
        contract.RELEASE: acts.release,
        contract.TO_AI: acts.to_ai,
        contract.ASSIGN: acts.assign,
        contract.RESOLVE: acts.resolve,
        contract.RATE: conversations.rate,
    },
    topics=service.TOPIC_RULES,
    on_start=on_start,
)
