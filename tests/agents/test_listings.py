"""Listings over HTTP: who sees, makes, changes and deletes an agent, and that keys stay inside."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from embedded_server.agents.endpoints import is_own_network
from embedded_server.agents.service import listings
from embedded_server.agents.service.listings import Author
from embedded_server.contracts import agents as contract
from embedded_server.contracts.agents import CreateAgent, EditAgent, ProviderInput
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Refusal
from tests.kit.people import Person
from tests.kit.server import LocalHost

KEY = "sk-very-secret-0123456789"
REMOTE = {"kind": "openai", "baseUrl": "https://models.example/v1/", "model": "m", "apiKey": KEY}


async def make(person: Person, **more: Any) -> dict[str, Any]:
    answer = await person.post(contract.CREATE.url(), {"name": "Guide", **more})
    assert answer.status == 201, answer.json
    made: dict[str, Any] = answer.json
    return made


async def sealed_key(host: LocalHost, agent_id: str) -> str | None:
    """The key as the provider will get it."""
    sealed = await host.server.database.read(
        lambda reader: reader.value("SELECT api_key FROM agents WHERE id = ?", (agent_id,))
    )
    return None if sealed is None else host.server.secrets.unseal(sealed, agent_id)


async def test_its_author_sees_all_of_it_but_the_key(host: LocalHost) -> None:
    made = await make(host.admin, description="d", persona="p", provider=REMOTE, isPublic=True)
    assert made["ownerId"] == host.admin.id
    assert made["provider"] == {
        "kind": "openai",
        "baseUrl": "https://models.example/v1",
        "model": "m",
        "hasApiKey": True,
    }
    assert (made["persona"], made["description"], made["avatarUrl"]) == ("p", "d", None)
    again = await host.admin.get(contract.READ.url(agentId=made["id"]))
    assert again.json == made


async def test_others_see_a_public_one_without_persona_and_provider(host: LocalHost) -> None:
    made = await make(host.admin, persona="p", provider=REMOTE, isPublic=True)
    other = await host.person()
    seen = (await other.get(contract.READ.url(agentId=made["id"]))).json
    assert seen["provider"] == {"kind": "openai"}
    assert "persona" not in seen
    edit = await other.patch(contract.EDIT.url(agentId=made["id"]), {"name": "Mine"})
    delete = await other.delete(contract.DELETE.url(agentId=made["id"]))
    knowledge = await other.get(contract.KNOWLEDGE.url(agentId=made["id"]))
    assert (edit.code, delete.code, knowledge.code) == ("forbidden",) * 3


async def test_a_private_one_is_seen_by_members_of_where_it_is_linked(host: LocalHost) -> None:
    club = await host.admin.create()
    agent_id = await host.admin.make_agent(club)
    person = await host.person()
    path = contract.READ.url(agentId=agent_id)
    assert (await person.get(path)).code == "not_found"
    listed = (await person.get(contract.LIST.url())).json["items"]
    assert listed == []
    await person.join(club)
    assert (await person.get(path)).json["id"] == agent_id
    assert (await person.get(path)).json["provider"] == {"kind": "builtin"}


async def test_the_list_is_own_and_public_newest_first_in_pages(host: LocalHost) -> None:
    person = await host.person()
    mine = [(await make(person, name=f"mine {n}"))["id"] for n in range(3)]
    await make(host.admin, name="hidden")
    public = (await make(host.admin, name="shown", isPublic=True))["id"]
    found: list[str] = []
    query = {"limit": "2"}
    while True:
        page = (await person.get(contract.LIST.url(), params=query)).json
        found += [item["id"] for item in page["items"]]
        if not page["hasMore"]:
            break
        query["cursor"] = page["nextCursor"]
    assert found == [public, *reversed(mine)]


async def test_a_repeat_answers_with_the_same_agent(host: LocalHost) -> None:
    body = {"name": "Guide", "clientId": "c1", "provider": REMOTE}
    first = await host.admin.post(contract.CREATE.url(), body)
    second = await host.admin.post(contract.CREATE.url(), body)
    other = await host.admin.post(contract.CREATE.url(), {**body, "name": "Other"})
    assert (first.status, second.status, other.code) == (201, 200, "idempotency_conflict")
    assert first.json == second.json


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": " "}, "validation"),
        ({"name": "a\nb"}, "validation"),
        ({"persona": "x" * 8001}, "validation"),
        ({"provider": {"kind": "openai"}}, "validation"),
        ({"provider": {"kind": "openai", "baseUrl": "https://a.example"}}, "validation"),
        ({"provider": {"kind": "openai", "model": "m"}}, "validation"),
        ({"provider": {**REMOTE, "baseUrl": "https://u:p@a.example"}}, "validation"),
        ({"provider": {**REMOTE, "apiKey": "naïve"}}, "validation"),
        ({"provider": {**REMOTE, "apiKey": "a\nb"}}, "validation"),
        ({"provider": {"kind": "builtin", "model": "m"}}, "validation"),
        ({"provider": {"kind": "builtin", "apiKey": "k"}}, "validation"),
        ({"provider": {"kind": "other"}}, "validation"),
        ({"voice": {"kind": "none", "name": "anna"}}, "validation"),
        ({"voice": {"kind": "stock", "communityId": "x"}}, "validation"),
        ({"voice": {"kind": "lounge"}}, "validation"),
        ({"voice": {"kind": "lounge", "communityId": "x"}}, "validation"),
    ],
)
async def test_what_is_refused(host: LocalHost, body: dict[str, Any], code: str) -> None:
    answer = await host.admin.post(contract.CREATE.url(), {"name": "Guide", **body})
    assert (answer.status, answer.code) == (400, code)
    assert KEY not in answer.body.decode()


async def test_the_key_is_sealed_and_stays_with_its_endpoint(host: LocalHost) -> None:
    made = await make(host.admin, provider=REMOTE)
    path = contract.EDIT.url(agentId=made["id"])
    assert await sealed_key(host, made["id"]) == KEY
    assert KEY.encode() not in host.server.database.path.read_bytes()

    without = {key: value for key, value in REMOTE.items() if key != "apiKey"}
    same = await host.admin.patch(path, {"provider": {**without, "model": "m2"}})
    assert same.json["provider"]["hasApiKey"] is True
    assert await sealed_key(host, made["id"]) == KEY

    moved = await host.admin.patch(path, {"provider": {**without, "baseUrl": "https://b.example"}})
    assert moved.json["provider"]["hasApiKey"] is False
    assert await sealed_key(host, made["id"]) is None


async def test_no_answer_and_no_log_holds_the_key(
    host: LocalHost, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made = await make(host.admin, provider=REMOTE, isPublic=True)
    answers = [
        await host.admin.get(contract.READ.url(agentId=made["id"])),
        await host.admin.get(contract.LIST.url()),
        await host.admin.patch(contract.EDIT.url(agentId=made["id"]), {"provider": REMOTE}),
        await host.admin.post(contract.CREATE.url(), {"name": "x", "provider": {"apiKey": KEY}}),
        await host.admin.post(contract.CREATE.url(), {"provider": REMOTE, "odd": KEY}),
    ]
    for answer in answers:
        assert KEY not in answer.body.decode()
    assert KEY not in caplog.text


@pytest.mark.parametrize("may", [True, False])
async def test_only_admins_and_the_own_machine_reach_into_the_own_network(
    host: LocalHost, may: bool
) -> None:
    url = "http://192.168.1.5:11434/v1"
    assert is_own_network(url)
    author = Author(host.admin.id, may)
    body = CreateAgent(name="x", provider=ProviderInput(kind="openai", base_url=url, model="m"))
    seal = host.server.secrets.seal

    async def create() -> None:
        agent, _ = await host.server.database.write(
            lambda tx: listings.create(tx, author, body, None, seal)
        )
        assert agent.any_endpoint

    if may:
        await create()
    else:
        with pytest.raises(Refusal) as caught:
            await create()
        assert caught.value.code is Code.ENDPOINT_NOT_ALLOWED


async def test_the_permission_goes_with_who_wrote_the_endpoint_last(host: LocalHost) -> None:
    made = await make(host.admin, provider=REMOTE)
    seal = host.server.secrets.seal
    provider = ProviderInput(kind="openai", base_url=REMOTE["baseUrl"], model="m", api_key=UNSET)
    agent = await host.server.database.write(
        lambda tx: listings.edit(
            tx, Author(host.admin.id, False), made["id"], EditAgent(provider=provider), seal
        )
    )
    assert not agent.any_endpoint
    assert agent.api_key is not None


async def test_a_deleted_agent_is_gone_with_links_and_knowledge(host: LocalHost) -> None:
    club = await host.admin.create()
    agent_id = await host.admin.make_agent(club, isPublic=True)
    await host.admin.teach(agent_id, "facts.md", "Tea is brewed at 80 degrees.")
    answer = await host.admin.delete(contract.DELETE.url(agentId=agent_id))
    assert answer.status == 204
    assert (await host.admin.get(contract.READ.url(agentId=agent_id))).code == "not_found"
    assert (await host.admin.get(contract.LINKS.url(communityId=club))).json["items"] == []
    left = await host.server.database.read(
        lambda reader: [
            reader.value(f"SELECT COUNT(*) FROM {table}")
            for table in ("agents", "knowledge", "passages", "agent_links")
        ]
    )
    assert left == [0, 0, 0, 0]
    words = await host.server.database.read(
        lambda reader: reader.rows("SELECT rowid FROM passages_fts WHERE passages_fts MATCH 'tea'")
    )
    assert words == []
