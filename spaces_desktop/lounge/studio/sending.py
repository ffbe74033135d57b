"""Recordings on their way to the server, one after the other; each goes up once and is then gone.

A take waits until consent was spoken. A lost connection pauses it, and it goes on by itself under
the same key, so that the server keeps it once; what the server refuses stays here, with its reason.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.errors import Code
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, NetworkError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.studio.api import StudioCalls
from spaces_desktop.lounge.studio.takes import Take, Takes

log = logging.getLogger(__name__)


class Stand(Enum):
    WAITING = auto()
    """For consent, or for those before it."""
    SENDING = auto()
    PAUSED = auto()
    """By hand, or by a lost connection."""
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Pending:
    """`done` is its share from 0 to 1 while it is sent."""

    take: Take
    stand: Stand = Stand.WAITING
    done: float = 0.0
    advice: Advice | None = None

    @property
    def id(self) -> str:
        return self.take.id


class SendingModel(QObject):
    pending_changed = Signal(object)
    is_allowed_changed = Signal(bool)
    arrived = Signal(object)
    """A VoiceSample."""
    consent_refused = Signal(object)
    """The server says that nobody has consented, or cannot use the statement: an Advice."""

    pending = Observed[tuple[Pending, ...]](())
    is_allowed = Observed(False)
    """Whether consent was given; nothing leaves this machine before."""

    def __init__(
        self,
        community_id: str,
        calls: StudioCalls,
        takes: Takes,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._calls = calls
        self._takes = takes
        self._live = live
        self._tasks = tasks
        self._key = f"voice recordings of {community_id}"
        self._statement: Take | None = None
        self._language = "en"
        self._is_lost = False
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)

    @property
    def speech_seconds(self) -> float:
        return sum(one.take.speech_seconds for one in self.pending)

    @property
    def is_sending(self) -> bool:
        return any(one.stand is Stand.SENDING for one in self.pending)

    def show(self, takes: list[Take]) -> None:
        """Those on the disk from the last time."""
        known = {one.id for one in self.pending}
        self.pending += tuple(Pending(one) for one in takes if one.id not in known)
        self._go_on()

    def add(self, take: Take) -> None:
        self.show([take])

    def allow(self, statement: Take | None, language: str = "en") -> None:
        """Consent was given, just now in this statement in that language, or before."""
        self._statement = statement
        self._language = language
        self.is_allowed = True
        self.pending = tuple(
            replace(one, stand=Stand.WAITING, advice=None)
            if one.advice is not None and one.stand is not Stand.REFUSED
            else one
            for one in self.pending
        )
        self._go_on()

    def cancel(self, take_id: str) -> None:
        """Do not send it for now; it stays on this machine."""
        one = self._find(take_id)
        if one is None or one.stand not in (Stand.SENDING, Stand.WAITING):
            return
        was_sent = one.stand is Stand.SENDING
        self._put(replace(one, stand=Stand.PAUSED, done=0.0, advice=None))
        if was_sent:
            self._tasks.cancel(self._key)
            self._go_on()

    def retry(self, take_id: str) -> None:
        one = self._find(take_id)
        if one is not None and one.stand in (Stand.PAUSED, Stand.REFUSED):
            self._put(replace(one, stand=Stand.WAITING, done=0.0, advice=None))
            self._go_on()

    def discard(self, take_id: str) -> None:
        """It is deleted here, and never sent."""
        one = self._find(take_id)
        if one is None:
            return
        self._drop(one)
        if one.stand is Stand.SENDING:
            self._tasks.cancel(self._key)
        self._tasks.spawn(self._delete(one.take), name="delete a recording")
        self._go_on()

    def clear(self) -> None:
        """All of it is deleted here."""
        self._tasks.cancel(self._key)
        self.pending = ()
        self._statement = None
        self.is_allowed = False
        self._tasks.spawn(asyncio.to_thread(self._takes.clear), name="delete recordings")

    def _go_on(self) -> None:
        if self.is_allowed and not self._tasks.is_running(self._key) and self._next() is not None:
            self._tasks.spawn(self._send_all(), name="send recordings", key=self._key)

    def _next(self) -> Pending | None:
        return next((one for one in self.pending if one.stand is Stand.WAITING), None)

    async def _send_all(self) -> None:
        while self.is_allowed and (one := self._next()) is not None:
            if not await self._send(one):
                return

    async def _send(self, one: Pending) -> bool:
        """Whether it makes sense to go on with the next."""
        self._put(replace(one, stand=Stand.SENDING, done=0.0))
        statement = self._statement
        try:
            sample = await self._calls.add_sample(
                self._community_id,
                one.take.path,
                None if statement is None else statement.path,
                self._language,
                one.take.id,
                partial(self._on_progress, one.id),
            )
        except NetworkError as error:
            log.info("a recording is not sent yet: %s", error)
            self._is_lost = True
            self._settle(one.id, Stand.PAUSED, advise(error))
            return False
        except DesktopError as error:
            log.info("a recording is not taken: %s", error)
            if _is_about_consent(error):
                self._settle(one.id, Stand.WAITING, None)
                self._statement = None
                self.is_allowed = False
                self.consent_refused.emit(advise(error))
                return False
            self._settle(one.id, Stand.REFUSED, advise(error))
            return True
        self._is_lost = False
        self._drop(one)
        self.arrived.emit(sample)
        # The statement stands with the first one, and consents to all that follow.
        self._statement = None
        await self._delete(one.take, *([] if statement is None else [statement]))
        return True

    async def _delete(self, *takes: Take) -> None:
        try:
            await asyncio.to_thread(self._takes.discard, *takes)
        except OSError as error:
            log.warning("a recording stays on the disk: %s", error)

    def _on_progress(self, take_id: str, done: int, of: int) -> None:
        one = self._find(take_id)
        if one is not None and one.stand is Stand.SENDING:
            self._put(replace(one, done=done / of if of else 0.0))

    def _settle(self, take_id: str, stand: Stand, advice: Advice | None) -> None:
        one = self._find(take_id)
        if one is not None:
            self._put(replace(one, stand=stand, done=0.0, advice=advice))

    def _find(self, take_id: str) -> Pending | None:
        return next((one for one in self.pending if one.id == take_id), None)

    def _put(self, changed: Pending) -> None:
        self.pending = tuple(changed if one.id == changed.id else one for one in self.pending)

    def _drop(self, gone: Pending) -> None:
        self.pending = tuple(one for one in self.pending if one.id != gone.id)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self._is_lost:
            self._is_lost = False
            for one in self.pending:
                if one.stand is Stand.PAUSED and one.advice is not None:
                    self._put(replace(one, stand=Stand.WAITING, advice=None))
            self._go_on()


def _is_about_consent(error: DesktopError) -> bool:
    """The recording itself is as good as before."""
    return isinstance(error, ApiError) and (
        error.code is Code.CONSENT_REQUIRED or any(one.field == "statement" for one in error.errors)
    )
