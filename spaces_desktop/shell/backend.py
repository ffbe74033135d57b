"""The own server as a child process: started, watched, restarted at the same address, stopped."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

import embedded_server
from spaces_desktop.accounts.model import Started
from spaces_desktop.kernel.errors import ServerError
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

READY_WITHIN = 60.0
STOP_WITHIN = 10.0
MOST_RESTARTS = 6
FIRST_WAIT = 0.5
LOG_TAIL = 4000


class ServerState(Enum):
    STOPPED = auto()
    STARTING = auto()
    RUNNING = auto()
    RESTARTING = auto()
    FAILED = auto()


def server_command() -> list[str]:
    """How to start the server: a frozen app carries it in its own binary."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--server"]
    return [sys.executable, "-m", "embedded_server"]


class Backend(QObject):
    state_changed = Signal(object)
    state = Observed(ServerState.STOPPED)

    def __init__(
        self,
        folder: Path,
        log_file: Path,
        tasks: Tasks,
        command: Sequence[str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._log_file = log_file
        self._tasks = tasks
        self._command = list(command) if command is not None else server_command()
        self._process: Process | None = None
        self._started: Started | None = None
        self._port = 0
        self._stopping = False
        self._starting = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    async def start(self) -> Started:
        """Start it, or give the one that runs. Raises ServerError with the log's last lines."""
        async with self._starting:
            running = self._process is not None and self._process.returncode is None
            if running and self._started is not None:
                return self._started
            self._stopping = False
            self.state = ServerState.STARTING
            try:
                started = await self._launch()
            except ServerError:
                self.state = ServerState.FAILED
                raise
            self.state = ServerState.RUNNING
            return started

    def restart(self) -> None:
        """After it was given up: try once more."""
        if self.state is ServerState.FAILED:
            self._tasks.spawn(self._restart(), name="server restart", key="server restart")

    async def _restart(self) -> None:
        try:
            await self.start()
        except ServerError as error:
            log.warning("restart failed: %s", error.details)

    async def stop(self) -> None:
        """Ask it to stop, wait, and only then force it."""
        self._stopping = True
        self._tasks.cancel("server watch")
        process = self._process
        if process is None:
            return
        await _end(process)
        self._process = self._started = None
        self.state = ServerState.STOPPED

    async def _launch(self) -> Started:
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        log_start = self._log_file.stat().st_size if self._log_file.exists() else 0
        arguments = ["--data-dir", str(self._folder), "--host", "127.0.0.1"]
        arguments += ["--port", str(self._port), "--announce", "json", "--stop-with-stdin"]
        try:
            with self._log_file.open("ab") as errors:
                process = await asyncio.create_subprocess_exec(
                    *self._command,
                    *arguments,
                    stdin=PIPE,  # held open: it closes with us, however we end
                    stdout=PIPE,
                    stderr=errors,
                    env=_environment(),
                )
        except OSError as error:
            text = self.tr("Your space could not be started: the program was not found.")
            raise ServerError(text, str(error)) from error
        try:
            announced = await self._announcement(process)
        except (TimeoutError, ValueError, KeyError, TypeError) as error:
            await _end(process)
            raise ServerError(self._failure_text(), self._tail(log_start)) from error
        except BaseException:
            await _end(process)
            raise
        self._process = process
        self._started = announced
        self._port = urlsplit(announced.url).port or 0
        self._tasks.spawn(self._watch(process), name="server watch", key="server watch")
        return announced

    async def _announcement(self, process: Process) -> Started:
        if process.stdout is None:
            raise ValueError("the server has no standard output")
        async with asyncio.timeout(READY_WITHIN):
            line = await process.stdout.readline()
        said: dict[str, Any] = json.loads(line)
        if said["event"] != "ready":
            raise ValueError(f"the server said {said['event']} first")
        return Started(str(said["url"]), said["setupCode"])

    async def _watch(self, process: Process) -> None:
        """Keep its output flowing, and bring it back when it dies."""
        if process.stdout is not None:
            while await process.stdout.read(65536):
                pass
        code = await process.wait()
        if self._stopping:
            return
        log.warning("the own server ended with code %s", code)
        self.state = ServerState.RESTARTING
        for attempt in range(MOST_RESTARTS):
            await asyncio.sleep(FIRST_WAIT * 2**attempt)
            try:
                await self._launch()
            except ServerError as error:
                log.warning("restart %s failed: %s", attempt + 1, error.details)
            else:
                self.state = ServerState.RUNNING
                return
        self.state = ServerState.FAILED

    def _failure_text(self) -> str:
        return self.tr("Your space could not be started. The details say why.")

    def _tail(self, start: int) -> str:
        try:
            with self._log_file.open("rb") as written:
                written.seek(max(start, self._log_file.stat().st_size - LOG_TAIL))
                return written.read().decode("utf-8", "replace").strip()
        except OSError as error:
            return str(error)


async def _end(process: Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    if process.returncode is None and os.name == "posix":
        process.terminate()
    try:
        async with asyncio.timeout(STOP_WITHIN):
            await process.wait()
    except TimeoutError:
        log.warning("the own server did not stop in time and is ended")
        process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    """The child finds the same packages, however this program was started."""
    package = Path(embedded_server.__file__ or "").resolve().parents[1]
    known = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(part for part in (str(package), known) if part)
    return os.environ | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
