"""Agents that have a seat in a session act there, through turns, until a person takes over."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.agents.providers.scene import Act, merged, obey, split_act
from embedded_server.contracts import agents, turns
from embedded_server.kernel.limits import Rate
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from tests.kit.people import Person
from tests.kit.scripted import PLACES, Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until
from tests.playground.rooms import Room, begin, make


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PAUSE_SECONDS", "SETTLE_SECONDS"):
        monkeypatch.setattr(f"embedded_server.playground.acting.{name}", 0.01)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    made = Script()
    for place in PLACES:
        monkeypatch.setattr(place, made.source)
    return made


async def agent(owner: Person, name: str = "Ada", **more: Any) -> str:
    made = await owner.post(agents.CREATE.url(), {"name": name, **more})
    assert made.status == 201, made.json
    return str(made.json["id"])


async def seated(owner: Person, mode: str = "agent", **more: Any) -> tuple[Room, Person, str]:
    """A session in which the owner's agent has the owner's seat."""
    agent_id = await agent(owner)
    room = await begin(owner, agentId=agent_id, controlMode=mode, **more)
    return room, owner, agent_id


async def test_the_built_in_agent_does_what_it_is_told(host: LocalHost) -> None:
    owner, guest = await host.person(), await host.person()
    room, _, agent_id = await seated(owner)
    await room.join(guest)
    async with guest.live() as told:
        await room.say(guest, "please set score to 5")
        changed = (await told.next("session.state"))["data"]
        assert (changed["state"], changed["byAi"]) == ({"score": 5}, True)
        said = (await told.next("session.message"))["data"]
        while said["author"]["kind"] == "user":
            said = (await told.next("session.message"))["data"]
        assert said["author"] == {"kind": "agent", "id": agent_id, "name": "Ada"}
        assert (said["text"], "```" in said["text"]) == ("I set score.", False)
        assert said["participantId"] == room.made["participants"][0]["id"]
    assert (await room.state(guest)).json["version"] == 1


async def test_an_agent_is_given_the_scene_and_patches_what_stands_then(
    host: LocalHost, script: Script
) -> None:
    owner, guest = await host.person(), await host.person()
    gate = asyncio.Event()
    script.says("Done.\n```state\n", gate, '{"turn": 2, "gone": null}\n```', ReplyEnd())
    room, _, _ = await seated(owner)
    await room.join(guest)
    await room.put(guest, 0, {"turn": 1, "gone": 1})
    async with guest.live() as told:
        await room.say(guest, "Your move")
        await told.next("turn.chunk")
        await room.put(guest, 1, {"turn": 1, "gone": 1, "mine": True})
        gate.set()
        while not (changed := (await told.next("session.state"))["data"])["byAi"]:
            pass
    assert changed["state"] == {"turn": 2, "mine": True}
    scene = script.scenes[0]
    assert scene is not None
    assert ('"turn":1' in scene.state, len(scene.people)) == (True, 2)


async def test_a_person_who_takes_over_ends_what_the_agent_was_about_to_say(
    host: LocalHost, script: Script
) -> None:
    owner, guest = await host.person(), await host.person()
    script.says("I am about to", asyncio.Event(), " win.", ReplyEnd())
    room, _, _ = await seated(owner)
    await room.join(guest)
    seat = room.seat(room.made["participants"][0])
    async with owner.live() as told:
        await room.say(guest, "Your move")
        await told.next("turn.chunk")
        assert (await owner.patch(seat, {"controlMode": "human"})).status == 200
        assert (await told.next("turn.finished"))["data"]["status"] == "stopped"
    await until(lambda: script.closed == 1)
    await room.say(guest, "And now?")
    said = (await guest.get(f"{room_path(room)}/messages")).json["items"]
    assert [one["author"]["kind"] for one in said] == ["user", "user"]
    assert len(script.asked) == 1
    assert (await room.log(owner))[-1] == "control"
    script.says("Back.", ReplyEnd())
    await owner.patch(seat, {"controlMode": "agent"})
    async with owner.live() as told:
        await room.say(guest, "Your move")
        assert (await told.next("turn.finished"))["data"]["status"] == "done"


def room_path(room: Room) -> str:
    return f"/api/spaces/{room.ids['spaceId']}/sessions/{room.ids['sessionId']}"


async def test_a_shared_seat_acts_when_called_by_name_alone(
    host: LocalHost, script: Script
) -> None:
    owner, guest = await host.person(), await host.person()
    room, _, _ = await seated(owner, "hybrid")
    await room.join(guest)
    async with guest.live() as told:
        await room.say(guest, "Hello all")
        await room.say(guest, "and you, @ada?")
        await told.next("turn.finished")
    assert script.asked == ["and you, @ada?"]
    assert [line.text for line in script.histories[0]] == ["Hello all"]


async def test_agents_answer_each_other_a_few_times_and_no_more(
    host: LocalHost, script: Script
) -> None:
    owner, guest = await host.person(), await host.person()
    script.says("Over to you, @Ada and @Bob.", ReplyEnd())
    room, _, _ = await seated(owner)
    await room.join(guest, agentId=await agent(guest, "Bob"), controlMode="agent")
    await room.say(owner, "Begin")
    await until(lambda: len(script.asked) >= 6)
    # Both at the first word, and each of them after the other until it is enough.
    quiet = len(script.asked)
    async with owner.live() as told:
        await room.say(owner, "Stop, both.")
        await told.next("turn.finished")
    assert quiet <= 20


async def test_what_fails_is_in_the_log_and_changes_nothing(
    host: LocalHost, script: Script
) -> None:
    owner, guest = await host.person(), await host.person()
    room, _, _ = await seated(owner)
    await room.join(guest)
    for steps in (
        (ProviderError("provider_failed", "The model is away.", retryable=True),),
        ("```state\nno json\n```", ReplyEnd()),
        (f'```state\n{{"a": "{"x" * 70_000}"}}\n```', ReplyEnd()),
    ):
        script.says(*steps)
        async with guest.live() as told:
            await room.say(guest, "Go on")
            await told.next("turn.finished")
        await until(lambda: script.closed == len(script.asked))
    assert (await room.log(guest)).count("agent_failed") == 3
    assert (await room.state(guest)).json == {"version": 0, "state": {}}


async def test_somebody_else_s_agent_sits_but_does_not_act_unless_it_is_for_everybody(
    host: LocalHost, script: Script
) -> None:
    owner, guest = await host.person(), await host.person()
    agent_id = await agent(owner, isPublic=False)
    club = await owner.create("club")
    await guest.join(club)
    await owner.post(agents.LINK.url(communityId=club), {"agentId": agent_id})
    room = await begin(guest, agentId=agent_id, controlMode="agent")
    await room.say(guest, "Hello?")
    await owner.patch(agents.EDIT.url(agentId=agent_id), {"isPublic": True})
    async with guest.live() as told:
        await room.say(guest, "And now?")
        await told.next("turn.finished")
    assert script.asked == ["And now?"]


async def test_an_agent_watches_the_state_where_the_definition_says_so(
    host: LocalHost, script: Script
) -> None:
    owner, guest = await host.person(), await host.person()
    space = await make(owner, definition={"agentsActOnState": True})
    room = await begin(owner, space, agentId=await agent(owner), controlMode="agent")
    await room.join(guest)
    async with guest.live() as told:
        for version in range(3):
            await room.put(guest, version, {"n": version})
        await told.next("turn.finished")
    assert 1 <= len(script.asked) <= 3
    turn = turns.READ.url(turnId=room.made["id"])
    assert (await guest.get(turn)).status == 404


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Hello", Act("Hello")),
        ('Hi\n```state\n{"a": 1}\n```', Act("Hi", {"a": 1})),
        ('```state\n{"a": 1}', Act("", {"a": 1})),
        ("x\n```state\n[1]\n```\ny", Act("x\n\ny", is_broken=True)),
        ("x\n```state\n{\n```", Act("x", is_broken=True)),
        ("```json\n{}\n```", Act("```json\n{}\n```")),
    ],
)
def test_a_reply_is_words_and_at_most_one_act(text: str, act: Act) -> None:
    assert split_act(text) == act


@pytest.mark.parametrize(
    ("said", "patch"),
    [
        ("set score to 5", {"score": 5}),
        ('@Ada please set "the word" to tea time.', {"the word": "tea time"}),
        ("把分数设为 3", {"分数": 3}),
        ("Remove score", {"score": None}),
        ("what is the score?", None),
        ("@" * 4000, None),
    ],
)
def test_the_built_in_agent_understands_a_few_orders(
    said: str, patch: dict[str, Any] | None
) -> None:
    done = obey(said)
    assert (None if done is None else split_act(done).patch) == patch


def test_a_merge_patch_is_that_of_the_standard() -> None:
    target = {"a": "b", "c": {"d": 1, "e": 2}, "l": [1]}
    patch = {"a": None, "c": {"d": None, "f": {"g": None, "h": 3}}, "l": [2], "c2": 1}
    assert merged(target, patch) == {"c": {"e": 2, "f": {"h": 3}}, "l": [2], "c2": 1}
    assert target["a"] == "b"


async def test_more_sessions_do_not_make_somebody_s_agent_act_more_often(
    host: LocalHost, script: Script
) -> None:
    owner = await host.person()
    host.server.room_asks = Rate(host.server.clock, 0.001, 2)
    agent_id = await agent(owner)
    rooms = [await begin(owner, agentId=agent_id, controlMode="agent") for _ in range(4)]
    for number, room in enumerate(rooms):
        script.says("Yes.", ReplyEnd())
        await room.say(owner, f"Number {number}")
    await until(lambda: len(script.asked) == 2 and script.closed == 2)
    other = await host.person()
    theirs = await begin(other, agentId=await agent(other), controlMode="agent")
    await theirs.say(other, "And I?")
    await until(lambda: len(script.asked) == 3)
    assert script.asked[-1] == "And I?"
