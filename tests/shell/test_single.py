"""One window for a folder: real second processes, and what a crash leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from spaces_desktop.shell.knock import MOST_BYTES, Door, knock, socket_name
from spaces_desktop.shell.single import InstanceLock
from tests.kit.desktop import application, run, until

SECOND = """
import sys
from spaces_desktop.shell.application import run
sys.exit(run(["spaces", *sys.argv[1:]]))
"""
HOLDS = """
import sys, time
from pathlib import Path
from spaces_desktop.shell.single import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


def second(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, *arguments],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "SPACES_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_lock_is_taken_once_and_given_back(tmp_path: Path) -> None:
    first, other = InstanceLock(tmp_path), InstanceLock(tmp_path)
    assert first.take()
    assert not other.take()
    first.release()
    assert other.take()
    other.release()


def test_a_folder_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    assert InstanceLock(tmp_path / "missing").take()


def test_a_crash_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        if process.stdout is None:
            raise AssertionError("no output")
        assert process.stdout.readline() == "True\n"
        assert not InstanceLock(tmp_path).take()
        process.kill()
        process.wait(10)
    lock = InstanceLock(tmp_path)
    assert lock.take()
    lock.release()


@pytest.mark.parametrize("link", ["", "spaces://127.0.0.1:8080/invite/ABCD2345"])
def test_a_second_start_hands_its_link_on_and_ends_well(tmp_path: Path, link: str) -> None:
    application()
    folder = tmp_path / "desktop"
    folder.mkdir()
    lock = InstanceLock(folder)
    assert lock.take()
    door = Door(folder)
    heard: list[str] = []
    door.knocked.connect(heard.append)
    process = second(tmp_path, *([link] if link else []))

    async def ended() -> None:
        await until(lambda: process.poll() is not None, "the second start has ended")

    run(ended(), within=30)
    out, errors = process.communicate(timeout=10)
    assert (process.returncode, heard) == (0, [link]), out + errors
    door.close()
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a socket's file")
def test_a_stale_socket_is_cleared_away(tmp_path: Path) -> None:
    application()
    first = Door(tmp_path)
    path = first._server.fullServerName()
    first.close()
    Path(path).touch()
    again = Door(tmp_path)
    assert again._server.isListening()
    again.close()


def test_one_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    application()
    assert not knock(tmp_path, "", within_ms=250)


def test_too_much_is_not_listened_to(tmp_path: Path) -> None:
    application()
    door = Door(tmp_path)
    heard: list[str] = []
    door.knocked.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(socket_name(tmp_path))
    assert socket.waitForConnected(1000)
    socket.write(b"x" * (MOST_BYTES * 3))

    async def dropped() -> None:
        await until(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)

    run(dropped())
    assert heard == []
    door.close()
