"""Microphones and a loudspeaker that tests speak into and hear: a PulseAudio of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.kit.waiting import PATIENCE, until

RATE = 48_000
MISSING = (
    "PulseAudio is not installed: apt-get install pulseaudio pulseaudio-utils libportaudio2"
    " libasound2-plugins"
)
PROGRAMS = ("pulseaudio", "pactl", "pacat")
MICROPHONE, LOUDSPEAKER = "Desk microphone", "Desk loudspeaker"
"""As people see them."""

_SCRIPT = f"""
.fail
load-module module-native-protocol-unix auth-anonymous=1
load-module module-null-sink sink_name=speaker rate={RATE} channels=2 \
sink_properties=device.description="Desk\\ loudspeaker"
load-module module-null-sink sink_name=micfeed rate={RATE} channels=1
set-default-sink speaker
"""
_MIC = (
    "module-remap-source",
    "master=micfeed.monitor",
    "source_name=mic",
    'source_properties=device.description="Desk\\ microphone"',
)

Samples = npt.NDArray[np.float32]


class VirtualAudio:
    """Lives in a folder of its own; nothing of the machine's own sound is touched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        self._mic = ""
        self._count = 0
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "PULSE_SERVER": f"unix:{folder}/pulse/native",
        }

    def start(self) -> None:
        script = self._folder / "devices.pa"
        script.write_text(_SCRIPT)
        self._run(
            *("pulseaudio", "-n", "-F", str(script), "--exit-idle-time=-1", "--disallow-exit"),
            *("--daemonize=no", "--use-pid-file=no", "--log-level=0"),
        )
        self._wait(lambda: self._pactl("info") != "")
        # What nobody uses falls asleep, and the beginning of what is played there is lost.
        for sink in ("speaker", "micfeed"):
            self._run(
                *("pacat", "--playback", "--raw", f"--device={sink}", f"--rate={RATE}"),
                *("--channels=1", "--latency-msec=20", "/dev/zero"),
            )
        self.plug_in()

    def stop(self) -> None:
        while self._running:
            process = self._running.pop()
            process.kill()
            process.wait()

    def plug_in(self) -> None:
        """The microphone; nothing where it is plugged in."""
        if not self._mic:
            self._mic = self._pactl("load-module", *_MIC).strip()
            assert self._mic, "the microphone could not be made"
            self._pactl("set-default-source", "mic")
            # Whatever listened to the old default has moved along with it.
            self._keep_awake("mic")
            self._keep_awake("speaker.monitor")
            self._wait(lambda: self._pactl("list", "short", "sources").count("RUNNING") >= 3)

    def unplug(self) -> None:
        if self._mic:
            self._pactl("unload-module", self._mic)
            self._mic = ""

    def mute(self, is_muted: bool) -> None:
        self._pactl("set-source-mute", "mic", str(int(is_muted)))

    def speak(self, samples: Samples, rate: int = RATE) -> None:
        """Into the microphone, from now on; mono, from -1 to 1."""
        said = self._file()
        said.write_bytes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
        self._run(
            *("pacat", "--playback", "--raw", "--device=micfeed", "--format=s16le"),
            *(f"--rate={rate}", "--channels=1", "--latency-msec=200", str(said)),
        )

    @contextmanager
    def room(self, seconds: float = 120.0) -> Iterator[None]:
        """Around the microphone: as quiet as rooms are, and never without any sound at all."""
        before = len(self._running)
        noise = np.random.default_rng(3).standard_normal(round(seconds * RATE))
        self.speak(np.asarray(0.002 * noise, dtype=np.float32))
        process = self._running.pop(before)
        try:
            yield
        finally:
            process.kill()
            process.wait()

    async def listen(self) -> Heard:
        """To the loudspeaker, from now on."""
        heard = self._file()
        with heard.open("wb") as file:
            self._run(
                *("pacat", "--record", "--raw", "--device=speaker.monitor", "--format=s16le"),
                *(f"--rate={RATE}", "--channels=1", "--latency-msec=20"),
                stdout=file,
            )
        await until(lambda: heard.stat().st_size > 0)
        return Heard(heard)

    def _keep_awake(self, source: str) -> None:
        self._run("pacat", "--record", "--raw", f"--device={source}", "--latency-msec=20")

    def _file(self) -> Path:
        self._count += 1
        return self._folder / f"samples{self._count}"

    def _pactl(self, *words: str) -> str:
        done = subprocess.run(
            ("pactl", *words),
            env=os.environ | self.environment,
            capture_output=True,
            check=False,
            text=True,
        )
        return done.stdout

    def _run(self, *command: str, **more: object) -> None:
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **more}
        process = subprocess.Popen(command, env=os.environ | self.environment, **streams)  # type: ignore[call-overload]  # given as a dictionary
        self._running.append(process)

    @staticmethod
    def _wait(holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "PulseAudio is not as it should be"


class Heard:
    """What came out of the loudspeaker."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def samples(self) -> Samples:
        data = self._file.read_bytes()
        whole = np.frombuffer(data, "<i2", count=len(data) // 2)
        return np.asarray(whole / 32_767, dtype=np.float32)

    async def more(self, seconds: float) -> None:
        """Until so much more was heard, silence or not."""
        before = self._file.stat().st_size
        await until(lambda: self._file.stat().st_size >= before + 2 * seconds * RATE)


def words(seconds: float = 1.0, seed: int = 1) -> Samples:
    """A signal that is like nothing else, as loud as speech: it can be found again exactly."""
    rng = np.random.default_rng(seed)
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(rng.standard_normal(count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(hertz < 150) | (hertz > 7000)] = 0
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(0.5 * noise / np.abs(noise).max(), dtype=np.float32)


def find(signal: Samples, within: Samples) -> tuple[int, float]:
    """Where the signal begins, in samples, and how alike what is there is: 1 is the same."""
    assert len(within) >= len(signal), f"only {len(within)} samples are there"
    size = 1 << (len(within) + len(signal)).bit_length()
    product = np.fft.rfft(within, size) * np.conj(np.fft.rfft(signal, size))
    matches = np.fft.irfft(product, size)[: len(within) - len(signal) + 1]
    at = int(np.argmax(matches))
    there = within[at : at + len(signal)]
    norm = float(np.linalg.norm(there) * np.linalg.norm(signal))
    return at, float(there @ signal) / norm if norm else 0.0


def found_share(signal: Samples, within: Samples) -> float:
    """How much of the signal is there, in pieces of 100 ms: on a crowded machine a loudspeaker may
    run dry for a moment, and what comes after it is late."""
    size = RATE // 10
    pieces = [signal[at : at + size] for at in range(0, len(signal) - size + 1, size)]
    return sum(find(piece, within)[1] >= 0.99 for piece in pieces) / len(pieces)


@pytest.fixture(scope="session")
def virtual_machine() -> Iterator[VirtualAudio]:
    """One for all tests of a worker; its folder's name is short, for sockets' are bounded."""
    if not all(shutil.which(name) for name in PROGRAMS):
        pytest.skip(MISSING)
    with tempfile.TemporaryDirectory(prefix="sound-") as folder:
        made = VirtualAudio(Path(folder))
        try:
            made.start()
            yield made
        finally:
            made.stop()


@pytest.fixture
def virtual_audio(
    virtual_machine: VirtualAudio, monkeypatch: pytest.MonkeyPatch
) -> Iterator[VirtualAudio]:
    """The devices that this test's programs and this program itself see: `MICROPHONE`, plugged in
    and not muted, and `LOUDSPEAKER`."""
    for name, value in virtual_machine.environment.items():
        monkeypatch.setenv(name, value)
    yield virtual_machine
    virtual_machine.plug_in()
    virtual_machine.mute(False)
