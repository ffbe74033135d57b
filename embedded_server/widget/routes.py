"""Handlers of the chat on a web site: its script and page, and visitors' accounts."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import urlsplit

from aiohttp import web

from embedded_server.contracts import widget as contract
from embedded_server.contracts.widget import BecomeGuest, Guest, WidgetFacts
from embedded_server.kernel import sessions
from embedded_server.kernel.assets import Assets
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.http import Call
from embedded_server.kernel.jobs import Job
from embedded_server.kernel.server import Server, Slice
from embedded_server.widget import service

_EVERY_SECONDS = 3600
SCRIPT, PAGE = "widget.js", "page.html"
_assets = Assets.load("widget", "built")
_HOST = re.compile(r"[\w.\-:\[\]]+")
# Scripts and connections of our own alone, no markup made of text, and nothing of a device.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'{sockets};"
    " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script';"
    " trusted-types 'none'; frame-ancestors {sites}"
)
_ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
_OURS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'",
}


async def script(call: Call[None]) -> web.Response:
    return _assets.answer(call.request, SCRIPT, _ANYWHERE)


async def asset(call: Call[None]) -> web.Response:
    name = call.parameters["file"]
    if name not in _assets.files or name in (SCRIPT, PAGE):
        raise not_found()
    return _assets.answer(call.request, name, _OURS, version=call.query.v)


async def page(call: Call[None]) -> web.Response:
    community_id, shown_on = call.id("communityId"), _referrer(call.request)
    sites = await call.server.database.read(
        lambda reader: service.sites(reader, community_id, shown_on)
    )
    host = call.request.headers.get("Host", "")
    # Not every browser takes 'self' for a WebSocket to the same host.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    headers = {
        **_ANYWHERE,
        "Content-Security-Policy": _POLICY.format(sockets=sockets, sites=" ".join(sites)),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Referrer-Policy": "same-origin",
    }
    return _assets.answer(call.request, PAGE, headers)


def _referrer(request: web.Request) -> str | None:
    """The site that shows the page, where the browser tells."""
    sent = request.headers.get("Referer")
    if sent is None or request.headers.get("Sec-Fetch-Site") == "same-origin":
        return None
    try:
        parts = urlsplit(sent)
    except ValueError:
        return sent
    return f"{parts.scheme}://{parts.netloc}"


async def facts(call: Call[None]) -> WidgetFacts:
    community_id, is_here = call.id("communityId"), call.server.hub.is_listening
    return await call.server.database.read(
        lambda reader: service.facts(reader, is_here, community_id)
    )


async def become_guest(call: Call[BecomeGuest]) -> Guest:
    server, community_id, name = call.server, call.id("communityId"), call.body.name
    if not call.is_local:
        server.visits.take(call.machine)
    days = server.settings.session_days
    return await server.database.write(
        lambda tx: service.become_guest(tx, community_id, name, days)
    )


async def tidy(server: Server) -> None:
    """Ends the accounts of visitors who have been gone for long."""
    after: str | None = ""
    days = server.settings.guest_days
    while after is not None:
        start, now = after, server.clock.now()
        ended, after = await server.database.read(
            partial(service.gone, after=start, now=now, days=days)
        )
        if not ended:
            continue
        cut = await server.database.write(partial(service.forget, ended=ended))
        for session_id in cut:
            sessions.end(server, session_id)


async def on_start(server: Server) -> None:
    async def work() -> None:
        await tidy(server)

    Job("widget: visitors who are gone", _EVERY_SECONDS, work).start(server.tasks, server.clock)


SLICE = Slice(
    "widget",
    {
        contract.SCRIPT: script,
        contract.PAGE: page,
        contract.ASSET: asset,
        contract.FACTS: facts,
        contract.BECOME_GUEST: become_guest,
    },
    on_start=on_start,
)
