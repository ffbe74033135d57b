"""What all chats of one session share: drafts, and what is on its way out."""

from __future__ import annotations

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Message
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.files.files import Files
from spaces_desktop.chat.writing.drafts import Drafts
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.chat.writing.uploads import Uploads
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.api import LoungeCalls

KIND = "lounge"
"""Under which drafts and unsent messages of lounges are kept."""


def make_desk(calls: LoungeCalls, live: LiveEvents, tasks: Tasks, me: User, shelf: Shelf) -> Desk:
    async def post(item: Pending) -> Message | None:
        await calls.say(item.conversation_id, item.text, item.client_id)
        return None

    uploads = Uploads(calls, tasks, shelf.folder)
    return Desk(
        calls=calls,
        live=live,
        tasks=tasks,
        me=me,
        outbox=Outbox(post, live, tasks, shelf, uploads, me.id, kind=f"{KIND}/unsent"),
        drafts=Drafts(shelf, kind=f"{KIND}/draft"),
        uploads=uploads,
        files=Files(calls, live, tasks),
        folder=shelf.folder,
    )
