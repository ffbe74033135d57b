"""Visitors of a web site: one community, as customer, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from embedded_server.app import SLICES
from embedded_server.contracts import (
    accounts,
    billing,
    communities,
    support,
    support_desk,
    turns,
    widget,
)
from embedded_server.contracts.routes import Access, Kind
from embedded_server.widget.routes import tidy
from tests.kit.people import Person
from tests.kit.server import LocalHost
from tests.kit.service import show_on

SITE = "https://shop.example"
DAY = 86_400
FAR = {"X-Forwarded-For": "198.51.100.7"}
ROUTES = [route for slice_ in SLICES for route in slice_.handlers]


async def shop(host: LocalHost, **more: Any) -> str:
    """A brand whose chat is on."""
    brand_id = await host.admin.create("official", "Shop", **more)
    await show_on(host.admin, brand_id, SITE)
    return brand_id


async def visitor(host: LocalHost, community_id: str, **more: Any) -> Person:
    answer = await host.stranger().post(
        widget.BECOME_GUEST.url(communityId=community_id), {"name": "Wanda"}, **more
    )
    assert answer.status == 201, answer.json
    return Person(host.url, host.http, answer.json["token"], {"id": answer.json["userId"]})


async def test_a_visitor_is_refused_everywhere_but_on_the_few_marked_routes(
    host: LocalHost,
) -> None:
    brand_id = await shop(host)
    guest = await visitor(host, brand_id)
    refused, marked = 0, set()
    for route in ROUTES:
        if route.access in (Access.PUBLIC, Access.LOCAL):
            continue
        if route.guests:
            marked.add(f"{route.method} {route.path}")
            continue
        path = re.sub(r"{communityId}", brand_id, route.path)
        path = re.sub(r"{\w+}", guest.id, path)
        answer = await guest.call(route.method, path, None if route.method == "GET" else {})
        assert (answer.status, answer.code) == (403, "forbidden"), f"{route.method} {route.path}"
        refused += 1
    assert refused > 80
    assert marked <= {
        "GET /api/events",
        "GET /api/turns/{turnId}",
        "GET /api/turns/{turnId}/events",
        "POST /api/turns/{turnId}/stop",
        "GET /api/conversations",
        "GET /api/conversations/{conversationId}",
        "GET /api/conversations/{conversationId}/messages",
        "GET /api/conversations/{conversationId}/transcript",
        "GET /api/media/{mediaId}",
        "GET /api/media/{mediaId}/thumbnail",
        "POST /api/communities/{communityId}/conversations",
        "POST /api/conversations/{conversationId}/attachments",
        "POST /api/conversations/{conversationId}/messages",
        "POST /api/conversations/{conversationId}/resolve",
        "POST /api/conversations/{conversationId}/transfer",
        "PUT /api/conversations/{conversationId}/rating",
        "PUT /api/conversations/{conversationId}/read",
    }
    assert all(r.kind is Kind.TEXT for r in ROUTES if r.access is Access.LOCAL)


async def test_a_visitor_writes_to_the_brand_they_visit_alone(host: LocalHost) -> None:
    here = await shop(host)
    other = await host.admin.create("official", "Other")
    guest = await visitor(host, here)
    answer = await guest.post(support.START.url(communityId=other), {})
    assert (answer.status, answer.code) == (403, "forbidden")


async def test_where_registration_is_by_invite_visitors_are_welcome(
    start_host: Callable[..., Awaitable[LocalHost]],
) -> None:
    host = await start_host(registration="invite")
    guest = await visitor(host, await shop(host))
    async with guest.live() as live:
        await live.caught_up()
        assert [event["type"] for event in live.events] == ["error"], "and hears nothing of others"


async def test_a_visitor_is_no_person_of_this_server(host: LocalHost) -> None:
    brand_id = await shop(host)
    guest = await visitor(host, brand_id)
    people = await host.admin.get(accounts.PEOPLE.url())
    assert [person["id"] for person in people.json["items"]] == [host.admin.id]
    read = await host.admin.get(communities.READ.url(communityId=brand_id))
    assert read.json["memberCount"] == 1
    for name in (f"guest:{guest.id}", "wanda"):
        login = await host.stranger().post(
            accounts.LOGIN.url(), {"username": name, "password": "correct horse battery"}
        )
        assert login.status == 401
    given = await host.admin.post(billing.TOP_UP.url(userId=guest.id), {"amountCents": 100})
    assert given.status == 404


@pytest.mark.parametrize("name", ["", "   ", "A" * 80])
async def test_a_visitor_without_a_name_gets_one(host: LocalHost, name: str) -> None:
    brand_id = await shop(host)
    answer = await host.stranger().post(
        widget.BECOME_GUEST.url(communityId=brand_id), {"name": name}
    )
    assert answer.status == 201
    assert answer.json["name"] == name if name.strip() else answer.json["name"].startswith("Guest ")


async def test_one_machine_makes_few_accounts_also_behind_a_proxy(host: LocalHost) -> None:
    brand_id = await shop(host)
    path = widget.BECOME_GUEST.url(communityId=brand_id)
    stranger = host.stranger()
    # What the visitor's own machine claims stands in front of what the proxy adds.
    sent = [
        await stranger.post(path, {}, headers={"X-Forwarded-For": f"10.0.0.{n}, 198.51.100.7"})
        for n in range(12)
    ]
    assert [answer.status for answer in sent] == [201] * 10 + [429] * 2
    assert "Retry-After" in sent[-1].headers
    elsewhere = await stranger.post(path, {}, headers={"X-Forwarded-For": "198.51.100.8"})
    assert elsewhere.status == 201


async def test_a_network_of_ipv6_addresses_is_one_machine(host: LocalHost) -> None:
    path = widget.BECOME_GUEST.url(communityId=await shop(host))
    sent = [
        await host.stranger().post(path, {}, headers={"X-Forwarded-For": address})
        for address in (*(f"2001:db8:0:1::{n:x}" for n in range(11)), "2001:db8:0:2::1")
    ]
    assert [answer.status for answer in sent] == [201] * 10 + [429, 201]


async def test_a_brand_bans_a_visitor_who_abuses_it(host: LocalHost) -> None:
    brand_id, other = await shop(host), await shop(host)
    guest = await visitor(host, brand_id)
    started = await guest.post(support.START.url(communityId=brand_id), {"message": "Hello"})
    elsewhere = communities.BAN.url(communityId=other, userId=guest.id)
    assert (await host.admin.put(elsewhere)).status == 404
    path = communities.BAN.url(communityId=brand_id, userId=guest.id)
    assert (await host.admin.put(path)).status == 204
    key = started.json["id"]
    read = await guest.get(support.READ.url(conversationId=key))
    assert read.json["status"] == "resolved"
    again = await guest.post(support.START.url(communityId=brand_id), {"message": "Me again"})
    assert (again.status, again.code) == (403, "banned")
    assert (await host.admin.delete(path)).status == 204
    again = await guest.post(support.START.url(communityId=brand_id), {"message": "Sorry"})
    assert again.status == 201


async def test_figures_for_the_own_machine_are_not_for_whoever_comes_by_its_proxy(
    host: LocalHost,
) -> None:
    path = accounts.METRICS.url()
    assert (await host.stranger().get(path)).status == 200
    assert (await host.stranger().get(path, headers=FAR)).status == 401


async def test_visitors_who_never_wrote_are_forgotten_and_others_keep_their_name(
    host: LocalHost,
) -> None:
    brand_id = await shop(host, csMode="human_only")
    silent, quiet, waiting = [await visitor(host, brand_id) for _ in range(3)]
    for guest in (quiet, waiting):
        talk = await guest.post(support.START.url(communityId=brand_id), {"message": "Hello?"})
        assert talk.status == 201, talk.json
        if guest is quiet:
            done = support.RESOLVE.url(conversationId=talk.json["id"])
            assert (await guest.post(done, {})).status == 200

    async def known() -> list[str | None]:
        rows = await host.server.database.read(
            lambda reader: reader.rows("SELECT id FROM users WHERE guest_of IS NOT NULL")
        )
        return [id_ for (id_,) in rows]

    async def status(guest: Person) -> int:
        return (await guest.get(turns.READ.url(turnId=guest.id))).status

    host.server.clock.advance(2 * DAY)
    await tidy(host.server)
    assert await known() == [quiet.id, waiting.id]
    assert await status(silent) == 401
    host.server.clock.advance(29 * DAY)
    await tidy(host.server)
    assert await known() == [quiet.id, waiting.id]
    assert await status(quiet) == 401
    assert await status(waiting) == 404
    seen = await host.admin.get(support.CONVERSATIONS.url(communityId=brand_id))
    named = [(one["customer"]["name"], one["isGuest"]) for one in seen.json["items"]]
    assert named == [("Wanda", True)] * 2, "also of those whose account has ended"


async def test_notes_of_staff_are_out_of_a_visitors_reach(host: LocalHost) -> None:
    assert not support_desk.NOTES.guests
    assert not support_desk.HANDOFF.guests
    assert not support.QUEUE.guests
