"""Every query about lounges; values come out, never rows."""

from __future__ import annotations

from embedded_server.lounge.store import chats, messages, subscriptions
from embedded_server.lounge.store.chats import ChatValue
from embedded_server.lounge.store.subscriptions import SubscriptionValue

__all__ = ["ChatValue", "SubscriptionValue", "chats", "messages", "subscriptions"]
