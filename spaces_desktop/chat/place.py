"""Where messages are: all of a community, or one conversation of it."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import UNSET, UnsetType

from embedded_server.contracts.club import Message


@dataclass(frozen=True, slots=True)
class Place:
    """`conversation_id` is of a conversation or a chat, "" for what is said to all."""

    community_id: str
    conversation_id: str = ""

    @property
    def id(self) -> str:
        """Names the place in calls, and under what drafts and unsent messages are kept."""
        return self.conversation_id or self.community_id

    def has(self, message: Message) -> bool:
        return self.covers(message.community_id, message.conversation_id or message.chat_id)

    def covers(
        self, community_id: str | UnsetType | None, conversation_id: str | UnsetType | None = UNSET
    ) -> bool:
        """Whether it is the place that an event names."""
        return (community_id, conversation_id or "") == (self.community_id, self.conversation_id)
