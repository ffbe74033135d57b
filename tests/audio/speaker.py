"""A loudspeaker that the test hears: a PulseAudio of its own whose sink leads nowhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.kit.waiting import PATIENCE

RATE = 48_000
_SCRIPT = """
.fail
load-module module-native-protocol-unix auth-anonymous=1
load-module module-null-sink sink_name=speaker rate=48000 channels=2
set-default-sink speaker
"""
MISSING = "PulseAudio is not installed: apt-get install pulseaudio pulseaudio-utils libportaudio2 \
libasound2-plugins"


def is_installed() -> bool:
    return all(shutil.which(name) for name in ("pulseaudio", "pactl", "pacat"))


class Speaker:
    """Lives in a folder of the test; nothing of the machine's own sound is touched."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder / "run"
        self._folder.mkdir(mode=0o700)
        self._script = self._folder / "speaker.pa"
        self._script.write_text(_SCRIPT)
        self._running: list[subprocess.Popen[bytes]] = []
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(self._folder))
        monkeypatch.setenv("PULSE_RUNTIME_PATH", str(self._folder / "pulse"))
        monkeypatch.setenv("PULSE_SERVER", f"unix:{self._folder}/pulse/native")

    def start(self) -> None:
        self._run(
            *("pulseaudio", "-n", "-F", str(self._script), "--exit-idle-time=-1"),
            *("--disallow-exit", "--daemonize=no", "--use-pid-file=no", "--log-level=0"),
        )
        end = time.monotonic() + PATIENCE
        while subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode:
            assert time.monotonic() < end, "PulseAudio did not start"
        # A sink that nobody uses falls asleep, and the beginning of what is played is lost.
        self._run("pacat", "--playback", "--raw", f"--rate={RATE}", "/dev/zero")

    def listen(self) -> Path:
        """Everything that is heard from now on, as 16 bit mono samples in a file."""
        heard = self._folder / f"heard{len(self._running)}"
        with heard.open("wb") as file:
            self._run(
                *("pacat", "--record", "--raw", "--device=speaker.monitor", "--format=s16le"),
                *(f"--rate={RATE}", "--channels=1", "--latency-msec=20"),
                stdout=file,
            )
        return heard

    def stop(self) -> None:
        """As if it were unplugged."""
        while self._running:
            process = self._running.pop()
            process.kill()
            process.wait()

    def _run(self, *command: str, **more: object) -> None:
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **more}
        process = subprocess.Popen(command, env=os.environ, **streams)  # type: ignore[call-overload]  # given as a dictionary
        self._running.append(process)
