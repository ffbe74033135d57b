"""Between an embedded page and its session: what the page is told, and what is done for it."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Literal

from msgspec import UnsetType
from PySide6.QtCore import QLocale, QObject, Signal

from embedded_server.contracts.errors import Code
from embedded_server.contracts.page_bridge import (
    VERSION,
    AskControl,
    Done,
    Ended,
    FromPage,
    Hello,
    OpenLink,
    PeopleNow,
    Person,
    Refused,
    Said,
    Say,
    SendSignal,
    SetState,
    StateNow,
    Welcome,
)
from embedded_server.contracts.page_bridge import Signal as SignalNow
from embedded_server.contracts.playground import Participant, SessionMessage, SessionSignal
from embedded_server.contracts.playground import SharedState as State
from spaces_desktop.kernel.errors import ApiError, DesktopError
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.page.bridge import Bridge
from spaces_desktop.playground.session.chat import Chat
from spaces_desktop.playground.session.model import SessionModel, Standing

log = logging.getLogger(__name__)
LINK_PAUSE = 5.0
"""Seconds after one question about a link before the page may put the next."""
MOST_LINKS = 5
"""Questions about links that were said no to; then the page is not heard about them any more."""


class PageDesk(QObject):
    control_asked = Signal(object)
    """An AskControl; answer it with `answer_control`."""
    link_asked = Signal(str)
    """An address that the page wants opened outside; answer with `answer_link`."""

    def __init__(
        self,
        model: SessionModel,
        chat: Chat,
        bridge: Bridge,
        tasks: Tasks,
        theme: Callable[[], Literal["light", "dark"]],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._model, self._chat, self._bridge, self._tasks = model, chat, bridge, tasks
        self._theme = theme
        self._clock = clock
        self._link_open = False
        self._link_until = 0.0
        self._links_refused = 0
        self._control: AskControl | None = None
        bridge.asked.connect(self._on_asked)
        model.people_changed.connect(self._on_people)
        model.session_changed.connect(self._on_people)
        model.state_came.connect(self._on_state)
        model.signal_came.connect(self._on_signal)
        model.standing_changed.connect(self._on_standing)
        model.came.connect(self._on_came)
        chat.said.connect(self._on_said)

    # What the page is told

    def people(self) -> list[Person]:
        return [self._person(one) for one in self._model.people]

    def _person(self, one: Participant) -> Person:
        name = None if one.agent_id is None else self._chat.agent_names.get(one.agent_id, "AI")
        session = self._model.session
        return Person(
            id=one.id,
            name=one.name,
            is_me=one.user_id == self._model.me_id,
            is_host=session is not None and session.host_id == one.user_id,
            is_connected=one.status == "connected",
            role=one.role,
            control_mode=one.control_mode or "human",
            agent_name=name,
        )

    def _on_people(self, _now: object) -> None:
        self._bridge.tell(PeopleNow(people=self.people()))

    def _on_state(self, now: State, by: str | None) -> None:
        self._bridge.tell(StateNow(version=now.version, state=now.state, by=by))

    def _on_came(self) -> None:
        self._on_state(self._model.shared, None)

    def _on_signal(self, now: SessionSignal) -> None:
        self._bridge.tell(SignalNow(by=now.participant_id, data=now.data))

    def _on_said(self, message: SessionMessage) -> None:
        by = message.participant_id
        if by is None:
            seat = self._model.seat_of(message.author.id)
            by = None if seat is None else seat.id
        self._bridge.tell(
            Said(
                by=by,
                by_ai=message.author.kind == "agent",
                name=message.author.name,
                text=message.text,
                at=message.created_at,
            )
        )

    def _on_standing(self, now: Standing) -> None:
        if now in (Standing.ENDED, Standing.REMOVED, Standing.OUT):
            self._bridge.tell(Ended())

    def _welcome(self) -> None:
        facts = self._model.facts
        shared = self._model.shared
        self._bridge.tell(
            Welcome(
                version=VERSION,
                space_name="" if facts is None else facts.space_name,
                definition={} if facts is None else facts.definition,
                people=self.people(),
                state_version=shared.version,
                state=shared.state,
                language="zh_CN" if QLocale().name().startswith("zh") else "en",
                theme=self._theme(),
            )
        )

    # What the page asks for

    def _on_asked(self, message: FromPage) -> None:
        if isinstance(message, Hello):
            self._welcome()
        elif isinstance(message, SetState):
            self._tasks.spawn(self._set_state(message), name="a page sets the state")
        elif isinstance(message, Say):
            self._tasks.spawn(self._answered(message.id, lambda: self._say(message)), name="say")
        elif isinstance(message, SendSignal):
            self._model.signal(message.data)
        elif isinstance(message, AskControl):
            self._ask_control(message)
        else:
            self._ask_link(message)

    async def _set_state(self, message: SetState) -> None:
        try:
            written = await self._model.put_state(message.version, message.state)
        except ApiError as error:
            self._bridge.tell(_refused(message.id, error))
        except DesktopError as error:
            self._bridge.tell(_unreachable(message.id, error))
        else:
            self._bridge.tell(Done(id=message.id, version=written.version))

    async def _say(self, message: Say) -> None:
        model = self._model
        client_id = f"page-{id(self)}-{message.id}-{self._clock()}"
        await model.calls.say(model.space_id, model.session_id, message.text, client_id)

    async def _answered(self, id_: int, act: Callable[[], Awaitable[object]]) -> None:
        try:
            await act()
        except ApiError as error:
            self._bridge.tell(_refused(id_, error))
        except DesktopError as error:
            self._bridge.tell(_unreachable(id_, error))
        else:
            self._bridge.tell(Done(id=id_))

    def _ask_control(self, message: AskControl) -> None:
        if self._control is not None:
            self._decline(message.id)
            return
        self._control = message
        self.control_asked.emit(message)

    def answer_control(self, *, agrees: bool) -> None:
        message, self._control = self._control, None
        if message is None:
            return
        if not agrees:
            self._decline(message.id)
            return
        doing = self._answered(message.id, lambda: self._model.set_control(message.mode))
        self._tasks.spawn(doing, name="who drives a seat")

    def _decline(self, id_: int) -> None:
        self._bridge.tell(Refused(id=id_, code="declined", detail="The person has declined."))

    def ask_link(self, url: str) -> None:
        """The page wants that opened; it is put to the person, but not again and again."""
        scheme = url.partition(":")[0].lower()
        too_often = self._link_open or self._clock() < self._link_until
        if scheme not in ("http", "https") or too_often or self._links_refused >= MOST_LINKS:
            return
        self._link_open = True
        self.link_asked.emit(url)

    def answer_link(self, *, agrees: bool) -> None:
        self._link_open = False
        self._link_until = self._clock() + LINK_PAUSE
        self._links_refused += not agrees

    def _ask_link(self, message: OpenLink) -> None:
        self.ask_link(message.url)

    def restart(self) -> None:
        """The page is loaded anew: nothing that it asked before is waited for."""
        self._control = None
        self._link_open = False
        self._links_refused = 0


def _refused(id_: int, error: ApiError) -> Refused:
    problem = error.problem
    current = None if isinstance(problem.current, UnsetType) else problem.current
    is_stale = problem.code is Code.STALE_VERSION and current is not None
    return Refused(
        id=id_,
        code=problem.code.value,
        detail=problem.detail,
        version=current["version"] if is_stale and current else None,
        state=current["state"] if is_stale and current else None,
    )


def _unreachable(id_: int, error: DesktopError) -> Refused:
    log.info("a page's wish: %s", error)
    return Refused(id=id_, code="unreachable", detail="The server cannot be reached just now.")
