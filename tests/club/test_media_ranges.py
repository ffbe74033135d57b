"""Fetching parts of a file, and asking whether it is still the same."""

from __future__ import annotations

import pytest

from embedded_server.contracts import media
from tests.kit.files import picture, upload
from tests.kit.server import LocalHost

CONTENT = bytes(range(251)) * 3985
SIZE = len(CONTENT)


async def start(host: LocalHost) -> str:
    club_id = await host.admin.create()
    return str((await upload(host.admin, club_id, CONTENT))["url"])


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=500-", 500, SIZE),
        ("bytes=-7", SIZE - 7, SIZE),
        (f"bytes=-{SIZE * 2}", 0, SIZE),
        (f"bytes=10-{SIZE * 5}", 10, SIZE),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        ("bytes=262140-262148", 262_140, 262_149),
    ],
)
async def test_a_part(host: LocalHost, asked: str, first: int, end: int) -> None:
    answer = await host.admin.get(await start(host), headers={"Range": asked})
    assert answer.status == 206
    assert answer.body == CONTENT[first:end]
    assert answer.headers["Content-Range"] == f"bytes {first}-{end - 1}/{SIZE}"
    assert answer.headers["Content-Length"] == str(end - first)
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0", f"bytes={SIZE + 5}-{SIZE + 9}"])
async def test_a_part_that_is_not_there(host: LocalHost, asked: str) -> None:
    answer = await host.admin.get(await start(host), headers={"Range": asked})
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    ["bytes=9-3", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", f"bytes={10**30}-", "x"],
)
async def test_what_is_no_range_is_answered_with_the_whole(host: LocalHost, asked: str) -> None:
    answer = await host.admin.get(await start(host), headers={"Range": asked})
    assert (answer.status, answer.body) == (200, CONTENT)


async def test_a_range_holds_only_for_the_file_it_was_begun_with(host: LocalHost) -> None:
    path = await start(host)
    tag = (await host.admin.get(path)).headers["Etag"]
    part = {"Range": "bytes=0-9"}
    same = await host.admin.get(path, headers={**part, "If-Range": tag})
    assert (same.status, same.body) == (206, CONTENT[:10])
    for other in ('"other"', f"W/{tag}", "Tue, 24 Nov 2026 10:00:00 GMT"):
        changed = await host.admin.get(path, headers={**part, "If-Range": other})
        assert (changed.status, changed.body) == (200, CONTENT)


async def test_what_one_has_is_not_sent_again(host: LocalHost) -> None:
    path = await start(host)
    whole = await host.admin.get(path)
    assert whole.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    for held in (whole.headers["Etag"], f'"x", W/{whole.headers["Etag"]}', "*"):
        answer = await host.admin.get(path, headers={"If-None-Match": held})
        assert (answer.status, answer.body) == (304, b"")
    answer = await host.admin.get(path, headers={"If-None-Match": '"x"'})
    assert answer.status == 200


async def test_only_the_head(host: LocalHost) -> None:
    path = await start(host)
    answer = await host.admin.call("HEAD", path)
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Length"] == str(SIZE)
    part = await host.admin.call("HEAD", path, headers={"Range": "bytes=0-9"})
    assert (part.status, part.headers["Content-Length"]) == (206, "10")
    assert (await host.stranger().call("HEAD", path)).status == 401
    wrong = await host.admin.delete(path)
    assert (wrong.status, wrong.headers["Allow"]) == (405, "GET, HEAD")


async def test_thumbnail_and_whole_are_told_apart(host: LocalHost) -> None:
    club_id = await host.admin.create()
    made = await upload(host.admin, club_id, picture())
    small = await host.admin.get(media.THUMBNAIL.url(mediaId=made["id"]))
    whole = await host.admin.get(made["url"])
    assert small.headers["Etag"] != whole.headers["Etag"]
    part = await host.admin.get(made["thumbnailUrl"], headers={"Range": "bytes=0-3"})
    assert (part.status, part.body) == (206, b"RIFF")


async def test_a_file_that_is_lost_from_the_disk_is_not_found(host: LocalHost) -> None:
    path = await start(host)
    for lost in (host.settings.data_dir / "media").rglob("*"):
        if lost.is_file():
            lost.unlink()
    assert (await host.admin.get(path)).status == 404
