"""Links over HTTP: who adds and removes agents, and what the community hears of it."""

from __future__ import annotations

import pytest

from embedded_server.agents import service
from embedded_server.contracts import agents as contract
from embedded_server.contracts import communities
from embedded_server.kernel.errors import Refusal
from tests.kit.people import Person
from tests.kit.server import LocalHost


async def agent_of(person: Person, **more: object) -> str:
    answer = await person.post(contract.CREATE.url(), {"name": "Guide", **more})
    assert answer.status == 201, answer.json
    return str(answer.json["id"])


async def test_linking_twice_is_harmless(host: LocalHost) -> None:
    club = await host.admin.create()
    agent_id = await agent_of(host.admin)
    path = contract.LINK.url(communityId=club)
    first = await host.admin.post(path, {"agentId": agent_id, "contextMessages": 5})
    second = await host.admin.post(path, {"agentId": agent_id, "contextMessages": 9})
    assert (first.status, second.status) == (201, 200)
    assert first.json == second.json
    assert (first.json["contextMessages"], first.json["callFeeCents"]) == (5, 0)
    assert first.json["agent"]["persona"] == ""


async def test_only_staff_links_and_only_what_it_owns_or_is_public(host: LocalHost) -> None:
    club = await host.admin.create()
    member = await host.person()
    await member.join(club)
    path = contract.LINK.url(communityId=club)
    private, public = await agent_of(member), await agent_of(member, isPublic=True)
    assert (await member.post(path, {"agentId": private})).code == "forbidden"
    assert (await host.admin.post(path, {"agentId": private})).code == "not_found"
    assert (await host.admin.post(path, {"agentId": "nonsense"})).code == "not_found"
    assert (await host.admin.post(path, {"agentId": public})).status == 201
    fee = await host.admin.post(path, {"agentId": public, "callFeeCents": -5})
    assert (fee.status, fee.code) == (400, "validation")


async def test_whoever_sees_the_community_sees_its_agents(host: LocalHost) -> None:
    club = await host.admin.create()
    made = [await host.admin.make_agent(club) for _ in range(3)]
    visitor = await host.person()
    path = contract.LINKS.url(communityId=club)
    first = (await visitor.get(path, params={"limit": "2"})).json
    rest = (await visitor.get(path, params={"limit": "2", "cursor": first["nextCursor"]})).json
    assert [item["agentId"] for item in first["items"] + rest["items"]] == made
    assert rest["hasMore"] is False
    assert first["items"][0]["agent"]["provider"] == {"kind": "builtin"}
    assert (await host.stranger().get(path)).status == 401


async def test_unlinking(host: LocalHost) -> None:
    club = await host.admin.create()
    agent_id = await host.admin.make_agent(club)
    path = contract.UNLINK.url(communityId=club, agentId=agent_id)
    assert (await (await host.person()).delete(path)).code == "forbidden"
    assert (await host.admin.delete(path)).status == 204
    assert (await host.admin.delete(path)).code == "not_found"


async def test_the_community_hears_of_every_change_and_the_audit_keeps_it(host: LocalHost) -> None:
    club = await host.admin.create()
    member = await host.person()
    await member.join(club)
    async with member.live() as live:
        agent_id = await host.admin.make_agent(club)
        assert (await live.next("agents.updated"))["data"] == {"communityId": club}
        await host.admin.patch(contract.EDIT.url(agentId=agent_id), {"name": "Teacher"})
        await live.next("agents.updated")
        await host.admin.delete(contract.UNLINK.url(communityId=club, agentId=agent_id))
        await live.next("agents.updated")
        await host.admin.post(contract.LINK.url(communityId=club), {"agentId": agent_id})
        await live.next("agents.updated")
        await host.admin.delete(contract.DELETE.url(agentId=agent_id))
        await live.next("agents.updated")
    audit = (await host.admin.get(communities.AUDIT.url(communityId=club))).json["items"]
    assert [(entry["act"], entry["targetName"]) for entry in audit] == [
        ("agent.deleted", "Teacher"),
        ("agent.linked", "Teacher"),
        ("agent.unlinked", "Teacher"),
        ("agent.linked", "Guide"),
    ]


@pytest.mark.parametrize("type_", ["official", "lounge"])
async def test_the_first_agent_leads_until_it_goes(host: LocalHost, type_: str) -> None:
    place = await host.admin.create(type_)

    async def lead() -> object:
        return (await host.admin.get(communities.READ.url(communityId=place))).json["leadAgentId"]

    first, second = [await host.admin.make_agent(place) for _ in range(2)]
    assert await lead() == first
    await host.admin.delete(contract.UNLINK.url(communityId=place, agentId=first))
    assert await lead() == second
    await host.admin.delete(contract.DELETE.url(agentId=second))
    assert await lead() is None


async def test_only_a_linked_agent_is_ready(host: LocalHost) -> None:
    club, other = await host.admin.create(), await host.admin.create()
    agent_id = await host.admin.make_agent(club, persona="p")
    read = host.server.database.read
    ready = await read(lambda reader: service.ready_agent(reader, club, agent_id))
    assert (ready.name, ready.persona, ready.call_fee_cents, ready.context_messages) == (
        "Guide",
        "p",
        0,
        20,
    )
    for community_id, wanted in ((other, agent_id), (club, "nonsense")):
        with pytest.raises(Refusal) as caught:
            await read(lambda r, c=community_id, a=wanted: service.ready_agent(r, c, a))  # type: ignore[misc]  # defaults bind the loop's values
        assert caught.value.status == 404
    assert await read(lambda reader: service.first_link(reader, club)) == agent_id
    assert await read(lambda reader: service.first_link(reader, other)) is None


async def test_staff_change_how_much_an_agent_reads(host: LocalHost) -> None:
    club = await host.admin.create()
    agent_id = await host.admin.make_agent(club)
    member = await host.person()
    await member.join(club)
    path = contract.EDIT_LINK.url(communityId=club, agentId=agent_id)
    assert (await member.patch(path, {"contextMessages": 3})).code == "forbidden"
    async with member.live() as live:
        changed = await host.admin.patch(path, {"contextMessages": 3})
        assert (await live.next("agents.updated"))["data"] == {"communityId": club}
    assert (changed.status, changed.json["contextMessages"]) == (200, 3)
    listed = (await member.get(contract.LINKS.url(communityId=club))).json["items"]
    assert [one["contextMessages"] for one in listed] == [3]
    assert (await host.admin.patch(path, {})).json == changed.json
    assert (await host.admin.patch(path, {"callFeeCents": 25})).json["callFeeCents"] == 25
    assert (await host.admin.patch(path, {"callFeeCents": None})).json["callFeeCents"] == 0
    for wrong in ({"contextMessages": 201}, {"contextMessages": -1}, {"callFeeCents": -1}):
        assert (await host.admin.patch(path, wrong)).code == "validation"
    elsewhere = contract.EDIT_LINK.url(communityId=await host.admin.create(), agentId=agent_id)
    assert (await host.admin.patch(elsewhere, {"contextMessages": 3})).code == "not_found"
    audit = (await host.admin.get(communities.AUDIT.url(communityId=club))).json["items"]
    assert audit[0]["act"] == "agent.changed"
