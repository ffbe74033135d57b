"""The rules of agents, as other rooms may call them."""

from __future__ import annotations

from embedded_server.agents.providers.base import Line
from embedded_server.agents.service.links import first_link, is_linked
from embedded_server.agents.service.ready import ReadyAgent, ready_agent

__all__ = ["Line", "ReadyAgent", "first_link", "is_linked", "ready_agent"]
