"""A club's thread on scripted calls and live events, for the tests of its model."""

from __future__ import annotations

from typing import Any

import msgspec

from embedded_server.contracts.club import (
    Author,
    Message,
    SendMessage,
)
from embedded_server.contracts.events import (
    EventType,
    TurnChunk,
)
from embedded_server.contracts.turns import Failed, Turn
from spaces_desktop.chat.files.files import Files
from spaces_desktop.chat.writing.drafts import Drafts
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.uploads import Uploads
from spaces_desktop.club.thread.desk import ClubDesk
from spaces_desktop.club.thread.model import ClubThread
from spaces_desktop.club.thread.posting import Posting
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.widgets.message_rows import Row
from tests.kit.desktop import (
    AT,
    FakeCalls,
    frame,
    live_events,
    message,
    page,
    tasks,
    until,
    user,
)

ME = user("Ada", "u1")
CREATED, UPDATED = EventType.MESSAGE_CREATED, EventType.MESSAGE_UPDATED


def mine(seq: int, text: str, client_id: str | None = None) -> Message:
    author = Author(kind="user", id=ME.id, name=ME.display_name)
    return message(seq, text, author=author, client_id=client_id)


def snapshot(items: list[Message], seq: int = 100, cursor: str | None = None) -> Any:
    return Snapshot(page(items, cursor), seq)


def turn(status: str, text: str, error: Failed | None = None) -> Turn:
    return msgspec.convert(
        {
            "id": "t2",
            "status": status,
            "text": text,
            "agentId": "a1",
            "agentName": "Crumb",
            "askerId": "u1",
            "messageId": "m00002",
            "questionId": "m00001",
            "startedAt": AT,
            "finishedAt": None,
            "error": None if error is None else msgspec.to_builtins(error),
        },
        Turn,
    )


class Bench:
    def __init__(self, *history: Any) -> None:
        self.calls = FakeCalls(read_up_to=None, ask=None)
        self.calls.script("history", *(history or (snapshot([]),)))
        self.calls.script("send", self.accept)
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.shelf = Shelf(None, ME.id)
        self.uploads = Uploads(self.calls, self.tasks)
        post = Posting(self.calls).post
        self.outbox = Outbox(post, self.live, self.tasks, self.shelf, self.uploads, ME.id)
        self.drafts = Drafts(self.shelf)
        self.desk = ClubDesk(
            calls=self.calls,
            live=self.live,
            tasks=self.tasks,
            me=ME,
            outbox=self.outbox,
            drafts=self.drafts,
            uploads=self.uploads,
            files=Files(self.calls, self.live, self.tasks),
            fee_of=lambda _agent: 25,
        )
        self.model = ClubThread("c1", self.desk)
        self._seq = 100

    def accept(self, _club: str, form: SendMessage) -> Message:
        return mine(900 + self.calls.count("send"), form.text, form.client_id)

    async def idle(self) -> None:
        await until(lambda: not self.tasks.names, "everything has ended")

    async def load(self) -> None:
        self.model.load()
        await self.idle()

    def event(self, kind: EventType, data: msgspec.Struct, seq: int | None = None) -> None:
        self._seq = seq or self._seq + 1
        self.live.receive(frame(kind, data, self._seq, "c1"))

    def chunk(self, index: int, text: str) -> None:
        data = TurnChunk(turn_id="t2", message_id="m00002", index=index, text=text)
        self.live.receive(frame(EventType.TURN_CHUNK, data, None, "c1"))

    @property
    def rows(self) -> list[Row]:
        return list(self.model.rows.rows)

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self.rows]
