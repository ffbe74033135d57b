"""The typed client: calls the contracts' routes, and turns every failure into our own errors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast
from urllib.parse import urlsplit

import aiohttp
import msgspec

from embedded_server.contracts import accounts
from embedded_server.contracts.base import Query
from embedded_server.contracts.errors import Code, Problem
from embedded_server.contracts.events import EVENTS, SEQ_HEADER
from embedded_server.contracts.routes import Kind, Route
from spaces_desktop.kernel.errors import ApiError, DiskError, NetworkError, Trouble, refusal
from spaces_desktop.kernel.event_socket import EventSocket
from spaces_desktop.kernel.sse import SseParser
from spaces_desktop.kernel.transfers import STALL_SECONDS, Outgoing, Progress, save, take

B = TypeVar("B")
A = TypeVar("A")

_CALL = aiohttp.ClientTimeout(total=30, sock_connect=6)
_TRANSFER = aiohttp.ClientTimeout(total=None, sock_connect=6, sock_read=STALL_SECONDS)
_STREAM = aiohttp.ClientTimeout(total=None, sock_connect=6, sock_read=45)
HEARTBEAT_SECONDS = 6.0
"""Where nothing came for so long it is asked whether the server is there; half of it later a
connection that stayed silent counts as lost."""
_HANDSHAKE_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Snapshot(Generic[A]):
    """An answer and the event up to which it is current at least (0 where none was named)."""

    value: A
    seq: int


@dataclass(frozen=True, slots=True)
class Arriving:
    """An answer whose rest is still on its way."""

    headers: Mapping[str, str]
    pieces: AsyncIterator[bytes]


class HttpClient:
    """All calls to one server. `token` may be set later, when somebody has signed in."""

    def __init__(self, base_url: str, token: str | None = None) -> None:
        self.base_url = base_url
        self.token = token
        self.on_unauthenticated: Callable[[], None] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._decoders: dict[Any, msgspec.json.Decoder[Any]] = {}

    @property
    def where(self) -> str:
        return urlsplit(self.base_url).netloc

    async def call(
        self,
        route: Route[B, A],
        body: B | None = None,
        *,
        query: Query | None = None,
        key: str | None = None,
        **parameters: str,
    ) -> A:
        """The decoded answer; None for a command. Raises ApiError, NetworkError.

        What is sent again under the same `key` is done once.
        """
        return (await self.snapshot(route, body, query=query, key=key, **parameters)).value

    async def snapshot(
        self,
        route: Route[B, A],
        body: B | None = None,
        *,
        query: Query | None = None,
        key: str | None = None,
        **parameters: str,
    ) -> Snapshot[A]:
        """As `call`, with the event up to which the answer is current."""
        data = None if body is None else msgspec.json.encode(body)
        headers = {} if data is None else {"Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        async with self._request(
            route, parameters, query=query, data=data, headers=headers, timeout=_CALL
        ) as response:
            content = await response.read()
            seq = response.headers.get(SEQ_HEADER, "0")
        value = self._decode(route.answer, content)
        return Snapshot(cast(A, value), int(seq) if seq.isdecimal() else 0)

    async def upload(
        self,
        route: Route[Any, A],
        path: Path,
        title: str | None = None,
        *,
        on_progress: Progress | None = None,
        **parameters: str,
    ) -> A:
        """Send one file as a multipart form, read from the disk as it goes.

        Cancel the task to break it off. Raises ApiError, NetworkError, DiskError.
        """
        texts = {} if title is None else {"title": title}
        return await self.send_form(
            route, [("file", path)], texts, on_progress=on_progress, **parameters
        )

    async def send_form(
        self,
        route: Route[Any, A],
        files: Sequence[tuple[str, Path]],
        texts: Mapping[str, str],
        *,
        on_progress: Progress | None = None,
        **parameters: str,
    ) -> A:
        """As `upload`, for several files, each with the name of its part, and texts by theirs."""
        async with Outgoing(files, texts, self.where, on_progress) as outgoing:
            if outgoing.size > route.max_body:
                # The server would say so too, after all of it had been sent.
                raise ApiError(refusal(413, Code.TOO_LARGE, f"{route.max_body} bytes at most"))
            form = outgoing.form()
            async with self._request(route, parameters, data=form, timeout=_TRANSFER) as response:
                answer = await response.read()
        return cast(A, self._decode(route.answer, answer))

    async def download(
        self,
        route: Route[None, bytes],
        target: Path,
        *,
        query: Query | None = None,
        on_progress: Progress | None = None,
        **parameters: str,
    ) -> None:
        """Save a file as `target`, which is replaced only by a whole one.

        Cancel the task to break it off. Raises ApiError, NetworkError, DiskError.
        """
        async with self._request(route, parameters, query=query, timeout=_TRANSFER) as response:
            await save(response, target, on_progress)

    async def download_url(
        self, url: str, target: Path, on_progress: Progress | None = None
    ) -> None:
        """As `download`, for a URL that an answer of this server named."""
        async with self._request_url("GET", self._own(url), timeout=_TRANSFER) as response:
            await save(response, target, on_progress)

    async def fetch(self, url: str, most: int, on_progress: Progress | None = None) -> bytes:
        """Up to `most` bytes behind a URL that an answer of this server named.

        Raises ApiError, NetworkError (TOO_LARGE where there are more).
        """
        async with self._request_url("GET", self._own(url), timeout=_TRANSFER) as response:
            return await take(response, most, self.where, on_progress)

    async def file(self, url: str, most: int) -> tuple[dict[str, str], bytes]:
        """As `fetch`, with the answer's headers."""
        async with self._request_url("GET", self._own(url), timeout=_TRANSFER) as response:
            return dict(response.headers), await take(response, most, self.where, None)

    def _own(self, url: str) -> str:
        """Only a path on this server: the token is not for others."""
        if not url.startswith("/") or url.startswith(("//", "/\\")):
            raise NetworkError(Trouble.BAD_ADDRESS, url)
        return self.base_url + url

    async def stream(
        self, route: Route[B, str], body: B | None = None, **parameters: str
    ) -> AsyncGenerator[tuple[str, str], None]:
        """The (event, data) pairs of a server-sent stream until it ends or is closed."""
        data = None if body is None else msgspec.json.encode(body)
        headers = {"Accept": Kind.EVENTS.value}
        if data is not None:
            headers["Content-Type"] = "application/json"
        async with self._request(
            route, parameters, data=data, headers=headers, timeout=_STREAM
        ) as response:
            async for event in _events(response):
                yield event

    async def stream_form(
        self,
        route: Route[Any, str],
        files: Sequence[tuple[str, Path]],
        texts: Mapping[str, str],
        *,
        on_progress: Progress | None = None,
        **parameters: str,
    ) -> AsyncGenerator[tuple[str, str], None]:
        """As `stream`, where what is sent is a form with files in it; see `send_form`."""
        headers = {"Accept": Kind.EVENTS.value}
        async with (
            Outgoing(files, texts, self.where, on_progress) as outgoing,
            self._request(
                route, parameters, data=outgoing.form(), headers=headers, timeout=_TRANSFER
            ) as response,
        ):
            async for event in _events(response):
                yield event

    @asynccontextmanager
    async def arriving(
        self, route: Route[None, bytes], **parameters: str
    ) -> AsyncIterator[Arriving]:
        """Bytes that are still being made, as they come. Raises ApiError, NetworkError, also
        while they are read."""
        async with self._request(route, parameters, timeout=_STREAM) as response:
            yield Arriving(response.headers, response.content.iter_any())

    async def connect_events(self, since: int | None) -> EventSocket:
        """Open the live events, going on after `since`. Raises ApiError, NetworkError."""
        url = self.base_url + EVENTS.url() + ("" if since is None else f"?since={since}")
        try:
            async with asyncio.timeout(_HANDSHAKE_SECONDS):
                socket = await self._open().ws_connect(
                    url,
                    headers=self._headers(),
                    heartbeat=HEARTBEAT_SECONDS,
                    max_msg_size=16 * 1024 * 1024,
                )
        except aiohttp.WSServerHandshakeError as error:
            if error.status == 401:
                self._signed_out()
                raise ApiError(refusal(401, Code.UNAUTHENTICATED)) from error
            raise NetworkError(Trouble.DROPPED, self.where, str(error.status)) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise self._network_error(error) from error
        return EventSocket(socket, self.where)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=16), trust_env=False
            )
        return self._session

    def _headers(self) -> dict[str, str]:
        return {} if self.token is None else {"Authorization": f"Bearer {self.token}"}

    @asynccontextmanager
    async def _request(
        self,
        route: Route[Any, Any],
        parameters: dict[str, str],
        *,
        query: Query | None = None,
        data: Any = None,
        headers: dict[str, str] | None = None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - handed to aiohttp, not awaited here
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        url = self.base_url + route.url(**parameters)
        async with self._request_url(
            route.method, url, query=query, data=data, headers=headers, timeout=timeout
        ) as response:
            yield response

    @asynccontextmanager
    async def _request_url(
        self,
        method: str,
        url: str,
        *,
        query: Query | None = None,
        data: Any = None,
        headers: dict[str, str] | None = None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - handed to aiohttp, not awaited here
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        try:
            async with self._open().request(
                method,
                url,
                params=_query(query),
                data=data,
                headers=self._headers() | (headers or {}),
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                if not 200 <= response.status < 300:
                    raise self._refusal(response.status, await response.read())
                yield response
        except DiskError:
            raise
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise self._network_error(error) from error

    def _refusal(self, status: int, content: bytes) -> ApiError | NetworkError:
        try:
            problem = msgspec.json.decode(content, type=Problem)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return NetworkError(Trouble.NOT_SPACES, self.where, f"status {status}")
        if problem.code is Code.UNAUTHENTICATED:
            self._signed_out()
        return ApiError(problem)

    def _signed_out(self) -> None:
        if self.token is not None and self.on_unauthenticated is not None:
            self.on_unauthenticated()

    def _decode(self, kind: Any, content: bytes) -> Any:
        if kind is None:
            return None
        decoder = self._decoders.get(kind)
        if decoder is None:
            decoder = self._decoders[kind] = msgspec.json.Decoder(kind)
        try:
            return decoder.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            trouble = Trouble.NOT_SPACES if kind is accounts.ServerInfo else Trouble.OTHER_VERSION
            raise NetworkError(trouble, self.where, str(error)) from error

    def _network_error(self, error: BaseException) -> NetworkError:
        trouble = Trouble.DROPPED
        if isinstance(error, TimeoutError):
            trouble = Trouble.TIMEOUT
        elif isinstance(error, aiohttp.ClientConnectorDNSError):
            trouble = Trouble.UNKNOWN_HOST
        elif isinstance(error, aiohttp.ClientConnectorError):
            refused = isinstance(error.os_error, ConnectionRefusedError)
            trouble = Trouble.REFUSED if refused else Trouble.UNREACHABLE
        elif isinstance(error, aiohttp.ClientResponseError):
            trouble = Trouble.NOT_SPACES
        elif isinstance(error, aiohttp.InvalidURL):
            trouble = Trouble.BAD_ADDRESS
        return NetworkError(trouble, self.where, f"{type(error).__name__}: {error}")


async def _events(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, str]]:
    parser = SseParser()
    async for block in response.content.iter_any():
        for event in parser.feed(block):
            yield event


def _query(query: Query | None) -> dict[str, str]:
    if query is None:
        return {}
    found = msgspec.to_builtins(query)
    return {key: _word(value) for key, value in found.items() if value is not None}


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
