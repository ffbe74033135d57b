"""Documents made to break something: lies, bombs, locks, cut-off forms, a disk that is full."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from embedded_server.contracts import verification
from embedded_server.kernel.errors import StorageFull
from embedded_server.kernel.media.folder import Incoming
from embedded_server.verification import examining
from embedded_server.verification.examining import Examiner
from embedded_server.verification.keeping import Keeper, keeper_of
from tests.kit.files import pdf, picture, png_claiming, try_verify
from tests.kit.server import LocalHost
from tests.kit.waiting import until
from tests.verification.test_requests import documents_on_disk, newest, official, unopened

GOOD = ("good.png", picture(size=(40, 30)))


async def test_what_is_no_document_is_refused_and_named(host: LocalHost) -> None:
    creator, tea = await official(host)
    for content, status, code, word in (
        (b"<html><script>alert(1)</script>", 415, "unsupported_media_type", "PDF"),
        (b"MZ" + bytes(100), 415, "unsupported_media_type", "PDF"),
        (pdf(password="secret"), 400, "unreadable_file", "password"),
        (pdf()[:200], 400, "unreadable_file", "opened"),
        (picture("PNG")[:-200], 400, "unreadable_file", "damaged"),
        (png_claiming(60_000, 60_000), 400, "unreadable_file", "million"),
        (b"", 400, "validation", "empty"),
    ):
        answer = await try_verify(creator, tea, ("../évil\u202e.pdf", content))
        assert (answer.status, answer.code) == (status, code), content[:20]
        detail = answer.json["detail"]
        assert "“évil.pdf”" in detail
        assert word in detail
        assert [one["field"] for one in answer.json["errors"]] == ["documents.0"]
    second = await try_verify(creator, tea, GOOD, ("b.pdf", b"%PDF-1.7\nrubbish"))
    assert [one["field"] for one in second.json["errors"]] == ["documents.1"]
    assert documents_on_disk(host) == []
    assert (await newest(creator, tea)).status == 404


async def test_a_name_says_nothing_and_an_owners_password_locks_nobody_out(
    host: LocalHost,
) -> None:
    creator, tea = await official(host)
    answer = await try_verify(
        creator, tea, ("C:\\papers\\a.exe", pdf(2, owner="mine")), ("page.html", GOOD[1])
    )
    assert answer.status == 201, answer.json
    found = [(one["name"], one["mimeType"]) for one in answer.json["documents"]]
    assert found == [("a.exe", "application/pdf"), ("page.html", "image/png")]


async def test_how_many_and_how_large_is_bounded(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    creator, tea = await official(host)
    none = await try_verify(creator, tea, ("", b""))
    assert (none.status, none.code) == (400, "validation")
    many = await try_verify(creator, tea, *[GOOD] * 11)
    assert (many.status, many.code) == (400, "validation")
    large = await try_verify(creator, tea, ("big.pdf", b"%PDF-1.7\n" + bytes(10 * 2**20)))
    assert (large.status, large.code) == (413, "too_large")
    assert "“big.pdf”" in large.json["detail"]
    for legal_name, note in ((None, ""), ("", ""), ("x" * 201, ""), ("Tea", "n" * 2001)):
        answer = await try_verify(creator, tea, GOOD, legal_name=legal_name, note=note)
        assert (answer.status, answer.code) == (400, "validation"), (legal_name, len(note))
    assert documents_on_disk(host) == []
    monkeypatch.setattr(Examiner, "open", unopened)
    exactly = await try_verify(creator, tea, *[GOOD] * 10, legal_name="x" * 200, note=None)
    assert exactly.status == 201, exactly.json


async def test_forms_of_another_shape_are_refused(host: LocalHost) -> None:
    creator, tea = await official(host)
    path = verification.SUBMIT.url(communityId=tea)
    as_json = await creator.post(path, {"legalName": "Tea"})
    assert (as_json.status, as_json.code) == (415, "unsupported_media_type")
    for name, value in (("isVerified", b"true"), ("note", b"\xff\xfe")):
        form = aiohttp.FormData()
        form.add_field("legalName", "Tea")
        form.add_field(name, value, filename="text")
        form.add_field("documents", GOOD[1], filename="x.png")
        async with creator.http.post(
            creator.url + path, data=form, headers=creator.headers
        ) as answer:
            assert answer.status == 400, name
    for body in (b"", b"--x", b"--x\r\nContent-Disposition: form-data\r\n\r\nq"):
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        broken = await creator.call("POST", path, data=body, headers=kind)
        assert (broken.status, broken.code) == (400, "validation"), body
    assert documents_on_disk(host) == []


async def test_an_upload_that_breaks_off_leaves_nothing(host: LocalHost) -> None:
    creator, tea = await official(host)
    parts = urlsplit(host.url)
    head = (
        f"POST {verification.SUBMIT.url(communityId=tea)} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Authorization: Bearer {creator.token}\r\nContent-Length: 5000000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    ).encode()
    part = b'--x\r\nContent-Disposition: form-data; name="documents"; filename="f"\r\n\r\n'
    _, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(head + part + GOOD[1] + b"\r\n" + part + b"\1" * 1_000_000)
    await writer.drain()
    await until(lambda: len(documents_on_disk(host)) == 2)
    writer.transport.abort()
    await until(lambda: documents_on_disk(host) == [])
    assert (await try_verify(creator, tea, GOOD)).status == 201


async def test_a_full_disk_is_said_and_nothing_is_left(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    creator, tea = await official(host)
    write = Incoming._write

    def full(self: Incoming, held: bytearray) -> None:
        if len(held) > 10_000:
            raise StorageFull("the disk is full")
        write(self, held)

    monkeypatch.setattr(Incoming, "_write", full)
    refused = await try_verify(creator, tea, GOOD, ("b.png", bytes(20_000)))
    assert (refused.status, refused.code) == (507, "storage_full")
    assert documents_on_disk(host) == []
    monkeypatch.undo()
    assert (await try_verify(creator, tea, GOOD)).status == 201


async def test_what_takes_too_long_to_open_is_refused(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    creator, tea = await official(host)
    examiner = keeper_of(host.server)._examiner
    monkeypatch.setattr(examiner, "_seconds", 0.01)
    slow = await try_verify(creator, tea, ("slow.pdf", pdf()))
    assert slow.code == "unreadable_file"
    assert "time or memory" in slow.json["detail"]
    assert documents_on_disk(host) == []


def test_a_pdf_of_too_many_pages_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "MOST_PAGES", 2)
    path = tmp_path / "x.pdf"
    for pages, trouble in ((2, ""), (3, "long"), (0, "empty")):
        path.write_bytes(pdf(pages))
        assert examining.see_pdf(str(path)).trouble == trouble


async def test_what_a_crash_left_is_cleared_up(host: LocalHost) -> None:
    creator, tea = await official(host)
    made = (await try_verify(creator, tea, GOOD)).json
    folder = keeper_of(host.server).folder
    orphan = folder.path(tea)  # an id, older than the next start, without a row
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"left")
    await Keeper(folder._root, host.server.database, 30).tidy()
    (kept,) = documents_on_disk(host)
    assert kept.name == made["documents"][0]["id"]
