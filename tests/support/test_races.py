"""Many at once: each conversation has one owner, and who loses is told who won."""

from __future__ import annotations

import asyncio
from collections import Counter

from embedded_server.contracts import support
from embedded_server.contracts.support import AddCsAgent
from embedded_server.kernel.database import Transaction
from embedded_server.support.routes.office import office_of
from embedded_server.support.service.staff import add
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost
from tests.kit.service import act, crowd, fill_queue, make_brand, one

AGENTS, CONVERSATIONS = 50, 200


async def test_fifty_agents_and_two_hundred_conversations(host: LocalHost) -> None:
    """Each agent goes through the whole queue, all of them at once."""
    brand = await make_brand(host, "human_only", agent=False)
    people = await crowd(host, [f"p{number}" for number in range(AGENTS + CONVERSATIONS)])
    agents, customers = people[:AGENTS], people[AGENTS:]
    office, names = office_of(host.server), {one.id: one.user["displayName"] for one in agents}

    def hire(tx: Transaction) -> None:
        for agent in agents:
            add(tx, office, brand.id, brand.lead.id, AddCsAgent(user_id=agent.id), None)

    await host.server.database.write(hire)
    keys = await fill_queue(host, brand, customers)
    answers: dict[str, list[tuple[str, Reply]]] = {key: [] for key in keys}

    async def go_through(agent: Person) -> None:
        for key in keys:
            answers[key].append((agent.id, await act(agent, support.ACCEPT, key)))

    await asyncio.gather(*[go_through(agent) for agent in agents])
    held = Counter[str]()
    for key, given in answers.items():
        winners = [user for user, answer in given if answer.status == 200]
        assert len(winners) == 1
        held[winners[0]] += 1
        for user, answer in given:
            if user != winners[0]:
                assert answer.status == 409
                assert answer.code == "already_accepted"
                assert answer.json["assigneeId"] == winners[0]
                assert answer.json["assigneeName"] == names[winners[0]]
        assert (await one(brand.lead, key))["assignee"]["id"] == winners[0]
    assert await brand.queue() == []
    listed = await brand.lead.pages(support.CS_AGENTS.url(communityId=brand.id))
    assert {one["userId"]: one["openCount"] for one in listed if one["openCount"]} == held
