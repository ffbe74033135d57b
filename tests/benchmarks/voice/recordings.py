"""Recordings of real people for the benchmark, and what judges voices; fetched into a cache.

Five people, each about ten minutes: the prompts of a telephone exchange that Debian packages in
wideband (asterisk-core-sounds-*-g722: Allison in English, others in Spanish, French, Italian and
Russian, recorded in studios, four of them women). They are read by PyAV, and voices are judged by
Resemblyzer's weights. Nothing of it is part of the product.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

RATE = 16_000
SAMPLE_SECONDS, HELD_OUT_SECONDS = 40, 20
_PACKAGES = tuple(
    f"asterisk-core-sounds-{language}-g722" for language in ("en", "es", "fr", "it", "ru")
)
_FILES = 60
_READ = """
import sys, av, numpy
for path in sys.argv[2:]:
    with av.open(path, format="g722") as file:
        parts = [frame.to_ndarray().reshape(-1) for frame in file.decode(audio=0)]
    numpy.save(f"{sys.argv[1]}/{path.rpartition('/')[2]}.npy", numpy.concatenate(parts))
"""


class NotThere(Exception):
    """The recordings or the judge cannot be had here; the message says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """`sample` is what a voice is made from; `held_out` is none of it."""

    name: str
    sample: NDArray[np.float32]
    held_out: NDArray[np.float32]


def cache() -> Path:
    folder = user_cache_path("spaces-desktop-benchmark")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def weights() -> Path:
    """Raises NotThere."""
    return _package("Resemblyzer==0.1.4") / "resemblyzer" / "pretrained.pt"


def people() -> list[Person]:
    """Raises NotThere."""
    folder = cache() / "asterisk"
    if not folder.is_dir():
        _fetch_debian(folder)
    return [
        _person(place) for place in sorted((folder / "usr/share/asterisk/sounds").glob("*_*_*"))
    ]


def _person(place: Path) -> Person:
    found = sorted(place.glob("*.g722"), key=lambda one: one.stat().st_size, reverse=True)[:_FILES]
    read = cache() / "read" / place.name
    if not read.is_dir():
        read.mkdir(parents=True)
        av = _package("av")
        _run(
            [
                sys.executable,
                "-c",
                f"import sys; sys.path.insert(0, {str(av)!r})" + _READ,
                str(read),
                *(str(one) for one in found),
            ]
        )
    sounds = [np.load(read / f"{one.name}.npy").astype(np.float32) / 32768 for one in found]
    # Whole prompts in turn: no sentence is in both.
    sample, held_out = np.concatenate(sounds[0::2]), np.concatenate(sounds[1::2])
    return Person(place.name, sample[: SAMPLE_SECONDS * RATE], held_out[: HELD_OUT_SECONDS * RATE])


def _package(name: str) -> Path:
    folder = cache() / name.partition("=")[0]
    if not folder.is_dir():
        uv = shutil.which("uv") or shutil.which(str(Path(".venv-tools/bin/uv").absolute()))
        if uv is None:
            raise NotThere("uv is not here, with which they are fetched")
        python = ["--python", sys.executable]
        _run([uv, "pip", "install", "-q", "--no-deps", *python, "--target", str(folder), name])
    return folder


def _fetch_debian(folder: Path) -> None:
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise NotThere("the recordings are packages of Debian, and this is another system")
    fetched = cache() / "debs"
    fetched.mkdir(exist_ok=True)
    _run(["apt-get", "download", "-qq", *_PACKAGES], fetched)
    for one in sorted(fetched.glob("*.deb")):
        _run(["dpkg-deb", "-x", str(one), str(folder)])


def _run(command: list[str], folder: Path | None = None) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=folder)
    except (OSError, subprocess.SubprocessError):
        raise NotThere(f"{Path(command[0]).name} could not fetch or read them") from None
