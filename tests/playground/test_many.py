"""Two hundred people in one session, who all see the same in the end."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from tests.kit.server import LocalHost
from tests.playground.rooms import begin

PEOPLE = 200
CHANGES = 40


async def test_two_hundred_participants_converge_on_one_state(host: LocalHost) -> None:
    people = [host.admin, *[await host.person() for _ in range(PEOPLE - 1)]]
    room = await begin(host.admin)
    joined = await asyncio.gather(*(room.join(person) for person in people[1:]))
    assert {answer.status for answer in joined} == {201}
    async with AsyncExitStack() as stack:
        lives = [await stack.enter_async_context(person.live()) for person in people]
        for version in range(CHANGES):
            put = await room.put(people[version % PEOPLE], version, {"n": version})
            assert put.status == 200
        final = (await room.state(host.admin)).json
        assert final == {"version": CHANGES, "state": {"n": CHANGES - 1}}

        async def last(number: int) -> list[int]:
            versions: list[int] = []
            while not versions or versions[-1] < CHANGES:
                told = await lives[number].next("session.state")
                versions.append(told["data"]["version"])
            return versions

        heard = await asyncio.gather(*(last(number) for number in range(PEOPLE)))
    assert heard == [list(range(1, CHANGES + 1))] * PEOPLE
    assert (await room.view(host.admin))["participantCount"] == PEOPLE
