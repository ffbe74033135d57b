"""What was recorded and is not on the server yet: on this disk, so that nothing of it is lost.

Each take is a FLAC file with a few facts beside it. The facts are written last, and a take without
them is not one: what a crash left half-written is not listed.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from spaces_desktop.audio.samples import RATE, flac_bytes

log = logging.getLogger(__name__)

Kind = Literal["sample", "statement"]


@dataclass(frozen=True, slots=True)
class Take:
    """`id` is also the key under which it is sent. A take that is not kept waits to be judged."""

    id: str
    path: Path
    kind: Kind
    seconds: float
    speech_seconds: float
    words: str
    """What was read, "" for free speech."""
    is_kept: bool


class _Facts(msgspec.Struct, frozen=True, kw_only=True):
    kind: Kind
    seconds: float
    speech_seconds: float
    words: str
    is_kept: bool


_DECODER = msgspec.json.Decoder(_Facts)


class Takes:
    """One community's. Every call waits for the disk, so none is the window's; raises OSError."""

    def __init__(self, folder: Path | None) -> None:
        """Without a folder nothing outlives this object."""
        self._folder = folder
        self._passing: tempfile.TemporaryDirectory[str] | None = None

    @property
    def place(self) -> Path:
        """What the disk's troubles are told of."""
        return self._folder or Path("voice")

    def all(self) -> list[Take]:
        """The oldest first."""
        folder = self._folder
        if folder is None or not folder.exists():
            return []
        found = []
        for path in sorted(folder.glob("*.json")):
            sound = path.with_suffix(".flac")
            try:
                facts = _DECODER.decode(path.read_bytes())
            except (OSError, msgspec.DecodeError) as error:
                log.warning("%s is no take: %s", path.name, error)
                continue
            if sound.exists():
                found.append(_take(path.stem, sound, facts))
        return found

    def save(self, samples: Any, kind: Kind, speech_seconds: float, words: str) -> Take:
        """`samples`: mono, from -1 to 1, 48 kHz. It is not kept yet."""
        # Ids in the order of time, so that a list of files is one of takes.
        take_id = _new_id()
        path = self._home() / f"{take_id}.flac"
        path.write_bytes(flac_bytes(samples, RATE))
        facts = _Facts(
            kind=kind,
            seconds=len(samples) / RATE,
            speech_seconds=speech_seconds,
            words=words,
            is_kept=False,
        )
        self._write(take_id, facts)
        return _take(take_id, path, facts)

    def keep(self, take: Take) -> Take:
        facts = _Facts(
            kind=take.kind,
            seconds=take.seconds,
            speech_seconds=take.speech_seconds,
            words=take.words,
            is_kept=True,
        )
        self._write(take.id, facts)
        return _take(take.id, take.path, facts)

    def discard(self, *takes: Take) -> None:
        for take in takes:
            take.path.with_suffix(".json").unlink(missing_ok=True)
            take.path.unlink(missing_ok=True)

    def clear(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._passing is not None:
            self._passing.cleanup()
            self._passing = None
            self._folder = None

    def _home(self) -> Path:
        if self._folder is None:
            self._passing = tempfile.TemporaryDirectory(prefix="voice-")
            self._folder = Path(self._passing.name)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._folder

    def _write(self, take_id: str, facts: _Facts) -> None:
        home = self._home()
        draft = home / f"{take_id}.part"
        draft.write_bytes(msgspec.json.encode(facts))
        draft.replace(home / f"{take_id}.json")


def _take(take_id: str, path: Path, facts: _Facts) -> Take:
    return Take(
        take_id,
        path,
        facts.kind,
        facts.seconds,
        facts.speech_seconds,
        facts.words,
        facts.is_kept,
    )


def _new_id() -> str:
    return f"{time.time_ns() // 1_000_000:013}-{uuid.uuid4().hex[:12]}"
