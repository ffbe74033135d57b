"""The people of a server as its admin finds them."""

from __future__ import annotations

from embedded_server.contracts.accounts import PEOPLE
from tests.kit.server import LocalHost


async def test_an_admin_finds_people_by_a_part_of_either_name(host: LocalHost) -> None:
    admin = host.admin
    ben = await host.person("ben")
    await host.person("zoe")
    found = (await admin.get(f"{PEOPLE.url()}?search=EN")).json
    assert [one["id"] for one in found["items"]] == [ben.id]
    first = (await admin.get(f"{PEOPLE.url()}?limit=1")).json
    assert first["hasMore"]
    rest = (await admin.get(f"{PEOPLE.url()}?limit=9&cursor={first['nextCursor']}")).json
    assert first["items"][0]["id"] not in {one["id"] for one in rest["items"]}
    answer = await ben.get(PEOPLE.url())
    assert (answer.status, answer.code) == (403, "forbidden")
