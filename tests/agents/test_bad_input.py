"""Bad input to the agents' routes is answered with a refusal, whatever it is."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from embedded_server.contracts import agents as contract
from tests.kit.server import LocalHost

ODD = ["\x00", "a\u2028b", "\u202e", "👩‍🚀" * 200, "a" * 100_000, " ", "%00", "../../etc/passwd"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
async def test_odd_strings_in_every_field(host: LocalHost, odd: str) -> None:
    club = await host.admin.create()
    agent_id = await host.admin.make_agent(club)
    openai = {"kind": "openai", "baseUrl": "https://a.example", "model": "m"}
    bodies: list[tuple[str, dict[str, Any]]] = [
        (contract.CREATE.url(), {"name": odd}),
        (contract.CREATE.url(), {"name": "x", "description": odd, "persona": odd}),
        (contract.CREATE.url(), {"name": "x", "clientId": odd}),
        (contract.CREATE.url(), {"name": "x", "provider": {**openai, "baseUrl": odd}}),
        (contract.CREATE.url(), {"name": "x", "provider": {**openai, "model": odd}}),
        (contract.CREATE.url(), {"name": "x", "provider": {**openai, "apiKey": odd}}),
        (contract.CREATE.url(), {"name": "x", "provider": {**openai, "baseUrl": f"http://{odd}"}}),
        (contract.ADD_KNOWLEDGE.url(agentId=agent_id), {"title": odd, "text": odd}),
        (contract.ADD_KNOWLEDGE.url(agentId=agent_id), {"title": "x", "text": odd}),
        (contract.LINK.url(communityId=club), {"agentId": odd}),
        (contract.LINK.url(communityId=odd), {"agentId": agent_id}),
        (contract.ADD_KNOWLEDGE.url(agentId=odd), {"title": "x", "text": "x"}),
    ]
    for path, body in bodies:
        answer = await host.admin.post(path, body)
        assert answer.status < 500, (path, body, answer.json)
    for cursor in (odd[:600], "AAAA"):
        for path in (contract.LIST.url(), contract.LINKS.url(communityId=club)):
            answer = await host.admin.get(path, params={"cursor": cursor})
            assert answer.status == 400


@pytest.mark.parametrize(
    "raw",
    [b'{"name": "\\ud800"}', b'{"name": "\xff"}', b"[]", b"{", b'{"name": 1}', b'{"nam": "x"}'],
)
async def test_broken_bodies(host: LocalHost, raw: bytes) -> None:
    headers = {**host.admin.headers, "Content-Type": "application/json"}
    url = host.admin.url + contract.CREATE.url()
    async with host.http.post(url, data=raw, headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json(content_type=None))["code"] == "validation"


async def test_odd_forms(host: LocalHost) -> None:
    agent_id = await host.admin.make_agent(await host.admin.create())
    url = host.admin.url + contract.ADD_KNOWLEDGE.url(agentId=agent_id)
    forms: list[list[tuple[str, Any, dict[str, str]]]] = [
        [],
        [("title", "x", {})],
        [("file", b"text", {"filename": "a" * 500})],
        [("file", b"text", {"filename": "a\tb.md"})],
        [("file", b"one", {"filename": "a"}), ("file", b"two", {"filename": "b"})],
        [("file", "not a file", {})],
        [("file", b"text", {"filename": "a"}), ("other", "x", {})],
    ]
    for parts in forms:
        form = aiohttp.FormData(default_to_multipart=True)
        for name, value, more in parts:
            form.add_field(name, value, **more)
        async with host.http.post(url, data=form, headers=host.admin.headers) as answer:
            assert answer.status in (201, 400), (parts, await answer.text())
