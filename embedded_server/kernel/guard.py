"""Refuses what a web page could make a browser send to this server.

A page that rebinds its own DNS name to our address carries that name in `Host`; a page from
elsewhere carries its `Origin` or `Sec-Fetch-Site`. Neither has business here, but for the few
routes that say as what another site's page may load them; nobody can read an answer through that.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from aiohttp import web

from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Refusal
from embedded_server.settings import Settings


@lru_cache(maxsize=256)
def host_allowed(host: str, allowed: frozenset[str]) -> bool:
    """An address, `localhost`, or a name the host was given; never any other name."""
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name == "localhost" or name in allowed:
        return True
    try:
        ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return False
    return True


_MODES = {"script": "no-cors", "iframe": "navigate"}


def check_guard(request: web.Request, settings: Settings, embeds: str | None = None) -> None:
    """`embeds` is as what a page of another site may load it: `script` or `iframe`."""
    headers = request.headers
    host = headers.get("Host", "")
    if not host_allowed(host.lower(), settings.allowed_hosts):
        raise Refusal(Code.BAD_HOST, "This server is not known under that name.")
    origin = headers.get("Origin")
    sent = (headers.get("Sec-Fetch-Dest"), headers.get("Sec-Fetch-Mode"))
    # Browsers say `null` for a page that is in a sandbox.
    if embeds is not None and origin in (None, "null") and sent == (embeds, _MODES[embeds]):
        return
    if origin is not None and _origin_host(origin) != host.lower():
        raise Refusal(Code.BAD_ORIGIN, "Requests from other sites are not served.")
    if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise Refusal(Code.BAD_ORIGIN, "Requests from other sites are not served.")


def _origin_host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
