"""espeak-ng as a program of its own: it is started and read from, never linked or imported."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from embedded_server.voice.engines.base import EngineError

if TYPE_CHECKING:
    from embedded_server.voice.engines.base import Samples

RATE = 22_050
_HEADER_BYTES = 44
_CHUNK_BYTES = 2 * RATE // 5
"""A fifth of a second."""
_NAMES = ("espeak-ng", "espeak-ng.exe", "bin/espeak-ng")
MISSING = (
    "The program espeak-ng is not installed. Install it (on Debian: apt install espeak-ng), or"
    " start the server with --espeak and where it lies."
)
_FAILED = "The program espeak-ng failed: {reason}"


def find_espeak(setting: str) -> str | None:
    """The path of the program: what the setting names, else beside a bundled app, else on PATH."""
    if setting:
        return _program_in(Path(setting).expanduser())
    if getattr(sys, "frozen", False):
        bundled = _program_in(Path(sys.executable).parent / "espeak-ng")
        if bundled is not None:
            return bundled
    return shutil.which("espeak-ng")


def _program_in(place: Path) -> str | None:
    if place.is_file():
        return str(place)
    return next((str(place / name) for name in _NAMES if (place / name).is_file()), None)


def say(
    program: str, voice: str, text: str, *, pitch: int = 50, speed: int = 165
) -> Iterator[Samples]:
    """The text by that voice of espeak-ng, as floats at RATE, in pieces as they are made.

    `pitch` from 0 to 99, `speed` in words a minute. Raises EngineError. Closing it ends the
    program.
    """
    import numpy as np

    command = [program, "-v", voice, "-s", str(speed), "-p", str(pitch), "-b", "1"]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        process = subprocess.Popen(
            # By standard input: a text is never an argument, whatever it begins with.
            [*command, "--stdin", "--stdout"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=hidden,
        )
    except OSError as error:
        raise EngineError(_FAILED.format(reason=error.strerror or "it cannot be run")) from None
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    has_spoken = False
    try:
        try:
            process.stdin.write(text.encode() + b"\n")
            process.stdin.close()
        except OSError:
            # It ended before it read; why it did stands in what it wrote.
            pass
        header = process.stdout.read(_HEADER_BYTES)
        rest = b""
        while len(header) == _HEADER_BYTES and (chunk := process.stdout.read(_CHUNK_BYTES)):
            chunk = rest + chunk
            whole = len(chunk) - len(chunk) % 2
            rest = chunk[whole:]
            has_spoken = True
            yield np.frombuffer(chunk[:whole], dtype="<i2").astype(np.float32) / 32768.0
        reason = process.stderr.read(300).decode(errors="replace").strip().splitlines()
        if process.wait() != 0 or (reason and not has_spoken):
            raise EngineError(_FAILED.format(reason=reason[0] if reason else "it said nothing"))
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()
