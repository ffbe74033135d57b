"""The studio as a whole: its steps, what is done of them, and where one goes on the next time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community
from embedded_server.contracts.voice import VoiceSample
from spaces_desktop.audio.recordings import Recordings
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.studio.api import StudioCalls
from spaces_desktop.lounge.studio.building import BuildModel
from spaces_desktop.lounge.studio.checking import CheckModel
from spaces_desktop.lounge.studio.consent import ConsentModel
from spaces_desktop.lounge.studio.hearing import HearingModel
from spaces_desktop.lounge.studio.library import LibraryModel
from spaces_desktop.lounge.studio.previews import PreviewsModel
from spaces_desktop.lounge.studio.prompts import LANGUAGES, language_of
from spaces_desktop.lounge.studio.reading import ReadingModel
from spaces_desktop.lounge.studio.room_check import RoomModel
from spaces_desktop.lounge.studio.sending import SendingModel
from spaces_desktop.lounge.studio.take import TakeModel
from spaces_desktop.lounge.studio.takes import Take, Takes
from spaces_desktop.lounge.studio.verdicts import ENOUGH_SECONDS

log = logging.getLogger(__name__)


class Step(IntEnum):
    MICROPHONE = 0
    ROOM = 1
    READ = 2
    CONSENT = 3
    BUILD = 4
    LISTEN = 5


_HEARING = (Step.MICROPHONE, Step.ROOM, Step.READ)


class _Kept(msgspec.Struct, kw_only=True):
    """Where one was."""

    step: int = 0
    language: str = ""
    device: str = ""
    heard: bool = False
    room: bool = False
    read: list[str] = msgspec.field(default_factory=list)


class StudioModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    step_changed = Signal(object)
    done_changed = Signal(object)
    open_changed = Signal(object)
    speech_seconds_changed = Signal(float)
    withdrawn_changed = Signal(object)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)

    phase = Observed(Phase.LOADING)
    """EMPTY is before anything was begun, and after consent was withdrawn."""
    advice = Observed[Advice | None](None)
    step = Observed(Step.MICROPHONE)
    done = Observed[frozenset[Step]](frozenset())
    open = Observed[frozenset[Step]](frozenset(_HEARING))
    """The steps that one may go to now."""
    speech_seconds = Observed(0.0)
    """Of all recordings, here and on the server."""
    withdrawn = Observed[int | None](None)
    """How many recordings were deleted with the consent that was just withdrawn."""
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self,
        community: Community,
        calls: StudioCalls,
        hearing: HearingModel,
        live: LiveEvents,
        tasks: Tasks,
        *,
        recall: Callable[[], str] = lambda: "",
        remember: Callable[[str], None] = lambda _text: None,
        folder: Path | None = None,
        recordings: Recordings | None = None,
        locale: str = "en",
        parent: QObject | None = None,
    ) -> None:
        """`recall` and `remember` keep where one was; `folder` is for what is kept,
        and `recordings` for what is still being said."""
        super().__init__(parent)
        self.community = community
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._remember = remember
        self._kept = _read(recall())
        self._begun = self._kept != _Kept()
        self._is_shown = False
        self._key = f"voice studio of {community.id}"
        kept = self._kept
        self._takes = Takes(folder)
        self.hearing = hearing
        hearing.setParent(self)
        hearing.choose(kept.device)
        self.room = RoomModel(self.hearing, tasks, self)
        language = kept.language if kept.language in LANGUAGES else language_of(locale)
        self.reading = ReadingModel(language, tuple(kept.read), self._keep, self)
        here = community.id
        journal = recordings or Recordings(None, "")
        self._recordings = journal
        self.take = TakeModel(hearing, self._takes, journal, tasks, here, "sample", self)
        spoken = TakeModel(hearing, self._takes, journal, tasks, here, "statement", self)
        self.sending = SendingModel(here, calls, self._takes, live, tasks, self)
        self.library = LibraryModel(here, calls, tasks, self)
        self.consent = ConsentModel(here, calls, spoken, live, tasks, self)
        self.build = BuildModel(here, calls, live, tasks, self)
        self.previews = PreviewsModel(here, calls, self.library, tasks, self)
        self.check = CheckModel(here, calls, tasks, self)
        self._connect()

    def _connect(self) -> None:
        self._live.link_changed.connect(self._on_link)
        self.take.kept.connect(self._on_kept)
        self.sending.arrived.connect(self._on_arrived)
        self.sending.consent_refused.connect(self._on_consent_refused)
        self.consent.given.connect(self.sending.allow)
        self.build.ready.connect(lambda: self.go(Step.LISTEN))
        for signal in (
            self.hearing.has_heard_changed,
            self.room.room_changed,
            self.sending.pending_changed,
            self.library.samples_changed,
            self.consent.is_given_changed,
            self.build.voice_changed,
        ):
            signal.connect(lambda _it: self._reckon())
        self.build.voice_changed.connect(self._on_voice)
        self.reading.language_changed.connect(self._on_language)
        self.hearing.device_changed.connect(self._on_device)

    def close(self) -> None:
        """Silence; what is recorded stays on the disk, and what is on its way is broken off."""
        self._live.link_changed.disconnect(self._on_link)
        for key in (self._key, f"{self._key} consent"):
            self._tasks.cancel(key)
        for part in (self.take, self.consent, self.room, self.sending, self.library):
            part.close()
        for other in (self.build, self.previews, self.check, self.hearing):
            other.close()
        self._recordings.close()

    def load(self) -> None:
        self._tasks.spawn(self._load(), name=self._key, key=self._key)

    def begin(self) -> None:
        """From the page that says what this is."""
        self._begun = True
        self.withdrawn = None
        self.phase = Phase.READY
        self.go(Step.MICROPHONE)

    def show(self, is_shown: bool) -> None:
        """Whether the studio is on the screen: nobody is listened to behind their back."""
        self._is_shown = is_shown
        if not is_shown and self.take.state.name == "RECORDING":
            self.take.stop()
        self._settle_hearing()

    def go(self, step: Step) -> None:
        if step not in self.open:
            return
        self.step = step
        if step is Step.CONSENT and not self.consent.is_given:
            self.consent.load(self.reading.language)
        if step is not Step.LISTEN:
            self.previews.stop()
        self._keep()
        self._settle_hearing()

    def next(self) -> None:
        if self.may_go_on:
            self.go(Step(self.step + 1))

    def back(self) -> None:
        if self.step > Step.MICROPHONE:
            self.go(Step(self.step - 1))

    @property
    def may_go_on(self) -> bool:
        return self.step < Step.LISTEN and Step(self.step + 1) in self.open

    def withdraw(self) -> None:
        """Samples, voice and clips are deleted there, and what is here as well."""
        if self.busy:
            return
        self.busy = True

        async def withdraw() -> None:
            count = len(self.library.samples) + len(self.sending.pending)
            await self._calls.withdraw(self.community.id)
            self._start_over()
            self.withdrawn = count
            await self.build.reload()

        self._tasks.spawn(guarded(self, withdraw, log, self._key), name="withdraw consent")

    def _start_over(self) -> None:
        self.previews.stop()
        self.take.abandon()
        self.consent.take.abandon()
        self.sending.clear()
        self.library.show([])
        self.consent.revoke()
        self.reading.start_over()
        self._begun = False
        self._kept = _Kept(language=self.reading.language, device=self.hearing.device)
        self._remember("")
        self.step = Step.MICROPHONE
        self.phase = Phase.EMPTY
        self._reckon()
        self._settle_hearing()

    async def _load(self) -> None:
        if self.build.voice is None:
            self.phase = Phase.LOADING
        here = self.community.id
        try:
            voice = await self._calls.voice(here)
            samples = await self._calls.samples(here)
            engines = await self._calls.engines()
            bundle = await self._calls.consent(here)
        except DesktopError as error:
            log.info("%s: %s", self._key, error)
            self.advice = advise(error)
            if self.build.voice is None:
                self.phase = Phase.FAILED
            return
        takes = await asyncio.to_thread(self._takes.all)
        self.advice = None
        self.library.show(samples)
        self.build.show(voice, engines)
        self.consent.show(bundle, samples)
        self._show_takes(takes)
        if self.consent.is_given and not self.sending.is_allowed:
            self.sending.allow(None)
        self._begun = self._begun or bool(samples or takes) or voice.status != "none"
        self._reckon()
        if self.phase is Phase.LOADING or self.phase is Phase.FAILED:
            self._go_where_one_was()
        self.phase = Phase.READY if self._begun else Phase.EMPTY
        self._settle_hearing()

    def _show_takes(self, takes: list[Take]) -> None:
        samples = [one for one in takes if one.kind == "sample"]
        self.sending.show([one for one in samples if one.is_kept])
        undecided = [one for one in samples if not one.is_kept]
        if undecided:
            self.take.restore(undecided[-1])
        else:
            self.take.rescue()
        self.consent.offer([one for one in takes if one.kind == "statement"])

    def _go_where_one_was(self) -> None:
        wanted = self._kept.step
        if self.build.status in ("building", "failed"):
            wanted = Step.BUILD
        possible = [one for one in self.open if one <= wanted]
        self.go(max(possible, default=Step.MICROPHONE))

    def _reckon(self) -> None:
        """What is done, and where one may go."""
        seconds = self.library.speech_seconds + self.sending.speech_seconds
        self.speech_seconds = seconds
        kept, done, ways = self._kept, set[Step](), set(_HEARING)
        kept.heard = kept.heard or self.hearing.has_heard
        kept.room = kept.room or self.room.room is not None
        has_any = bool(self.library.samples or self.sending.pending)
        if kept.heard or has_any:
            done.add(Step.MICROPHONE)
        if kept.room or has_any:
            done.add(Step.ROOM)
        if seconds >= ENOUGH_SECONDS:
            done.add(Step.READ)
        if has_any or self.consent.is_given:
            ways.add(Step.CONSENT)
        if self.consent.is_given:
            done.add(Step.CONSENT)
        status = self.build.status
        if (self.consent.is_given and has_any) or status != "none":
            ways.add(Step.BUILD)
        if status == "ready":
            done.add(Step.BUILD)
            ways.add(Step.LISTEN)
        if self.build.voice is not None and self.build.voice.is_published:
            done.add(Step.LISTEN)
        self.done, self.open = frozenset(done), frozenset(ways)

    def _show_previews(self) -> None:
        voice = self.build.voice
        if voice is not None and voice.status == "ready":
            texts = self.reading.script.previews
            self.previews.show(texts, f"{voice.engine} {voice.built_at}")

    def _settle_hearing(self) -> None:
        needed = self.step in _HEARING or (self.step is Step.CONSENT and not self.consent.is_given)
        if self._is_shown and needed and self.phase is Phase.READY:
            if not self.hearing.is_open and self.hearing.trouble is None:
                self.hearing.start()
        else:
            self.hearing.stop()

    def _on_kept(self, take: Take) -> None:
        self.sending.add(take)
        self.reading.read()

    def _on_arrived(self, sample: VoiceSample) -> None:
        self.library.add(sample)
        self.consent.show(self.consent.bundle, self.library.samples)

    def _on_voice(self, _voice: object) -> None:
        """With a voice comes what it stands on: how the statement was heard, and its bundle."""
        self._show_previews()
        if self.phase is Phase.READY:
            self._tasks.spawn(self._look(), name="voice consent", key=f"{self._key} consent")

    async def _look(self) -> None:
        here = self.community.id
        try:
            bundle = await self._calls.consent(here)
            samples = await self._calls.samples(here)
        except DesktopError as error:
            log.info("%s: %s", self._key, error)
            return
        if self.phase is Phase.READY:
            self.library.show(samples)
            self.consent.show(bundle, samples)

    def _on_consent_refused(self, advice: Advice) -> None:
        self.consent.revoke(advice)
        self.go(Step.CONSENT)

    def _on_language(self, _language: str) -> None:
        self._show_previews()
        if self.step is Step.CONSENT:
            self.consent.load(self.reading.language)

    def _on_device(self, device: str) -> None:
        self._kept.device = device
        self._kept.heard = False
        self._keep()

    def _keep(self) -> None:
        if self.phase is not Phase.READY:
            return
        kept = self._kept
        kept.step, kept.language = int(self.step), self.reading.language
        kept.read = list(self.reading.done)
        self._remember(msgspec.json.encode(kept).decode())

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()


def _read(text: str) -> _Kept:
    try:
        return msgspec.json.decode(text, type=_Kept) if text else _Kept()
    except msgspec.DecodeError:
        return _Kept()
