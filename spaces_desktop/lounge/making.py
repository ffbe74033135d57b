"""Makes what all talks of one session share: drafts, what is on its way out, mouth and ear."""

from __future__ import annotations

from typing import Protocol

from embedded_server.contracts.accounts import User
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.files.files import Files
from spaces_desktop.chat.writing.drafts import Drafts
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.uploads import Uploads
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.api import LoungeCalls
from spaces_desktop.lounge.talk.ear import Ear, Ears
from spaces_desktop.lounge.talk.speaking import MakePlayer, Speaking
from spaces_desktop.lounge.talk.talk import Tools
from spaces_desktop.lounge.talk.voice_messages import Posting, VoiceMessages
from spaces_desktop.widgets.rooms import Keep


class Around(Protocol):
    """What of the shell's `Context` a talk needs."""

    @property
    def live(self) -> LiveEvents: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def me(self) -> User: ...
    @property
    def shelf(self) -> Shelf: ...
    @property
    def keep(self) -> Keep: ...


KIND = "lounge"
"""Under which drafts and unsent messages of lounges are kept."""


def make_tools(calls: LoungeCalls, around: Around, ears: Ears, make_player: MakePlayer) -> Tools:
    live, tasks, me = around.live, around.tasks, around.me
    shelf, keep = around.shelf, around.keep

    def running(chat_id: str) -> str:
        return turns.get(chat_id, "")

    turns: dict[str, str] = {}
    posting = Posting(calls, tasks, running)
    posting.begun.connect(lambda meta, chat_id: turns.update({chat_id: meta.turn_id}))
    uploads = Uploads(calls, tasks, shelf.folder)
    outbox = Outbox(posting.post, live, tasks, shelf, uploads, me.id, kind=f"{KIND}/unsent")
    desk = Desk(
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
    return Tools(
        calls=calls,
        desk=desk,
        keep=keep,
        posting=posting,
        speaking=Speaking(calls, live, tasks, desk.files.sounds, keep, make_player),
        ear=Ear(ears),
        messages=VoiceMessages(outbox, tasks, shelf.folder),
    )
