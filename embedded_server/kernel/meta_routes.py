"""Handlers about the server itself: its contract, readable, and its figures."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from embedded_server.contracts import accounts as contract
from embedded_server.contracts.routes import Kind
from embedded_server.kernel import docs
from embedded_server.kernel.http import Call, page_response
from embedded_server.kernel.openapi import document
from embedded_server.kernel.server import Slice


async def openapi(call: Call[None]) -> dict[str, Any]:
    return document(call.server.routes, call.server.version)


async def docs_page(call: Call[None]) -> web.Response:
    return page_response(docs.render(document(call.server.routes, call.server.version)), Kind.HTML)


async def metrics(call: Call[None]) -> web.Response:
    """In the text format that Prometheus reads (version 0.0.4)."""
    server = call.server
    figures = (
        ("spaces_event_seq", "counter", "Events published so far", server.hub.seq),
        ("spaces_listeners", "gauge", "Open live connections", server.hub.listeners()),
        ("spaces_turns_running", "gauge", "Replies being written", server.turns.running),
        ("spaces_database_queue", "gauge", "Changes waiting", server.database.waiting),
    )
    text = "".join(
        f"# HELP {name} {what}\n# TYPE {name} {kind}\n{name} {value}\n"
        for name, kind, what, value in figures
    )
    return page_response(text, Kind.TEXT)


SLICE = Slice(
    "meta",
    {contract.OPENAPI: openapi, contract.DOCS: docs_page, contract.METRICS: metrics},
)
