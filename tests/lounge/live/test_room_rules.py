"""The live room on the server: who may come in, who is heard, and who is cut off when."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import accounts, communities
from embedded_server.contracts import live_room as contract
from embedded_server.contracts.live_room import (
    MOST_OPUS_BYTES,
    MOST_PCM_BYTES,
    PCM16,
    Goodbye,
    pack,
)
from embedded_server.lounge.live import audio
from embedded_server.lounge.live.rooms import live_rooms_of
from tests.kit.live_room import act, in_room, mark, open_lounge, refused
from tests.kit.people import Person
from tests.kit.server import LocalHost


async def room_of(who: Person, lounge: str) -> dict[str, Any]:
    answer = await who.get(contract.READ.url(communityId=lounge))
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


async def set_member(who: Person, lounge: str, target: Person, **values: object) -> None:
    path = communities.EDIT_MEMBER.url(communityId=lounge, userId=target.id)
    answer = await who.patch(path, values)
    assert answer.status == 200, answer.json


async def test_who_may_do_what(host: LocalHost) -> None:
    creator, lounge, (moderator, member, other) = await open_lounge(host, 3)
    await set_member(creator, lounge, moderator, role="moderator")
    outsider = await host.person()
    routes = (contract.MUTE, contract.UNMUTE, contract.REMOVE, contract.LET_BACK)
    for route in routes:
        assert (await mark(creator, lounge, route, moderator)).status == 204
        assert (await mark(moderator, lounge, route, member)).status == 204
        assert (await mark(moderator, lounge, route, creator)).status == 403
        assert (await mark(moderator, lounge, route, moderator)).status == 403
        assert (await mark(member, lounge, route, other)).status == 403
        assert (await mark(outsider, lounge, route, member)).status == 403
        assert (await mark(creator, lounge, route, outsider)).status == 404
    for who, allowed in ((creator, 200), (moderator, 200), (member, 403), (outsider, 403)):
        for word in ("close", "open"):
            assert (await act(who, lounge, word)).status == allowed
        edited = await who.patch(contract.EDIT.url(communityId=lounge), {"pushToTalkOnly": True})
        assert edited.status == allowed
    assert (await room_of(member, lounge))["state"]["pushToTalkOnly"] is True
    assert "removed" not in await room_of(member, lounge)
    assert (await room_of(moderator, lounge))["removed"] == []
    assert (await outsider.get(contract.READ.url(communityId=lounge))).code == "not_a_member"
    club = await creator.create("club")
    assert (await act(creator, club, "open")).code == "wrong_type"
    assert (await creator.get(contract.AUDIO.url(communityId=lounge))).code == "validation"
    assert await refused(outsider, lounge) == 403
    assert await refused(host.stranger(), lounge) == 401
    assert await refused(member, lounge) == 101


async def test_it_is_off_until_it_is_opened_and_silent_when_closed(host: LocalHost) -> None:
    creator, lounge, (member,) = await open_lounge(host, 1)
    await act(creator, lounge, "close")
    assert await refused(creator, lounge) == 409
    async with member.live() as live:
        await act(creator, lounge, "open")
        told = await live.next("live_room.updated")
        assert told["data"]["isOpen"] is True
        async with in_room(creator, lounge) as one, in_room(member, lounge) as two:
            await one.until(2)
            await act(creator, lounge, "close")
            assert await one.end() is Goodbye.CLOSED
            assert await two.end() is Goodbye.CLOSED
        assert (await live.next("live_room.updated"))["data"]["isOpen"] is False
    assert (await room_of(member, lounge))["people"] == []


async def test_each_hears_the_others_and_not_themselves(host: LocalHost) -> None:
    creator, lounge, (member, third) = await open_lounge(host, 2)
    async with (
        third.live() as live,
        in_room(creator, lounge) as one,
        in_room(member, lounge) as two,
        in_room(third, lounge) as three,
    ):
        await one.until(3)
        assert one.now["codec"] == "opus"
        await one.say(b"first")
        await two.say(b"second", ends=True)
        assert await three.hear(2) == [b"first", b"second"]
        assert [frame.speaker for frame in three.heard] == [one.now["you"], two.now["you"]]
        assert [frame.ends for frame in three.heard] == [False, True]
        assert await two.hear() == [b"first"]
        assert await one.hear() == [b"second"]
        speaking = await live.next("live_room.speaking")
        assert creator.id in speaking["data"]["userIds"]
        await two.status(deafened=True)
        while not any(person["isDeafened"] for person in three.now["people"]):
            await three.read()
        await one.say(b"third")
        assert await three.hear() == [b"third"]
        await two.status()
        while any(person["isDeafened"] for person in three.now["people"]):
            await three.read()
        await one.say(b"fourth")
        assert await two.hear() == [b"fourth"]


async def test_who_reads_no_opus_is_never_sent_any(host: LocalHost) -> None:
    creator, lounge, (member,) = await open_lounge(host, 1)
    async with in_room(creator, lounge) as one:
        assert one.now["codec"] == "opus"
        async with in_room(member, lounge, "pcm16") as two:
            await one.until(2)
            assert one.now["codec"] == "pcm16"
            await one.say(b"opus is not for two")
            await one.say(b"\1\2" * 960, codec=PCM16)
            assert await two.hear() == [b"\1\2" * 960]
        await one.until(1)
        assert one.now["codec"] == "opus"


async def test_a_mute_by_staff_lasts_and_ends(host: LocalHost) -> None:
    creator, lounge, (member, third) = await open_lounge(host, 2)
    async with in_room(creator, lounge) as one:
        async with in_room(member, lounge) as two:
            await mark(creator, lounge, contract.MUTE, member)
            while not any(person["isMuted"] for person in two.now["people"]):
                await two.read()
            await two.say(b"unheard")
            await one.say(b"you are muted")
            assert await two.hear() == [b"you are muted"]
        async with in_room(member, lounge) as two:
            await one.until(2)
            mine = next(p for p in two.now["people"] if p["userId"] == member.id)
            assert mine["isMuted"] is True
            await two.say(b"unheard too")
            await mark(creator, lounge, contract.UNMUTE, member)
            while any(person["isMuted"] for person in two.now["people"]):
                await two.read()
            await two.say(b"heard")
            assert await one.hear() == [b"heard"]
    assert third.id not in (await room_of(third, lounge))["state"]["mutedIds"]


async def test_who_was_taken_out_comes_back_when_it_is_opened_anew(host: LocalHost) -> None:
    creator, lounge, (member,) = await open_lounge(host, 1)
    async with member.live() as live, in_room(member, lounge) as two:
        await mark(creator, lounge, contract.REMOVE, member)
        assert await two.end() is Goodbye.REMOVED
        assert (await live.next("live_room.removed"))["data"]["isRemoved"] is True
        assert await refused(member, lounge) == 403
        assert (await room_of(member, lounge))["isRemoved"] is True
        removed = (await room_of(creator, lounge))["removed"]
        assert [one["userId"] for one in removed] == [member.id]
        await mark(creator, lounge, contract.LET_BACK, member)
        assert await refused(member, lounge) == 101
        await mark(creator, lounge, contract.REMOVE, member)
        await act(creator, lounge, "close")
        await act(creator, lounge, "open")
        assert await refused(member, lounge) == 101


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("ban", Goodbye.NOT_HERE),
        ("remove", Goodbye.NOT_HERE),
        ("leave", Goodbye.NOT_HERE),
        ("mute", Goodbye.MUTED),
        ("sign out", Goodbye.SIGNED_OUT),
        ("delete", Goodbye.NOT_HERE),
    ],
)
async def test_who_may_not_be_there_any_more_is_cut(
    host: LocalHost, how: str, why: Goodbye
) -> None:
    creator, lounge, (member,) = await open_lounge(host, 1)
    here = {"communityId": lounge, "userId": member.id}
    async with in_room(member, lounge) as two:
        if how == "ban":
            await creator.call(communities.BAN.method, communities.BAN.url(**here))
        elif how == "remove":
            await creator.delete(communities.REMOVE_MEMBER.url(**here))
        elif how == "leave":
            await member.call(communities.LEAVE.method, communities.LEAVE.url(communityId=lounge))
        elif how == "mute":
            await set_member(creator, lounge, member, mutedUntil="2090-01-01T00:00:00.000Z")
        elif how == "sign out":
            await member.call(accounts.LOGOUT.method, accounts.LOGOUT.url())
        else:
            await creator.delete(communities.DELETE.url(communityId=lounge))
        assert await two.end() is why
    assert await refused(member, lounge) != 101


async def test_the_same_person_is_in_once(host: LocalHost) -> None:
    creator, lounge, _ = await open_lounge(host, 0)
    async with in_room(creator, lounge) as one, in_room(creator, lounge) as two:
        assert await one.end() is Goodbye.ELSEWHERE
        assert len(two.now["people"]) == 1


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"", Goodbye.MALFORMED),
        (b"\1\0\0", Goodbye.MALFORMED),
        (pack(0, 0, 0, False, b"x")[1:].join((b"\2", b"")), Goodbye.MALFORMED),
        (b"\1\x80" + bytes(8), Goodbye.MALFORMED),
        (pack(0, 0, PCM16, False, b"odd"), Goodbye.MALFORMED),
        (pack(0, 0, 0, False, bytes(MOST_OPUS_BYTES + 1)), Goodbye.MALFORMED),
        (pack(0, 0, PCM16, False, bytes(MOST_PCM_BYTES + 2)), Goodbye.TOO_LARGE),
        (bytes(5000), Goodbye.TOO_LARGE),
        ("{}", Goodbye.MALFORMED),
        ('{"type":"status","isSelfMuted":1,"isDeafened":[[[]]]}', Goodbye.MALFORMED),
        ("[" * 3000, Goodbye.MALFORMED),
    ],
)
async def test_what_is_malformed_ends_the_connection(
    host: LocalHost, sent: bytes | str, why: Goodbye
) -> None:
    creator, lounge, _ = await open_lounge(host, 0)
    async with in_room(creator, lounge) as one:
        if isinstance(sent, str):
            await one.socket.send_str(sent)
        else:
            await one.socket.send_bytes(sent)
        assert await one.end() is why


async def test_who_floods_is_slowed_and_then_cut(host: LocalHost) -> None:
    creator, lounge, (member,) = await open_lounge(host, 1)
    async with in_room(creator, lounge) as one, in_room(member, lounge) as two:
        await one.until(2)
        for number in range(audio.FRAMES_AT_ONCE + audio.MOST_EXCESS + 100):
            if one.socket.closed:
                break
            await one.say(number.to_bytes(4, "big"))
        assert await one.end() is Goodbye.TOO_FAST
        await two.until(1)
        assert 0 < len(two.heard) < audio.FRAMES_AT_ONCE + 100


async def test_no_more_come_in_than_there_is_room_for(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    creator, lounge, (member, third) = await open_lounge(host, 2)
    monkeypatch.setattr(audio, "MOST_PEOPLE", 2)
    async with in_room(creator, lounge), in_room(member, lounge):
        assert await refused(third, lounge) == 409
        assert await refused(member, lounge) == 101
    assert await refused(third, lounge) == 101


async def test_who_does_not_read_loses_old_voices_and_holds_nobody_up(host: LocalHost) -> None:
    creator, lounge, (member, slow) = await open_lounge(host, 2)
    rooms = live_rooms_of(host.server)
    async with (
        in_room(creator, lounge) as one,
        in_room(member, lounge) as two,
        in_room(slow, lounge) as three,
    ):
        await one.until(3)
        connection = three.socket._response.connection
        assert connection is not None
        transport = connection.transport
        assert transport is not None
        transport.pause_reading()
        ear = rooms._rooms[lounge].seats[slow.id].ear
        seat = rooms._rooms[lounge].seats[creator.id]
        await two.until(3)
        sent = 0
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not ear.dropped:
            for _ in range(20):
                # Straight into the room: no person sends so fast.
                rooms.say(lounge, seat, pack(sent, sent * 960, PCM16, False, bytes(1920)))
                sent += 1
            await two.hear(20)
            assert loop.time() - began < 20
        assert len(two.heard) == sent
        assert ear.wire.get_write_buffer_size() < 2 * 1024 * 1024
        transport.resume_reading()
        rooms.say(lounge, seat, pack(sent, 0, PCM16, True, b"now" + b"!"))
        while not three.heard or not three.heard[-1].ends:
            assert await three.read()
        assert len(three.heard) <= sent
