"""Files on messages over HTTP: taken in, attached, fetched, and gone with their message."""

from __future__ import annotations

import asyncio
import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from embedded_server.contracts import accounts, club, communities, media
from tests.club.test_routes import NOBODY, room
from tests.kit.files import picture, sound, try_upload, upload
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until


def files_on_disk(host: LocalHost) -> list[Path]:
    root = host.settings.data_dir / "media"
    return sorted(path for path in root.rglob("*") if path.is_file())


async def shared(host: LocalHost, content: bytes, name: str) -> tuple[str, Person, dict[str, Any]]:
    """A club, a member, and a file on a message of the admin's."""
    club_id, person = await room(host)
    made = await upload(host.admin, club_id, content, name)
    await host.admin.say(club_id, "look", attachmentIds=[made["id"]])
    return club_id, person, made


async def test_a_picture_is_described_and_fetched_as_it_was_sent(host: LocalHost) -> None:
    content = picture("PNG", (900, 600))
    _, person, made = await shared(host, content, "Sünset.png")
    assert made == {
        "id": made["id"],
        "name": "Sünset.png",
        "mimeType": "image/png",
        "sizeBytes": len(content),
        "url": f"/api/media/{made['id']}",
        "width": 900,
        "height": 600,
        "thumbnailUrl": f"/api/media/{made['id']}/thumbnail",
        "durationMs": None,
    }
    whole = await person.get(made["url"])
    assert (whole.status, whole.body) == (200, content)
    assert whole.headers["Content-Type"] == "image/png"
    assert whole.headers["Content-Disposition"] == (
        "inline; filename=\"S_nset.png\"; filename*=UTF-8''S%C3%BCnset.png"
    )
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    assert whole.headers["Etag"] == f'"{sha256(content).hexdigest()}"'
    small = await person.get(made["thumbnailUrl"])
    assert small.headers["Content-Type"] == "image/webp"
    shown = Image.open(io.BytesIO(small.body))
    assert shown.size == (640, 427)


async def test_a_photograph_is_shown_upright_and_its_thumbnail_tells_no_place(
    host: LocalHost,
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (48.0, 12.0, 30.0)}
    exif[0x010F] = "SECRETCAMERA"
    content = picture("JPEG", (2000, 1000), exif=exif, comment=b"SECRETCOMMENT")
    assert b"SECRETCAMERA" in content
    _, person, made = await shared(host, content, "photo.jpg")
    assert (made["width"], made["height"]) == (1000, 2000), "it was taken on its side"
    small = (await person.get(made["thumbnailUrl"])).body
    shown = Image.open(io.BytesIO(small))
    assert shown.size == (320, 640)
    assert len(shown.getexif()) == 0
    assert b"SECRET" not in small
    corner = shown.convert("RGB").getpixel((300, 20))
    assert isinstance(corner, tuple)
    assert corner[0] > 200 > 60 > corner[2], "the red corner is turned to the upper right"


@pytest.mark.parametrize(
    ("kind", "mime"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
async def test_pictures_are_known_by_their_content(host: LocalHost, kind: str, mime: str) -> None:
    club_id = await host.admin.create()
    made = await upload(host.admin, club_id, picture(kind, (40, 30)), "evil.html")
    assert (made["mimeType"], made["width"], made["height"]) == (mime, 40, 30)


async def test_other_files_are_typed_by_their_content_too(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ramp = sound(1.5)
    for content, mime, served in (
        ("Grüße\n".encode(), "text/plain", "text/plain; charset=utf-8"),
        (b"<script>alert(1)</script>", "text/plain", "text/plain; charset=utf-8"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain", "text/plain; charset=utf-8"),
        (b"%PDF-1.7\n...", "application/pdf", "application/pdf"),
        (b"MZ\x90\x00 program", "application/octet-stream", "application/octet-stream"),
        (b"\xff\xfb\x90\x00" + b"\x01\x02" * 99, "application/octet-stream", None),
        (b"OggS" + b"\0" * 99, "application/octet-stream", None),
        ("ü".encode("latin-1") * 9, "application/octet-stream", None),
        (ramp, "audio/wav", "audio/wav"),
    ):
        made = await upload(host.admin, club_id, content, "x.png")
        assert made["mimeType"] == mime, content[:20]
        answer = await host.admin.get(made["url"])
        assert answer.headers["Content-Type"] == (served or "application/octet-stream")
        how = answer.headers["Content-Disposition"].partition(";")[0]
        assert how == ("inline" if mime == "audio/wav" else "attachment")
    assert made["durationMs"] == 1500


async def test_a_message_carries_its_files_everywhere(host: LocalHost) -> None:
    club_id, person = await room(host)
    first = await upload(person, club_id, b"one", "one.txt")
    second = await upload(person, club_id, b"two", "two.txt")
    ids = [second["id"], first["id"]]
    async with host.admin.live() as live:
        message = await person.say(club_id, "  ", attachmentIds=ids, clientId="c")
        told = (await live.next("message.created"))["data"]
    assert message["text"] == ""
    assert message["attachments"] == [second, first], "in the order they were named"
    assert told["attachments"] == [second, first]
    assert (await host.admin.history(club_id))[-1]["attachments"] == [second, first]
    again = await person.post(
        club.SEND.url(communityId=club_id), {"text": "", "attachmentIds": ids, "clientId": "c"}
    )
    assert (again.status, again.json["id"]) == (200, message["id"])
    other = await person.post(
        club.SEND.url(communityId=club_id), {"text": "", "attachmentIds": ids[:1], "clientId": "c"}
    )
    assert (other.status, other.code) == (409, "idempotency_conflict")
    edited = await person.patch(
        club.EDIT.url(communityId=club_id, messageId=message["id"]), {"text": ""}
    )
    assert edited.status == 200


async def test_only_own_unused_files_of_the_club_are_taken(host: LocalHost) -> None:
    club_id, person = await room(host)
    other_club = await host.admin.create(name="Other")
    mine = await upload(host.admin, club_id, b"mine")
    theirs = await upload(person, club_id, b"theirs")
    elsewhere = await upload(host.admin, other_club, b"elsewhere")
    used = await upload(host.admin, club_id, b"used")
    await host.admin.say(club_id, "", attachmentIds=[used["id"]])
    path = club.SEND.url(communityId=club_id)
    for ids in (
        [theirs["id"]],
        [elsewhere["id"]],
        [used["id"]],
        [NOBODY],
        ["../../etc/passwd"],
        [mine["id"], mine["id"]],
        [mine["id"]] * 11,
    ):
        answer = await host.admin.post(path, {"text": "x", "attachmentIds": ids})
        assert (answer.status, answer.code) == (400, "validation"), ids
        assert answer.json["errors"][0]["field"].startswith("attachmentIds")
    nothing = await host.admin.post(path, {"text": " ", "attachmentIds": []})
    assert (nothing.status, nothing.code) == (400, "validation")
    assert len(await host.admin.history(club_id)) == 1
    assert (await host.admin.say(club_id, "", attachmentIds=[mine["id"]]))["attachments"] == [mine]


async def test_a_file_that_waits_is_its_senders_alone(host: LocalHost) -> None:
    club_id, person = await room(host)
    made = await upload(person, club_id, picture(), "mine.png")
    for path in (made["url"], made["thumbnailUrl"]):
        assert (await person.get(path)).status == 200
        assert (await host.admin.get(path)).status == 404
    await person.say(club_id, "", attachmentIds=[made["id"]])
    for path in (made["url"], made["thumbnailUrl"]):
        assert (await host.admin.get(path)).status == 200


async def test_membership_is_asked_at_every_request(host: LocalHost) -> None:
    club_id, person, made = await shared(host, b"secret", "s.txt")
    stranger = await host.person()
    assert (await host.stranger().get(made["url"])).status == 401
    assert (await person.get(made["url"])).status == 200
    await person.post(communities.LEAVE.url(communityId=club_id))
    # Whether there is such a file is nothing to who has no place there.
    for somebody in (stranger, person):
        hidden = await somebody.get(made["url"])
        nothing = await somebody.get(media.READ.url(mediaId=NOBODY))
        assert (hidden.status, hidden.json) == (404, nothing.json)
    assert (await person.get("/api/media/..%2f..%2fspaces.db")).status == 404
    assert (await host.admin.get(media.THUMBNAIL.url(mediaId=made["id"]))).status == 404


async def test_who_may_not_write_may_not_upload(host: LocalHost) -> None:
    club_id, person = await room(host)
    stranger = await host.person()
    assert (await try_upload(stranger, club_id, b"x")).code == "not_a_member"
    assert (await try_upload(host.stranger(), club_id, b"x")).status == 401
    official = await host.admin.create("official", "Shop")
    assert (await try_upload(host.admin, official, b"x")).code == "wrong_type"
    assert (await try_upload(host.admin, NOBODY, b"x")).status == 404
    await host.admin.patch(
        communities.EDIT_MEMBER.url(communityId=club_id, userId=person.id),
        {"mutedUntil": "2126-01-01T00:00:00.000Z"},
    )
    assert (await try_upload(person, club_id, b"x")).code == "muted"
    assert files_on_disk(host) == []


async def test_deleting_the_message_takes_its_files_off_the_disk(host: LocalHost) -> None:
    club_id, _, made = await shared(host, picture(), "p.png")
    message = (await host.admin.history(club_id))[-1]
    assert len(files_on_disk(host)) == 2
    await host.admin.delete(club.DELETE.url(communityId=club_id, messageId=message["id"]))
    for path in (made["url"], made["thumbnailUrl"]):
        assert (await host.admin.get(path)).status == 404
    await until(lambda: files_on_disk(host) == [])


async def test_a_file_that_no_message_took_is_forgotten_after_a_day(host: LocalHost) -> None:
    club_id, _, kept = await shared(host, b"kept", "kept.txt")
    left = await upload(host.admin, club_id, b"left")

    async def pass_hours(hours: int) -> None:
        await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": hours * 3600})

    await pass_hours(23)
    assert (await host.admin.get(left["url"])).status == 200
    await pass_hours(2)
    await until(lambda: len(files_on_disk(host)) == 1)
    assert (await host.admin.get(left["url"])).status == 404
    assert (await host.admin.get(kept["url"])).body == b"kept"
    late = await host.admin.post(
        club.SEND.url(communityId=club_id), {"text": "", "attachmentIds": [left["id"]]}
    )
    assert late.status == 400


async def test_what_a_crash_left_is_cleared_up_and_nothing_else(host: LocalHost) -> None:
    _, _, made = await shared(host, picture(), "p.png")
    root = host.settings.data_dir / "media"
    kept = files_on_disk(host)
    old = "0190a000-2d10-7437-9e56-83a521a82aa5"
    for name in (f"incoming/{old}", f"a5/{old}", f"a5/{old}.thumbnail"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"left")
    await host.restart()
    await until(lambda: files_on_disk(host) == kept)
    assert (await host.back(host.admin).get(made["url"])).status == 200


async def test_many_at_once_are_all_kept(host: LocalHost) -> None:
    club_id, person = await room(host)
    contents = [bytes([n]) * (300_000 + n) for n in range(12)]
    made = await asyncio.gather(*(upload(person, club_id, content) for content in contents))
    for answer, content in zip(made, contents, strict=True):
        assert (await person.get(answer["url"])).body == content


async def test_nobody_fills_the_disk_with_files_that_wait(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    from embedded_server.kernel.media import keeper

    monkeypatch.setattr(keeper, "MOST_WAITING", 3)
    club_id = await host.admin.create()
    made = [await upload(host.admin, club_id, b"x") for _ in range(3)]
    refused = await try_upload(host.admin, club_id, b"x")
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert len(files_on_disk(host)) == 3
    await host.admin.say(club_id, "", attachmentIds=[made[0]["id"]])
    await upload(host.admin, club_id, b"x")


async def test_an_agent_reads_of_files_by_their_names(host: LocalHost, script: Script) -> None:
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    made = await upload(host.admin, club_id, b"x", "../plan of  the garden.txt")
    await host.admin.say(club_id, "here", attachmentIds=[made["id"]])
    await host.admin.ask(club_id, agent_id, "What is there?")
    assert [line.text for line in script.histories[0]] == [
        "here\n[attached: plan of the garden.txt]"
    ]
