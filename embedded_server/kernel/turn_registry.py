"""The turns that are in memory: by id, and by the room in which they still say something."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from embedded_server.kernel.hub import EVERYBODY
from embedded_server.kernel.live_turn import LiveTurn
from embedded_server.kernel.topics import split_own

KEEP_FINISHED = 256
"""Finished turns whose events stay in memory; older ones are rebuilt from their row."""
KEEP_SOUND = 16
"""Finished turns whose sound can still be heard as it was spoken; of older ones there is the
clip."""


class Registry:
    def __init__(self) -> None:
        self._live: dict[str, LiveTurn] = {}
        self._by_room: dict[str, set[LiveTurn]] = {}
        """Those that are not over, by the topic of their room."""
        self._ended: deque[str] = deque()
        self._with_sound: deque[LiveTurn] = deque()

    def add(self, live: LiveTurn) -> None:
        self._live[live.begun.meta.turn_id] = live
        self._by_room.setdefault(split_own(live.begun.topic)[0], set()).add(live)

    def find(self, turn_id: str) -> LiveTurn | None:
        return self._live.get(turn_id)

    def not_over(self) -> list[LiveTurn]:
        return [live for live in self._live.values() if not live.over.is_set()]

    def of_topic(self, topic: str) -> list[LiveTurn]:
        """Those that are not over and are heard by exactly this topic."""
        room = self._by_room.get(split_own(topic)[0], set())
        return [live for live in room if live.begun.topic == topic]

    def forget(self, turn_id: str) -> None:
        """Drop the events of a turn, whose reply was deleted, and all that is heard of it."""
        live = self._live.get(turn_id)
        if live is not None and live.finished.is_set():
            del self._live[turn_id]
            if live.speech is not None:
                live.speech.drop()

    def end(self, live: LiveTurn) -> None:
        """It has said its last event."""
        live.over.set()
        room = split_own(live.begun.topic)[0]
        self._by_room[room].discard(live)
        if not self._by_room[room]:
            del self._by_room[room]
        self._ended.append(live.begun.meta.turn_id)
        while len(self._ended) > KEEP_FINISHED:
            self._live.pop(self._ended.popleft(), None)
        if live.speech is not None:
            self._with_sound.append(live)
            while len(self._with_sound) > KEEP_SOUND:
                _let_sound_go(self._with_sound.popleft())

    def hidden(self, user_id: str, topic: str) -> Iterator[LiveTurn]:
        """Cut the streams of somebody who may not hear a room any more; gives the turns there
        that were for them alone."""
        for live in list(self._by_room.get(topic, ())):
            _, owner = split_own(live.begun.topic)
            _cut(live, lambda caller_id, session, expires: user_id in (EVERYBODY, caller_id))
            if owner is not None and user_id in (EVERYBODY, owner):
                yield live

    def end_sessions(self, ended: Callable[[str, int], bool]) -> None:
        """Cut the streams of sign-ins that have ended, by id and time of expiry (ms)."""
        for live in self._live.values():
            _cut(live, lambda caller_id, session, expires: ended(session, expires))

    def end_voice(self, voice_of: str) -> None:
        """Drop all that was spoken, and is being spoken, in a voice that was withdrawn."""
        for live in self._live.values():
            speech = live.speech
            if speech is not None and speech.speaking.voice_of == voice_of:
                speech.drop("This voice was withdrawn. The text stands.")

    def close(self) -> None:
        """Leave no file behind."""
        for live in self._live.values():
            _let_sound_go(live)


def _cut(live: LiveTurn, of: Callable[[str, str, int], bool]) -> None:
    for connection in live.connections:
        caller = connection.caller
        if of(caller.user_id, caller.session_id, caller.expires_at):
            connection.cut()


def _let_sound_go(live: LiveTurn) -> None:
    if live.speech is not None:
        live.speech.retire()
        if not live.speech.ears:
            live.speech = None
