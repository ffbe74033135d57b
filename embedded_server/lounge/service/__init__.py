"""The rules of lounges."""

from __future__ import annotations

from embedded_server.lounge.service import chatting, metering, subscribing
from embedded_server.lounge.service.figures import dashboard
from embedded_server.lounge.service.files import may_fetch, take_sounds
from embedded_server.lounge.service.saying import Said, SaidClip

__all__ = [
    "Said",
    "SaidClip",
    "chatting",
    "dashboard",
    "may_fetch",
    "metering",
    "subscribing",
    "take_sounds",
]
