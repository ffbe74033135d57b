"""Recordings that are kept on the disk while they grow; what a crash left is found again."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from spaces_desktop.audio.recording import MOST_SECONDS, Recording
from spaces_desktop.audio.samples import RATE, from_pcm16

log = logging.getLogger(__name__)

ENDING = ".recording"
_MOST_HEAD = 4096
_growing: set[Path] = set()
"""What this program writes just now: not left over by anybody."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """`about` is what the room wrote there when it began, to know it again."""

    path: Path
    about: str
    started_at: float
    """In seconds since 1970."""
    seconds: float


class Recordings:
    """Of one owner (an account), in a folder of the app's home; without one nothing is kept.

    Each is a file: a line of JSON, then its samples as 16 bit. Writing is done by a thread.
    """

    def __init__(self, folder: Path | None, owner: str) -> None:
        self._folder = folder
        self._owner = owner
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="recordings")

    def begin(self, about: str, most_seconds: float = MOST_SECONDS) -> Recording:
        if self._folder is None:
            return Recording(most_seconds)
        path = self._folder / f"{uuid.uuid4().hex}{ENDING}"
        said = {"owner": self._owner, "about": about, "started": time.time(), "rate": RATE}
        journal = _File(path, self._thread)
        journal.append(json.dumps(said).encode() + b"\n")
        return Recording(most_seconds, journal)

    def left_over(self, about: str = "") -> list[LeftOver]:
        """What was neither kept nor dropped, the latest first; of what begins with `about`."""
        if self._folder is None:
            return []
        found = [_look(path, self._owner) for path in self._folder.glob(f"*{ENDING}")]
        mine = [one for one in found if one is not None and one.about.startswith(about)]
        return sorted(mine, key=lambda one: one.started_at, reverse=True)

    async def restore(self, left: LeftOver, most_seconds: float = MOST_SECONDS) -> Recording:
        """The recording again; what is appended goes into the same file. Raises OSError."""
        data = await asyncio.to_thread(left.path.read_bytes)
        samples = from_pcm16(data[data.index(b"\n") + 1 :])
        made = Recording(most_seconds)
        made.append(samples)
        made.resume(_File(left.path, self._thread))
        return made

    def drop(self, left: LeftOver) -> None:
        self._thread.submit(_remove, left.path)

    def close(self) -> None:
        """What was given is written; recordings that are not ended are left over."""
        self._thread.shutdown(wait=True)


class _File:
    """One recording on the disk. A full disk ends the keeping, not the recording."""

    def __init__(self, path: Path, thread: ThreadPoolExecutor) -> None:
        self._path = path
        self._thread = thread
        self._fails = False
        _growing.add(path)

    def append(self, pcm: bytes) -> None:
        if not self._fails:
            with suppress(RuntimeError):  # the app ends
                self._thread.submit(self._append, pcm)

    def end(self, *, is_kept: bool) -> None:
        _growing.discard(self._path)
        if not is_kept:
            with suppress(RuntimeError):
                self._thread.submit(_remove, self._path)

    def _append(self, pcm: bytes) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._path.open("ab", buffering=0) as file:
                file.write(pcm)
        except OSError as error:
            self._fails = True
            log.warning("a recording is not kept on the disk: %s", error)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("a recording could not be removed: %s", error)


def _look(path: Path, owner: str) -> LeftOver | None:
    """None for what is not theirs, grows still, or holds nothing."""
    if path in _growing:
        return None
    try:
        with path.open("rb") as file:
            head = file.readline(_MOST_HEAD)
            size = path.stat().st_size - len(head)
        said = json.loads(head)
        if said["owner"] != owner or said["rate"] != RATE or size < 2:
            return None
        return LeftOver(path, str(said["about"]), float(said["started"]), size / 2 / RATE)
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.info("%s is no recording of ours: %s", path.name, error)
        return None
