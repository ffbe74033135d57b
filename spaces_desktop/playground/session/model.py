"""How a session stands: one's own seat in it, who else is there, and the state that all share."""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from msgspec import UnsetType
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.play import PageFacts
from embedded_server.contracts.playground import (
    HEARTBEAT_SECONDS,
    ControlMode,
    EditParticipant,
    JoinSession,
    Participant,
    Session,
    SessionSignal,
    SessionState,
    SessionStatus,
    SharedState,
)
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground import api
from spaces_desktop.playground.api import SessionCalls

log = logging.getLogger(__name__)


class Standing(Enum):
    COMING = auto()
    IN = auto()
    AWAY = auto()
    """The connection broke; one comes back as the same participant when it is there again."""
    OUT = auto()
    """One left, here or in another window, and may come back."""
    REMOVED = auto()
    ENDED = auto()


_OVER = (Standing.OUT, Standing.REMOVED, Standing.ENDED)


class SessionModel(QObject):
    """`READY` from when it is first known how the session stands."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    standing_changed = Signal(object)
    session_changed = Signal(object)
    people_changed = Signal(object)
    facts_changed = Signal(object)
    state_came = Signal(object, object)
    """A SharedState, and the id of the participant who wrote it (None where that is not known)."""
    signal_came = Signal(object)
    """A SessionSignal of somebody else."""
    came = Signal()
    """One is in, again perhaps, and all that is known is fresh."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    standing = Observed(Standing.COMING)
    session = Observed[Session | None](None)
    people = Observed[tuple[Participant, ...]](())
    """The connected first, by name."""
    facts = Observed[PageFacts | None](None)

    def __init__(
        self,
        space_id: str,
        session_id: str,
        me_id: str,
        calls: SessionCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.space_id, self.session_id, self.me_id = space_id, session_id, me_id
        self.calls = calls
        self.shared = SharedState(version=0, state={})
        self._live = live
        self._tasks = tasks
        self._seats: dict[str, Participant] = {}
        self._removed: set[str] = set()
        self._readings = 0
        self._early: list[tuple[int, Callable[[], None]]] = []
        """What came while it was being read how the session stands."""
        self._seen_seq = 0
        self._beat = QTimer(self)
        self._beat.setInterval(HEARTBEAT_SECONDS * 1000)
        self._beat.timeout.connect(self._on_beat)
        self._unsubscribe = [
            live.subscribe(EventType.SESSION_UPDATED, self._on_session),
            live.subscribe(EventType.PARTICIPANT_UPDATED, self._on_participant),
            live.subscribe(EventType.SESSION_STATE, self._on_state),
            live.subscribe(EventType.SESSION_SIGNAL, self._on_signal),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.come()),
        ]
        live.link_changed.connect(self._on_link)

    @property
    def mine(self) -> Participant | None:
        return next((one for one in self.people if one.user_id == self.me_id), None)

    @property
    def am_host(self) -> bool:
        return self.session is not None and self.session.host_id == self.me_id

    @property
    def is_over(self) -> bool:
        return self.standing in _OVER

    def seat_of(self, user_id: str) -> Participant | None:
        return next((one for one in self._seats.values() if one.user_id == user_id), None)

    # Coming and going

    def come(self) -> None:
        """Join, or come back as the same participant, and learn how the session stands."""
        if self.standing not in (Standing.REMOVED, Standing.ENDED):
            key = f"session {self.session_id}"
            self._tasks.spawn(self._come(), name="come into a session", key=key)

    def come_back(self) -> None:
        """After one has left."""
        if self.standing is Standing.OUT:
            self.standing = Standing.COMING
        self.come()

    async def _come(self) -> None:
        if self.standing is Standing.OUT:
            return
        self._readings += 1
        try:
            await self._join_and_read()
            self.advice = None
        except ApiError as error:
            log.info("a session: %s", error)
            await self._refused(error)
        except DesktopError as error:
            log.info("a session: %s", error)
            self._fail(error)
        finally:
            self._readings -= 1
            if not self._readings:
                self._early.clear()

    async def _join_and_read(self) -> None:
        here = (self.space_id, self.session_id)
        seat = await self.calls.join(*here, JoinSession())
        found = await self.calls.session(*here)
        shared = await self.calls.state(*here)
        if self.facts is None:
            self.facts = await self.calls.page_facts(*here)
        self._show(found, seat)
        self._take_state(shared.value, None)
        self.standing = Standing.IN
        self.phase = Phase.READY
        self._on_beat()
        self._beat.start()
        self.came.emit()

    def _show(self, found: Snapshot[Session], seat: Participant | None = None) -> None:
        listed = found.value.participants
        self._seats = {} if isinstance(listed, UnsetType) else {one.id: one for one in listed}
        if seat is not None:
            self._take_seat(seat)
        self._seen_seq = found.seq
        self.session = found.value
        early, self._early = self._early, []
        for seq, apply in early:
            if seq > found.seq:
                apply()
        self._tell_people()

    async def _refused(self, error: ApiError) -> None:
        if error.code is Code.REMOVED:
            self._end(Standing.REMOVED)
        elif error.code is Code.SESSION_ENDED:
            try:
                self._show(await self.calls.session(self.space_id, self.session_id))
                self._end(Standing.ENDED)
                self.facts = await self._facts_of_the_past()
            except DesktopError as failed:
                self._fail(failed)
        else:
            self._fail(error)

    async def _facts_of_the_past(self) -> PageFacts | None:
        """For its name alone; who never was in it is not told."""
        try:
            return await self.calls.page_facts(self.space_id, self.session_id)
        except ApiError as error:
            log.info("a session that is over: %s", error)
            return self.facts

    def _fail(self, error: DesktopError) -> None:
        self.advice = advise(error)
        if self.phase is Phase.LOADING:
            self.phase = Phase.FAILED

    def _end(self, how: Standing) -> None:
        self._beat.stop()
        self.standing = how
        self.phase = Phase.READY

    def leave(self) -> None:
        mine = self.mine
        generation = 1 if mine is None else mine.generation
        self._end(Standing.OUT)

        async def leaving() -> None:
            try:
                await self.calls.leave(self.space_id, self.session_id, generation)
            except DesktopError as error:
                # Whoever falls silent is gone before long.
                log.info("leave a session: %s", error)

        self._tasks.spawn(leaving(), name="leave a session")

    def close(self) -> None:
        """Nobody looks at it any more. Whoever goes without leaving is away before long."""
        self._beat.stop()
        self._tasks.cancel(f"session {self.session_id}")
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        self._live.link_changed.disconnect(self._on_link)

    def _on_beat(self) -> None:
        api.beat(self._live, self.session_id)

    def _on_link(self, link: Link) -> None:
        if self.is_over:
            return
        if link.state is LinkState.ONLINE:
            self.come()
        elif self.standing is Standing.IN and link.state is not LinkState.CONNECTING:
            self.standing = Standing.AWAY

    # What the server tells

    def _apply(self, event: Event, apply: Callable[[], None]) -> None:
        """Now, and once more behind what is being read."""
        seq = 0 if isinstance(event.seq, UnsetType) else event.seq
        if self._readings:
            self._early.append((seq, apply))
        if seq == 0 or seq > self._seen_seq:
            apply()

    def _on_session(self, data: Session, event: Event) -> None:
        if data.id == self.session_id:
            self._apply(event, lambda: self._take_session(data))

    def _take_session(self, data: Session) -> None:
        self.session = data
        if data.status is SessionStatus.ENDED and not self.is_over:
            self._end(Standing.ENDED)
        self._tell_people()

    def _on_participant(self, data: Participant, event: Event) -> None:
        if data.session_id == self.session_id:
            self._apply(event, lambda: self._take_and_tell(data))

    def _take_and_tell(self, data: Participant) -> None:
        self._take_seat(data)
        self._tell_people()
        mine = self._seats.get(data.id)
        if mine is None or mine.user_id != self.me_id or self.standing is not Standing.IN:
            return
        if mine.status == "disconnected" and not self._readings:
            self._tasks.spawn(self._look_why(), name="why one is out of a session")

    def _take_seat(self, seat: Participant) -> None:
        """A late word of an earlier coming changes nothing."""
        known = self._seats.get(seat.id)
        if seat.id in self._removed:
            return
        if known is None or seat.generation >= known.generation:
            self._seats[seat.id] = seat

    async def _look_why(self) -> None:
        """One is out, and did nothing here: removed, or gone in another window."""
        try:
            found = await self.calls.session(self.space_id, self.session_id)
        except DesktopError as error:
            log.info("why one is out: %s", error)
            return
        self._show(found)
        if found.value.status is SessionStatus.ENDED:
            self._end(Standing.ENDED)
        elif self.seat_of(self.me_id) is None:
            self._end(Standing.REMOVED)
        elif self.standing is Standing.IN and (seat := self.mine) and seat.status != "connected":
            self._end(Standing.OUT)

    def _on_state(self, data: SessionState, event: Event) -> None:
        if data.session_id == self.session_id:
            seat = self.seat_of(data.changed_by)
            now = SharedState(version=data.version, state=data.state)
            self._take_state(now, None if seat is None else seat.id)

    def _take_state(self, now: SharedState, by: str | None) -> None:
        if now.version > self.shared.version:
            self.shared = now
            self.state_came.emit(now, by)

    def _on_signal(self, data: SessionSignal, _event: Event) -> None:
        mine = self.mine
        if data.session_id == self.session_id and (mine is None or data.participant_id != mine.id):
            self.signal_came.emit(data)

    def _tell_people(self) -> None:
        gone = self.session is not None and self.session.status is SessionStatus.ENDED
        self.people = tuple(
            sorted(
                self._seats.values(),
                key=lambda one: (not gone and one.status != "connected", one.name.casefold()),
            )
        )

    # What is done in it

    async def put_state(self, version: int, state: dict[str, Any]) -> SharedState:
        """Raises ApiError; with STALE_VERSION what stands now is in its problem."""
        written = await self.calls.put_state(self.space_id, self.session_id, version, state)
        if written.version > self.shared.version:
            self.shared = written
        return written

    def signal(self, data: object) -> None:
        api.signal(self._live, self.session_id, data)

    async def set_control(self, mode: ControlMode) -> None:
        """Of one's own seat. Raises DesktopError."""
        mine = self.mine
        if mine is not None:
            await self.edit_seat(mine, EditParticipant(control_mode=mode))

    async def edit_seat(self, seat: Participant, form: EditParticipant) -> None:
        """Raises DesktopError."""
        here = (self.space_id, self.session_id)
        self._take_seat(await self.calls.edit_participant(*here, seat.id, form))
        self._tell_people()

    def take_session(self, data: Session) -> None:
        """How it stands, as an answer said."""
        self._take_session(data)

    def forget_seat(self, seat: Participant) -> None:
        """Its last event may still be on the way."""
        self._removed.add(seat.id)
        self._seats.pop(seat.id, None)
        self._tell_people()
