"""Typed routes over aiohttp: guard, find the caller, decode, call the handler, encode.

Handlers take a `Call` and return their route's answer type, `Repeated(answer)` for a harmless
repeat, None for 204, or (streams and pages) a ready response. Whatever they raise becomes one
Problem; nothing of a traceback, a query or a path leaves the server.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import SEQ_HEADER
from embedded_server.contracts.routes import Access, Kind, Route
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.bodies import read_body, read_query
from embedded_server.kernel.errors import Refusal, StorageError, StorageFull, not_found
from embedded_server.kernel.guard import check_guard
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.router import Router
from embedded_server.kernel.server import Server
from embedded_server.kernel.text import is_unicode

log = logging.getLogger(__name__)
B = TypeVar("B")
A = TypeVar("A")

SERVER: web.AppKey[Server] = web.AppKey("server", Server)
_encoder = msgspec.json.Encoder()
_SECURITY = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
_NO_BODY = msgspec.UNSET


@dataclass(frozen=True, slots=True)
class Repeated(Generic[A]):
    """An answer to a request that had been answered before."""

    answer: A


@dataclass(slots=True)
class Call(Generic[B]):
    """One request, decoded."""

    server: Server
    request: web.Request
    body: B
    query: Any
    caller: Caller | None
    parameters: dict[str, str]
    """Those of the path, decoded."""
    permissions: int = 0
    """The hub's count of changes when the request came."""

    @property
    def user(self) -> Caller:
        assert self.caller is not None, "the route is open to all; use `caller`"
        return self.caller

    @property
    def address(self) -> str:
        """Where the request comes from."""
        return _address(self.request)

    @property
    def machine(self) -> str:
        """What rates count as one machine: of IPv6 its whole /64, in which it has any address."""
        return _machine(self.address)

    @property
    def is_local(self) -> bool:
        """Whether the request comes from the server's own machine."""
        return _is_loopback(self.address)

    def pace(self) -> None:
        """Refuses who writes faster than one person may; the server's own machine is free to."""
        if self.is_local:
            return
        self.server.sends.take(self.user.user_id)
        if self.user.guest_of is not None or self.user.is_visitor:
            # Whoever wants more visitors' accounts than one gets no more out of them.
            self.server.guest_sends.take(self.machine)

    def pace_arrival(self) -> None:
        """The same for a machine from which somebody registers or signs in."""
        if not self.is_local:
            self.server.arrivals.take(self.machine)

    def id(self, name: str) -> str:
        """A path parameter that is an id; 404 where it cannot be one."""
        value = self.parameters[name]
        if not looks_like_id(value):
            raise not_found()
        return value

    def key(self, client_id: str | None) -> str | None:
        """What makes a repeat recognisable: the body's `clientId`, or the header."""
        header = self.request.headers.get("Idempotency-Key")
        if header is not None and not (1 <= len(header) <= 255 and is_unicode(header)):
            raise Refusal(Code.VALIDATION, "Idempotency-Key has 1 to 255 characters in UTF-8.")
        return client_id if client_id is not None else header


Handler = Callable[[Call[Any]], Awaitable[Any]]
AnyRoute = Route[Any, Any]


def _address(request: web.Request) -> str:
    """Behind a proxy on this machine, which is believed, the last one that it names."""
    remote = request.remote or ""
    if _is_loopback(remote):
        named = request.headers.getall("X-Forwarded-For", ())
        return ",".join(named).rpartition(",")[2].strip()[:64] or remote
    return remote


@lru_cache(maxsize=1024)
def _machine(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is None:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return address


@lru_cache(maxsize=1024)
def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.split("%")[0]).is_loopback
    except ValueError:
        return False


class Mounted(NamedTuple):
    """A route and what answers it."""

    route: AnyRoute
    serve: Callable[[web.Request, dict[str, str]], Awaitable[web.StreamResponse]]


def mount(router: Router[Mounted], route: AnyRoute, handler: Handler) -> None:
    """Serve `route` with `handler`."""
    decoder = None if route.body is None else msgspec.json.Decoder(route.body)

    async def serve(request: web.Request, parameters: dict[str, str]) -> web.StreamResponse:
        server = request.app[SERVER]
        caller = await _caller(server, request, route)
        if caller is not None and caller.guest_of is not None:
            _check_guest(caller.guest_of, route, parameters)
        if caller is not None and caller.page_of is not None:
            _check_page(caller.page_of, route, parameters)
        seq, permissions = server.hub.seq, server.hub.permissions
        body = await read_body(request, route, decoder)
        query = None if route.query is None else read_query(request, route.query)
        answer = await handler(Call(server, request, body, query, caller, parameters, permissions))
        return _respond(route, answer, seq)

    router.add(route.method, route.path, Mounted(route, serve))
    if route.kind is Kind.BYTES:
        # Whoever fetches a file may ask first how large it is.
        router.add("HEAD", route.path, Mounted(route, serve))


def _check_guest(community_id: str, route: AnyRoute, parameters: dict[str, str]) -> None:
    if not route.guests or parameters.get("communityId", community_id) != community_id:
        raise Refusal(Code.FORBIDDEN, "A visitor may write to the brand they visit, and no more.")


def _check_page(session_id: str, route: AnyRoute, parameters: dict[str, str]) -> None:
    if not route.pages or parameters.get("sessionId", session_id) != session_id:
        raise Refusal(Code.FORBIDDEN, "This token is good for one session of a playground alone.")


async def _caller(server: Server, request: web.Request, route: AnyRoute) -> Caller | None:
    if route.access is Access.PUBLIC:
        return None
    if route.access is Access.LOCAL and _is_loopback(_address(request)):
        return None
    token = bearer(request)
    if token is None and route.access is Access.OPTIONAL:
        return None
    caller = await server.gate.caller(token, server.clock.now())
    if route.access in (Access.ADMIN, Access.LOCAL) and not caller.is_admin:
        raise Refusal(Code.FORBIDDEN, "Only an admin of this server may do this.")
    return caller


def bearer(request: web.Request) -> str | None:
    """The token from `Authorization`, or from the `bearer.…` subprotocol of a WebSocket."""
    header = request.headers.get("Authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None
    for protocol in request.headers.get("Sec-WebSocket-Protocol", "").split(","):
        if protocol.strip().startswith("bearer."):
            return protocol.strip().removeprefix("bearer.")
    return None


def _respond(route: AnyRoute, answer: Any, seq: int) -> web.StreamResponse:
    if isinstance(answer, web.StreamResponse):
        return answer
    status = route.status
    if isinstance(answer, Repeated):
        status = route.repeat or route.status
        answer = answer.answer
    if route.answer is None:
        return web.Response(status=status, headers=_SECURITY)
    headers = {**_SECURITY, "Content-Type": "application/json; charset=utf-8"}
    if route.method == "GET":
        headers[SEQ_HEADER] = str(seq)
    return web.Response(status=status, body=_encoder.encode(answer), headers=headers)


def problem_response(refusal: Refusal) -> web.Response:
    headers = {**_SECURITY, "Content-Type": "application/problem+json; charset=utf-8"}
    problem = refusal.problem()
    if isinstance(problem.retry_after_seconds, int):
        headers["Retry-After"] = str(problem.retry_after_seconds)
    if refusal.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return web.Response(status=refusal.status, body=_encoder.encode(problem), headers=headers)


async def _dispatch(request: web.Request, router: Router[Mounted]) -> web.StreamResponse:
    methods, parameters = router.find(request.rel_url.raw_path)
    found = methods.get(request.method)
    embeds = None if found is None else found.route.embeds
    check_guard(request, request.app[SERVER].settings, embeds)
    if not methods:
        raise not_found()
    if found is not None:
        return await found.serve(request, parameters)
    response = problem_response(
        Refusal(Code.METHOD_NOT_ALLOWED, f"{request.method} is not served at this path.")
    )
    response.headers["Allow"] = ", ".join(sorted(methods))
    return response


async def boundary(request: web.Request, router: Router[Mounted]) -> web.StreamResponse:
    """The one place where anything that was raised becomes an answer."""
    try:
        return await _dispatch(request, router)
    except Refusal as refusal:
        return problem_response(refusal)
    except web.HTTPRequestEntityTooLarge:
        return problem_response(Refusal(Code.TOO_LARGE, "The body is too large."))
    except web.HTTPException as error:
        return problem_response(
            Refusal(Code.VALIDATION, f"The request cannot be read: {error.reason}.")
        )
    except (HttpProcessingError, web.RequestPayloadError):
        # aiohttp's words for broken chunks, encodings and headers of a form's parts.
        return problem_response(Refusal(Code.VALIDATION, "The body is not sent as HTTP says."))
    except StorageFull:
        return problem_response(
            Refusal(Code.STORAGE_FULL, "The server's disk is full; nothing was changed.")
        )
    except StorageError as error:
        log.error("%s %s: %s", request.method, request.path, error)
        return problem_response(
            Refusal(
                Code.NOT_READY,
                "The server's database did not answer; nothing was changed.",
                retry_after_seconds=2,
            )
        )
    except (ConnectionResetError, BrokenPipeError):
        raise
    except Exception:
        reference = new_id()
        log.exception("%s %s failed (%s)", request.method, request.path, reference)
        return problem_response(
            Refusal(Code.INTERNAL, f"The server made a mistake. Its log has it as {reference}.")
        )


def page_response(text: str, kind: Kind) -> web.Response:
    """A finished page or plain text; nothing on it may load or run anything."""
    headers = {
        **_SECURITY,
        "Content-Type": f"{kind.value}; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
    }
    return web.Response(text=None, body=text.encode(), headers=headers)
