"""Building the voice: with which engine, how near to the speaker, how far it is."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.voice import Engine, Engines, LoungeVoice
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, ApiError
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.studio.api import StudioCalls

log = logging.getLogger(__name__)

LIKENESS = 0.5
"""Where the slider stands at first."""


class BuildModel(QObject):
    voice_changed = Signal(object)
    engines_changed = Signal(object)
    engine_changed = Signal(str)
    likeness_changed = Signal(float)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    was_cancelled_changed = Signal(bool)
    ready = Signal()
    """A voice has just been built."""

    voice = Observed[LoungeVoice | None](None)
    engines = Observed[Engines | None](None)
    engine = Observed("")
    likeness = Observed(LIKENESS)
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    was_cancelled = Observed(False)

    def __init__(
        self,
        community_id: str,
        calls: StudioCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._key = f"voice of {community_id}"
        self._unsubscribe = live.subscribe(EventType.VOICE_UPDATED, self._on_voice)

    def close(self) -> None:
        self._unsubscribe()
        self._tasks.cancel(self._key)

    @property
    def status(self) -> str:
        return "none" if self.voice is None else self.voice.status

    @property
    def clones(self) -> tuple[Engine, ...]:
        """The engines that can take after a speaker; whether they are available they say."""
        found = () if self.engines is None else self.engines.engines
        return tuple(one for one in found if one.can_clone)

    @property
    def chosen(self) -> Engine | None:
        return next((one for one in self.clones if one.id == self.engine), None)

    @property
    def may_build(self) -> bool:
        chosen = self.chosen
        return chosen is not None and chosen.is_available and self.status != "building"

    def show(self, voice: LoungeVoice, engines: Engines) -> None:
        self.engines = engines
        self._put(voice)
        if self.chosen is None:
            known = {one.id for one in self.clones}
            first = next((one.id for one in self.clones if one.is_available), "")
            self.engine = voice.engine if voice.engine in known else first

    def choose(self, engine: str) -> None:
        self.engine = engine
        self.form_advice = None

    def set_likeness(self, likeness: float) -> None:
        self.likeness = min(1.0, max(0.0, likeness))

    def build(self) -> None:
        if self.may_build:
            self._act(self._build)

    def cancel(self) -> None:
        if self.status == "building":
            self._act(self._cancel)

    def publish(self) -> None:
        if self.status == "ready":
            self._act(self._publish)

    async def reload(self) -> None:
        """As the server has it now. Raises DesktopError."""
        self._put(await self._calls.voice(self._community_id))

    async def _build(self) -> None:
        self.was_cancelled = False
        try:
            self._put(await self._calls.build(self._community_id, self.engine, self.likeness))
        except ApiError as error:
            # Somebody pressed it in another window: that build is as good.
            if error.code is not Code.ALREADY_BUILDING:
                raise
            await self.reload()

    async def _cancel(self) -> None:
        self.was_cancelled = True
        await self._calls.cancel_build(self._community_id)
        await self.reload()

    async def _publish(self) -> None:
        self._put(await self._calls.publish(self._community_id))

    def _put(self, voice: LoungeVoice) -> None:
        was_building = self.status == "building"
        self.voice = voice
        if was_building and voice.status == "ready" and not self.was_cancelled:
            self.ready.emit()

    def _on_voice(self, data: LoungeVoice, _event: Event) -> None:
        if data.community_id == self._community_id:
            self._put(data)

    def _act(self, doing: Callable[[], Awaitable[None]]) -> None:
        if not self.busy:
            self.busy = True
            self._tasks.spawn(guarded(self, doing, log, self._key), name="voice", key=self._key)
