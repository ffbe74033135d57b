"""Who may hear what: each room answers for the topics it made, such as `community:ID`.

The same answer decides over live events, over watching a turn and over stopping one, so that
nobody receives what they could not read over HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from embedded_server.kernel.database import Reader

SESSION_TOPIC = "session"
"""The prefix of what those hear who are in a session of a playground: all that a page may."""


@dataclass(frozen=True, slots=True)
class TopicRule:
    """`prefix` is the word before the colon."""

    prefix: str
    of_user: Callable[[Reader, str], Iterable[str]]
    """All topics that a user may hear now."""
    allows: Callable[[Reader, str, str], bool]
    """Whether a user (first id) may hear the topic of that thing (second id)."""
    presence: bool = False
    """Whether who hears the topic is told who else is there."""


def user_topic(user_id: str) -> str:
    """What one person alone hears."""
    return f"user:{user_id}"


def own_topic(topic: str, user_id: str) -> str:
    """What one person alone hears in a room, for as long as they hear the room's `topic`."""
    return f"{topic}/{user_id}"


def split_own(topic: str) -> tuple[str, str | None]:
    """The room's topic, and whose own in it this is, if anybody's."""
    room, _, owner = topic.partition("/")
    return room, owner or None


class Topics:
    def __init__(self, rules: Iterable[TopicRule]) -> None:
        self._rules = {rule.prefix: rule for rule in rules}
        self._with_presence = {rule.prefix for rule in self._rules.values() if rule.presence}

    def with_presence(self, topic: str) -> bool:
        return topic.partition(":")[0] in self._with_presence

    def of_user(self, reader: Reader, user_id: str) -> set[str]:
        topics = {user_topic(user_id)}
        for rule in self._rules.values():
            topics.update(rule.of_user(reader, user_id))
        return topics

    def allows(self, reader: Reader, user_id: str, topic: str) -> bool:
        room, owner = split_own(topic)
        if owner not in (None, user_id):
            return False
        prefix, _, key = room.partition(":")
        if prefix == "user":
            return key == user_id
        rule = self._rules.get(prefix)
        return rule is not None and rule.allows(reader, user_id, key)
