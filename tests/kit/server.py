"""Servers for tests: one in this process, or the real program as its own process."""

from __future__ import annotations

import asyncio
import functools
import itertools
import os
import signal
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
import msgspec
from aiohttp import web

from embedded_server.app import MAX_LINE_BYTES, create_app
from embedded_server.contracts import accounts
from embedded_server.kernel.http import SERVER
from embedded_server.kernel.migrations import migrate
from embedded_server.kernel.server import Server
from embedded_server.settings import Settings
from tests.kit.people import Person

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


@functools.cache
def new_database() -> bytes:
    """One with every table and nothing in it: making it is most of a server's first start."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spaces.db"
        migrate(path)
        return path.read_bytes()


def fast_settings(data_dir: Path, **more: Any) -> Settings:
    """Cheap password hashing and a clock that tests may move."""
    values: dict[str, Any] = {
        "password_cost": "test",
        "test_clock": True,
        "stop_grace_seconds": 0.2,
    }
    return Settings(data_dir=data_dir, **(values | more))


class Host:
    """A running server as its clients see it."""

    url: str
    setup_code: str | None
    admin: Person

    def __init__(self) -> None:
        self._http: aiohttp.ClientSession | None = None

    @property
    def http(self) -> aiohttp.ClientSession:
        if self._http is None:
            # A connection a request: none is kept that a stopped server could reset.
            self._http = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, force_close=False)
            )
        return self._http

    async def close_http(self) -> None:
        if self._http is not None:
            await self._http.close()
            self._http = None

    def stranger(self) -> Person:
        """Somebody who is not signed in."""
        return Person(self.url, self.http, None, {})

    async def set_up(self, username: str = "admin") -> Person:
        body = {
            "setupCode": self.setup_code,
            "username": username,
            "password": PASSWORD,
            "displayName": username.title(),
        }
        answer = await self.stranger().post(accounts.SETUP.url(), body)
        assert answer.status == 201, answer.json
        self.admin = self._person(answer.json)
        return self.admin

    async def person(self, username: str | None = None) -> Person:
        """Somebody new."""
        name = username or f"person{next(_numbers)}"
        body = {"username": name, "password": PASSWORD, "displayName": name.title()}
        answer = await self.stranger().post(accounts.REGISTER.url(), body)
        assert answer.status == 201, answer.json
        return self._person(answer.json)

    async def sign_in(self, username: str) -> Person:
        answer = await self.stranger().post(
            accounts.LOGIN.url(), {"username": username, "password": PASSWORD}
        )
        assert answer.status == 200, answer.json
        return self._person(answer.json)

    def back(self, person: Person) -> Person:
        """The same sign-in, after the server was started again."""
        return Person(self.url, self.http, person.token, person.user)

    def _person(self, signed_in: dict[str, Any]) -> Person:
        return Person(self.url, self.http, signed_in["token"], signed_in["user"])


class LocalHost(Host):
    """The server in this process, listening on a real port; `server` shows its insides."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.port = 0
        """Set before a start that has to be at the same address as the last one."""
        self.runner: web.AppRunner | None = None

    @property
    def server(self) -> Server:
        assert self.runner is not None
        return self.runner.app[SERVER]

    async def start(self) -> None:
        database = self.settings.data_dir / "spaces.db"
        if not database.exists():
            database.parent.mkdir(parents=True, exist_ok=True)
            database.write_bytes(new_database())
        runner = web.AppRunner(
            create_app(self.settings),
            access_log=None,
            shutdown_timeout=2,
            max_line_size=MAX_LINE_BYTES,
        )
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        self.runner = runner
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self.setup_code = self.server.setup_code

    async def stop(self) -> None:
        await self.close_http()
        if self.runner is not None:
            await self.runner.cleanup()
            self.runner = None

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()


class ServerProcess(Host):
    """`python -m embedded_server` as its own process."""

    def __init__(self, data_dir: Path, *flags: str, program: str = "embedded_server") -> None:
        super().__init__()
        self.data_dir = data_dir
        self._flags = flags
        self._program = program
        self.process: asyncio.subprocess.Process | None = None
        self.ready: dict[str, Any] = {}

    async def start(self, **environment: str) -> Self:
        """Waits for the line that says it is ready; raises AssertionError with its words if not."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self._program,
            "--data-dir",
            str(self.data_dir),
            "--announce",
            "json",
            *self._flags,
            env={**os.environ, "SPACES_PASSWORD_COST": "test", **environment},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        line = await self.process.stdout.readline()
        if not line:
            raise AssertionError((await self.process.stderr.read()).decode())
        self.ready = msgspec.json.decode(line)
        self.url = self.ready["url"]
        self.setup_code = self.ready["setupCode"]
        return self

    async def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        self.process.kill()
        await self._wait()

    async def stop(self) -> int:
        """As a person would, answering with the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        await self._wait()
        assert self.process.returncode is not None
        return self.process.returncode

    async def wait(self) -> int:
        """Until it ends by itself, answering with the exit code."""
        assert self.process is not None
        await self._wait()
        assert self.process.returncode is not None
        return self.process.returncode

    async def _wait(self) -> None:
        assert self.process is not None
        await self.process.communicate()
        await self.close_http()

    async def end(self) -> None:
        if self.process is not None and self.process.returncode is None:
            await self.kill()
        await self.close_http()
