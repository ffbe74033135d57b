"""Files that go up and come down through the typed client, against a small real server."""

from __future__ import annotations

import asyncio
import errno
import io
from pathlib import Path
from typing import Any

import pytest
from aiohttp import BodyPartReader, web

from embedded_server.contracts import media, moderation
from embedded_server.contracts.errors import Code
from embedded_server.contracts.moderation import ExportQuery
from spaces_desktop.kernel import transfers
from spaces_desktop.kernel.errors import (
    ApiError,
    DiskError,
    DiskTrouble,
    NetworkError,
    Trouble,
    advise,
)
from tests.desktop_kernel.test_http import Handler, answering, problem
from tests.kit.desktop import run

ATTACHMENT = {
    "id": "m",
    "name": "x",
    "mimeType": "text/plain",
    "sizeBytes": 1,
    "url": "/api/media/m",
}


def taking(got: list[Any]) -> Handler:
    async def take(request: web.Request) -> web.Response:
        part = await (await request.multipart()).next()
        assert isinstance(part, BodyPartReader)
        got.append((part.filename, request.content_length, len(await part.read())))
        return web.json_response(ATTACHMENT, status=201)

    return take


def test_an_upload_is_streamed_with_its_real_name_and_watched(tmp_path: Path) -> None:
    path = tmp_path / 'Grüße "und" 汉字;.txt'
    path.write_bytes(b"x" * 900_000)
    got: list[Any] = []
    seen: list[tuple[int, int]] = []

    async def act() -> str:
        async with answering(taking(got)) as client:
            made = await client.upload(
                media.UPLOAD,
                path,
                on_progress=lambda done, total: seen.append((done, total)),
                communityId="c",
            )
            return made.id

    assert run(act()) == "m"
    name, length, size = got[0]
    assert (name, size) == (path.name, 900_000)
    assert length is not None, "announced, so that the server can refuse it at once"
    assert seen[-1] == (900_000, 900_000)
    assert len(seen) >= 3
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_names_that_no_header_carries_are_sent_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines\x7f.txt"
    path.write_bytes(b"x")
    got: list[Any] = []

    async def act() -> None:
        async with answering(taking(got)) as client:
            await client.upload(media.UPLOAD, path, communityId="c")

    run(act())
    assert got[0][0] == "two_lines_.txt"


def test_an_upload_can_be_broken_off(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    path.write_bytes(b"x" * 20_000_000)
    broken_off = asyncio.Event()

    async def slow(request: web.Request) -> web.Response:
        try:
            await request.content.read(10)
            await asyncio.Event().wait()
        finally:
            broken_off.set()
        return web.Response()

    async def act() -> list[int]:
        seen: list[int] = []
        begun = asyncio.Event()

        def moved(done: int, _total: int) -> None:
            seen.append(done)
            begun.set()

        async with answering(slow) as client:
            task = asyncio.get_running_loop().create_task(
                client.upload(media.UPLOAD, path, on_progress=moved, communityId="c")
            )
            await begun.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            told = len(seen)
            await broken_off.wait()
            assert len(seen) == told, "nobody is told after the end"
        return seen

    assert run(act())[-1] < 20_000_000


def test_an_upload_that_stalls_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "STALL_SECONDS", 0.3)
    path = tmp_path / "large.bin"
    path.write_bytes(b"x" * 20_000_000)

    async def stuck(_request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    async def act() -> Trouble:
        async with answering(stuck) as client:
            with pytest.raises(NetworkError) as caught:
                await client.upload(media.UPLOAD, path, communityId="c")
            return caught.value.trouble

    assert run(act()) is Trouble.TIMEOUT


def test_what_is_too_large_is_not_even_begun(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(media.MAX_FILE_BYTES + 1_000_000)
    calls: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.Response()

    async def act() -> Code:
        async with answering(handler) as client:
            with pytest.raises(ApiError) as caught:
                await client.upload(media.UPLOAD, path, communityId="c")
            return caught.value.code

    assert run(act()) is Code.TOO_LARGE
    assert calls == []


def test_a_file_that_cannot_be_read_is_said_with_its_name(tmp_path: Path) -> None:
    async def act(path: Path) -> DiskError:
        async with answering(taking([])) as client:
            with pytest.raises(DiskError) as caught:
                await client.upload(media.UPLOAD, path, communityId="c")
            return caught.value

    gone = run(act(tmp_path / "gone.txt"))
    assert gone.trouble is DiskTrouble.GONE
    assert "gone.txt" in advise(gone).text
    assert advise(gone).can_retry
    assert run(act(tmp_path)).trouble is DiskTrouble.OTHER, "a folder"


def test_a_disk_that_fails_amid_an_upload_is_no_broken_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bad.bin"
    path.write_bytes(b"x" * 2_000_000)

    class Failing(io.FileIO):
        def readinto(self, buffer: Any, /) -> int:
            raise OSError(errno.EIO, "the disk failed")

    monkeypatch.setattr("io.FileIO", Failing)

    async def act() -> DiskTrouble:
        async with answering(taking([])) as client:
            with pytest.raises(DiskError) as caught:
                await client.upload(media.UPLOAD, path, communityId="c")
            return caught.value.trouble

    assert run(act()) is DiskTrouble.OTHER


async def _large(_request: web.Request) -> web.Response:
    return web.Response(body=bytes(range(256)) * 8000)


async def _cut(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000000"})
    await response.prepare(request)
    await response.write(b"x" * 1000)
    if request.transport is not None:
        request.transport.close()
    return response


def test_a_download_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "club.json"
    target.write_bytes(b"what was there before")
    seen: list[tuple[int, int]] = []

    async def save(handler: Any) -> None:
        async with answering(handler) as client:
            await client.download(
                moderation.EXPORT,
                target,
                query=ExportQuery(format="html"),
                on_progress=lambda done, total: seen.append((done, total)),
                communityId="c",
            )

    with pytest.raises(NetworkError) as caught:
        run(save(_cut))
    assert caught.value.trouble is Trouble.DROPPED
    assert target.read_bytes() == b"what was there before"

    async def refused(_request: web.Request) -> web.Response:
        return problem(403, "forbidden")

    with pytest.raises(ApiError):
        run(save(refused))
    assert target.read_bytes() == b"what was there before"
    seen.clear()
    run(save(_large))
    assert target.read_bytes() == bytes(range(256)) * 8000
    assert seen[-1] == (2_048_000, 2_048_000)
    assert [path.name for path in tmp_path.iterdir()] == ["club.json"]


def test_a_download_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 100_000)

    async def act() -> None:
        begun = asyncio.Event()
        async with answering(endless) as client:
            task = asyncio.get_running_loop().create_task(
                client.download_url("/x", tmp_path / "f", lambda _done, _total: begun.set())
            )
            await begun.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    run(act())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, DiskTrouble.FULL),
        (errno.EDQUOT, DiskTrouble.FULL),
        (errno.EROFS, DiskTrouble.NOT_ALLOWED),
        (errno.EACCES, DiskTrouble.NOT_ALLOWED),
        (errno.EIO, DiskTrouble.OTHER),
    ],
)
def test_a_disk_that_takes_no_more_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, trouble: DiskTrouble
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("os.fsync", fail)
    target = tmp_path / "club.json"

    async def act() -> DiskError:
        async with answering(_large) as client:
            with pytest.raises(DiskError) as caught:
                await client.download_url("/x", target)
            return caught.value

    error = run(act())
    assert error.trouble is trouble
    assert "club.json" in advise(error).text
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    async def act() -> DiskTrouble:
        async with answering(_large) as client:
            with pytest.raises(DiskError) as caught:
                await client.download_url("/x", tmp_path / "gone" / "f")
            return caught.value.trouble

    assert run(act()) is DiskTrouble.GONE


def test_bytes_are_fetched_up_to_a_bound(tmp_path: Path) -> None:
    async def unannounced(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"x" * 5000)
        await response.write_eof()
        return response

    async def act(handler: Any, most: int) -> int:
        async with answering(handler) as client:
            return len(await client.fetch("/x", most))

    assert run(act(_large, 2_048_000)) == 2_048_000
    assert run(act(unannounced, 5000)) == 5000
    for handler, most in ((_large, 2_047_999), (unannounced, 4999)):
        with pytest.raises(NetworkError) as caught:
            run(act(handler, most))
        assert caught.value.trouble is Trouble.TOO_LARGE


@pytest.mark.parametrize("url", ["http://other/x", "//other/x", "/\\other", "x", "", "@other/x"])
def test_the_token_goes_nowhere_else(url: str) -> None:
    async def act() -> Trouble:
        async with answering(_large) as client:
            with pytest.raises(NetworkError) as caught:
                await client.fetch(url, 10)
            return caught.value.trouble

    assert run(act()) is Trouble.BAD_ADDRESS
