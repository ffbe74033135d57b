"""Every query about lounges; values come out, never rows."""

from __future__ import annotations

from embedded_server.lounge.store import chats, messages, seconds, subscriptions
from embedded_server.lounge.store.chats import ChatValue
from embedded_server.lounge.store.seconds import TurnSeconds
from embedded_server.lounge.store.subscriptions import SubscriptionValue

__all__ = [
    "ChatValue",
    "SubscriptionValue",
    "TurnSeconds",
    "chats",
    "messages",
    "seconds",
    "subscriptions",
]
