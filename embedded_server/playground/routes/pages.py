"""Pages of our own around sessions: the one in a browser, the SDK, and the built-in playgrounds.

A built-in playground is treated as any page is: the browser gives it an origin of its own, from
which it reaches nothing of this server but its scripts.
"""

from __future__ import annotations

import re

from aiohttp import web

from embedded_server.contracts.play import BUILT_IN
from embedded_server.kernel.assets import Assets
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.http import Call

_CODE = re.compile(r"open|[0-9A-Za-z]{1,40}")
_HOST = re.compile(r"[\w.\-:\[\]]+")
_player = Assets.load("playground", "player")
_sdk = Assets.load("playground", "sdk")
_built_in = {name: Assets.load("playground", name) for name in BUILT_IN}
_PAGE = "page.html"
_PLAYER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'{sockets};"
    " frame-src 'self' https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_BUILT_IN_POLICY = (
    "sandbox allow-scripts allow-forms; default-src 'none'; script-src 'self';"
    " style-src 'unsafe-inline'; img-src data: blob:; media-src blob: https: http:;"
    " base-uri 'none'; form-action 'none'"
)
_EXAMPLE_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'self' 'unsafe-inline';"
    " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
_NO_DEVICES = "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()"
_ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
_OURS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'",
}


def _page(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "Permissions-Policy": _NO_DEVICES,
        "Referrer-Policy": "no-referrer",
    }


async def player(call: Call[None]) -> web.Response:
    if not _CODE.fullmatch(call.parameters["code"]):
        raise not_found()
    host = call.request.headers.get("Host", "")
    # Not every browser takes 'self' for a WebSocket to the same host.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    alone = {"Cross-Origin-Opener-Policy": "same-origin"}
    headers = {**_page(_PLAYER_POLICY.format(sockets=sockets)), **alone}
    return _player.answer(call.request, _PAGE, headers)


async def player_file(call: Call[None]) -> web.Response:
    return _file(call, _player, _OURS)


async def sdk(call: Call[None]) -> web.Response:
    return _sdk.answer(call.request, "spaces.js", _ANYWHERE)


async def sdk_types(call: Call[None]) -> web.Response:
    return _sdk.answer(call.request, "spaces.d.ts", _ANYWHERE)


async def sdk_example(call: Call[None]) -> web.Response:
    return _sdk.answer(call.request, "example.html", {**_page(_EXAMPLE_POLICY), **_ANYWHERE})


async def built_in(call: Call[None]) -> web.Response:
    return _assets_of(call).answer(call.request, _PAGE, {**_page(_BUILT_IN_POLICY), **_ANYWHERE})


async def built_in_file(call: Call[None]) -> web.Response:
    return _file(call, _assets_of(call), _ANYWHERE)


def _assets_of(call: Call[None]) -> Assets:
    found = _built_in.get(call.parameters["name"])
    if found is None:
        raise not_found()
    return found


def _file(call: Call[None], assets: Assets, headers: dict[str, str]) -> web.Response:
    name = call.parameters["file"]
    if name not in assets.files or name == _PAGE:
        raise not_found()
    return assets.answer(call.request, name, headers, version=call.query.v)
