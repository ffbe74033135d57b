"""The time of a day as members and the creator see it, and who hears that it has changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from embedded_server.contracts import communities, lounge
from embedded_server.kernel.database import Transaction
from embedded_server.lounge import store
from embedded_server.lounge.service import metering
from tests.kit.people import Person
from tests.kit.server import LocalHost
from tests.lounge.test_chats import open_lounge, start
from tests.lounge.test_subscriptions import usage


async def spoken(
    host: LocalHost, chat: dict[str, Any], turn_id: str, spoken_ms: int, said_ms: int = 0
) -> None:
    """A reply of that length, after a voice message of the other."""

    def count(tx: Transaction) -> None:
        found = store.chats.find(tx, chat["id"])
        assert found is not None
        metering.count(tx, found, turn_id, 0, said_ms)
        metering.count(tx, found, turn_id, spoken_ms, 0)

    await host.server.database.write(count)


async def dashboard(creator: Person, room: str, days: int = 30) -> dict[str, Any]:
    path = lounge.DASHBOARD.url(communityId=room)
    answer = await creator.get(path, params={"days": str(days)})
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


async def test_each_clip_is_rounded_up_and_the_list_adds_up(host: LocalHost) -> None:
    creator, room = await open_lounge(host, freeMinutesPerDay=1)
    guest = await host.person()
    chat = (await start(guest, room)).json
    await spoken(host, chat, "one", 1001, 1)
    await spoken(host, chat, "two", 50_000)
    now = await usage(guest, room)
    listed = [(one["spokenSeconds"], one["saidSeconds"], one["seconds"]) for one in now["replies"]]
    assert listed == [(2, 1, 3), (50, 0, 50)]
    assert (now["usedSeconds"], now["remainingSeconds"], now["warnAtSeconds"]) == (53, 7, 48)
    await spoken(host, chat, "three", 30_000)
    over = await usage(guest, room)
    assert (over["usedSeconds"], over["remainingSeconds"]) == (83, 0)
    assert over["isLimited"] is True
    await creator.patch(communities.EDIT.url(communityId=room), {"freeMinutesPerDay": 2})
    assert (await usage(guest, room))["remainingSeconds"] == 37
    seen = await dashboard(creator, room)
    assert seen["usage"]["todaySeconds"] == seen["usage"]["daily"][-1]["seconds"] == 83
    assert (seen["usage"]["daily"][-1]["people"], len(seen["usage"]["daily"])) == (1, 30)
    assert seen["usage"]["daily"][0]["seconds"] == 0
    assert seen["timeZone"] == "UTC"


async def test_whose_time_it_is_hears_it_and_the_creator_hears_of_figures_alone(
    host: LocalHost,
) -> None:
    creator, room = await open_lounge(host)
    guest, other = await host.person(), await host.person()
    chat = (await start(guest, room)).json
    await start(other, room)
    async with guest.live() as mine, creator.live() as figures, other.live() as elsewhere:
        for live in (mine, figures, elsewhere):
            await live.hears()
        await spoken(host, chat, "one", 2500)
        told = (await mine.next("usage.updated"))["data"]
        assert (told["usedSeconds"], told["reply"]["turnId"]) == (3, "one")
        assert (await figures.next("dashboard.updated"))["data"] == {"communityId": room}
        for live in (figures, elsewhere):
            await live.caught_up()
        assert "usage.updated" not in {one["type"] for one in figures.events}
        assert {"usage.updated", "dashboard.updated"}.isdisjoint(
            one["type"] for one in elsewhere.events
        )


async def test_the_creator_says_what_happens_when_the_minutes_are_used(host: LocalHost) -> None:
    creator, room = await open_lounge(host)
    path = communities.READ.url(communityId=room)
    assert (await creator.get(path)).json["textWhenUsed"] is True
    changed = await creator.patch(
        communities.EDIT.url(communityId=room), {"textWhenUsed": False, "freeMinutesPerDay": 0}
    )
    assert (changed.status, changed.json["textWhenUsed"]) == (200, False)
    guest = await host.person()
    await start(guest, room)
    now = await usage(guest, room)
    assert (now["textWhenUsed"], now["freeSecondsPerDay"]) == (False, 0)
    assert (await usage(creator, room))["isLimited"] is False
    club = await creator.post(
        communities.CREATE.url(), {"type": "club", "name": "x", "textWhenUsed": True}
    )
    assert club.code == "wrong_type"
    null = await creator.patch(communities.EDIT.url(communityId=room), {"textWhenUsed": None})
    assert null.code == "validation"


@pytest.mark.parametrize(
    ("zone", "midnight"), [("Asia/Shanghai", "T16:00:00.000Z"), ("Asia/Kolkata", "T18:30:00.000Z")]
)
async def test_days_begin_by_the_zone_of_the_server(
    start_host: Callable[..., Awaitable[LocalHost]], zone: str, midnight: str
) -> None:
    host = await start_host(free_day_zone=zone)
    creator, room = await open_lounge(host)
    guest = await host.person()
    await start(guest, room)
    assert (await usage(guest, room))["resetsAt"].endswith(midnight)
    assert (await dashboard(creator, room))["timeZone"] == zone
