"""What a space may hold: its definition, the address of its page, its tags."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from embedded_server.contracts.errors import Code
from embedded_server.contracts.playground import (
    MAX_DEPTH,
    MAX_JSON_BYTES,
    MAX_TAG,
    MAX_TAGS,
    MAX_URL,
)
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.text import clean_name, fold

_URL = "definition.iframeUrl"


def packed(field: str, value: dict[str, Any]) -> str:
    """A JSON object as it is stored; `too_large`, or `validation` where it is too deep."""
    if not _is_flat_enough(value):
        raise Invalid(field, f"This is nested deeper than {MAX_DEPTH} levels.")
    encoded = msgspec.json.encode(value)
    if len(encoded) > MAX_JSON_BYTES:
        raise Refusal(
            Code.TOO_LARGE,
            f"The {field} is {len(encoded)} bytes long as JSON; {MAX_JSON_BYTES} is the most.",
        )
    return encoded.decode()


def _is_flat_enough(value: Any) -> bool:
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below += one.values()
            elif isinstance(one, list):
                below += one
        level = [one for one in below if isinstance(one, (dict, list))]
        if not level:
            return True
    return False


def definition(value: dict[str, Any], *, lan_pages: bool) -> str:
    if "iframeUrl" in value:
        check_page(value["iframeUrl"], lan_pages=lan_pages)
    return packed("definition", value)


def check_page(url: Any, *, lan_pages: bool) -> None:
    """An https address without a user name; by http only into a private network, where the
    server's settings allow that."""
    if not isinstance(url, str):
        raise Invalid(_URL, "An address is a text.")
    if len(url) > MAX_URL:
        raise Invalid(_URL, f"An address has at most {MAX_URL} characters.")
    if any(one.isspace() or ord(one) < 33 or one == "\\" for one in url):
        raise Invalid(_URL, "An address holds no spaces.")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise Invalid(_URL, "This is not an address.") from None
    scheme = parts.scheme.lower()
    if scheme not in ("https", "http") or not host:
        raise Invalid(_URL, "Only https addresses can be embedded.")
    if "@" in parts.netloc:
        raise Invalid(_URL, "An address may not hold a user name or password.")
    if scheme == "http" and not (lan_pages and is_private_host(host)):
        raise Invalid(_URL, "Only https addresses can be embedded.")


def is_private_host(host: str) -> bool:
    """Loopback, link-local and private addresses, and the names that only they have."""
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local


def tags(given: Sequence[str]) -> list[str]:
    """Trimmed, each once whatever its case, in the order given."""
    found: dict[str, str] = {}
    for one in given:
        tag = clean_name("tags", one)
        if len(tag) > MAX_TAG:
            raise Invalid("tags", f"A tag has at most {MAX_TAG} characters.")
        found.setdefault(fold(tag), tag)
    if len(found) > MAX_TAGS:
        raise Invalid("tags", f"A space has at most {MAX_TAGS} tags.")
    return list(found.values())


def category(given: str | None) -> str | None:
    return clean_name("category", given) if given is not None and given.strip() else None
