"""What all conversations of one session share: drafts, and messages on their way out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Message
from embedded_server.contracts.support import SendInConversation
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.files.files import Files
from spaces_desktop.chat.writing.drafts import Drafts
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.chat.writing.uploads import Uploads
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.api import ConversationCalls

KIND = "conversation"
"""Under which drafts and unsent messages of conversations are kept."""


Begin = Callable[[Pending], Awaitable[bool]]
"""Sends a message to where there is no conversation yet; whether it was one of those."""


async def _never(_item: Pending) -> bool:
    return False


def make_desk(
    calls: ConversationCalls,
    live: LiveEvents,
    tasks: Tasks,
    me: User,
    shelf: Shelf,
    begin: Begin = _never,
    waits: Callable[[str], bool] = lambda _place_id: False,
) -> Desk:
    """What all conversations of one session share, whichever side of them one is on. A place that
    `waits` has no conversation yet that files could go to."""

    async def post(item: Pending) -> Message | None:
        if await begin(item):
            return None
        return await calls.send(item.conversation_id, form_of(item))

    uploads = Uploads(calls, tasks, shelf.folder, waits=waits)
    outbox = Outbox(post, live, tasks, shelf, uploads, me.id, kind=f"{KIND}/unsent")
    return Desk(
        calls=calls,
        live=live,
        tasks=tasks,
        me=me,
        outbox=outbox,
        drafts=Drafts(shelf, kind=f"{KIND}/draft"),
        uploads=uploads,
        files=Files(calls, live, tasks),
        folder=shelf.folder,
    )


def form_of(item: Pending) -> SendInConversation:
    return SendInConversation(
        text=item.text,
        client_id=item.client_id,
        attachment_ids=[one.attachment_id for one in item.files],
    )
