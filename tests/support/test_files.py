"""Files in conversations over HTTP: who may send and fetch them, and how words tell of them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from embedded_server.contracts import accounts, communities, media, support, support_desk
from tests.club.test_media import files_on_disk
from tests.kit.files import picture, try_upload_in, upload, upload_in
from tests.kit.people import Person, Reply
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import Brand, act, make_brand, one, said, write
from tests.kit.waiting import until
from tests.support.test_transcripts import transcript
from tests.widget.test_guests import FAR, shop, visitor

EVIL = "<img src=x onerror=alert(1)>.html"


async def held(host: LocalHost) -> tuple[Brand, Person, Person, str]:
    """A conversation that one of the staff holds."""
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person("carla"), await brand.colleague(name="anton")
    key = await brand.waiting(customer)
    assert (await act(agent, support.ACCEPT, key)).status == 200
    return brand, customer, agent, key


async def send_files(person: Person, key: str, *files: dict[str, Any], text: str = "") -> Reply:
    return await write(person, key, text, attachmentIds=[file["id"] for file in files])


async def test_both_sides_send_files_and_see_them(host: LocalHost) -> None:
    _, customer, agent, key = await held(host)
    content = picture()
    shot = await upload_in(customer, key, content, "Shot.png")
    paper = await upload_in(agent, key, b"%PDF-1.7 ...", "Terms.pdf")
    async with agent.live() as live:
        sent = await send_files(customer, key, shot)
        told = (await live.next("message.created"))["data"]
        stands = (await live.next("conversation.updated"))["data"]
    assert sent.status == 201, sent.json
    assert sent.json["message"]["attachments"] == told["attachments"] == [shot]
    assert (told["text"], stands["lastText"]) == ("", "file: Shot.png")
    await send_files(agent, key, paper, text="Read this.")
    assert [message["attachments"] for message in (await said(customer, key))[-2:]] == [
        [shot],
        [paper],
    ]
    assert (await one(customer, key))["lastText"] == "Read this."
    for person in (customer, agent):
        assert (await person.get(shot["url"])).body == content
        assert (await person.get(shot["thumbnailUrl"])).status == 200
        answer = await person.get(paper["url"])
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_repeat_sends_a_file_once(host: LocalHost) -> None:
    _, customer, _, key = await held(host)
    first, second = [await upload_in(customer, key, bytes([n])) for n in (1, 2)]
    body = {"text": "", "attachmentIds": [first["id"]], "clientId": "c"}
    sent = [await act(customer, support.SEND, key, body) for _ in range(2)]
    assert [answer.status for answer in sent] == [201, 200]
    assert sent[0].json["message"]["id"] == sent[1].json["message"]["id"]
    other = await act(customer, support.SEND, key, body | {"attachmentIds": [second["id"]]})
    assert (other.status, other.code) == (409, "idempotency_conflict")
    nothing = await act(customer, support.SEND, key, {"text": " ", "attachmentIds": []})
    assert (nothing.status, nothing.code) == (400, "validation")


async def test_only_own_unused_files_of_the_conversation_are_taken(host: LocalHost) -> None:
    brand, customer, agent, key = await held(host)
    elsewhere = await (await make_brand(host, "human_only")).start(customer)
    club_id = await customer.create()
    used = await upload_in(customer, key, b"used")
    await send_files(customer, key, used)
    for file in (
        used,
        await upload_in(agent, key, b"theirs"),
        await upload_in(customer, elsewhere, b"elsewhere"),
        await upload(customer, club_id, b"of a club"),
    ):
        answer = await send_files(customer, key, file, text="x")
        assert (answer.status, answer.code) == (400, "validation")
        assert answer.json["errors"][0]["field"] == "attachmentIds"
    mine = await upload_in(customer, key, b"mine")
    into_club = await customer.post(
        f"/api/communities/{club_id}/messages", {"text": "", "attachmentIds": [mine["id"]]}
    )
    assert into_club.status == 400
    assert brand.id


async def test_a_file_is_for_who_may_read_the_conversation_and_as_long_as_they_may(
    host: LocalHost,
) -> None:
    brand, customer, agent, key = await held(host)
    member, stranger, other = await host.person(), await host.person(), await brand.colleague()
    await member.join(brand.id)
    made = await upload_in(customer, key, picture(), "p.png")
    for person in (agent, brand.lead, stranger):
        assert (await person.get(made["url"])).status == 404, "no message has taken it"
    await send_files(customer, key, made)

    async def seen_by(person: Person) -> set[int]:
        return {(await person.get(made[url])).status for url in ("url", "thumbnailUrl")}

    for person in (customer, agent, brand.lead):
        assert await seen_by(person) == {200}
    for person in (member, stranger, other, host.admin):
        assert await seen_by(person) == {404}
    assert await seen_by(host.stranger()) == {401}
    await act(agent, support.RELEASE, key)
    assert await seen_by(other) == {200}, "it waits: all staff may read it"
    await act(other, support.ACCEPT, key)
    assert await seen_by(agent) == {404}
    path = communities.EDIT_MEMBER.url(communityId=brand.id, userId=other.id)
    await brand.lead.patch(path, {"role": "member"})
    assert await seen_by(other) == {404}
    assert await seen_by(customer) == {200}


async def test_who_may_not_write_may_not_upload(host: LocalHost) -> None:
    brand, customer, agent, key = await held(host)
    other = await brand.colleague()
    stranger = await host.person()
    for person, code in (
        (stranger, "not_found"),
        (brand.lead, "not_assignee"),
        (other, "not_assignee"),
    ):
        assert (await try_upload_in(person, key, b"x")).code == code
    assert (await try_upload_in(host.stranger(), key, b"x")).status == 401
    await act(agent, support.RESOLVE, key)
    for person in (customer, agent):
        assert (await try_upload_in(person, key, b"x")).code == "already_resolved"
    assert files_on_disk(host) == []


async def test_a_file_that_no_message_took_is_forgotten_and_others_are_kept(
    host: LocalHost,
) -> None:
    _, customer, _, key = await held(host)
    kept, left = [await upload_in(customer, key, bytes([n])) for n in (1, 2)]
    await send_files(customer, key, kept)
    await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": 25 * 3600})
    await until(lambda: len(files_on_disk(host)) == 1)
    assert (await customer.get(left["url"])).status == 404
    assert (await customer.get(kept["url"])).status == 200
    assert (await send_files(customer, key, left)).status == 400


async def test_visitors_send_small_files_and_few_an_hour(host: LocalHost) -> None:
    brand_id = await shop(host)
    guest, other = [await visitor(host, brand_id) for _ in range(2)]
    key = (await guest.post(support.START.url(communityId=brand_id), {"message": "Hi"})).json["id"]
    most = media.MAX_GUEST_FILE_BYTES
    large = await try_upload_in(guest, key, b"\0" * (most + 1))
    assert (large.status, large.code) == (413, "too_large")
    assert "5 MB" in large.json["detail"]
    made = await upload_in(guest, key, b"\0" * most, "big.bin")
    assert (await send_files(guest, key, made)).status == 201
    assert (await guest.get(made["url"])).status == 200
    assert (await other.get(made["url"])).status == 404
    assert (await host.admin.get(made["url"])).status == 200
    await act(host.admin, support.TAKE_OVER, key)
    staffs = await upload_in(host.admin, key, b"\0" * (most + 1))
    assert (await send_files(host.admin, key, staffs)).status == 201
    far = [await try_upload_in(guest, key, bytes([n % 9]), headers=FAR) for n in range(11)]
    assert [answer.status for answer in far] == [201] * 10 + [429], "ten wait for a message"
    sent = await send_files(guest, key, *(answer.json for answer in far[:10]))
    assert sent.status == 201, sent.json
    for _ in range(30 - len(far)):
        host.server.guest_files.take(FAR["X-Forwarded-For"])
    refused = await try_upload_in(guest, key, b"x", headers=FAR)
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert "one hour" in refused.json["detail"]


async def test_the_ai_and_who_takes_over_read_of_files_by_their_names(
    host: LocalHost, script: Script
) -> None:
    brand = await make_brand(host)
    customer = await host.person()
    key = await brand.start(customer, "Hello")
    await until(lambda: not host.server.turns.running)
    made = await upload_in(customer, key, picture(), "broken tap.png")
    async with customer.live() as live:
        await send_files(customer, key, made)
        await live.next("turn.finished")
        await send_files(customer, key, await upload_in(customer, key, b"x", "b.txt"), text="and")
        await live.next("turn.finished")
    assert script.asked[-2:] == ["[attached: broken tap.png]", "and\n[attached: b.txt]"]
    assert "[attached: broken tap.png]" in [line.text for line in script.histories[-1]]
    await act(customer, support.TRANSFER, key)
    card = (await brand.lead.get(support_desk.HANDOFF.url(conversationId=key))).json
    told = [*card["openQuestions"], *(answer["question"] for answer in card["answered"])]
    assert "file: broken tap.png" in told


async def test_transcripts_and_the_search_name_files(host: LocalHost) -> None:
    brand, customer, _, key = await held(host)
    made = [await upload_in(customer, key, b"x", name) for name in (EVIL, "zebra list.txt")]
    await send_files(customer, key, *made)
    text = (await transcript(customer, key, "txt")).body.decode()
    assert f"Files: {EVIL.replace('/', '_')}; zebra list.txt\n" in text
    page = (await transcript(customer, key, "html")).body.decode()
    assert "<img" not in page
    assert "zebra list.txt" in page
    lines = (await transcript(customer, key, "json")).json["lines"]
    assert lines[-1]["files"] == [file["name"] for file in made]
    assert lines[0]["files"] == []
    path = support.CONVERSATIONS.url(communityId=brand.id)
    assert [found["id"] for found in await brand.lead.pages(path, search="zebra")] == [key]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"<script>alert(1)</script>", "text/plain; charset=utf-8"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "text/plain; charset=utf-8"),
        (b"MZ\x90\0 program", "application/octet-stream"),
    ],
    ids=["page", "drawing", "program"],
)
async def test_nothing_that_could_run_is_shown_in_place(
    host: LocalHost, content: bytes, shown: str
) -> None:
    _, customer, agent, key = await held(host)
    made = await upload_in(customer, key, content, "photo.png")
    await send_files(customer, key, made)
    answer = await agent.get(made["url"])
    assert answer.headers["Content-Type"] == shown
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


async def test_hostile_files_are_refused_or_made_harmless(host: LocalHost) -> None:
    _, customer, _, key = await held(host)
    answer = await try_upload_in(customer, key, b"GIF89a<script>", "p.png")
    assert (answer.status, answer.code) == (400, "unreadable_file")
    assert (await try_upload_in(customer, key, b"")).code == "validation"
    assert files_on_disk(host) == []
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("index.html", "<script>alert(1)</script>")
    both = await upload_in(customer, key, picture("PNG", (30, 30)) + packed.getvalue(), "../a.html")
    assert (both["name"], both["mimeType"]) == ("a.html", "image/png")
