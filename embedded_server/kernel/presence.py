"""Who is here: changes are gathered for half a second and told once to each room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from embedded_server.contracts.communities import PresenceStatus
from embedded_server.contracts.events import EventType, Presence, Present
from embedded_server.kernel.hub import Hub

GATHER_SECONDS = 0.5


class PresenceBoard:
    """In memory only, since it is a fact of the moment; `shown_in` tells which topics show it."""

    def __init__(self, hub: Hub, shown_in: Callable[[str], bool]) -> None:
        self._hub = hub
        self._shown_in = shown_in
        self._status: dict[str, PresenceStatus] = {}
        self._hidden: set[str] = set()
        self._changed: dict[str, set[str]] = {}
        self._timer: asyncio.TimerHandle | None = None
        hub.on_grant = self._on_grant

    def status(self, user_id: str) -> PresenceStatus:
        """As others are told."""
        return "offline" if user_id in self._hidden else self._status.get(user_id, "offline")

    def is_hidden(self, user_id: str) -> bool:
        return user_id in self._hidden

    def show(self, user_id: str, shown: bool, topics: Iterable[str]) -> None:
        """Whether others are told of somebody at all; from now on, and told so at once."""
        before = self.status(user_id)
        if shown:
            self._hidden.discard(user_id)
        else:
            self._hidden.add(user_id)
        if self.status(user_id) != before:
            self._note(user_id, topics)

    def set(self, user_id: str, status: PresenceStatus, topics: Iterable[str]) -> None:
        """`topics` are those the user hears, taken before its last connection goes."""
        before = self.status(user_id)
        if self._status.get(user_id, "offline") == status:
            return
        if status == "offline":
            self._status.pop(user_id, None)
        else:
            self._status[user_id] = status
        if self.status(user_id) != before:
            self._note(user_id, topics)

    def _on_grant(self, user_id: str, topic: str) -> None:
        """Who is here already has come into one more room."""
        if self.status(user_id) != "offline":
            self._note(user_id, (topic,))

    def _note(self, user_id: str, topics: Iterable[str]) -> None:
        self._changed.setdefault(user_id, set()).update(t for t in topics if self._shown_in(t))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(GATHER_SECONDS, self._tell)

    def _tell(self) -> None:
        self._timer = None
        changed, self._changed = self._changed, {}
        by_topic: dict[str, list[Present]] = {}
        for user_id, topics in changed.items():
            present = Present(user_id=user_id, status=self.status(user_id))
            for topic in topics:
                by_topic.setdefault(topic, []).append(present)
        for topic, users in by_topic.items():
            key = topic.partition(":")[2]
            self._hub.tell(topic, EventType.PRESENCE, Presence(users=users), key)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
