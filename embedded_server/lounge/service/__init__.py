"""The rules of lounges."""

from __future__ import annotations

from embedded_server.lounge.service import chatting, metering, subscribing
from embedded_server.lounge.service.figures import dashboard

__all__ = ["chatting", "dashboard", "metering", "subscribing"]
