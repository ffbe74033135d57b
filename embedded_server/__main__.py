"""`python -m embedded_server`: the server without a window, as a person or the desktop starts it.

The first line on standard output, once the server answers, says where it is: a sentence, or with
`--announce json` one JSON object. On SIGTERM, SIGINT, or (with `--stop-with-stdin`) when standard
input closes, it finishes what runs and exits with 0. Exit code 2: a setting or the data folder is
wrong, said on standard error in one line.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from embedded_server.settings import Settings, SettingsError, load

if TYPE_CHECKING:
    from aiohttp import web

    from embedded_server.kernel.server import Server


log = logging.getLogger(__name__)


class Ready(msgspec.Struct, rename="camel", tag_field="event", tag="ready"):
    """What `--announce json` prints."""

    url: str
    server_id: str
    setup_code: str | None
    pid: int


def main() -> int:
    if getattr(sys, "frozen", False):
        # In a frozen app a worker process starts as this program and is turned round here.
        import multiprocessing

        multiprocessing.freeze_support()
    try:
        settings = load(sys.argv[1:], os.environ)
    except SettingsError as error:
        return _complain(str(error))
    logging.basicConfig(
        level=settings.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    # Whoever sends bytes that are no HTTP would fill the log with tracebacks of the parser.
    logging.getLogger("aiohttp.server").addFilter(_is_of_interest)
    # The writer comes back from the disk and has to get the interpreter from the loop; at the
    # usual 5 ms, waiting for it would be longer than the disk took.
    sys.setswitchinterval(0.0002)
    if hasattr(os, "umask"):
        # What the server writes is for its owner's eyes alone, the database above all.
        os.umask(0o077)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(serve(settings))


def _is_of_interest(record: logging.LogRecord) -> bool:
    from aiohttp.http_exceptions import HttpProcessingError

    return record.exc_info is None or not isinstance(record.exc_info[1], HttpProcessingError)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """libuv's loop where there is one; it has none for Windows."""
    try:
        import uvloop
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


def _complain(text: str) -> int:
    sys.stderr.write(f"spaces-server: {text}\n")
    return 2


async def serve(settings: Settings) -> int:
    from aiohttp import web

    from embedded_server.app import MAX_LINE_BYTES, create_app
    from embedded_server.kernel.errors import StorageError
    from embedded_server.kernel.http import SERVER
    from embedded_server.kernel.migrations import MigrationError

    stop = asyncio.Event()
    # Before anything is announced or even begun: a start may be broken off as well.
    _stop_on_signals(stop)
    app = create_app(settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2, max_line_size=MAX_LINE_BYTES)
    try:
        await runner.setup()
    except (MigrationError, StorageError) as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"the data folder cannot be used: {error.strerror}: {settings.data_dir}")
    try:
        try:
            await _listen(runner, settings)
        except OSError as error:
            return _complain(
                f"{settings.host}:{settings.port} cannot be listened on: {error.strerror}"
            )
        # What was loaded stays for good: later collections need not look at it again, and with
        # a wider young generation they come once in dozens of requests and not in each.
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        _announce(settings, _address(runner), app[SERVER])
        if settings.stop_with_stdin:
            _stop_with_stdin(stop)
        async with await _beacon(settings, runner.addresses[0][1], app[SERVER]):
            await stop.wait()
    finally:
        await runner.cleanup()
    return 0


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    """On the port that was asked for; where any will do, on that of last time if it is free.

    Whoever joined, and every invite that was given out, knows the old one. Raises OSError.
    """
    from aiohttp import web

    remembered = settings.data_dir / "port"
    if settings.port == 0:
        last = _read_port(remembered)
        if last is not None:
            try:
                await web.TCPSite(runner, settings.host, last).start()
            except OSError as error:
                log.warning("port %s of last time cannot be had: %s", last, error.strerror)
            else:
                return
    await web.TCPSite(runner, settings.host, settings.port).start()
    try:
        remembered.write_text(f"{runner.addresses[0][1]}\n", "ascii")
    except OSError as error:
        log.warning("the port could not be noted for the next time: %s", error.strerror)


def _read_port(file: Path) -> int | None:
    try:
        text = file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return int(text) if text.isdecimal() and 1024 <= int(text) <= 65535 else None


def _address(runner: object) -> str:
    from aiohttp import web

    assert isinstance(runner, web.AppRunner)
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _beacon(
    settings: Settings, port: int, server: Server
) -> AbstractAsyncContextManager[object]:
    """Found by who looks on this network, unless only this machine can reach the server."""
    from embedded_server.accounts import service as accounts
    from embedded_server.kernel.beacon import Beacon, may_be_found

    if settings.hidden or not may_be_found(settings.host):
        return nullcontext()
    name = await server.database.read(accounts.server_name)
    return Beacon(settings.host, port, server.server_id, name or settings.server_name)


def _announce(settings: Settings, url: str, server: Server) -> None:
    ready = Ready(
        url=url, server_id=server.server_id, setup_code=server.setup_code, pid=os.getpid()
    )
    if settings.announce == "json":
        line = msgspec.json.encode(ready).decode()
    elif ready.setup_code is None:
        line = f"Serving at {url}."
    else:
        line = f"Serving at {url}. The code for the first set-up is {ready.setup_code}."
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:
            # Windows' loop has no signal handlers of its own.
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))


def _stop_with_stdin(stop: asyncio.Event) -> None:
    """A thread that waits for the end of input: pipes cannot be waited on alike everywhere."""
    loop = asyncio.get_running_loop()

    def wait() -> None:
        while sys.stdin.buffer.read(1024):
            pass
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=wait, name="stdin", daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
