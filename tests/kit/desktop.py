"""What the desktop's tests share: one qasync loop, scripted calls, and made-up contract values."""

from __future__ import annotations

import asyncio
import atexit
import functools
import gc
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, cast

import msgspec
import qasync
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from embedded_server.contracts.accounts import ServerInfo, SignedIn, User
from embedded_server.contracts.agents import Agent, LinkedAgent, Provider, Voice
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Author, Message
from embedded_server.contracts.communities import (
    Community,
    CommunityType,
    Membership,
    Role,
    Standing,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.turns import Citation
from spaces_desktop.kernel.errors import ApiError, NetworkError, Trouble, refusal
from spaces_desktop.kernel.live import LiveEvents, Socket
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.shell.sharing import share_drawing
from tests.kit.waiting import PATIENCE

T = TypeVar("T")

WITHIN = 2 * PATIENCE
"""Of a whole test, in which some condition may take all its time."""

AT = "2026-11-23T18:30:00.000Z"


def application() -> QApplication:
    # As in the app: what Qt made must not die on a worker thread. `conftest` collects instead.
    gc.disable()
    found = QApplication.instance()
    if found is None:
        share_drawing()  # before there is one, or no page can ever be shown
    app = found if isinstance(found, QApplication) else QApplication(["spaces-tests"])
    app.setQuitOnLastWindowClosed(False)
    return app


@functools.cache
def desktop_loop() -> asyncio.AbstractEventLoop:
    """The one loop of all desktop tests; Qt allows only one application anyway."""
    loop = cast(asyncio.AbstractEventLoop, qasync.QEventLoop(application()))
    atexit.register(loop.close)  # its threads must end before Qt does
    return loop


def run(doing: Coroutine[Any, Any, T], within: float = WITHIN) -> T:
    """Drive Qt and asyncio together until the coroutine is done; fails after `within` seconds."""

    async def bounded() -> T:
        async with asyncio.timeout(within):
            return await doing

    loop = desktop_loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(bounded())
    finally:
        asyncio.set_event_loop(None)


async def until(holds: Callable[[], object], what: str = "", within: float = PATIENCE) -> None:
    """Wait for a condition. Raises AssertionError that says what did not come true."""
    try:
        async with asyncio.timeout(within):
            while not holds():  # noqa: ASYNC110 - the condition may be anything, even a widget's
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"never came true: {what or holds}") from None


def tasks() -> Tasks:
    """A spawner whose failures fail the test through `raise_errors`."""
    return Tasks(desktop_loop())


def discard(*objects: QObject) -> None:
    """Delete Qt objects here and now: the collector may run on any thread, where timers are not
    to be touched."""
    for one in objects:
        if shiboken6.isValid(one):
            shiboken6.delete(one)


class FakeCalls:
    """Stands in for a slice's calls: answers from a script, and keeps what was asked.

    `script(name, answer)` queues one answer; an exception is raised, a callable is called with
    the arguments. The last answer of a name stays. A call without a script is an error.
    """

    def __init__(self, **answers: Any) -> None:
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self._answers: dict[str, list[Any]] = {key: [value] for key, value in answers.items()}
        self._gates: dict[str, asyncio.Event] = {}

    def script(self, name: str, *answers: Any) -> None:
        self._answers[name] = list(answers)

    def hold(self, name: str) -> asyncio.Event:
        """Let calls of that name wait until the event is set."""
        gate = self._gates[name] = asyncio.Event()
        return gate

    def count(self, name: str) -> int:
        return sum(1 for asked, _ in self.asked if asked == name)

    def last(self, name: str) -> tuple[Any, ...]:
        return [arguments for asked, arguments in self.asked if asked == name][-1]

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, Any]]:
        if name.startswith("_"):
            raise AttributeError(name)

        async def call(*arguments: Any) -> Any:
            self.asked.append((name, arguments))
            gate = self._gates.get(name)
            if gate is not None:
                await gate.wait()
            await asyncio.sleep(0)
            queue = self._answers[name]
            answer = queue.pop(0) if len(queue) > 1 else queue[0]
            if isinstance(answer, BaseException):
                raise answer
            return answer(*arguments) if callable(answer) else answer

        return call


class FakeSocket:
    """A socket whose frames a test pushes; `break_off` ends it as a network would."""

    def __init__(self) -> None:
        self._frames: asyncio.Queue[str | None] = asyncio.Queue()
        self.sent: list[bytes] = []
        self.closed = False

    def push(self, frame: str) -> None:
        self._frames.put_nowait(frame)

    def break_off(self) -> None:
        self._frames.put_nowait(None)

    async def receive(self) -> str:
        frame = await self._frames.get()
        if frame is None:
            raise dropped()
        return frame

    async def send(self, frame: bytes) -> None:
        self.sent.append(frame)

    async def close(self) -> None:
        self.closed = True


class FakeConnector:
    """Gives a fresh socket for each connection, or the failures that were scripted first."""

    def __init__(self, *failures: BaseException) -> None:
        self.failures = list(failures)
        self.since: list[int | None] = []
        self.sockets: list[FakeSocket] = []

    async def __call__(self, since: int | None) -> Socket:
        self.since.append(since)
        if self.failures:
            raise self.failures.pop(0)
        self.sockets.append(FakeSocket())
        return self.sockets[-1]


def live_events(spawner: Tasks, connector: FakeConnector | None = None) -> LiveEvents:
    return LiveEvents(connector or FakeConnector(), spawner, jitter=lambda: 0.0)


def frame(
    kind: EventType, data: msgspec.Struct, seq: int | None = None, community: str | None = None
) -> str:
    """An event as it comes over the wire."""
    return msgspec.json.encode(
        Event(
            type=kind.value,
            seq=msgspec.UNSET if seq is None else seq,
            community_id=msgspec.UNSET if community is None else community,
            data=msgspec.Raw(msgspec.json.encode(data)),
        )
    ).decode()


def dropped() -> NetworkError:
    return NetworkError(Trouble.DROPPED, "here")


def refused(code: Code, status: int = 400) -> ApiError:
    return ApiError(refusal(status, code))


def user(name: str = "Ada", user_id: str = "u1") -> User:
    return User(id=user_id, username=name.lower(), display_name=name, is_admin=False, created_at=AT)


def signed_in(name: str = "Ada") -> SignedIn:
    return SignedIn(user=user(name), token=f"token of {name}")


def server_info(*, needs_setup: bool = False, protocol: int = 1) -> ServerInfo:
    return ServerInfo(
        server_id="s1",
        name="Ada's space",
        version="0.1",
        protocol=protocol,
        needs_setup=needs_setup,
        registration="open",
        features={},
    )


def membership(
    community_id: str = "c1",
    user_id: str = "u1",
    name: str = "Ada",
    *,
    role: Role = Role.MEMBER,
    status: Standing = Standing.ACTIVE,
    unread: int | None = None,
    read: int | None = None,
) -> Membership:
    return Membership(
        user_id=user_id,
        community_id=community_id,
        display_name=name,
        role=role,
        status=status,
        joined_at=AT,
        expires_at=None,
        auto_renew=False,
        muted_until=None,
        unread_count=msgspec.UNSET if unread is None else unread,
        last_read_seq=msgspec.UNSET if read is None else read,
    )


def community(
    community_id: str = "c1", name: str = "Bakers", own: Membership | None = None, **more: Any
) -> Community:
    values: dict[str, Any] = {
        "id": community_id,
        "type": CommunityType.CLUB,
        "name": name,
        "description": "",
        "creator_id": "u1",
        "creator_name": "Ada",
        "join_fee_cents": 0,
        "monthly_fee_cents": 0,
        "agent_call_fee_cents": 0,
        "is_verified": False,
        "member_count": 1,
        "created_at": AT,
        "membership": own,
    }
    return Community(**(values | more))


def message(seq: int, text: str = "", **more: Any) -> Message:
    values: dict[str, Any] = {
        "id": f"m{seq:05}",
        "seq": seq,
        "community_id": "c1",
        "author": Author(kind="user", id="u2", name="Ben"),
        "text": text or f"message {seq}",
        "created_at": f"2026-11-23T18:{seq // 60 % 60:02}:{seq % 60:02}.000Z",
        "edited_at": None,
        "reply_to_id": None,
        "turn_id": None,
        "status": "sent",
        "client_id": None,
        "audio": None,
        "charge": None,
        "citations": [],
    }
    return Message(**(values | more))


def agent_message(seq: int, text: str = "", **more: Any) -> Message:
    author = Author(kind="agent", id="a1", name="Crumb")
    values: dict[str, Any] = {"author": author, "turn_id": f"t{seq}"} | more
    made = message(seq, text or "?", **values)
    return msgspec.structs.replace(made, text=text)


def attachment(number: int, name: str, kind: str, **more: Any) -> Attachment:
    url = f"/api/media/f{number}"
    return Attachment(
        id=f"f{number}", name=name, mime_type=kind, size_bytes=640_000, url=url, **more
    )


def citation(number: int = 1, title: str = "facts.md") -> Citation:
    return Citation(number=number, document_id="d1", title=title, passage="Rye needs 72 hours.")


def page(items: list[Message], cursor: str | None = None) -> Page[Message]:
    return Page(items=items, next_cursor=cursor, has_more=cursor is not None)


def page_of(items: list[T], cursor: str | None = None) -> Page[T]:
    return Page(items=items, next_cursor=cursor, has_more=cursor is not None)


def linked_agent(name: str = "Crumb", fee: int = 0, context: int = 20) -> LinkedAgent:
    agent = Agent(
        id="a1",
        owner_id="u1",
        name=name,
        description="",
        avatar_url=None,
        provider=Provider(kind="builtin"),
        voice=Voice(kind="none"),
        is_public=False,
        created_at=AT,
    )
    return LinkedAgent(
        agent=agent,
        agent_id="a1",
        community_id="c1",
        call_fee_cents=fee,
        context_messages=context,
        linked_at=AT,
    )
