"""What is done in a session: who drives a seat, who is host, who is let in, and its end."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from msgspec import UNSET, UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.play import SessionLink
from embedded_server.contracts.playground import (
    ControlMode,
    EditParticipant,
    EditSession,
    Participant,
)
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.session.model import SessionModel

log = logging.getLogger(__name__)


class SessionActs(QObject):
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    link_changed = Signal(object)

    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    link = Observed[SessionLink | None](None)
    """The link into it, once somebody here has made one."""

    def __init__(self, model: SessionModel, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._tasks = model, tasks
        self._calls = model.calls
        self._here = (model.space_id, model.session_id)

    def drive(
        self, seat: Participant, mode: ControlMode, agent_id: str | UnsetType | None = UNSET
    ) -> None:
        """Let somebody else drive a seat: its person, an agent, or both."""
        form = EditParticipant(control_mode=mode, agent_id=agent_id)
        self._do(lambda: self._model.edit_seat(seat, form), "who drives a seat")

    def set_role(self, role: str) -> None:
        """What one is in the session, in words; "" for nothing."""
        mine = self._model.mine
        if mine is not None:
            form = EditParticipant(role=role or None)
            self._do(lambda: self._model.edit_seat(mine, form), "a role")

    def hand_host_to(self, seat: Participant) -> None:
        self._edit(EditSession(host_id=seat.user_id), "hand the session on")

    def set_locked(self, is_locked: bool) -> None:
        self._edit(EditSession(is_locked=is_locked), "lock")

    def _edit(self, form: EditSession, what: str) -> None:
        async def editing() -> None:
            self._model.take_session(await self._calls.edit_session(*self._here, form))

        self._do(editing, what)

    def remove(self, seat: Participant) -> None:
        async def removing() -> None:
            await self._calls.remove_participant(*self._here, seat.id)
            self._model.forget_seat(seat)

        self._do(removing, "remove")

    def end(self) -> None:
        async def ending() -> None:
            self._model.take_session(await self._calls.end(*self._here))

        self._do(ending, "end")

    def make_link(self) -> None:
        """A new one; the one before is worth nothing from now on."""

        async def making() -> None:
            self.link = await self._calls.link(*self._here)

        self._do(making, "a link")

    def ask_outside(self, opened: Callable[[str], object]) -> None:
        """Give `opened` an address by which one goes on in a browser, as oneself."""

        async def asking() -> None:
            opened((await self._calls.page_token(*self._here)).url)

        self._do(asking, "go on in a browser")

    def _do(self, act: Callable[[], Awaitable[None]], what: str) -> None:
        self._tasks.spawn(guarded(self, act, log, what), name=f"session: {what}")
