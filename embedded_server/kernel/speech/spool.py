"""Sound that grows: its end in memory, the rest in a file; read from anywhere at any time."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import suppress
from io import FileIO
from pathlib import Path

from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media.folder import storage_error

IN_MEMORY = 1024 * 1024
"""Bytes: some twenty seconds of speech."""


class Spool:
    """One writes, many read. Raises StorageError where the disk is full."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / new_id()
        """Named so that what a crash leaves behind is cleared up with other half-received files."""
        self._file: FileIO | None = None
        self._on_disk = 0
        self._tail = bytearray()
        self._size = 0
        self._is_closed = False
        self._writing = threading.Lock()
        """So that nothing is written to the disk once it is closed."""

    @property
    def size(self) -> int:
        return self._size

    async def append(self, data: bytes) -> None:
        if self._is_closed:
            return
        self._tail += data
        self._size += len(data)
        if len(self._tail) >= 2 * IN_MEMORY:
            await self._to_disk(len(self._tail) - IN_MEMORY)

    async def _to_disk(self, size: int) -> None:
        part = bytes(self._tail[:size])
        await asyncio.to_thread(self._write, part)
        if self._is_closed:
            return
        # Nobody waits between these, so that a reader finds each byte in one of the two places.
        del self._tail[:size]
        self._on_disk += size

    def _write(self, part: bytes) -> None:
        with self._writing:
            if self._is_closed:
                return
            try:
                if self._file is None:
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    self._file = self._path.open("x+b", buffering=0)
                self._file.seek(self._on_disk)
                self._file.write(part)
            except OSError as error:
                raise storage_error(error) from error

    async def read(self, at: int, most: int) -> bytes:
        """Up to `most` bytes from there on, fewer at the end of what there is, none once it is
        closed."""
        if at >= self._on_disk:
            return bytes(self._tail[at - self._on_disk :][:most])
        return await asyncio.to_thread(self._read, at, min(most, self._on_disk - at))

    def _read(self, at: int, most: int) -> bytes:
        with self._writing:
            if self._file is None:
                return b""
            # `pread` knows no shared position; where a system has none, a second handle stands in.
            if hasattr(os, "pread"):
                return os.pread(self._file.fileno(), most, at)
            with self._path.open("rb") as file:
                file.seek(at)
                return file.read(most)

    def shorten(self, size: int) -> None:
        """Only the first `size` bytes count from now on; what lies behind is not read again."""
        self._size = min(self._size, size)
        del self._tail[max(0, self._size - self._on_disk) :]

    def close(self) -> None:
        """Nothing of it is left, in memory or on the disk."""
        with self._writing:
            self._is_closed = True
            self._tail.clear()
            self._size = self._on_disk = 0
            if self._file is not None:
                with suppress(OSError):
                    self._file.close()
                self._path.unlink(missing_ok=True)
                self._file = None
