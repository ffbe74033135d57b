"""The rules of playgrounds."""

from __future__ import annotations

from embedded_server.playground.service import content, sessions, spaces, visiting
from embedded_server.playground.service.access import TOPIC_RULES

__all__ = ["TOPIC_RULES", "content", "sessions", "spaces", "visiting"]
