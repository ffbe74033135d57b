"""A brand's settings: every wrong field is named; and ready-made answers with their variables."""

from __future__ import annotations

from typing import Any

import pytest

from embedded_server.contracts import support_desk
from embedded_server.support import variables
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost
from tests.kit.service import Brand, make_brand, one

OFF: dict[str, Any] = {"isOn": False, "timeZone": "UTC", "week": [[]] * 7, "holidays": []}
NINE: dict[str, str] = {"from": "09:00", "to": "17:00"}


async def put(person: Person, brand: Brand, **changed: Any) -> Reply:
    return await person.put(support_desk.SET_SETTINGS.url(communityId=brand.id), changed)


async def test_settings_are_read_by_staff_and_changed_by_the_creator(host: LocalHost) -> None:
    brand = await make_brand(host)
    moderator, agent = await brand.colleague("moderator"), await brand.colleague()
    path = support_desk.SETTINGS.url(communityId=brand.id)
    before = (await agent.get(path)).json
    assert before["hours"] == OFF
    assert before["inactivity"] == {"warnAfterSeconds": None, "resolveAfterSeconds": None}
    changed = {**before, "graceSeconds": 5}
    for person in (moderator, agent, await host.person()):
        refused = await put(person, brand, **changed)
        assert (refused.status, refused.code) == (403, "forbidden")
    assert (await put(brand.lead, brand, **changed)).json == changed
    assert (await moderator.get(path)).json == changed
    assert (await (await host.person()).get(path)).status == 403
    club_id = await brand.lead.create()
    wrong = await brand.lead.get(support_desk.SETTINGS.url(communityId=club_id))
    assert wrong.code == "wrong_type"


async def test_every_wrong_field_is_named_at_once(host: LocalHost) -> None:
    brand = await make_brand(host)
    refused = await put(
        brand.lead,
        brand,
        hours={
            "isOn": True,
            "timeZone": "Mars/Olympus",
            "week": [[NINE, {"from": "12:00", "to": "13:00"}], [{"from": "22:00", "to": "02:00"}]]
            + [[]] * 5,
            "holidays": [
                {"day": "2026-02-30"},
                {"day": "2026-12-25"},
                {"day": "2026-12-25", "periods": [{"from": "10:00", "to": "10:00"}]},
            ],
        },
        inactivity={"resolveAfterSeconds": 60},
        webChat={"isOn": True, "sites": ["https://shop.example/path", "shop.example", "*"]},
    )
    assert (refused.status, refused.code) == (400, "validation")
    assert {error["field"] for error in refused.json["errors"]} == {
        "hours.timeZone",
        "hours.week[0][1].from",
        "hours.week[1][0].to",
        "hours.holidays[0].day",
        "hours.holidays[2].day",
        "hours.holidays[2].periods[0].to",
        "inactivity.warnAfterSeconds",
        "webChat.sites[0]",
        "webChat.sites[1]",
        "webChat.sites[2]",
    }
    assert all(error["message"] for error in refused.json["errors"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": {"week": [[{"from": "9:00", "to": "17:00"}]] + [[]] * 6}},
        {"hours": {"week": [[]] * 6}},
        {"hours": {"week": [[{"from": "09:00\n", "to": "17:00"}]] + [[]] * 6}},
        {"hours": {**OFF, "timeZone": "localtime"}},
        {"hours": {**OFF, "holidays": [{"day": "2026-12-24", "name": "\0"}]}},
        {"hours": {**OFF, "isOn": True}},
        {"hours": {**OFF, "timeZone": "../../etc/passwd"}},
        {"targets": {"firstResponseSeconds": 0}},
        {"mostPerAgent": 0},
        {"surprise": 1},
    ],
)
async def test_other_wrong_settings_change_nothing(host: LocalHost, wrong: dict[str, Any]) -> None:
    brand = await make_brand(host)
    path = support_desk.SETTINGS.url(communityId=brand.id)
    before = (await brand.lead.get(path)).json
    refused = await put(brand.lead, brand, **wrong)
    assert (refused.status, refused.code) == (400, "validation")
    assert refused.json["errors"][0]["field"]
    assert (await brand.lead.get(path)).json == before


async def test_sites_are_kept_as_browsers_name_them(host: LocalHost) -> None:
    brand = await make_brand(host)
    sites = [
        "HTTPS://Shop.Example/",
        "https://shop.example:443",
        "http://localhost:8080",
        "https://bücher.example",
    ]
    kept = await put(brand.lead, brand, webChat={"sites": sites})
    assert kept.json["webChat"]["sites"] == [
        "https://shop.example",
        "http://localhost:8080",
        "https://xn--bcher-kva.example",
    ]


async def test_a_conversation_tells_when_people_are_back(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer = await host.person()
    async with brand.lead.live():
        key = await brand.waiting(customer)
        assert (await one(customer, key))["staffAvailable"]
        hours = {**OFF, "isOn": True, "week": [[]] * 7, "holidays": []}
        now = (await one(customer, key))["startedAt"]
        # A period that is over, on all days but with today as a holiday without any.
        hours["week"] = [[{"from": "00:00", "to": "24:00"}]] * 7
        hours["holidays"] = [{"day": now[:10]}]
        assert (await put(brand.lead, brand, hours=hours)).status == 200
        seen = await one(customer, key)
        assert not seen["staffAvailable"]
        assert seen["opensAt"].endswith("T00:00:00.000Z")
        assert seen["opensAt"] > now


# Ready-made answers


async def add(person: Person, brand: Brand, shortcut: str, text: str, **more: Any) -> Reply:
    path = support_desk.ADD_CANNED_REPLY.url(communityId=brand.id)
    return await person.post(path, {"shortcut": shortcut, "text": text, **more})


async def found(person: Person, brand: Brand, **query: str) -> list[dict[str, Any]]:
    return await person.pages(
        support_desk.CANNED_REPLIES.url(communityId=brand.id), limit="2", **query
    )


def of(brand: Brand, made: Reply) -> dict[str, str]:
    return {"communityId": brand.id, "replyId": made.json["id"]}


async def test_ready_made_answers_are_staffs_and_unique_by_shortcut(host: LocalHost) -> None:
    brand = await make_brand(host)
    agent, customer = await brand.colleague(), await host.person()
    made = await add(agent, brand, "Refund", "Money back in 3 days.", clientId="a")
    assert made.status == 201
    assert (await add(agent, brand, "Refund", "Money back in 3 days.", clientId="a")).status == 200
    for shortcut in ("refund", "/REFUND"):
        taken = await add(brand.lead, brand, shortcut, "Other")
        assert (taken.status, taken.code) == (409, "shortcut_taken")
    for shortcut in ("two words", "a/b", "ä!"):
        wrong = await add(brand.lead, brand, shortcut, "Text")
        assert wrong.json["errors"][0]["field"] == "shortcut"
    other = await add(agent, brand, "hi", "Hello!")
    path = support_desk.EDIT_CANNED_REPLY.url(**of(brand, other))
    assert (await agent.patch(path, {"shortcut": "REFUND"})).code == "shortcut_taken"
    assert (await agent.patch(path, {"shortcut": "HI", "text": "Hello."})).json["text"] == "Hello."
    assert (await add(customer, brand, "x", "y")).status == 403
    path = support_desk.DELETE_CANNED_REPLY.url(**of(brand, made))
    assert (await customer.delete(path)).status == 403
    assert (await agent.delete(path)).status == 204
    assert (await agent.delete(path)).status == 404
    assert [one["shortcut"] for one in await found(agent, brand)] == ["HI"]


async def test_variables_are_filled_in_and_unknown_ones_refused(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person("carla"), await brand.colleague(name="anton")
    key = await brand.waiting(customer)
    text = "Hi {customer.name|there}, {agent.name} of {community.name}, no. {conversation.number}"
    await add(agent, brand, "hi", text)
    (filled,) = await found(agent, brand, conversationId=key)
    assert filled["text"].startswith("Hi Carla, Anton of Shop, no. ")
    assert "{" not in filled["text"]
    assert [one["text"] for one in await found(agent, brand)] == [text]
    refused = await add(agent, brand, "bad", "Dear {customer.nme|friend} {x.y}")
    assert refused.json["errors"][0]["field"] == "text"
    assert "{customer.nme}" in refused.json["detail"]
    assert "{x.y}" in refused.json["detail"]
    assert "{customer.name}" in refused.json["detail"]
    assert (await add(agent, brand, "json", 'Send { "a": [1] } or {}')).status == 201
    strange = await agent.get(
        support_desk.CANNED_REPLIES.url(communityId=brand.id), params={"conversationId": "nope"}
    )
    assert strange.status == 404


def test_a_variable_without_a_value_has_its_fallback_or_stays_visible() -> None:
    fill_in = variables.fill_in
    assert fill_in("Hi {customer.name|there}!", {}) == "Hi there!"
    assert fill_in("Hi {customer.name}!", {"customer.name": " "}) == "Hi {customer.name}!"
    assert fill_in("{Customer.Name}{customer.name| }", {"customer.name": "A"}) == "AA"
    assert fill_in("{other.thing|x} {customer.name|}", {}) == "{other.thing|x} "
    assert fill_in("{agent.name}", {"agent.name": "{customer.name}"}) == "{customer.name}"


async def test_the_best_and_most_used_come_first(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    agent = await brand.colleague()
    key = await brand.waiting(await host.person())
    for shortcut, text in (
        ("ship", "We ship on Monday."),
        ("shipping", "Costs nothing."),
        ("airship", "We have none."),
        ("thanks", "Thank you. It will SHIP soon."),
        ("bye", "Bye."),
    ):
        made = await add(agent, brand, shortcut, text)
    for _ in range(2):
        path = support_desk.USE_CANNED_REPLY.url(**of(brand, made))
        assert (await agent.post(path)).status == 204
    assert [one["shortcut"] for one in await found(agent, brand, q="/ship")] == [
        "ship",
        "shipping",
        "airship",
        "thanks",
    ]
    used = await found(agent, brand, conversationId=key)
    assert (used[0]["shortcut"], used[0]["usedCount"]) == ("bye", 2)
    assert [one["shortcut"] for one in await found(agent, brand)] == sorted(
        one["shortcut"] for one in used
    )
    assert await found(agent, brand, q="elephant") == []
