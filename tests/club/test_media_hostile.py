"""Uploads made to break something: bombs, lies, cut-off files, paths for names, broken forms."""

from __future__ import annotations

import asyncio
import io
import os
import resource
import zipfile
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web
from PIL import Image

from embedded_server.contracts import media
from embedded_server.kernel.media import forms, keeper
from embedded_server.kernel.media.folder import Incoming
from tests.club.test_media import files_on_disk
from tests.kit.files import picture, png_claiming, send_form, sound, try_upload, upload
from tests.kit.server import LocalHost, ServerProcess
from tests.kit.waiting import until


def bomb() -> bytes:
    """A small file that is 70 million pixels once it is opened."""
    out = io.BytesIO()
    Image.new("1", (10_000, 7_000)).save(out, "PNG", optimize=True)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        picture("PNG")[:-200],
        picture("PNG")[:60],
        picture("JPEG", (1200, 900))[:2000],
        picture("GIF")[:200],
        picture("WEBP")[:300],
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a<script>alert(1)</script>",
        b"RIFF\0\0\0\0WEBP",
        png_claiming(2**31 - 1, 2**31 - 1),
        png_claiming(0, 10),
        png_claiming(60_000, 60_000),
        png_claiming(8_000, 8_000),
    ],
    ids=lambda content: f"{content[:12]!r}-{len(content)}",
)
async def test_a_picture_that_cannot_be_seen_is_refused(host: LocalHost, content: bytes) -> None:
    club_id = await host.admin.create()
    answer = await try_upload(host.admin, club_id, content, "p.png")
    assert (answer.status, answer.code) == (400, "unreadable_file")
    assert "picture" in answer.json["detail"].lower()
    assert files_on_disk(host) == []


async def test_a_bomb_costs_the_server_nothing(host: LocalHost) -> None:
    club_id = await host.admin.create()
    content = bomb()
    assert len(content) < 20_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = await upload(host.admin, club_id, content)
    assert (made["width"], made["height"]) == (10_000, 7_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000, "kilobytes"
    too_large = png_claiming(10_000, 8_001)
    answer = await try_upload(host.admin, club_id, too_large)
    assert answer.code == "unreadable_file"
    assert "80 million" in answer.json["detail"]


async def test_a_polyglot_is_a_picture_and_nothing_else(host: LocalHost) -> None:
    club_id = await host.admin.create()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("index.html", "<script>alert(1)</script>")
    content = picture("PNG", (30, 30)) + packed.getvalue()
    made = await upload(host.admin, club_id, content, "page.html")
    answer = await host.admin.get(made["url"])
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    small = await host.admin.get(made["thumbnailUrl"])
    assert b"script" not in small.body


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\system32\\evil.exe", "evil.exe"),
        ("/absolute", "absolute"),
        ("..", "file"),
        ("...", "file"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("zero\u200bwidth\ufeff.txt", "zerowidth.txt"),
        ("a" * 300 + ".txt", "a" * 196 + ".txt"),
        ("b" * 300, "b" * 200),
        ("x." + "c" * 300, "x." + "c" * 198),
        ("  spaces   .txt ", "spaces .txt"),
        ('quo"te;x=1.txt', 'quo"te;x=1.txt'),
        ("e\u0301.txt", "é.txt"),
        ("汉字 🎉.txt", "汉字 🎉.txt"),
        ("CON", "CON"),
    ],
)
async def test_names_are_made_harmless(host: LocalHost, given: str, kept: str) -> None:
    club_id = await host.admin.create()
    made = await upload(host.admin, club_id, b"x", given)
    assert made["name"] == kept
    answer = await host.admin.get(made["url"])
    header = answer.headers["Content-Disposition"]
    assert header.isascii()
    assert header.count('"') == 2
    (found,) = files_on_disk(host)
    assert found.name == made["id"], "under our own name"


async def test_empty_files_and_forms_of_another_shape_are_refused(host: LocalHost) -> None:
    club_id = await host.admin.create()

    async def refused(form: aiohttp.FormData) -> str:
        answer = await send_form(host.admin, club_id, form)
        assert answer.status == 400, answer.json
        return answer.code

    empty = aiohttp.FormData()
    empty.add_field("file", b"", filename="x")
    other = aiohttp.FormData()
    other.add_field("picture", b"x", filename="x")
    twice = aiohttp.FormData()
    twice.add_field("file", b"x", filename="x")
    twice.add_field("file", b"y", filename="y")
    more = aiohttp.FormData()
    more.add_field("file", b"x", filename="x")
    more.add_field("title", "y")
    for form in (empty, other, twice, more):
        assert await refused(form) == "validation"
    path = media.UPLOAD.url(communityId=club_id)
    as_json = await host.admin.post(path, {"file": "eA=="})
    assert (as_json.status, as_json.code) == (415, "unsupported_media_type")
    for body in (b"", b"--x", b"--x\r\n\r\n", b"--x\r\nContent-Disposition: form-data\r\n\r\nq"):
        for kind in ("multipart/form-data; boundary=x", "multipart/form-data"):
            answer = await host.admin.call("POST", path, data=body, headers={"Content-Type": kind})
            assert (answer.status, answer.code) == (400, "validation"), (body, kind)
    assert files_on_disk(host) == []


async def test_a_name_is_optional_in_a_form(host: LocalHost) -> None:
    club_id = await host.admin.create()
    form = aiohttp.FormData()
    form.add_field("file", "just words", content_type="text/html")
    made = (await send_form(host.admin, club_id, form)).json
    assert (made["name"], made["mimeType"]) == ("file", "text/plain")


async def test_a_file_that_is_too_large_is_refused(host: LocalHost) -> None:
    club_id = await host.admin.create()
    most = media.MAX_FILE_BYTES
    made = await upload(host.admin, club_id, b"\0" * most)
    assert made["sizeBytes"] == most
    by_header = await try_upload(host.admin, club_id, b"\0" * (most + 100_000))
    assert (by_header.status, by_header.code) == (413, "too_large")

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(most // 2**20 + 1):
            yield b"\0" * 2**20

    form = aiohttp.FormData()
    form.add_field("file", endless(), filename="x")
    unannounced = await send_form(host.admin, club_id, form)
    assert (unannounced.status, unannounced.code) == (413, "too_large")
    assert "25 MB" in unannounced.json["detail"]
    assert len(files_on_disk(host)) == 1


async def test_an_upload_that_breaks_off_leaves_nothing(host: LocalHost) -> None:
    club_id = await host.admin.create()
    parts = urlsplit(host.url)
    head = (
        f"POST {media.UPLOAD.url(communityId=club_id)} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Authorization: Bearer {host.admin.token}\r\nContent-Length: 5000000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
    ).encode()
    _, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(head + b"\1" * 2_000_000)
    await writer.drain()
    await until(lambda: len(files_on_disk(host)) == 1)
    writer.transport.abort()
    await until(lambda: files_on_disk(host) == [])
    await upload(host.admin, club_id, b"and the next one is fine")


async def test_a_sound_that_is_cut_off_is_kept_as_bytes_or_by_what_is_left(
    host: LocalHost,
) -> None:
    club_id = await host.admin.create()
    made = await upload(host.admin, club_id, sound(2)[:20])
    assert (made["mimeType"], made["durationMs"]) == ("application/octet-stream", None)
    made = await upload(host.admin, club_id, sound(2)[:16_044])
    assert (made["mimeType"], made["durationMs"]) == ("audio/wav", 1000)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux bounds another process")
async def test_a_full_disk_is_said_and_nothing_is_left(
    start_process: Callable[..., ServerProcess], tmp_path: Path
) -> None:
    process = await start_process().start()
    admin = await process.set_up()
    club_id = await admin.create()
    assert process.process is not None
    pid = process.process.pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    # No file may grow beyond this: what the disk says then is what it says when it is full.
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (1_500_000, hard))
    content = os.urandom(3_000_000)
    refused = await try_upload(admin, club_id, content)
    assert (refused.status, refused.code) == (507, "storage_full")
    folder = tmp_path / "server" / "media"
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
    made = await upload(admin, club_id, content)
    assert sha256((await admin.get(made["url"])).body).digest() == sha256(content).digest()


async def test_what_takes_too_long_or_too_much_is_refused(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    club_id = await host.admin.create()
    looker = host.server.media._looker
    monkeypatch.setattr(looker, "_seconds", 0.01)
    slow = await try_upload(host.admin, club_id, picture())
    assert slow.code == "unreadable_file"
    assert "time or memory" in slow.json["detail"]
    monkeypatch.setattr(looker, "_seconds", 30.0)
    monkeypatch.setattr(looker, "_memory", 150 * 2**20)
    heavy = await try_upload(host.admin, club_id, bomb())
    assert heavy.code == "unreadable_file"
    words = await try_upload(host.admin, club_id, b"text is not looked into")
    assert words.status == 201


async def test_of_one_persons_files_few_are_taken_in_at_once(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of them wait unread: neither memory nor disk is held for them."""
    club_id = await host.admin.create()
    other = await host.person()
    await other.join(club_id)
    inside: list[int] = []
    going = 0
    receive, gate = forms.receive_file, asyncio.Event()

    async def slowly(request: web.Request, incoming: Incoming, most_body: int) -> str | None:
        nonlocal going
        going += 1
        inside.append(going)
        await gate.wait()
        try:
            return await receive(request, incoming, most_body)
        finally:
            going -= 1

    monkeypatch.setattr(keeper, "receive_file", slowly)
    async with asyncio.TaskGroup() as group:
        sent = [group.create_task(try_upload(host.admin, club_id, b"x" * 1000)) for _ in range(20)]
        await until(lambda: len(inside) == keeper.MOST_AT_ONCE)
        # Nobody else waits for that.
        sent.append(group.create_task(try_upload(other, club_id, b"y")))
        await until(lambda: len(inside) == keeper.MOST_AT_ONCE + 1)
        gate.set()
    assert {one.result().status for one in sent} == {201}
    assert max(inside) <= keeper.MOST_AT_ONCE + 1


async def test_who_has_too_many_files_waiting_is_told_before_more_is_read(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "MOST_WAITING", 3)
    club_id = await host.admin.create()
    answers = await asyncio.gather(
        *[try_upload(host.admin, club_id, bytes([n])) for n in range(10)]
    )
    assert sorted(answer.status for answer in answers) == [201] * 3 + [429] * 7

    async def nothing(*given: object) -> str | None:
        raise AssertionError("it was read")

    monkeypatch.setattr(keeper, "receive_file", nothing)
    assert (await try_upload(host.admin, club_id, b"x")).status == 429
    assert len(files_on_disk(host)) == 3


async def test_an_upload_that_falls_silent_ends(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "STALL_SECONDS", 0.2)
    club_id = await host.admin.create()
    parts = urlsplit(host.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = (
        f"POST {media.UPLOAD.url(communityId=club_id)} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Authorization: Bearer {host.admin.token}\r\nContent-Length: 5000\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc'
    )
    writer.write(head.encode())
    answer = await asyncio.wait_for(reader.readuntil(b"}"), 10)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"Nothing more of the file came" in answer
    assert files_on_disk(host) == []
    assert (await try_upload(host.admin, club_id, b"x")).status == 201
