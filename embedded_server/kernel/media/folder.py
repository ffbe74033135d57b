"""The folder of files: under our own names only, written whole or not at all."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Invalid, Refusal, StorageError, StorageFull
from embedded_server.kernel.ids import looks_like_id, new_id

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_WRITE_AT = 512 * 1024
_THUMBNAIL = ".thumbnail"


def storage_error(error: OSError) -> StorageError:
    """What the disk said, as the rest of the server knows it."""
    if error.errno in _NO_ROOM:
        return StorageFull("the disk is full")
    return StorageError(f"a file could not be written: {error.strerror}")


class Incoming:
    """A file on its way in, under a temporary name; whoever opened it closes it."""

    def __init__(self, path: Path, file: BinaryIO, most: int) -> None:
        self.path = path
        self._file = file
        self._most = most
        self._hash = sha256()
        self._held = bytearray()
        self.size = 0

    async def write(self, block: bytes | bytearray) -> None:
        """Raises StorageFull, and `too_large` for what is beyond the bound."""
        self.size += len(block)
        if self.size > self._most:
            raise Refusal(
                Code.TOO_LARGE,
                f"A file may have {self._most} bytes ({self._most // 1024**2} MB) at most.",
            )
        self._held += block
        if len(self._held) >= _WRITE_AT:
            await self._flush()

    async def _flush(self) -> None:
        held, self._held = self._held, bytearray()
        await asyncio.to_thread(self._write, held)

    def _write(self, held: bytearray) -> None:
        try:
            self._hash.update(held)
            self._file.write(held)
        except OSError as error:
            raise storage_error(error) from error

    async def finish(self) -> str:
        """Write what is held down to the disk; answers with the SHA-256 in hexadecimal."""
        if self.size == 0:
            raise Invalid("file", "This file is empty.")
        await self._flush()
        await asyncio.to_thread(self._sync)
        return self._hash.hexdigest()

    def _sync(self) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise storage_error(error) from error

    async def read(self, look: Callable[[BinaryIO], str]) -> str:
        return await asyncio.to_thread(look, self._file)

    def close(self) -> None:
        """Forget it, unless it was kept under its lasting name meanwhile."""
        # What is still held finds no room on a full disk, and is not wanted any more.
        with suppress(OSError):
            self._file.close()
        self.path.unlink(missing_ok=True)


class MediaFolder:
    """Files by id, in folders of their own so that none grows too large to be listed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.incoming = root / "incoming"
        """Of files that are not whole yet; what a crash leaves there is cleared up."""

    def path(self, media_id: str) -> Path:
        assert looks_like_id(media_id), "a file is never named by somebody else"
        # The last digits of a UUIDv7 are random, the first are the time.
        return self._root / media_id[-2:] / media_id

    def thumbnail_path(self, media_id: str) -> Path:
        path = self.path(media_id)
        return path.with_name(path.name + _THUMBNAIL)

    async def receive(self, most: int) -> Incoming:
        """A place for a new file of up to `most` bytes. Raises StorageError."""

        def make() -> Incoming:
            try:
                self.incoming.mkdir(parents=True, exist_ok=True)
                path = self.incoming / new_id()
                return Incoming(path, path.open("x+b"), most)
            except OSError as error:
                raise storage_error(error) from error

        return await asyncio.to_thread(make)

    async def keep(self, incoming: Incoming, media_id: str, thumbnail: bytes | None) -> None:
        """Give a finished file its lasting name. Raises StorageError, with nothing left."""

        def move() -> None:
            path = self.path(media_id)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                if thumbnail is not None:
                    small = self.thumbnail_path(media_id)
                    with small.open("xb") as file:
                        file.write(thumbnail)
                        file.flush()
                        os.fsync(file.fileno())
                incoming.path.replace(path)
                _sync_folder(path.parent)
            except OSError as error:
                self._remove(media_id)
                raise storage_error(error) from error

        await asyncio.to_thread(move)

    async def remove(self, media_ids: Iterable[str]) -> None:
        await asyncio.to_thread(self._remove_all, list(media_ids))

    def _remove_all(self, media_ids: list[str]) -> None:
        for media_id in media_ids:
            self._remove(media_id)

    def _remove(self, media_id: str) -> None:
        self.path(media_id).unlink(missing_ok=True)
        self.thumbnail_path(media_id).unlink(missing_ok=True)

    async def clear_up(
        self, before: str, known: Callable[[list[str]], Awaitable[set[str]]]
    ) -> None:
        """Take away what a crash left half-received or without a row.

        Only files whose id is less than `before`, one made at the start: later ones are at work.
        `known` answers which of some ids have rows.
        """
        for folder in await asyncio.to_thread(self._folders):
            ids = await asyncio.to_thread(_ids, folder)
            left = {media_id for media_id in ids if media_id < before}
            if folder != self.incoming and left:
                left -= await known(sorted(left))
            await asyncio.to_thread(_unlink_all, folder, left)

    def _folders(self) -> list[Path]:
        if not self._root.is_dir():
            return []
        return [folder for folder in self._root.iterdir() if folder.is_dir()]


def _ids(folder: Path) -> set[str]:
    """Those of our files in a folder; what somebody else put there stays."""
    names = {entry.name.removesuffix(_THUMBNAIL) for entry in folder.iterdir() if entry.is_file()}
    return {name for name in names if looks_like_id(name)}


def _unlink_all(folder: Path, media_ids: Iterable[str]) -> None:
    for media_id in media_ids:
        (folder / media_id).unlink(missing_ok=True)
        (folder / f"{media_id}{_THUMBNAIL}").unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """So that the new name survives a power cut; Windows cannot open folders, and need not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
