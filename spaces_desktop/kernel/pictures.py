"""Pictures of one server: fetched once, decoded on a thread, kept within a bound, shown when here.

`pixmap(key)` never waits: it answers with what is here, or starts to fetch and tells `ready`
later. Keys are the URLs that the server's answers name. What failed is tried again when the link
is back, or when somebody asks for it after a while.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from spaces_desktop.kernel.errors import ApiError, DesktopError
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

MOST_KEPT = 64 * 1024 * 1024
"""Bytes of decoded pictures."""
MOST_FETCHED = 26 * 1024 * 1024
MOST_SIDE = 4096
"""Larger pictures are decoded smaller, in pixels."""
TRY_AGAIN_SECONDS = 30.0

_AT_ONCE = 4
_FORMATS = frozenset({b"png", b"jpeg", b"gif", b"webp"})


class Fetch(Protocol):
    """As `HttpClient.fetch`."""

    async def __call__(self, url: str, most: int, /) -> bytes: ...


class PictureCache(QObject):
    """`ready` carries the key of a picture that can be shown now, `failed` of one that cannot."""

    ready = Signal(str)
    failed = Signal(str)

    def __init__(
        self, fetch: Fetch, tasks: Tasks, most: int = MOST_KEPT, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._tasks = tasks
        self._most = most
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._size = 0
        self._fetching: set[str] = set()
        self._failed: dict[str, float] = {}
        """When it failed, on the monotonic clock; never again where that is infinite."""
        self._room = asyncio.Semaphore(_AT_ONCE)

    def pixmap(self, key: str) -> QPixmap | None:
        """None while it is not here; asking for it fetches it."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        self._ask(key)
        return None

    def is_failed(self, key: str) -> bool:
        """Whether it could not be had when it was last tried."""
        return key in self._failed

    def link_is_back(self) -> None:
        """What could not be fetched is worth another try when it is asked for next."""
        again = [key for key, at in self._failed.items() if at != float("inf")]
        for key in again:
            del self._failed[key]
            self._ask(key)

    def forget(self, key: str) -> None:
        found = self._kept.pop(key, None)
        if found is not None:
            self._size -= _bytes_of(found)
        self._failed.pop(key, None)

    @property
    def kept_bytes(self) -> int:
        return self._size

    def _ask(self, key: str) -> None:
        if not key or key in self._fetching:
            return
        failed_at = self._failed.get(key)
        if failed_at is not None:
            if time.monotonic() - failed_at < TRY_AGAIN_SECONDS:
                return
            del self._failed[key]
        self._fetching.add(key)
        if self._tasks.spawn(self._bring(key), name="picture") is None:
            self._fetching.discard(key)

    async def _bring(self, key: str) -> None:
        try:
            async with self._room:
                data = await self._fetch(key, MOST_FETCHED)
                image = await asyncio.to_thread(decode, data)
        except DesktopError as error:
            log.info("a picture could not be fetched: %s", error)
            # A refusal stays one; a broken link does not.
            for_good = isinstance(error, ApiError) and error.problem.status in (403, 404)
            self._fail(key, for_good=for_good)
            return
        finally:
            self._fetching.discard(key)
        if image is None:
            self._fail(key, for_good=True)
            return
        self._keep(key, QPixmap.fromImage(image))
        self.ready.emit(key)

    def _fail(self, key: str, *, for_good: bool) -> None:
        self._failed[key] = float("inf") if for_good else time.monotonic()
        self.failed.emit(key)

    def _keep(self, key: str, pixmap: QPixmap) -> None:
        self.forget(key)
        self._kept[key] = pixmap
        self._size += _bytes_of(pixmap)
        # The newest stays, however large it is, or it would be fetched again and again.
        while self._size > self._most and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._size -= _bytes_of(oldest)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * max(1, pixmap.depth() // 8)


def decode(data: bytes) -> QImage | None:
    """A raster picture, upright, at most MOST_SIDE pixels on a side; None where it is none.

    Only the formats that the server names as pictures are tried, so that no other reader of Qt's
    ever sees what strangers sent. Runs on any thread.
    """
    content = QByteArray(data)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    name = bytes(QImageReader.imageFormat(buffer).data())
    if name not in _FORMATS:
        return None
    buffer.seek(0)
    reader = QImageReader(buffer, QByteArray(name))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > MOST_SIDE:
        within = QSize(MOST_SIDE, MOST_SIDE)
        reader.setScaledSize(size.scaled(within, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
