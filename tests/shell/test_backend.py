"""The own server as a child process: scripted ones for every mishap, the real one for the truth."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest

from spaces_desktop.kernel.errors import ServerError
from spaces_desktop.shell import backend as module
from spaces_desktop.shell.backend import Backend, ServerState
from tests.kit.desktop import run, tasks, until

READY = """
import json, sys
port = sys.argv[sys.argv.index("--port") + 1]
port = "4711" if port == "0" else port
print(json.dumps({"event": "ready", "url": "http://127.0.0.1:" + port,
    "serverId": "s", "setupCode": "CODE", "pid": 1}), flush=True)
"""
WAITS = READY + "sys.stdin.read()\n"
DIES = READY
FAILS = "import sys; print('the disk is full', file=sys.stderr); sys.exit(3)"
TALKS = "print('hello there', flush=True)\nimport sys; sys.stdin.read()\n"
STUBBORN = READY + "import signal, time\nsignal.signal(15, signal.SIG_IGN)\nsignal.pause()\n"


class Bench:
    def __init__(self, folder: Path, script: str) -> None:
        self.tasks = tasks()
        self.log = folder / "desktop" / "server.log"
        self.states: list[ServerState] = []
        command = [sys.executable, "-c", script]
        self.backend = Backend(folder / "server", self.log, self.tasks, command)
        self.backend.state_changed.connect(self.states.append)

    async def end(self) -> None:
        await self.backend.stop()
        await self.tasks.close()


def test_it_starts_once_and_stops(tmp_path: Path) -> None:
    bench = Bench(tmp_path, WAITS)

    async def act() -> int:
        first = await bench.backend.start()
        assert first == await bench.backend.start()
        assert (first.url, first.setup_code) == ("http://127.0.0.1:4711", "CODE")
        pid = bench.backend.pid
        assert pid is not None
        await bench.end()
        return pid

    assert not psutil.pid_exists(run(act()))
    assert bench.states == [ServerState.STARTING, ServerState.RUNNING, ServerState.STOPPED]


@pytest.mark.parametrize(("script", "details"), [(FAILS, "the disk is full"), (TALKS, "")])
def test_one_that_does_not_get_ready_says_why(tmp_path: Path, script: str, details: str) -> None:
    bench = Bench(tmp_path, script)

    async def act() -> ServerError:
        with pytest.raises(ServerError) as caught:
            await bench.backend.start()
        await bench.end()
        return caught.value

    assert run(act()).details == details
    assert ServerState.FAILED in bench.states


def test_a_program_that_is_missing_says_so(tmp_path: Path) -> None:
    backend = Backend(tmp_path, tmp_path / "log", tasks(), [str(tmp_path / "nothing")])

    async def act() -> None:
        with pytest.raises(ServerError, match="not found"):
            await backend.start()

    run(act())


def test_one_that_dies_comes_back_at_the_same_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.01)
    bench = Bench(tmp_path, WAITS)

    async def act() -> None:
        await bench.backend.start()
        pid = bench.backend.pid
        assert pid is not None
        psutil.Process(pid).kill()
        await until(lambda: bench.backend.pid != pid, "another one runs")
        await until(lambda: bench.backend.state is ServerState.RUNNING)
        assert (await bench.backend.start()).url == "http://127.0.0.1:4711"
        await bench.end()

    run(act())
    assert ServerState.RESTARTING in bench.states


def test_one_that_cannot_come_back_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.001)
    once = tmp_path / "started"
    script = (
        f"import pathlib, sys\nonce = pathlib.Path({str(once)!r})\n"
        "if once.exists(): sys.exit(1)\nonce.touch()\n" + DIES
    )
    bench = Bench(tmp_path, script)

    async def act() -> None:
        await bench.backend.start()
        await until(lambda: bench.backend.state is ServerState.FAILED)
        await bench.end()

    run(act())


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_one_that_does_not_listen_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STOP_WITHIN", 0.3)
    bench = Bench(tmp_path, STUBBORN)

    async def act() -> int:
        await bench.backend.start()
        pid = bench.backend.pid
        assert pid is not None
        await bench.end()
        return pid

    assert not psutil.pid_exists(run(act()))


def test_the_real_server_is_started_and_stopped_cleanly(tmp_path: Path) -> None:
    spawner = tasks()
    backend = Backend(tmp_path / "server", tmp_path / "server.log", spawner)

    async def act() -> str | None:
        started = await backend.start()
        pid = backend.pid
        assert pid is not None
        await backend.stop()
        await spawner.close()
        assert not psutil.pid_exists(pid)
        return started.setup_code

    assert run(act())
