"""A proxy on this machine that all embedded pages go through, and that decides where they get to.

The web engine is told to ask it for everything, loopback too. It looks a name up itself and
connects to the very address that it has checked, so that no second look-up can lead elsewhere;
redirects and WebSockets come through it like everything else. It runs on a thread of its own: a
busy window holds up no page, and a page no window.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from spaces_desktop.playground.page.addresses import (
    BUILT_IN_HOST,
    BUILT_IN_PATHS,
    Allowed,
    is_public,
)

log = logging.getLogger(__name__)

HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 20.0
CONNECT_SECONDS = 15.0
IDLE_SECONDS = 300.0
MOST_CONNECTIONS = 256
_PIECE = 64 * 1024
_HOP_BY_HOP = frozenset(
    {
        *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization"),
        *("proxy-connection", "te", "trailer", "upgrade"),
    }
)


@dataclass(frozen=True, slots=True)
class BuiltInFile:
    """What our own server answers with for a built-in playground."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


Fetch = Callable[[str], Awaitable[BuiltInFile]]
"""Brings a path of our own server; called on the proxy's loop."""


Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The addresses of a host, in the order to be tried."""


async def _look_up(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Refused(Exception):
    """The proxy does not connect there."""


class Proxy:
    """`allowed` and `fetch` may be replaced at any time, as one server follows another."""

    def __init__(self) -> None:
        self.allowed = Allowed()
        self.fetch: Fetch | None = None
        self.port = 0
        self.resolve: Resolve = _look_up
        self.refused: list[str] = []
        """The last few hosts that were not connected to, for diagnostics."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._open: set[asyncio.Task[None]] = set()

    def start(self) -> int:
        """The port; harmless when it runs. Raises OSError."""
        if self._thread is not None:
            return self.port
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        ready = threading.Event()
        self._thread = threading.Thread(
            target=self._serve, args=(listening, ready), name="page-proxy", daemon=True
        )
        self._thread.start()
        ready.wait()
        return self.port

    def stop(self) -> None:
        thread, loop = self._thread, self._loop
        self._thread = self._loop = None
        if thread is not None and loop is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(5)

    def _serve(self, listening: socket.socket, ready: threading.Event) -> None:
        loop = self._loop = asyncio.new_event_loop()
        try:
            server = loop.run_until_complete(
                asyncio.start_server(self._on_client, sock=listening, limit=HEAD_BYTES)
            )
            ready.set()
            loop.run_forever()
            server.close()
            loop.run_until_complete(self._hang_up())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            ready.set()
            loop.close()

    async def _hang_up(self) -> None:
        for task in self._open:
            task.cancel()
        if self._open:
            await asyncio.wait(self._open)

    async def _on_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            if len(self._open) > MOST_CONNECTIONS:
                await _answer(writer, 503, "Too many connections.")
                return
            await self._handle(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            # Either side has gone.
            return
        except asyncio.CancelledError:
            return
        finally:
            self._open.discard(task)
            writer.close()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(HEAD_SECONDS):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        request, *lines = head[:-4].split("\r\n")
        words = request.split(" ")
        if len(words) != 3:
            await _answer(writer, 400, "This is no request.")
            return
        method, target, _version = words
        try:
            if method == "CONNECT":
                await self._tunnel(target, reader, writer)
            else:
                await self._forward(method, target, lines, reader, writer)
        except Refused as error:
            await _answer(writer, 403, str(error))
        except (OSError, TimeoutError) as error:
            await _answer(writer, 502, f"It cannot be reached: {error}")

    async def _tunnel(
        self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        host, port = _host_and_port(f"//{target}", 443)
        there_reader, there_writer = await self._connect(host, port)
        writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        await _both_ways(reader, writer, there_reader, there_writer)

    async def _forward(
        self,
        method: str,
        target: str,
        lines: list[str],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        parts = urlsplit(target)
        if parts.scheme not in ("http", "ws") or not parts.hostname:
            raise Refused("Only http and https are carried.")
        host, port = _host_and_port(target, 80)
        if host == BUILT_IN_HOST:
            await self._built_in(method, parts.path, parts.query, writer)
            return
        there_reader, there_writer = await self._connect(host, port)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        is_upgrade = any(line.lower().startswith("upgrade:") for line in lines)
        kept = [line for line in lines if _passes(line, is_upgrade=is_upgrade)]
        if not is_upgrade:
            # One request a connection: what is checked is what is asked for.
            kept.append("Connection: close")
        sent = f"{method} {path} HTTP/1.1\r\n" + "\r\n".join(kept) + "\r\n\r\n"
        there_writer.write(sent.encode("latin-1"))
        await _both_ways(reader, writer, there_reader, there_writer)

    async def _connect(
        self, host: str, port: int
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """To the first address of it that may be reached; refuses the whole name where any of its
        addresses may not, since a browser would try them all."""
        async with asyncio.timeout(CONNECT_SECONDS):
            addresses = await self.resolve(host, port)
            if not self.allowed.has(host, port) and not all(map(is_public, addresses)):
                self._remember(f"{host}:{port}")
                raise Refused("Pages do not reach this machine or the network around it.")
            failure: OSError | None = None
            for address in addresses:
                try:
                    return await asyncio.open_connection(address, port, limit=HEAD_BYTES)
                except OSError as error:
                    failure = error
        raise failure or OSError("the name has no address")

    async def _built_in(
        self, method: str, path: str, query: str, writer: asyncio.StreamWriter
    ) -> None:
        if method not in ("GET", "HEAD") or not path.startswith(BUILT_IN_PATHS) or ".." in path:
            self._remember(f"{BUILT_IN_HOST}{path}")
            raise Refused("Pages do not reach this server.")
        if self.fetch is None:
            await _answer(writer, 503, "No server is open.")
            return
        try:
            file = await self.fetch(f"{path}?{query}" if query else path)
        except Exception as error:  # noqa: BLE001  # whatever it is, the page is only told so
            log.info("a built-in playground could not be fetched: %s", error)
            await _answer(writer, 502, "The server cannot be reached.")
            return
        headers = {name.lower(): value for name, value in file.headers}
        kept = {
            name: value
            for name, value in headers.items()
            if name in ("content-type", "content-security-policy", "permissions-policy")
            or name in ("referrer-policy", "x-content-type-options", "cache-control")
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in kept.items())
        body = file.body if method == "GET" else b""
        writer.write(
            f"HTTP/1.1 {file.status} .\r\n{head}Content-Length: {len(file.body)}\r\n"
            "Cross-Origin-Resource-Policy: cross-origin\r\nConnection: close\r\n\r\n".encode()
            + body
        )
        await writer.drain()

    def _remember(self, host: str) -> None:
        self.refused = [*self.refused[-19:], host]


def _host_and_port(url: str, default: int) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or default
    except ValueError:
        raise Refused("This is no address.") from None
    if not parts.hostname:
        raise Refused("This is no address.")
    return parts.hostname.lower().rstrip("."), port


def _passes(line: str, *, is_upgrade: bool) -> bool:
    name = line.partition(":")[0].strip().lower()
    if is_upgrade and name in ("connection", "upgrade"):
        return True
    return name not in _HOP_BY_HOP


async def _answer(writer: asyncio.StreamWriter, status: int, text: str) -> None:
    body = text.encode()
    writer.write(
        f"HTTP/1.1 {status} .\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
        + body
    )
    with contextlib.suppress(OSError):
        await writer.drain()


async def _both_ways(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    there_reader: asyncio.StreamReader,
    there_writer: asyncio.StreamWriter,
) -> None:
    """Until either side ends, or is silent for long."""

    async def down() -> None:
        await _copy(there_reader, writer)
        # Ends the way up too: there is nobody to be answered any more.
        writer.close()

    try:
        await asyncio.gather(_copy(reader, there_writer), down())
    finally:
        there_writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, TimeoutError):
        while True:
            async with asyncio.timeout(IDLE_SECONDS):
                piece = await reader.read(_PIECE)
            if not piece:
                break
            writer.write(piece)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
