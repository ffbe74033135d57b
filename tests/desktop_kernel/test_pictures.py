"""Pictures that rows ask for: fetched once, decoded, bounded, tried again when the link is back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor

from embedded_server.contracts.errors import Code
from spaces_desktop.kernel import pictures
from spaces_desktop.kernel.errors import ApiError, NetworkError, Trouble, refusal
from spaces_desktop.kernel.pictures import PictureCache, decode
from spaces_desktop.kernel.tasks import Tasks
from tests.kit.desktop import application, run
from tests.kit.files import picture
from tests.kit.waiting import until


class Shelf:
    """What is fetched, by URL; an exception in place of bytes is raised."""

    def __init__(self) -> None:
        self.held: dict[str, bytes | Exception] = {}
        self.asked: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def fetch(self, url: str, most: int, /) -> bytes:
        self.asked.append(url)
        await self.gate.wait()
        found = self.held[url]
        if isinstance(found, Exception):
            raise found
        return found


class Scene:
    def __init__(self, most: int = pictures.MOST_KEPT) -> None:
        application()
        self.shelf = Shelf()
        self.tasks = Tasks(asyncio.get_running_loop())
        self.cache = PictureCache(self.shelf.fetch, self.tasks, most)
        self.ready: list[str] = []
        self.failed: list[str] = []
        self.cache.ready.connect(self.ready.append)
        self.cache.failed.connect(self.failed.append)

    async def show(self, key: str) -> None:
        """Ask, and wait until it is here."""
        before = len(self.ready)
        assert self.cache.pixmap(key) is None
        await until(lambda: len(self.ready) > before)


def test_a_picture_is_fetched_once_and_shown_when_it_is_here() -> None:
    async def act() -> None:
        scene = Scene()
        scene.shelf.held["/a"] = picture("PNG", (30, 20))
        scene.shelf.gate.clear()
        for _ in range(5):
            assert scene.cache.pixmap("/a") is None
        scene.shelf.gate.set()
        await until(lambda: scene.ready == ["/a"])
        found = scene.cache.pixmap("/a")
        assert found is not None
        assert (found.width(), found.height()) == (30, 20)
        assert found.toImage().pixelColor(2, 2) == QColor("red")
        assert scene.shelf.asked == ["/a"]
        assert scene.cache.pixmap("") is None
        assert scene.shelf.asked == ["/a"], "no key, no picture"
        await scene.tasks.close()

    run(act())


def test_the_least_used_go_first_when_there_are_too_many() -> None:
    async def act() -> None:
        one = 100 * 100 * 4
        scene = Scene(most=3 * one)
        for key in ("/a", "/b", "/c", "/d", "/large"):
            size = (300, 300) if key == "/large" else (100, 100)
            scene.shelf.held[key] = picture("PNG", size, "RGBA")
        for key in ("/a", "/b", "/c"):
            await scene.show(key)
        assert scene.cache.kept_bytes == 3 * one
        assert scene.cache.pixmap("/a") is not None, "used again just now"
        await scene.show("/d")
        assert scene.cache.kept_bytes == 3 * one
        assert scene.cache.pixmap("/a") is not None
        assert scene.cache.pixmap("/b") is None, "and fetched again"
        await until(lambda: scene.ready.count("/b") == 2)
        await scene.show("/large")
        assert scene.cache.pixmap("/large") is not None, "the one on the screen stays"
        assert scene.cache.pixmap("/d") is None
        await scene.tasks.close()

    run(act())


def test_what_failed_is_tried_again_when_the_link_is_back() -> None:
    async def act() -> None:
        scene = Scene()
        scene.shelf.held["/a"] = NetworkError(Trouble.DROPPED, "there")
        scene.shelf.held["/gone"] = ApiError(refusal(404, Code.NOT_FOUND))
        for key in ("/a", "/gone"):
            scene.cache.pixmap(key)
        await until(lambda: len(scene.failed) == 2)
        assert scene.cache.is_failed("/a")
        assert scene.cache.pixmap("/a") is None
        assert len(scene.shelf.asked) == 2, "painting again does not hammer the server"
        scene.shelf.held["/a"] = picture("PNG", (5, 5))
        scene.cache.link_is_back()
        await until(lambda: scene.ready == ["/a"])
        assert not scene.cache.is_failed("/a")
        assert scene.shelf.asked.count("/gone") == 1
        await scene.tasks.close()

    run(act())


def test_what_failed_is_tried_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act() -> None:
        scene = Scene()
        scene.shelf.held["/a"] = NetworkError(Trouble.TIMEOUT, "there")
        scene.cache.pixmap("/a")
        await until(lambda: scene.failed == ["/a"])
        monkeypatch.setattr(pictures, "TRY_AGAIN_SECONDS", 0.0)
        scene.shelf.held["/a"] = picture("PNG", (5, 5))
        await scene.show("/a")
        await scene.tasks.close()

    run(act())


def test_only_pictures_are_pictures() -> None:
    async def act() -> None:
        scene = Scene()
        scene.shelf.held["/a"] = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
        scene.cache.pixmap("/a")
        await until(lambda: scene.failed == ["/a"])
        await scene.tasks.close()

    run(act())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_servers_kinds_are_decoded(kind: str) -> None:
    image = decode(picture(kind, (40, 30)))
    assert image is not None
    assert (image.width(), image.height()) == (40, 30)


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"nothing of the kind",
        lambda: picture("PNG")[:40],
        lambda: picture("BMP"),
        lambda: b"%PDF-1.7\n",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_nothing_else_is(make: Callable[[], bytes]) -> None:
    assert decode(make()) is None


def test_huge_pictures_are_decoded_smaller_and_upright() -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    image = decode(picture("JPEG", (6000, 3000), exif=exif))
    assert image is not None
    assert (image.width(), image.height()) == (2048, 4096)
