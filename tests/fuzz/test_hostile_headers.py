"""Headers that carry bytes no client of ours would send."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from embedded_server.contracts import club, communities
from embedded_server.contracts.errors import Problem
from embedded_server.contracts.routes import Route
from tests.fuzz.conftest import Target
from tests.fuzz.world import World


def exchange(target: Target, head: bytes, body: bytes = b"") -> tuple[int, bytes]:
    """Status and body of what comes back for a request written by hand."""
    parts = urlsplit(target.url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), 10) as raw:
        raw.settimeout(10)
        token = str(target.session.headers["Authorization"]).encode()
        host = parts.netloc.encode()
        raw.sendall(
            head.replace(b"\n", b"\r\n", 1)
            + b"Host: %b\r\nAuthorization: %b\r\nConnection: close\r\n" % (host, token)
            + (b"Content-Length: %d\r\n\r\n" % len(body) if body else b"\r\n")
            + body
        )
        got = b""
        while piece := raw.recv(65_536):
            got += piece
    first, _, rest = got.partition(b"\r\n")
    return int(first.split()[1]), rest.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize("key", [b"\xff\xfe", b"\xed\xa0\x80", b"a\x80", b"x" * 256])
@pytest.mark.parametrize("route", [club.SEND, club.ASK, communities.CREATE])
def test_a_key_that_is_no_text_is_refused(
    target: Target, world: World, key: bytes, route: Route[Any, Any]
) -> None:
    body = {"text": "Hello"}
    if route is club.ASK:
        body["agentId"] = world["agentId"]
    if route is communities.CREATE:
        body = {"type": "club", "name": "Tea"}
    path = route.url(communityId=world["communityId"]) if "{" in route.path else route.url()
    head = b"POST %b HTTP/1.1\nContent-Type: application/json\r\nIdempotency-Key: %b\r\n" % (
        path.encode(),
        key,
    )
    status, answer = exchange(target, head, msgspec.json.encode(body))
    assert status == 400
    assert msgspec.json.decode(answer, type=Problem).code == "validation"


@pytest.mark.parametrize(
    "header",
    [
        b"Authorization: Bearer \xff\xfe",
        b"Range: bytes=\xff-",
        b"If-None-Match: \xff",
        b"If-Range: \xed\xa0\x80",
        b"Range: bytes=0-0,2-2,1-1" + b",3-3" * 1000,
        b"Range: bytes=-0",
        b"Range: bytes=999999999999999999-",
        b"Accept: \xff",
        b"Cookie: \xff=\xfe",
    ],
    ids=lambda header: header[:24].decode("latin-1"),
)
def test_other_headers_break_nothing(target: Target, world: World, header: bytes) -> None:
    for path in (f"/api/media/{world['mediaId']}", f"/api/turns/{world['turnId']}/events"):
        head = b"GET %b HTTP/1.1\n%b\r\n" % (path.encode(), header)
        status, _ = exchange(target, head)
        assert status in (200, 206, 304, 400, 401, 416), path


@pytest.mark.parametrize(
    "line",
    [b"GET /api/communities?search=\xff HTTP/1.1", b"GET /\xed\xa0\x80 HTTP/1.1", b"\x16\x03"],
)
def test_what_is_no_http_leaves_no_traceback_in_the_log(target: Target, line: bytes) -> None:
    before = target.log.stat().st_size
    parts = urlsplit(target.url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), 10) as raw:
        raw.settimeout(10)
        raw.sendall(line + b"\r\nHost: x\r\n\r\n")
        assert raw.recv(65_536).split()[1] == b"400"
    with target.log.open("rb") as log:
        log.seek(before)
        assert b"Traceback" not in log.read()
