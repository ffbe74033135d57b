"""Start-up and shutdown of the real program: what is imported when, and a clean end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

HEAVY = ("aiohttp", "asyncio", "embedded_server", "keyring", "msgspec", "qasync", "qtawesome")
FIRST_PAINT = f"""
import os, sys
import spaces_desktop.shell.application as application
paint = application._paint
def stop(app, window):
    paint(app, window)
    print(window.is_painted, [name for name in {HEAVY!r} if name in sys.modules])
    sys.stdout.flush()
    os._exit(0)
application._paint = stop
application.run(["spaces"])
"""


def environment(home: Path) -> dict[str, str]:
    return os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "SPACES_HOME": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONWARNINGS": "error",
    }


def test_the_window_is_painted_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "True []", done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_the_program_ends_with_code_0_and_says_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "spaces_desktop"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        log = tmp_path / "desktop" / "desktop.log"
        _wait_for_log(process, log)
        process.send_signal(signal.SIGTERM)
        out, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    said = [line for line in (out + errors).splitlines() if "This plugin does not" not in line]
    assert said == []


def _wait_for_log(process: subprocess.Popen[str], log: Path) -> None:
    """The log opens when the rooms are built; from then on the program listens to signals."""
    for _ in range(2000):
        if log.exists() and "ready" in log.read_text("utf-8"):
            return
        try:
            process.wait(0.01)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError("the program did not get ready")


ORPHAN = """
import asyncio, os, sys
from pathlib import Path
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.shell.backend import Backend
async def start():
    tasks = Tasks(asyncio.get_running_loop())
    folder = Path(sys.argv[1])
    backend = Backend(folder / "server", folder / "log", tasks)
    await backend.start()
    print(backend.pid, flush=True)
    os._exit(9)
asyncio.run(start())
"""


def test_the_server_does_not_outlive_a_crashed_desktop(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ORPHAN, str(tmp_path)],
        env=environment(tmp_path) | {"PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 9, done.stderr
    try:
        psutil.Process(int(done.stdout)).wait(timeout=15)
    except psutil.NoSuchProcess:
        return
