"""The live hub: topics, who listens to them, and replay of what a listener missed.

Fan-out writes one buffer to each socket for all that one commit produced. It never waits: a
listener whose buffer passes its cap is skipped, and catches up from the journal once it has
drained. Permission is decided when somebody subscribes and when a change grants or revokes.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Any, Protocol

import msgspec

from embedded_server.contracts.events import EventType, Resync
from embedded_server.kernel.database import Database, Reader
from embedded_server.kernel.journal import Emitted, Journal, encode, frame
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.topics import own_topic, split_own

MAX_BUFFER = 1024 * 1024
"""Bytes that may wait in one socket before it is left to catch up later."""

RING_EVENTS = 4096
RING_BYTES = 2 * 1024 * 1024
MAX_LAG_SECONDS = 30.0
EVERYBODY = "*"
"""In place of a user whose hearing of a topic is revoked."""
_PAGE = 500
_MISSED = """
SELECT seq, body FROM journal
WHERE seq > ?1
AND (topic IN (SELECT value FROM json_each(?2)) OR also IN (SELECT value FROM json_each(?2)))
ORDER BY seq LIMIT ?3
"""


class Socket(Protocol):
    """The part of `asyncio.Transport` that fan-out needs."""

    def write(self, data: bytes) -> None: ...
    def get_write_buffer_size(self) -> int: ...
    def is_closing(self) -> bool: ...
    def abort(self) -> None: ...


class Listener:
    """One connected client: its user, what it may hear, and how far it has heard."""

    __slots__ = (
        *("behind", "expires_at", "last_seq", "only", "session_id", "socket", "topics", "user_id"),
    )

    def __init__(
        self,
        user_id: str,
        session_id: str,
        socket: Socket,
        expires_at: int = 2**63,
        only: str | None = None,
    ) -> None:
        self.user_id = user_id
        self.session_id = session_id
        self.expires_at = expires_at
        self.socket = socket
        self.only = only
        """The one topic that it may hear, whatever its user may; None for all of them."""
        self.topics: set[str] = set()
        self.last_seq = 0
        self.behind = True
        """True while it is being caught up; live events are then left to the replay."""

    def send(self, payload: bytes) -> None:
        """Write a complete frame, or several."""
        if not self.socket.is_closing():
            self.socket.write(payload)

    @property
    def full(self) -> bool:
        return self.socket.get_write_buffer_size() > MAX_BUFFER


class Hub:
    def __init__(self, database: Database, journal: Journal, last_seq: int, tasks: Tasks) -> None:
        self._database = database
        self._tasks = tasks
        self._listeners: dict[str, set[Listener]] = {}
        self._by_user: dict[str, set[Listener]] = {}
        self._ring: deque[Emitted] = deque()
        self._ring_bytes = 0
        self._ring_from = last_seq
        """Every event after this one is in the ring."""
        self.seq = last_seq
        """The last event published."""
        self.permissions = 0
        """Counts the changes of who may hear what."""
        self.on_revoke: Callable[[str, str], None] = lambda user_id, topic: None
        """Told of a user (or EVERYBODY) who may not hear a topic any more."""
        self.on_grant: Callable[[str, str], None] = lambda user_id, topic: None
        """Told of a user who is connected and hears a topic from now on."""
        self.on_here: Callable[[str, bool], None] = lambda user_id, is_here: None
        """Told of a user whose first connection came, or whose last one went."""
        self.on_published: list[Callable[[list[Emitted]], None]] = []
        """Told of what a commit emitted, on the loop, once those who hear it were sent it."""
        journal.publish = self.publish

    def listeners(self) -> int:
        return sum(len(group) for group in self._by_user.values())

    def connections(self, user_id: str) -> int:
        return len(self._by_user.get(user_id, ()))

    def is_listening(self, user_id: str) -> bool:
        return user_id in self._by_user

    def topics_of(self, user_id: str) -> set[str]:
        """What the user's connections hear now."""
        topics: set[str] = set()
        for listener in self._by_user.get(user_id, ()):
            topics |= listener.topics
        return topics

    # Joining and leaving

    def join(self, listener: Listener) -> None:
        """Make it known, so that grants reach it while its topics are being looked up."""
        first = listener.user_id not in self._by_user
        self._by_user.setdefault(listener.user_id, set()).add(listener)
        if first:
            self.on_here(listener.user_id, True)

    async def attach(self, listener: Listener, topics: Iterable[str], since: int | None) -> None:
        """Subscribe, replay what came after `since`, then go on live without gap or repeat."""
        for topic in topics:
            self._subscribe(listener, topic)
        listener.last_seq = self.seq if since is None else since
        await self._catch_up(listener)

    def detach(self, listener: Listener) -> None:
        for topic in list(listener.topics):
            self._unsubscribe(listener, topic)
        group = self._by_user.get(listener.user_id)
        if group is not None:
            group.discard(listener)
            if not group:
                del self._by_user[listener.user_id]
                self.on_here(listener.user_id, False)

    def _subscribe(self, listener: Listener, topic: str) -> None:
        if listener.only not in (None, topic):
            return
        listener.topics.add(topic)
        self._listeners.setdefault(topic, set()).add(listener)

    def _unsubscribe(self, listener: Listener, topic: str) -> None:
        listener.topics.discard(topic)
        group = self._listeners.get(topic)
        if group is not None:
            group.discard(listener)
            if not group:
                del self._listeners[topic]

    # Sending

    def publish(self, emitted: list[Emitted]) -> None:
        """Deliver what one commit emitted, in order of `seq`; who loses a topic by one event hears
        nothing of it that comes after."""
        start = 0
        for end, event in enumerate(emitted, 1):
            if event.revoke or end == len(emitted):
                self._publish(emitted[start:end])
                start = end
        for told in self.on_published:
            told(emitted)

    def _publish(self, emitted: list[Emitted]) -> None:
        for event in emitted:
            self.permissions += bool(event.grant or event.revoke)
            for user_id, topic in event.grant:
                comes = [one for one in self._by_user.get(user_id, ()) if topic not in one.topics]
                for listener in comes:
                    self._subscribe(listener, topic)
                if comes:
                    self.on_grant(user_id, topic)
        self.seq = emitted[-1].seq
        self._remember(emitted)
        first = emitted[0].topic
        if all(event.topic == first and event.also is None for event in emitted):
            group = self._hearers(first)
            if group:
                self._deliver(group, emitted)
        else:
            wanted: dict[Listener, list[Emitted]] = {}
            for event in emitted:
                hearers = self._hearers(event.topic)
                if event.also is not None:
                    hearers = hearers | self._hearers(event.also)
                for listener in hearers:
                    wanted.setdefault(listener, []).append(event)
            for listener, events in wanted.items():
                self._deliver((listener,), events)
        for event in emitted:
            for user_id, topic in event.revoke:
                self.on_revoke(user_id, topic)
                group = self._listeners.get(topic, set())
                for listener in list(group):
                    if user_id in (EVERYBODY, listener.user_id):
                        self._unsubscribe(listener, topic)

    def _hearers(self, topic: str) -> AbstractSet[Listener]:
        """Who hears what is told to `topic` now."""
        group = self._listeners.get(topic)
        if group is not None:
            return group
        room, owner = split_own(topic)
        if owner is None:
            return frozenset()
        return {one for one in self._by_user.get(owner, ()) if room in one.topics}

    def _deliver(self, group: Iterable[Listener], events: list[Emitted]) -> None:
        payload = b"".join([event.frame for event in events])
        last = events[-1].seq
        for listener in group:
            if listener.behind or listener.last_seq >= last:
                continue
            if listener.last_seq >= events[0].seq:
                # A replay from the file ran ahead of this publication.
                self._deliver((listener,), [e for e in events if e.seq > listener.last_seq])
                continue
            if listener.full:
                listener.behind = True
                self._tasks.spawn(self._recover(listener), "live: catch up")
                continue
            listener.send(payload)
            listener.last_seq = last

    def is_heard(self, topic: str) -> bool:
        """Whether anybody would receive what is told to `topic` now."""
        return bool(self._hearers(topic))

    def tell(self, topic: str, type_: str, data: Any, community_id: str | None = None) -> None:
        """Send a transient event: no `seq`, never replayed, dropped for who is behind."""
        group = self._hearers(topic)
        if not group:
            return
        payload = frame(encode(type_, data, community_id))
        for listener in group:
            if not listener.behind and not listener.full:
                listener.send(payload)

    def set_topics(self, user_id: str, prefix: str, allowed: AbstractSet[str]) -> None:
        """From now on the user hears exactly these of the topics that begin with `prefix`."""
        self.permissions += 1
        lost = set()
        for listener in self._by_user.get(user_id, ()):
            heard = {topic for topic in listener.topics if topic.startswith(prefix)}
            for topic in heard - allowed:
                self._unsubscribe(listener, topic)
            for topic in allowed - heard:
                self._subscribe(listener, topic)
            lost |= heard - allowed
        for topic in lost:
            self.on_revoke(user_id, topic)

    # Catching up

    def _remember(self, emitted: list[Emitted]) -> None:
        for event in emitted:
            if event.rewritten:
                self._rewrite(event.rewritten)
            self._ring.append(event)
            self._ring_bytes += len(event.frame)
        while len(self._ring) > RING_EVENTS or self._ring_bytes > RING_BYTES:
            oldest = self._ring.popleft()
            self._ring_bytes -= len(oldest.frame)
            self._ring_from = oldest.seq

    def _rewrite(self, bodies: Iterable[tuple[int, bytes]]) -> None:
        """As the journal did in the file; no `seq` is missing in the ring."""
        for seq, body in bodies:
            place = seq - self._ring_from - 1
            if place >= 0:
                event = self._ring[place]
                self._ring_bytes -= len(event.frame)
                event.frame = frame(body)
                self._ring_bytes += len(event.frame)

    async def _catch_up(self, listener: Listener) -> None:
        """Send what came after `listener.last_seq`, then let it hear live."""
        listener.behind = True
        if listener.last_seq > self.seq:
            self._resync(listener, "unknown position")
            return
        while listener.last_seq < self._ring_from:
            if listener.socket.is_closing():
                return
            published = self.seq
            missed = await self._database.read(lambda reader: self._missed(reader, listener))
            if missed is None:
                self._resync(listener, "too old")
                return
            for seq, body in missed:
                listener.send(frame(body))
                listener.last_seq = seq
            if len(missed) < _PAGE:
                # All up to here has been read, also where the last of it was for others.
                listener.last_seq = max(listener.last_seq, published)
            await self._drained(listener, MAX_BUFFER)
        # From here on without waiting, so that nothing can slip in between.
        events = [
            event
            for event in self._ring
            if event.seq > listener.last_seq
            and (self._hears(listener, event.topic) or self._hears(listener, event.also))
        ]
        listener.send(b"".join([event.frame for event in events]))
        listener.last_seq = max(listener.last_seq, self.seq)
        listener.behind = False

    def _missed(self, reader: Reader, listener: Listener) -> list[tuple[int, bytes]] | None:
        oldest = reader.value("SELECT MIN(seq) FROM journal")
        if oldest is None or oldest > listener.last_seq + 1:
            return None
        own = {own_topic(topic, listener.user_id) for topic in listener.topics}
        topics = msgspec.json.encode(sorted(listener.topics | own)).decode()
        rows = reader.rows(_MISSED, (listener.last_seq, topics, _PAGE))
        return [(seq, body) for seq, body in rows]

    @staticmethod
    def _hears(listener: Listener, topic: str | None) -> bool:
        if topic is None:
            return False
        room, owner = split_own(topic)
        return room in listener.topics and owner in (None, listener.user_id)

    def _resync(self, listener: Listener, reason: str) -> None:
        listener.send(frame(encode(EventType.RESYNC, Resync(reason=reason), None, self.seq)))
        listener.last_seq = self.seq
        listener.behind = False

    async def _recover(self, listener: Listener) -> None:
        """Replay to a socket that was full, once it has drained."""
        if await self._drained(listener, MAX_BUFFER // 4):
            await self._catch_up(listener)

    @staticmethod
    async def _drained(listener: Listener, most: int) -> bool:
        """Wait until at most `most` bytes wait; False when it closed or took too long."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + MAX_LAG_SECONDS
        socket = listener.socket
        while socket.get_write_buffer_size() > most:
            if socket.is_closing():
                return False
            if loop.time() > deadline:
                socket.abort()
                return False
            await asyncio.sleep(0.05)
        return not socket.is_closing()

    def end_sessions(self, ended: Callable[[str, int], bool]) -> None:
        """Cut every connection of sign-ins that have ended, by id and time of expiry (ms)."""
        for group in list(self._by_user.values()):
            for listener in list(group):
                if ended(listener.session_id, listener.expires_at):
                    listener.socket.abort()
