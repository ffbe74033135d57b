"""One window for a data folder: a second start speaks to the first and ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO


class InstanceLock:
    """Held by the first for as long as it lives; the system lets it go when the process ends,
    however it ends. Where the folder cannot be written everybody is the first."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "instance.lock"
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Whether this process is the first."""
        try:
            self._file = self._path.open("ab")
        except OSError:
            return True
        if _lock(self._file):
            return True
        self.release()
        return False

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
