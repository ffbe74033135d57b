"""Requests that no generator of valid or nearly valid input makes: broken bytes, sizes, framing."""

from __future__ import annotations

import base64
import re
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
import requests

from embedded_server.contracts import accounts, agents, club, communities
from embedded_server.contracts.errors import Problem
from embedded_server.contracts.events import EVENTS
from embedded_server.contracts.routes import Access, Kind, Route
from embedded_server.kernel import paging
from tests.fuzz.conftest import Target
from tests.fuzz.test_contract import ROUTES
from tests.fuzz.world import World


def problem(answer: requests.Response) -> Problem:
    """The refusal, held to its shape."""
    assert answer.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    found = msgspec.json.decode(answer.content, type=Problem)
    assert found.status == answer.status_code
    assert found.code != "internal"
    return found


def send(target: Target, path: str, raw: bytes, **headers: str) -> requests.Response:
    return target.session.post(
        target.url + path,
        data=raw,
        headers={"Content-Type": "application/json", **headers},
        timeout=20,
    )


BROKEN = {
    "not UTF-8": b'{"text": "\xff\xfe"}',
    "overlong": b'{"text": "\xc0\xaf"}',
    "a half surrogate": b'{"text": "\\ud800"}',
    "an encoded surrogate": b'{"text": "\xed\xa0\x80"}',
    "UTF-16": '{"text": "hello"}'.encode("utf-16"),
    "cut short": b'{"text": "hel',
    "two values": b'{"text": "a"}{"text": "b"}',
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "blanks": b"   ",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"text":' * 30_000,
    "deep and closed": b'{"x":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "a huge number": b'{"text": ' + b"9" * 10_000 + b"}",
    "a huge exponent": b'{"text": 1e999999}',
    "not a number": b'{"text": NaN}',
    "a NUL": b'{"text": "a\\u0000b"}',
    "a raw NUL": b'{"text": "a\x00b"}',
    "unknown": b'{"text": "a", "x": 1}',
    "a wrong type": b'{"text": ["a"]}',
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN.keys())
def test_broken_bodies_are_refused(target: Target, world: World, raw: bytes) -> None:
    path = club.SEND.url(communityId=world["communityId"])
    answer = send(target, path, raw)
    assert answer.status_code == 400
    assert problem(answer).code == "validation"
    assert send(target, path, b'{"text": "still here"}').status_code == 201


def test_the_last_of_double_keys_counts_and_no_key_is_lost(target: Target, world: World) -> None:
    path = club.SEND.url(communityId=world["communityId"])
    answer = send(target, path, b'{"text": "first", "text": "second"}')
    assert (answer.status_code, answer.json()["text"]) == (201, "second")


@pytest.mark.parametrize("number", ["9" * 30, "-1", "9007199254740993", "1.5", "1e2", "true"])
def test_numbers_out_of_range_are_refused(target: Target, world: World, number: str) -> None:
    path = target.url + club.READ_UP_TO.url(communityId=world["communityId"])
    answer = target.session.put(
        path,
        data=f'{{"seq": {number}}}',
        headers={"Content-Type": "application/json"},
        timeout=20,
    )
    assert problem(answer).code == "validation"


@pytest.mark.parametrize("name", ["limit", "after"])
@pytest.mark.parametrize("number", ["9" * 30, "-1", "x", "1.5", "", "0x10", "１２", "%00"])
def test_query_numbers_never_break_a_list(
    target: Target, world: World, name: str, number: str
) -> None:
    path = club.HISTORY.url(communityId=world["communityId"])
    answer = target.session.get(f"{target.url}{path}?{name}={number}", timeout=20)
    if answer.status_code != 200:
        assert answer.status_code == 400
        assert problem(answer).code == "validation"


JSON_ROUTES = [route for route in ROUTES if route.body is not None]


def filled(route: Route[Any, Any], world: World) -> str:
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    return route.url(**{name: world[name] for name in names})


@pytest.mark.parametrize("route", JSON_ROUTES, ids=lambda route: route.name)
def test_each_body_is_bounded_and_typed(
    target: Target, world: World, route: Route[Any, Any]
) -> None:
    path = target.url + filled(route, world)
    too_large = b'{"x": "' + b"x" * route.max_body + b'"}'
    json_type = {"Content-Type": "application/json"}

    def ask(data: Any, headers: dict[str, str]) -> requests.Response:
        return target.session.request(route.method, path, data=data, headers=headers, timeout=20)

    assert problem(ask(too_large, json_type)).code == "too_large"
    pieces = (too_large[at : at + 60_000] for at in range(0, len(too_large), 60_000))
    assert problem(ask(pieces, json_type)).code == "too_large"
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = ask(b"{}", {"Content-Type": kind})
        assert answer.status_code == 415, kind
        assert problem(answer).code == "unsupported_media_type"


def test_ten_megabytes_are_refused_before_they_are_read(target: Target) -> None:
    """Told by the length alone: the body is never sent."""
    parts = urlsplit(target.url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), 10) as raw:
        raw.sendall(
            f"POST {accounts.LOGIN.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            "Content-Type: application/json\r\nContent-Length: 10485760\r\n\r\n".encode()
        )
        assert raw.recv(65_536).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "head",
    [
        "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nxxxxx",
        "Content-Encoding: deflate\r\nContent-Length: 5\r\n\r\nxxxxx",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: x\r\n\r\n",
        "X: " + "y" * 20_000 + "\r\n\r\n",
        "No colon\r\n\r\n",
        "Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2\r\n\r\n",
    ],
)
def test_broken_framing_is_never_a_mistake_of_ours(target: Target, head: str) -> None:
    parts = urlsplit(target.url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), 10) as raw:
        raw.sendall(
            f"POST {accounts.LOGIN.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Content-Type: application/json\r\n{head}".encode()
        )
        raw.settimeout(0.5)
        try:
            answer = raw.recv(65_536)
        except TimeoutError:
            answer = b""  # It waits for the rest, which is its right.
    assert not answer or answer.split()[1][:1] == b"4", answer
    assert b"Traceback" not in answer


BAD_FORMS = {
    "no boundary": ("multipart/form-data", b"x"),
    "empty": ("multipart/form-data; boundary=b", b""),
    "no parts": ("multipart/form-data; boundary=b", b"--b--\r\n"),
    "cut short": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc',
    ),
    "no name": (
        "multipart/form-data; boundary=b",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--b--\r\n",
    ),
    "no disposition": ("multipart/form-data; boundary=b", b"--b\r\n\r\nabc\r\n--b--\r\n"),
    "twice": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\na\r\n' * 2 + b"--b--\r\n",
    ),
    "unknown part": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\na\r\n--b--\r\n',
    ),
    "nested": (
        "multipart/form-data; boundary=b",
        b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n"
        b'Content-Disposition: form-data; name="file"\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n',
    ),
    "bad encoding": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="title"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--b--\r\n",
    ),
    "title not UTF-8": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\n\xff\r\n--b--\r\n',
    ),
    "odd boundary": ("multipart/form-data; boundary=" + "b" * 100, b"x"),
    "a header without colon": ("multipart/form-data; boundary=b", b"--b\r\nX\r\n\r\n--b--"),
    "a header without end": (
        "multipart/form-data; boundary=b",
        b"--b\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    ),
    "headers without end": (
        "multipart/form-data; boundary=b",
        b"--b\r\n" + b"X: y\r\n" * 10_000,
    ),
}


TOLERATED_FORMS = {
    "unknown encoding": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
        b"Content-Transfer-Encoding: rot13\r\n\r\nabc\r\n--b--\r\n",
    ),
    "compressed nonsense": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
        b"Content-Encoding: gzip\r\n\r\nabc\r\n--b--\r\n",
    ),
}
"""A part's own encodings are obsolete (RFC 7578, 4.7): it is read as it stands."""


@pytest.mark.parametrize(("kind", "raw"), TOLERATED_FORMS.values(), ids=TOLERATED_FORMS.keys())
def test_encodings_of_parts_mean_nothing(
    target: Target, world: World, kind: str, raw: bytes
) -> None:
    path = agents.ADD_KNOWLEDGE.url(agentId=world["agentId"])
    assert send(target, path, raw, **{"Content-Type": kind}).status_code == 201


@pytest.mark.parametrize(("kind", "raw"), BAD_FORMS.values(), ids=BAD_FORMS.keys())
def test_bad_forms_are_refused(target: Target, world: World, kind: str, raw: bytes) -> None:
    path = agents.ADD_KNOWLEDGE.url(agentId=world["agentId"])
    answer = send(target, path, raw, **{"Content-Type": kind})
    assert answer.status_code == 400, answer.text
    assert problem(answer).code in ("validation", "unreadable_file")


METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"]


@pytest.mark.parametrize("path", sorted({route.path for route in ROUTES}))
def test_methods_that_are_not_served_are_named(target: Target, world: World, path: str) -> None:
    own = filled(route := next(route for route in ROUTES if route.path == path), world)
    served = {
        route.method
        for route in ROUTES
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route.path)), own)
    }
    served |= {"HEAD"} if route.kind is Kind.BYTES else set()
    for method in METHODS:
        if method in served:
            continue
        answer = target.session.request(method, target.url + filled(route, world), timeout=20)
        assert answer.status_code == 405, method
        assert set(answer.headers["Allow"].split(", ")) == served
        if method != "HEAD":
            assert problem(answer).code == "method_not_allowed"


PROTECTED = [route for route in ROUTES if route.access in (Access.USER, Access.ADMIN)]


@pytest.mark.parametrize("route", PROTECTED, ids=lambda route: route.name)
@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer x", "Basic eDp5", "x y z"]
)
def test_each_route_needs_a_token(
    target: Target, route: Route[Any, Any], header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header}
    anything = "01a20ab7-2d10-7437-9e56-83a521a82aa5"
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    path = target.url + route.url(**dict.fromkeys(names, anything))
    answer = requests.request(route.method, path, headers=headers, timeout=20)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert problem(answer).code == "unauthenticated"


ODD_IDS = [
    "%00",
    "%0A",
    "%2F",
    "..%2F..",
    "%FF",
    "%F0%9F%98%80",
    "x" * 5000,
    "'; DROP TABLE users; --",
    "*",
]


@pytest.mark.parametrize("odd", ODD_IDS, ids=range(len(ODD_IDS)))
def test_odd_ids_are_not_found(target: Target, world: World, odd: str) -> None:
    for route in ROUTES:
        names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
        for name in names:
            if name == "emoji" or (name == "code" and odd.startswith("x")):
                continue
            path = route.path
            for other in names:
                path = path.replace(f"{{{other}}}", odd if other == name else world[other])
            body = {"data": b"{}", "headers": {"Content-Type": "application/json"}}
            answer = target.session.request(
                route.method,
                target.url + path,
                timeout=20,
                **(body if route.body else {}),  # type: ignore[arg-type]  # of both kinds
            )
            assert answer.status_code in (404, 400), (route.name, name, answer.text)
            if not route.body and not route.query:
                assert problem(answer).code == "not_found"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/api",
        "/api/",
        "/api//me",
        "/api/me/",
        "/api/../etc/passwd",
        "/%2e%2e/",
        "/api/nothing",
        "/%0A",
        "/api/me%0A",
    ],
)
def test_unknown_paths_are_not_found(target: Target, path: str) -> None:
    assert problem(target.session.get(target.url + path, timeout=20)).code == "not_found"


def test_a_very_long_path_is_refused(target: Target) -> None:
    answer = target.session.get(target.url + "/api/" + "x" * 100_000, timeout=20)
    assert 400 <= answer.status_code < 500


def test_a_plain_request_to_the_socket_is_refused(target: Target) -> None:
    assert problem(target.session.get(target.url + EVENTS.path, timeout=20)).code == "validation"


def test_forged_cursors_are_refused(
    target: Target, world: World, forge: Callable[..., str]
) -> None:
    community = world["communityId"]
    lists = {
        club.HISTORY.url(communityId=community): f"messages:{community}",
        club.SEARCH.url(communityId=community) + "?q=Hello": f"search:{community}:Hello",
        communities.MEMBERS.url(communityId=community): f"members:{community}",
        communities.LIST.path: "communities:None:None:None",
    }
    positions: tuple[tuple[Any, ...], ...]
    positions = ((), (2**62,), (-(2**62),), (2**63,), ("x",), (True,), ({},), (1, 2, 3))
    for path, name in lists.items():
        for position in positions:
            join = "&" if "?" in path else "?"
            cursor = forge(name, *position)
            answer = target.session.get(f"{target.url}{path}{join}cursor={cursor}", timeout=20)
            assert answer.status_code in (200, 400), (path, position)
            if answer.status_code == 400:
                assert problem(answer).code == "bad_cursor"


@pytest.fixture
def forge() -> Callable[..., str]:
    """A cursor with any body at all and the right check, which anybody can compute."""

    def make(name: str, *position: Any) -> str:
        body = msgspec.json.encode(position)
        return base64.urlsafe_b64encode(paging._check(name, body) + body).decode()

    return make
