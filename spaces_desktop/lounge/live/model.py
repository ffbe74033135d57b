"""The live room of one lounge: whether it is open, who is there, and one's own stay in it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Any, Protocol

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community, Role
from embedded_server.contracts.events import EventType
from embedded_server.contracts.live_room import (
    Goodbye,
    LivePeople,
    LivePerson,
    LiveRemoved,
    LiveRoom,
    LiveRoomState,
    LiveSpeaking,
    RemovedPerson,
    RoomNow,
)
from spaces_desktop.audio.portaudio import Direction
from spaces_desktop.audio.troubles import loudspeaker_advice, microphone_advice
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.live.api import LiveRoomCalls
from spaces_desktop.lounge.live.voice import link as wire
from spaces_desktop.lounge.live.voice.engine import (
    Heard,
    LinkChanged,
    SoundFailed,
    Told,
)
from spaces_desktop.lounge.live.voice.talking import Mode
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

_STAFF = (Role.CREATOR, Role.MODERATOR)


class Stay(Enum):
    OUT = auto()
    COMING = auto()
    IN = auto()
    LOST = auto()
    """The connection broke, and is tried again by itself."""


class Sound(Protocol):
    """As `voice.engine.Engine`."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def hold(self, is_held: bool) -> None: ...
    def set_mode(self, mode: Mode) -> None: ...
    def set_muted(self, is_muted: bool) -> None: ...
    def set_deafened(self, is_deafened: bool) -> None: ...
    def set_volume(self, user_id: str, volume: float) -> None: ...
    def reopen(self, direction: Direction) -> None: ...


MakeSound = Callable[[wire.Address, Callable[[Told], None]], Sound]


class LiveRoomModel(QObject):
    """`EMPTY` while the room is closed."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    state_changed = Signal(object)
    people_changed = Signal(object)
    speaking_changed = Signal(object)
    removed_changed = Signal(object)
    stay_changed = Signal(object)
    heard_changed = Signal(object)
    mode_changed = Signal(object)
    is_muted_changed = Signal(bool)
    is_deafened_changed = Signal(bool)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    sound_advice_changed = Signal(object)
    ended_changed = Signal(str)
    _told = Signal(int, object)

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    state = Observed[LiveRoomState | None](None)
    people = Observed[tuple[LivePerson, ...]](())
    speaking = Observed[frozenset[str]](frozenset())
    """Ids of those who speak now."""
    removed = Observed[tuple[RemovedPerson, ...]](())
    """Who was taken out; known to staff."""
    stay = Observed(Stay.OUT)
    heard = Observed[Heard | None](None)
    mode = Observed(Mode.PUSH_TO_TALK)
    is_muted = Observed(False)
    """By oneself."""
    is_deafened = Observed(False)
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    sound_advice = Observed[Advice | None](None)
    """Why one is not heard, or hears nothing."""
    ended = Observed("")
    """Why one is out again, in words."""

    def __init__(
        self,
        community: Community,
        me_id: str,
        calls: LiveRoomCalls,
        live: LiveEvents,
        tasks: Tasks,
        keep: Keep,
        make_sound: MakeSound,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community_id = community.id
        self.name = community.name
        self.me_id = me_id
        held = community.membership
        self.is_staff = held is not None and held.role in _STAFF
        self._role = Role.MEMBER if held is None else held.role
        self._calls = calls
        self._tasks = tasks
        self._keep = keep
        self._make_sound = make_sound
        self._sound: Sound | None = None
        self._stay_number = 0
        self._failed: Direction | None = None
        self._told.connect(self._on_told)
        self.mode = Mode.VOICE if keep.get("live_mode") == Mode.VOICE.value else Mode.PUSH_TO_TALK
        self._live = live
        self._unsubscribe = [
            live.subscribe(EventType.LIVE_ROOM_UPDATED, self._on_updated),
            live.subscribe(EventType.LIVE_ROOM_PEOPLE, self._on_people),
            live.subscribe(EventType.LIVE_ROOM_SPEAKING, self._on_speaking),
            live.subscribe(EventType.LIVE_ROOM_REMOVED, self._on_removed),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.load()),
        ]
        live.link_changed.connect(self._on_link)

    # The room

    def load(self) -> None:
        key = f"live room {self.community_id}"
        self._tasks.spawn(self._load(), name="live room", key=key)

    async def _load(self) -> None:
        try:
            self._show(await self._calls.read(self.community_id))
            self.advice = None
        except DesktopError as error:
            log.info("the live room: %s", error)
            self.advice = advise(error)
            if self.state is None:
                self.phase = Phase.FAILED

    def _show(self, room: LiveRoom) -> None:
        self.removed = () if isinstance(room.removed, UnsetType) else tuple(room.removed)
        if self.stay is not Stay.IN:
            self.people = tuple(room.people)
            self.speaking = frozenset(one.user_id for one in room.people if one.is_speaking)
        self._show_state(room.state)

    def _show_state(self, state: LiveRoomState) -> None:
        self.state = state
        self.phase = Phase.READY if state.is_open else Phase.EMPTY
        self._settle_mode()

    def set_open(self, is_open: bool) -> None:
        self._do(lambda: self._calls.set_open(self.community_id, is_open), "open or close")

    def set_push_only(self, push_only: bool) -> None:
        self._do(lambda: self._calls.set_push_only(self.community_id, push_only), "push to talk")

    def mute(self, user_id: str, is_muted: bool) -> None:
        self._do(lambda: self._calls.set_muted(self.community_id, user_id, is_muted), "mute")

    def remove(self, user_id: str, is_removed: bool) -> None:
        """Take somebody out, or let them come again."""
        self._do(lambda: self._calls.set_removed(self.community_id, user_id, is_removed), "remove")

    def may_decide_over(self, person: LivePerson) -> bool:
        """Whether one may mute them and take them out."""
        if not self.is_staff or person.user_id == self.me_id or person.role is Role.CREATOR:
            return False
        return person.role is not Role.MODERATOR or self._role is Role.CREATOR

    def _do(self, act: Callable[[], Awaitable[LiveRoom | None]], what: str) -> None:
        async def doing() -> None:
            room = await act()
            self._show(room or await self._calls.read(self.community_id))

        self._tasks.spawn(guarded(self, doing, log, what), name=f"live room: {what}")

    # One's own stay

    def join(self) -> None:
        if self.stay is not Stay.OUT:
            return
        self.ended = ""
        self.sound_advice = None
        self._failed = None
        self.stay = Stay.COMING
        self._stay_number += 1
        number = self._stay_number
        sound = self._make_sound(
            self._calls.address(self.community_id), lambda told: self._tell(number, told)
        )
        self._sound = sound
        sound.set_muted(self.is_muted)
        sound.set_deafened(self.is_deafened)
        self._settle_mode()
        sound.start()

    def _tell(self, number: int, told: Told) -> None:
        """On the sound's own thread."""
        try:
            self._told.emit(number, told)
        except RuntimeError:
            return  # the window is gone already

    def leave(self) -> None:
        self._end("")

    def hold(self, is_held: bool) -> None:
        """The talk button is down, or up again."""
        if self._sound is not None:
            self._sound.hold(is_held)

    def set_mode(self, mode: Mode) -> None:
        self.mode = mode
        self._keep.put("live_mode", mode.value)
        self._settle_mode()

    @property
    def must_push(self) -> bool:
        return self.state is not None and self.state.push_to_talk_only

    def _settle_mode(self) -> None:
        if self._sound is not None:
            self._sound.set_mode(Mode.PUSH_TO_TALK if self.must_push else self.mode)

    def set_muted(self, is_muted: bool) -> None:
        self.is_muted = is_muted
        if self._sound is not None:
            self._sound.set_muted(is_muted)

    def set_deafened(self, is_deafened: bool) -> None:
        self.is_deafened = is_deafened
        if self._sound is not None:
            self._sound.set_deafened(is_deafened)

    def volume(self, user_id: str) -> int:
        """In percent, as it was left last time."""
        kept = self._keep.get(f"live_volume:{user_id}")
        return int(kept) if kept.isdigit() else 100

    def set_volume(self, user_id: str, percent: int) -> None:
        self._keep.put(f"live_volume:{user_id}", "" if percent == 100 else str(percent))
        if self._sound is not None:
            self._sound.set_volume(user_id, percent / 100)

    def try_sound_again(self) -> None:
        if self._sound is not None and self._failed is not None:
            self._sound.reopen(self._failed)

    def close(self) -> None:
        self._end("")
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        self._live.link_changed.disconnect(self._on_link)

    def _end(self, why: str) -> None:
        self._stay_number += 1
        sound, self._sound = self._sound, None
        if sound is not None:
            sound.stop()
        self.stay = Stay.OUT
        self.heard = None
        self.speaking = frozenset()
        self.ended = why

    # What the sound tells

    def _on_told(self, number: int, told: Told) -> None:
        if number != self._stay_number:
            return  # of a stay that is over
        if isinstance(told, Heard):
            self._on_heard(told)
        elif isinstance(told, RoomNow):
            self.people = tuple(told.people)
            for person in told.people:
                if self._sound is not None and self.volume(person.user_id) != 100:
                    self._sound.set_volume(person.user_id, self.volume(person.user_id) / 100)
        elif isinstance(told, LinkChanged):
            self._on_sound_link(told)
        elif isinstance(told, SoundFailed):
            self._failed = told.direction
            advise_on = microphone_advice if told.direction == "input" else loudspeaker_advice
            self.sound_advice = advise_on(told.trouble)
        elif told.direction == self._failed:
            self._failed = None
            self.sound_advice = None

    def _on_heard(self, heard: Heard) -> None:
        self.heard = heard
        speaking = {one.user_id for one in self.people if one.speaker in heard.speakers}
        if heard.is_talking and not self.am_muted:
            speaking.add(self.me_id)
        self.speaking = frozenset(speaking)

    @property
    def am_muted(self) -> bool:
        """By staff."""
        return any(one.is_muted for one in self.people if one.user_id == self.me_id)

    def _on_sound_link(self, told: LinkChanged) -> None:
        if told.state is wire.LinkState.ONLINE:
            self.stay = Stay.IN
        elif told.state is wire.LinkState.OVER:
            self._end(self._words(told.why))
            self.load()
        elif self.stay is Stay.IN:
            self.stay = Stay.LOST

    def _words(self, why: Goodbye | None) -> str:
        return {
            Goodbye.CLOSED: self.tr("The live room was closed."),
            Goodbye.REMOVED: self.tr("A moderator took you out of the live room."),
            Goodbye.ELSEWHERE: self.tr("You came in from another window, and left here."),
            Goodbye.MUTED: self.tr("You are muted in this lounge, and cannot be in its live room."),
            Goodbye.NOT_HERE: self.tr("You cannot be in this live room now."),
            Goodbye.SIGNED_OUT: self.tr("You are signed out."),
        }.get(why or Goodbye.STOPPING, self.tr("The sound stopped working. Come in again."))

    # What the server tells everybody

    def _on_updated(self, state: LiveRoomState, _event: Any) -> None:
        if state.community_id == self.community_id:
            self._show_state(state)

    def _on_people(self, told: LivePeople, _event: Any) -> None:
        if told.community_id == self.community_id and self.stay is not Stay.IN:
            self.people = tuple(told.people)

    def _on_speaking(self, told: LiveSpeaking, _event: Any) -> None:
        if told.community_id == self.community_id and self.stay is not Stay.IN:
            self.speaking = frozenset(told.user_ids)

    def _on_removed(self, told: LiveRemoved, _event: Any) -> None:
        if told.community_id == self.community_id:
            self.load()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE:
            self.load()
