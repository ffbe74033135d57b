"""One space that is looked at: what it is, its sessions, and what its owner does with it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from uuid import uuid4

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.playground import (
    Participant,
    Session,
    SessionStatus,
    Space,
    SpaceInvite,
    StartSession,
)
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.api import SpaceCalls

log = logging.getLogger(__name__)

AGAIN_MS = 15_000
"""Nobody is told of sessions they are not in: while a space is looked at they are asked for."""


class SpaceModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    space_changed = Signal(object)
    invite_changed = Signal(object)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    started = Signal(str)
    """A session by its id, into which one goes."""
    gone = Signal(str)
    """It is deleted, or one may not see it any more."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    space = Observed[Space | None](None)
    invite = Observed[SpaceInvite | None](None)
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self,
        space_id: str,
        calls: SpaceCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.id = space_id
        self.my_id = my_id
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._key = f"space {space_id}"
        self._start_key = uuid4().hex
        self._last: Callable[[], Awaitable[None]] | None = None
        self.sessions: Paged[Session] = Paged(
            f"sessions of {space_id}", self._fetch, live, tasks, self
        )
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.load)
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.SESSION_UPDATED, self._on_session),
            live.subscribe(EventType.PARTICIPANT_UPDATED, self._on_participant),
            live.subscribe(EventType.RESYNC, lambda *_what: self.load()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._again.stop()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)
        self.sessions.close()

    @property
    def is_mine(self) -> bool:
        return self.space is not None and self.space.owner.id == self.my_id

    @property
    def listed(self) -> list[Session]:
        """Live ones first, then newest first."""
        return sorted(self.sessions.items, key=lambda one: one.status is SessionStatus.ENDED)

    def am_in(self, session: Session) -> bool:
        found = session.participants or []
        return any(one.user_id == self.my_id and one.status == "connected" for one in found)

    def show(self, space: Space) -> None:
        """What is known of it before it is fetched."""
        self.space = space
        self.phase = Phase.READY

    def load(self) -> None:
        self._again.start()
        self._tasks.spawn(self._load(), name=self._key, key=self._key)
        self.sessions.refresh(lambda one: one.id)

    def edited(self) -> None:
        self.form_advice = None

    def start(self) -> None:
        """Begin a session; who begins it is in it at once."""

        async def start() -> None:
            made = await self._calls.start(self.id, StartSession(), self._start_key)
            self._start_key = uuid4().hex
            self.started.emit(made.id)
            self.load()

        self._act(start)

    def end(self, session_id: str) -> None:
        async def end() -> None:
            ended = await self._calls.end(self.id, session_id)
            self._put(ended)

        self._act(end)

    def make_invite(self) -> None:
        """A new one: the one before is worth nothing from then on."""

        async def make() -> None:
            self.invite = await self._calls.invite(self.id)

        self._act(make)

    def delete(self) -> None:
        async def delete() -> None:
            await self._calls.delete(self.id)
            self.gone.emit(self.id)

        self._act(delete)

    def again(self) -> None:
        """What did not work the last time."""
        if self._last is not None:
            self._act(self._last)

    def _act(self, doing: Callable[[], Awaitable[None]]) -> None:
        if self.busy:
            return
        self._last = doing
        self.busy = True
        self._tasks.spawn(guarded(self, doing, log, "space"), name="act on a space")

    async def _fetch(self, cursor: str | None) -> Page[Session]:
        return await self._calls.sessions(self.id, cursor)

    async def _load(self) -> None:
        try:
            self.space = await self._calls.read(self.id)
        except DesktopError as error:
            log.info("space: %s", error)
            if isinstance(error, ApiError) and error.code is Code.NOT_FOUND:
                self.gone.emit(self.id)
                return
            self.advice = advise(error)
            if self.space is None:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self.phase = Phase.READY

    def _put(self, told: Session) -> None:
        """How a session stands now; who is in it is told apart."""
        items = list(self.sessions.items)
        for at, one in enumerate(items):
            if one.id == told.id:
                people = told.participants if told.participants else one.participants
                if told.status is SessionStatus.ENDED and people:
                    people = [_gone(person) for person in people]
                items[at] = _with(told, people)
                break
        else:
            self.sessions.refresh(lambda one: one.id)
            return
        self.sessions.put(items)

    def _on_session(self, told: Session, _event: object) -> None:
        if told.playground_id == self.id:
            self._put(told)

    def _on_participant(self, told: Participant, _event: object) -> None:
        items = list(self.sessions.items)
        for at, one in enumerate(items):
            if one.id == told.session_id:
                people = [person for person in one.participants or [] if person.id != told.id]
                items[at] = _with(one, [*people, told])
                self.sessions.put(items)
                return

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()


def _with(session: Session, people: object) -> Session:
    return replace(session, participants=people)


def _gone(person: Participant) -> Participant:
    return replace(person, status="disconnected")
