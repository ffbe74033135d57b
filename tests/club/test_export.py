"""A club as a file: whole, readable by programs and by people, and without what is private."""

from __future__ import annotations

import asyncio
import re
import resource
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import aiohttp
import msgspec
import pytest

from embedded_server.club.export import as_html
from embedded_server.contracts import club, moderation
from embedded_server.contracts.export import ClubExport
from embedded_server.kernel.database import Transaction
from tests.club.test_routes import NOBODY, room
from tests.kit.files import picture, upload
from tests.kit.people import Person, Reply
from tests.kit.scripted import Script
from tests.kit.server import LocalHost

HOSTILE = (
    "</style></script><script>alert(1)</script><img src=http://x/y onerror=alert(1)> \" ' &amp;"
)


TAGS = """html head meta title style body header h1 h2 ul li main article p b span time
blockquote a div figure img figcaption strong em code pre ol br hr"""


async def export(person: Person, club_id: str, **query: str) -> Reply:
    return await person.get(moderation.EXPORT.url(communityId=club_id), params=query)


async def as_value(person: Person, club_id: str) -> ClubExport:
    answer = await export(person, club_id)
    assert answer.status == 200
    return msgspec.json.decode(answer.body, type=ClubExport)


async def full_club(host: LocalHost, script: Script) -> tuple[str, Person]:
    """A club in which there is one of everything."""
    club_id, person = await room(host)
    agent_id = await host.admin.make_agent(club_id, name="Guide <b>")
    script.says("An answer", *script.steps[1:])
    made = await upload(person, club_id, picture(), "Bild.png")
    first = await person.say(club_id, HOSTILE, attachmentIds=[made["id"]])
    await host.admin.say(club_id, "I agree", replyToId=first["id"])
    await person.patch(
        club.EDIT.url(communityId=club_id, messageId=first["id"]), {"text": f"{HOSTILE} edited"}
    )
    path = {"communityId": club_id, "messageId": first["id"]}
    await host.admin.put(club.REACT.url(**path, emoji="👍"))
    await host.admin.put(club.PIN.url(**path))
    await host.admin.ask(club_id, agent_id, "A question")
    gone = await person.say(club_id, "deletedsecret")
    await person.delete(club.DELETE.url(communityId=club_id, messageId=gone["id"]))
    whisper = await person.say(club_id, "privatesecret")

    def hide(tx: Transaction) -> None:
        tx.change("UPDATE messages SET only_for = ? WHERE id = ?", (person.id, whisper["id"]))

    await host.server.database.write(hide)
    return club_id, person


async def test_everything_that_all_see_is_in_it(host: LocalHost, script: Script) -> None:
    club_id, person = await full_club(host, script)
    found = await as_value(host.admin, club_id)
    seen = await host.admin.history(club_id)
    written = msgspec.to_builtins(found.messages)
    assert written == seen, "as history tells it"
    assert found.format == "spaces-club"
    assert found.server_id == host.server.server_id
    assert found.up_to_seq == 6
    assert found.community.id == club_id
    assert {(one.user_id, one.role.value) for one in found.members} == {
        (host.admin.id, "creator"),
        (person.id, "member"),
    }
    assert [one.name for one in found.agents] == ["Guide <b>"]
    (file,) = found.files
    assert (file.name, file.message_id) == ("Bild.png", found.messages[0].id)
    content = (await host.admin.get(f"/api/media/{file.id}")).body
    assert file.sha256 == sha256(content).hexdigest()


@pytest.mark.parametrize("form", ["json", "html"])
async def test_nothing_private_or_deleted_is(host: LocalHost, script: Script, form: str) -> None:
    club_id, _ = await full_club(host, script)
    answer = await export(host.admin, club_id, format=form)
    assert b"secret" not in answer.body
    assert b"An answer" in answer.body


async def test_it_is_for_the_creator_of_a_club_alone(host: LocalHost) -> None:
    club_id, person = await room(host)
    for other in (person, await host.person()):
        answer = await export(other, club_id)
        assert (answer.status, answer.code) == (403, "forbidden")
    assert (await export(host.stranger(), club_id)).status == 401
    assert (await export(host.admin, NOBODY)).status == 404
    assert (await export(host.admin, club_id, format="pdf")).code == "validation"
    lounge = await host.admin.create("lounge", "Quiet")
    assert (await export(host.admin, lounge)).code == "wrong_type"


class Page(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


async def test_the_page_is_readable_and_runs_and_loads_nothing(
    host: LocalHost, script: Script
) -> None:
    club_id, person = await full_club(host, script)
    answer = await export(host.admin, club_id, format="html")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    text = answer.body.decode()
    page = Page(text)
    assert HOSTILE in page.words
    assert person.user["displayName"] in page.words
    assert "Guide <b>" in page.words
    assert "Bild.png (3 kB)" in page.words
    for mark in ("AI", "edited", "pinned", "👍 1"):
        assert mark in page.words
    assert re.search(r"<h2>\w+, \d+ \w+ 20\d\d</h2>", text)
    allowed = set(re.findall(r"\w+", TAGS))
    assert {tag for tag, _ in page.tags} <= allowed
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("src") or "data:").startswith("data:image/webp;base64,") or (
            tag != "img" and "src" not in attributes
        )
        assert (attributes.get("href") or "#m1").startswith(("#m", "http://x/y"))
    assert sum(tag == "img" for tag, _ in page.tags) == 1
    assert "default-src 'none'" in text
    assert text.endswith("</html>\n")


async def test_pictures_are_embedded_up_to_a_bound(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_html._Pictures.__init__, "__defaults__", (1,))
    club_id = await host.admin.create()
    for name in ("one.png", "two.png"):
        made = await upload(host.admin, club_id, picture(), name)
        await host.admin.say(club_id, "", attachmentIds=[made["id"]])
    page = Page((await export(host.admin, club_id, format="html")).body.decode())
    assert sum(tag == "img" for tag, _ in page.tags) == 1
    assert "two.png" in page.words


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Tea", "Tea"),
        ("Bücher & Tee", "B_cher & Tee"),
        ('a/b\\c:d*"e"<f>|g?', "a b c d e f g"),
        ("..", "Club"),
    ],
)
async def test_its_name_is_a_file_name_anywhere(host: LocalHost, name: str, plain: str) -> None:
    club_id = await host.admin.create(name=name)
    for form in ("json", "html"):
        answer = await export(host.admin, club_id, format=form)
        header = answer.headers["Content-Disposition"]
        shown = rf'"{re.escape(plain)} 20\d\d-\d\d-\d\d\.{form}"'
        assert re.match(rf"attachment; filename={shown}; filename\*=UTF-8", header), header
    head = await host.admin.call("HEAD", moderation.EXPORT.url(communityId=club_id))
    assert (head.status, head.body) == (200, b"")


async def test_an_empty_club_is_a_file_too(host: LocalHost) -> None:
    club_id = await host.admin.create()
    found = await as_value(host.admin, club_id)
    assert (found.messages, found.files, found.agents) == ([], [], [])
    assert len(found.members) == 1
    assert b"Nothing has been said" in (await export(host.admin, club_id, format="html")).body


async def fill(host: LocalHost, club_id: str, count: int) -> None:
    def write(tx: Transaction) -> None:
        tx.change_many(
            "INSERT INTO messages (id, community_id, seq, author_kind, author_id, author_name,"
            " text, created_at, status) VALUES (?, ?, ?, 'user', ?, 'P', ?, ?, 'sent')",
            [
                (f"m{n}", club_id, n, host.admin.id, f"message {n} " + "x" * 100, tx.now)
                for n in range(1, count + 1)
            ],
        )
        tx.change("UPDATE communities SET last_seq = ? WHERE id = ?", (count, club_id))

    await host.server.database.write(write)


async def test_what_is_written_meanwhile_is_not_in_it(host: LocalHost) -> None:
    club_id, person = await room(host)
    await fill(host, club_id, 5000)
    path = host.url + moderation.EXPORT.url(communityId=club_id)
    async with host.http.get(path, headers=host.admin.headers) as answer:
        begun = await answer.content.readexactly(1000)
        for number in range(30):
            await person.say(club_id, f"meanwhile {number}")
        await host.admin.delete(club.DELETE.url(communityId=club_id, messageId="m4999"))
        rest = await answer.content.read()
    found = msgspec.json.decode(begun + rest, type=ClubExport)
    assert found.up_to_seq == 5000
    assert [m.seq for m in found.messages][:4990] == list(range(1, 4991))
    assert found.messages[-1].seq == 5000


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "html"])
async def test_a_hundred_thousand_messages_take_no_room(host: LocalHost, form: str) -> None:
    club_id = await host.admin.create()
    count = 100_000
    await fill(host, club_id, count)
    path = f"{host.url}{moderation.EXPORT.url(communityId=club_id)}?format={form}"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = found = 0
    tail = b""
    async with host.http.get(path, headers=host.admin.headers) as answer:
        async for block in answer.content.iter_chunked(65_536):
            size += len(block)
            joined = tail + block
            found += len(re.findall(rb"message \d+ x", joined)) - len(
                re.findall(rb"message \d+ x", tail)
            )
            tail = joined[-40:]
    assert found == count
    assert size > 20_000_000
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 30_000, "kilobytes, server and client together"


async def test_what_cannot_be_had_whole_is_cut_off(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    from embedded_server.club.service import exporting

    club_id = await host.admin.create()
    await fill(host, club_id, 1000)
    real = exporting.messages

    def fail(reader: Any, begun: Any, after: int, turns: Any) -> Any:
        if after >= 400:
            raise RuntimeError("broken")
        return real(reader, begun, after, turns)

    monkeypatch.setattr(exporting, "messages", fail)
    with pytest.raises(aiohttp.ClientError):
        await export(host.admin, club_id)
    monkeypatch.undo()
    assert len((await as_value(host.admin, club_id)).messages) == 1000


async def test_who_goes_away_stops_it(host: LocalHost) -> None:
    club_id = await host.admin.create()
    await fill(host, club_id, 20_000)
    path = host.url + moderation.EXPORT.url(communityId=club_id)
    async with host.http.get(path, headers=host.admin.headers) as answer:
        await answer.content.readexactly(1000)
        answer.close()
    await asyncio.sleep(0)
    assert (await export(host.admin, club_id)).status == 200
