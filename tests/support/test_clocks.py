"""Clocks by the clock: targets are told and counted, silent customers are warned and let go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from embedded_server.contracts import support, support_desk
from embedded_server.contracts.support_desk import Inactivity, SupportSettings, Targets
from embedded_server.kernel.clock import from_wire
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import Brand, act, ask, make_brand, notices, one, said, write

HOUR = 3600


async def set_(brand: Brand, **changed: Any) -> None:
    path = support_desk.SET_SETTINGS.url(communityId=brand.id)
    answer = await brand.lead.put(path, changed)
    assert answer.status == 200, answer.json


async def later(host: LocalHost, seconds: int) -> None:
    answer = await host.admin.post("/api/admin/clock", {"advanceSeconds": seconds})
    assert answer.status in (200, 204), answer.json


async def targets(brand: Brand) -> dict[str, tuple[int, int]]:
    made = (await brand.lead.get(support_desk.REPORT.url(communityId=brand.id))).json
    return {share["kind"]: (share["met"], share["missed"]) for share in made["targets"]}


def due(seen: dict[str, Any]) -> tuple[str | None, str | None]:
    return seen["dueKind"], seen["dueState"]


# Silence


async def test_a_silent_customer_is_warned_and_then_let_go(host: LocalHost, script: Script) -> None:
    brand = await make_brand(host)
    customer = await host.person()
    await set_(brand, inactivity={"warnAfterSeconds": 600, "resolveAfterSeconds": 300})
    key = await brand.start(customer)
    await later(host, 2000)
    assert (await one(customer, key))["status"] == "ai_active", "nobody owes an answer yet"
    await ask(customer, key, "Where is it?")
    await later(host, 590)
    assert notices(await said(customer, key)) == ["started"]
    async with customer.live() as heard:
        await later(host, 15)
        warned = await heard.next("message.created")
    assert warned["data"]["notice"]["act"] == "quiet_warning"
    closes = from_wire(warned["data"]["notice"]["at"])
    assert closes - from_wire(warned["data"]["createdAt"]) == 300_000
    await later(host, 200)
    await ask(customer, key, "Still here!")
    await later(host, 500)
    assert (await one(customer, key))["status"] == "ai_active", "an answer begins it anew"
    await later(host, 120)
    assert notices(await said(customer, key)).count("quiet_warning") == 2
    await later(host, 301)
    seen = await one(customer, key)
    assert (seen["status"], seen["outcome"]) == ("resolved", "went_quiet")
    assert seen["resolvedBy"]["kind"] == "system"


async def test_the_clock_stands_still_in_the_queue_and_while_staff_owe_an_answer(
    host: LocalHost, script: Script
) -> None:
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person(), await brand.colleague()
    await set_(brand, inactivity={"warnAfterSeconds": 60, "resolveAfterSeconds": 60})
    key = await brand.waiting(customer)
    await later(host, 5000)
    await act(agent, support.ACCEPT, key)
    await later(host, 5000)
    assert (await one(customer, key))["status"] == "human_active"
    await write(agent, key, "Hello, what is it?")
    await act(agent, support.RELEASE, key)
    await later(host, 5000)
    assert (await one(customer, key))["status"] == "waiting_human"
    await act(agent, support.ACCEPT, key)
    await write(agent, key, "Sorry: what is it?")
    await later(host, 61)
    await later(host, 61)
    assert (await one(customer, key))["outcome"] == "went_quiet"


async def test_it_is_off_unless_somebody_sets_it(host: LocalHost, script: Script) -> None:
    brand = await make_brand(host)
    customer = await host.person()
    key = await brand.start(customer)
    await ask(customer, key, "Where is it?")
    await later(host, 30 * 86_400)
    assert (await one(customer, key))["status"] == "ai_active"
    await set_(brand, inactivity={"warnAfterSeconds": 60})
    await later(host, 1)
    assert notices(await said(customer, key)) == ["started", "quiet_warning"]
    await later(host, 30 * 86_400)
    assert (await one(customer, key))["status"] == "ai_active", "warned, and never let go"


# Targets


async def test_staff_is_warned_of_a_target_before_it_is_missed(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person(), await brand.colleague()
    await set_(brand, targets={"firstResponseSeconds": 1000, "nextResponseSeconds": 500})
    async with brand.lead.live() as told:
        key = await brand.waiting(customer)
        seen = await one(brand.lead, key)
        assert due(seen) == ("first_response", "running")
        assert from_wire(seen["dueAt"]) - from_wire(seen["startedAt"]) == 1_000_000
        assert "dueAt" not in await one(customer, key)
        await told.caught_up()
        await later(host, 801)
        event = await told.next("conversation.updated")
        assert event["data"]["dueState"] == "soon"
        await later(host, 200)
        event = await told.next("conversation.updated")
        assert event["data"]["dueState"] == "missed"
    await act(agent, support.ACCEPT, key)
    await write(agent, key, "Hello.")
    assert due(await one(agent, key)) == (None, None)
    assert await targets(brand) == {
        "first_response": (0, 1),
        "next_response": (0, 0),
        "resolution": (0, 0),
    }
    await write(customer, key, "Where is it?")
    assert due(await one(agent, key)) == ("next_response", "running")
    await later(host, 100)
    await write(customer, key, "Hello?")
    await later(host, 350)
    assert due(await one(agent, key)) == ("next_response", "soon"), "from the first of the two"
    await write(agent, key, "On its way.")
    assert (await targets(brand))["next_response"] == (1, 0)
    await write(customer, key, "When?")
    await later(host, 501)
    assert (await targets(brand))["next_response"] == (1, 1), "also before the answer comes"
    await write(agent, key, "Tomorrow.")
    assert (await targets(brand))["next_response"] == (1, 1)


async def test_a_target_rests_outside_business_hours(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer = await host.person()
    key = await brand.start(customer, "Hi")
    started = (await one(brand.lead, key))["startedAt"]
    always = [[{"from": "00:00", "to": "24:00"}]] * 7
    hours = {"isOn": True, "timeZone": "UTC", "week": always, "holidays": [{"day": started[:10]}]}
    await set_(brand, targets={"firstResponseSeconds": 60}, hours=hours)
    seen = await one(brand.lead, key)
    assert seen["dueAt"].endswith("T00:01:00.000Z"), "reckoned anew when the hours change"
    assert seen["opensAt"] == seen["dueAt"].replace("00:01:00", "00:00:00")
    assert due(seen) == ("first_response", "running")


async def test_the_ai_owes_nothing_to_targets(host: LocalHost, script: Script) -> None:
    brand = await make_brand(host)
    customer = await host.person()
    wanted = {"firstResponseSeconds": 60, "resolutionSeconds": HOUR}
    await set_(brand, targets=wanted)
    key = await brand.start(customer)
    await ask(customer, key, "Where is it?")
    assert due(await one(brand.lead, key)) == (None, None)
    await act(customer, support.TRANSFER, key)
    assert due(await one(brand.lead, key)) == ("first_response", "running")
    await act(brand.lead, support.TAKE_OVER, key)
    await write(brand.lead, key, "Hello.")
    assert due(await one(brand.lead, key)) == ("resolution", "running")
    await act(brand.lead, support.RESOLVE, key)
    assert due(await one(brand.lead, key)) == (None, None)
    assert await targets(brand) == {
        "first_response": (1, 0),
        "next_response": (0, 0),
        "resolution": (1, 0),
    }


def test_settings_without_anything_run_no_clock() -> None:
    from embedded_server.support import clocks, hours
    from embedded_server.support.store.clocks import ClockValue
    from tests.support.values import conversation

    blank = ClockValue("c", "b")
    waits = conversation(status="waiting_human", waiting_since=5, unanswered_since=5)
    made = clocks.wound(blank, waits, SupportSettings(), hours.ALWAYS, 10)
    assert made == replace(blank, asked_at=10)
    assert clocks.due(made, 10**15) is None
    timed = SupportSettings(targets=Targets(first_response_seconds=100), inactivity=Inactivity())
    made = clocks.restarted(made, waits, timed, hours.ALWAYS, 50)
    assert (made.first_warn, made.first_due, made.tell_at) == (80_010, 100_010, 80_010)
    assert clocks.due(made, 80_010) == (100_010, "first_response", "soon")
