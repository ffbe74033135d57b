"""Files on their way up and down: streamed from and to the disk, watched, never half-kept."""

from __future__ import annotations

import asyncio
import errno
import io
import os
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import aiohttp

from spaces_desktop.kernel.errors import DiskError, DiskTrouble, NetworkError, Trouble

Progress = Callable[[int, int], None]
"""Told on the loop's thread: bytes that went over, and of how many (0 where nobody knows)."""
STALL_SECONDS = 60.0
"""A transfer that does not move for so long is given up."""

_BLOCK = 256 * 1024


def disk_error(error: OSError, path: Path) -> DiskError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        trouble = DiskTrouble.FULL
    elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
        trouble = DiskTrouble.NOT_ALLOWED
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        trouble = DiskTrouble.GONE
    else:
        trouble = DiskTrouble.OTHER
    return DiskError(trouble, path.name, str(error))


class _Watched(io.BufferedReader):
    """A file that tells how far it has been read; it is read on a thread."""

    def __init__(self, path: Path, moved: Callable[[int], None]) -> None:
        super().__init__(io.FileIO(path))
        self._moved = moved
        self.trouble: OSError | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        try:
            block = super().read(size)
        except OSError as error:
            self.trouble = error
            raise
        self._moved(self.tell())
        return block


class Outgoing:
    """Files as a multipart form. Use it as an async context around the request that sends it."""

    def __init__(
        self,
        files: Sequence[tuple[str, Path]],
        texts: Mapping[str, str],
        where: str,
        on_progress: Progress | None,
    ) -> None:
        """`files` are the parts' names and where they lie; `texts` are the other parts."""
        self._paths = tuple(files)
        self._texts = dict(texts)
        self._where = where
        self._on_progress = on_progress
        self._loop = asyncio.get_running_loop()
        self._patience = asyncio.timeout(STALL_SECONDS)
        self._files: list[_Watched] = []
        self._size = 0
        self._read: list[int] = []
        """How far each of them was read."""

    @property
    def size(self) -> int:
        return self._size

    def form(self) -> aiohttp.FormData:
        assert self._files, "inside the context only"
        form = aiohttp.FormData(quote_fields=False)
        for name, text in self._texts.items():
            form.add_field(name, text)
        for (name, path), file in zip(self._paths, self._files, strict=True):
            form.add_field(name, file, filename=_sendable(path.name))
        return form

    async def __aenter__(self) -> Self:
        for at, (_name, path) in enumerate(self._paths):
            try:
                file = await asyncio.to_thread(_Watched, path, partial(self._moved, at))
                self._files.append(file)
                self._size += os.fstat(file.fileno()).st_size
            except OSError as error:
                self._close()
                raise disk_error(error, path) from error
        self._read = [0] * len(self._files)
        await self._patience.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        troubles = [
            (file.trouble, path)
            for file, (_name, path) in zip(self._files, self._paths, strict=True)
            if file.trouble is not None
        ]
        self._close()
        if troubles and isinstance(error, NetworkError):
            await self._patience.__aexit__(None, None, None)
            raise disk_error(*troubles[0]) from error
        try:
            await self._patience.__aexit__(kind, error, trace)
        except TimeoutError as stalled:
            raise NetworkError(Trouble.TIMEOUT, self._where) from stalled

    def _close(self) -> None:
        files, self._files = self._files, []
        for file in files:
            file.close()

    def _moved(self, at: int, to: int) -> None:
        with suppress(RuntimeError):  # the loop was closed meanwhile
            self._loop.call_soon_threadsafe(self._tell, at, to)

    def _tell(self, at: int, to: int) -> None:
        if not self._files or not self._read or to <= self._read[at]:
            return
        self._read[at] = to
        self._patience.reschedule(self._loop.time() + STALL_SECONDS)
        if self._on_progress is not None:
            self._on_progress(min(sum(self._read), self._size), self._size)


def _sendable(name: str) -> str:
    """A name that a header can carry; the server cleans it for itself."""
    text = name.encode("utf-8", "replace").decode()
    shown = "".join("_" if unicodedata.category(char) == "Cc" else char for char in text)
    return shown or "file"


async def save(
    response: aiohttp.ClientResponse, target: Path, on_progress: Progress | None
) -> None:
    """Write an answer's body to `target`, which is replaced once all of it is there.

    Raises DiskError, and what aiohttp raises; nothing is left of a file that is not whole.
    """
    total = response.content_length or 0
    try:
        draft, file = await asyncio.to_thread(_make_draft, target)
    except OSError as error:
        raise disk_error(error, target) from error
    try:
        with file:
            done = 0
            async for block in _blocks(response):
                await _on_disk(file.write, block, target=target)
                done += len(block)
                if on_progress is not None:
                    on_progress(done, total)
            await _on_disk(_finish, file, draft, target, target=target)
    except BaseException:
        # Not on a thread: a cancelled task cannot wait for one.
        draft.unlink(missing_ok=True)
        raise


async def take(
    response: aiohttp.ClientResponse, most: int, where: str, on_progress: Progress | None
) -> bytes:
    """An answer's body of up to `most` bytes; what is larger is not taken in at all."""
    total = response.content_length or 0
    found = bytearray()
    if total <= most:
        async for block in _blocks(response):
            found += block
            if len(found) > most:
                break
            if on_progress is not None:
                on_progress(len(found), total)
    if max(total, len(found)) > most:
        response.close()
        raise NetworkError(Trouble.TOO_LARGE, where, f"more than {most} bytes")
    return bytes(found)


async def _blocks(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    while True:
        async with asyncio.timeout(STALL_SECONDS):
            block = await response.content.read(_BLOCK)
        if not block:
            return
        yield block


async def _on_disk(act: Callable[..., object], *given: object, target: Path) -> None:
    try:
        await asyncio.to_thread(act, *given)
    except OSError as error:
        raise disk_error(error, target) from error


def _make_draft(target: Path) -> tuple[Path, BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    return Path(name), os.fdopen(handle, "wb")


def _finish(file: BinaryIO, draft: Path, target: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    # Closed first: Windows renames no open file.
    file.close()
    draft.replace(target)
