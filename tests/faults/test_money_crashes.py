"""Power cuts amid paid acts: each is whole or absent afterwards, and the books close."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import aiohttp

from embedded_server.contracts import billing, club, communities
from tests.billing.test_fees import books_are_right
from tests.kit.people import Person
from tests.kit.server import ServerProcess
from tests.kit.waiting import until

Start = Callable[..., ServerProcess]
SLOW = "tests.kit.scripted_server"
JOIN, MONTH, CALL = 101, 53, 7
ROUNDS = 5


class Payer:
    """Somebody who pays in every way until the server dies, and repeats what was not answered
    with the same key when it is back."""

    def __init__(self, host: ServerProcess, person: Person, agent: str) -> None:
        self.host = host
        self.person = person
        self.agent = agent
        self.numbers = itertools.count()
        self.pending: tuple[Person, str, dict[str, Any], str] | None = None
        self.rooms: list[str] = []
        self.done = 0

    async def post(self, person: Person, path: str, body: dict[str, Any]) -> Any:
        key = f"{self.person.id}-{next(self.numbers)}"
        self.pending = (person, path, body, key)
        answer = await person.post(path, body, headers={"Idempotency-Key": key})
        assert answer.status in (200, 201), answer.json
        self.pending = None
        self.done += 1
        return answer.json

    async def pay_until_cut(self) -> None:
        admin = self.host.admin
        try:
            while True:
                await self.post(
                    admin, billing.TOP_UP.url(userId=self.person.id), {"amountCents": 500}
                )
                body = {
                    "type": "club",
                    "name": "Tea",
                    "joinFeeCents": JOIN,
                    "monthlyFeeCents": MONTH,
                    "agentCallFeeCents": CALL,
                }
                room = (await self.post(admin, communities.CREATE.url(), body))["id"]
                self.rooms.append(room)
                due = {"acceptFeeCents": JOIN + MONTH}
                await self.post(self.person, communities.JOIN.url(communityId=room), due)
                due = {"acceptFeeCents": MONTH}
                await self.post(self.person, communities.RENEW.url(communityId=room), due)
                await self.ask(room)
                paid = await admin.get(billing.PAYMENTS.url(communityId=room))
                part = {"entryId": paid.json["items"][-1]["entryId"], "amountCents": 50}
                await self.post(admin, billing.REFUND.url(communityId=room), part)
                await self.post(self.person, billing.ASK_PAYOUT.url(), {"amountCents": 20})
        except aiohttp.ClientError:
            return

    async def ask(self, room: str) -> None:
        """The reply is still being written when the cut comes."""
        link = f"/api/communities/{room}/agents"
        await self.host.admin.post(link, {"agentId": self.agent})
        body = {"agentId": self.agent, "text": "?", "acceptFeeCents": CALL}
        url = self.host.url + club.ASK.url(communityId=room)
        async with self.host.http.post(url, json=body, headers=self.person.headers) as answer:
            assert answer.status == 200
            await answer.content.readany()

    async def repeat(self) -> None:
        if self.pending is None:
            return
        person, path, body, key = self.pending
        answers = [
            await self.host.back(person).post(path, body, headers={"Idempotency-Key": key})
            for _ in range(2)
        ]
        assert {answer.status for answer in answers} <= {200, 201}, answers[0].json
        assert answers[1].status == 200
        if path == communities.CREATE.url():
            self.rooms.append(answers[0].json["id"])
        self.pending = None


async def is_whole(payer: Payer) -> None:
    """Every membership has been paid for, once, and every payment has a membership."""
    admin = payer.host.admin
    for room in payer.rooms:
        page = await admin.get(billing.PAYMENTS.url(communityId=room))
        kinds = [payment["kind"] for payment in page.json["items"]]
        read = await payer.person.get(communities.READ.url(communityId=room))
        inside = read.json["membership"] is not None
        assert kinds.count("join_fee") == int(inside)
        assert kinds.count("monthly_fee") in ((1, 2) if inside else (0,))
        assert kinds.count("agent_call") == 0, "no reply came to its end"
    wallet = (await payer.person.get(billing.WALLET.url())).json
    waiting = await payer.person.pages(billing.PAYOUTS.url(), limit="100")
    assert wallet["heldCents"] == sum(payout["amountCents"] for payout in waiting)


def has_reached(payers: list[Payer], acts: int) -> bool:
    return sum(payer.done for payer in payers) >= acts


async def test_power_cuts_leave_paid_acts_whole_or_absent(start_process: Start) -> None:
    host = start_process(program=SLOW)
    await host.start()
    await host.set_up()
    start = await host.admin.create()
    agent = await host.admin.make_agent(start)
    payers = [Payer(host, await host.person(), agent) for _ in range(3)]
    chance = random.Random(7)
    for _ in range(ROUNDS):
        async with asyncio.TaskGroup() as group:
            for payer in payers:
                group.create_task(payer.pay_until_cut())
            wanted = sum(payer.done for payer in payers) + chance.randint(4, 25)
            await until(partial(has_reached, payers, wanted), seconds=30)
            await asyncio.sleep(chance.random() / 50)
            assert host.process is not None
            host.process.kill()
        await host.wait()
        await host.start()
        host.admin = host.back(host.admin)
        await books_are_right(host)
        for payer in payers:
            payer.person = host.back(payer.person)
            await payer.repeat()
            await is_whole(payer)
        await books_are_right(host)
    assert sum(payer.done for payer in payers) >= 4 * ROUNDS
