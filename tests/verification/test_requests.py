"""Asking for verification and deciding on it, over HTTP: who may, what follows, who hears it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from embedded_server.contracts import accounts, communities, verification
from embedded_server.kernel.database import Transaction
from embedded_server.verification.examining import Examiner
from embedded_server.verification.keeping import keeper_of
from tests.kit.files import pdf, picture, try_verify
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost
from tests.kit.waiting import until

DAY = 86_400
ENGLISH = ("extract.pdf", pdf())


async def unopened(_self: Examiner, _path: Path, _kind: str) -> None:
    """In place of `Examiner.open` where a test is not about what is in a document."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Examiner, "open", unopened)


def documents_on_disk(host: LocalHost) -> list[Path]:
    root = host.settings.data_dir / "verification"
    return sorted(path for path in root.rglob("*") if path.is_file())


async def official(host: LocalHost, name: str = "Tea") -> tuple[Person, str]:
    creator = await host.person()
    return creator, await creator.create("official", name)


async def verify(person: Person, community_id: str) -> dict[str, Any]:
    answer = await try_verify(person, community_id, ENGLISH)
    assert answer.status == 201, answer.json
    made: dict[str, Any] = answer.json
    return made


async def decide(admin: Person, made: dict[str, Any], reason: str = "", **more: Any) -> Reply:
    """Reject where there is a reason, approve where there is none."""
    route = verification.REJECT if reason else verification.APPROVE
    body = ({"reason": reason} if reason else {}) | more
    return await admin.post(route.url(verificationId=made["id"]), body)


async def newest(person: Person, community_id: str) -> Reply:
    return await person.get(verification.READ.url(communityId=community_id))


async def is_verified(person: Person, community_id: str) -> bool:
    answer = await person.get(communities.READ.url(communityId=community_id))
    return bool(answer.json["isVerified"])


async def rename(person: Person, community_id: str, name: str) -> Reply:
    return await person.patch(communities.EDIT.url(communityId=community_id), {"name": name})


async def another_admin(host: LocalHost, name: str = "cleo") -> Person:
    made = await host.person(name)

    def promote(tx: Transaction) -> None:
        tx.change("UPDATE users SET is_admin = 1 WHERE id = ?", (made.id,))

    await host.server.database.write(promote)
    return await host.sign_in(name)


async def test_a_request_is_approved_and_gives_the_badge(host: LocalHost) -> None:
    creator, tea = await official(host)
    assert (await newest(creator, tea)).code == "not_found"
    content = picture("JPEG", (300, 200))
    async with creator.live() as hers, host.admin.live() as theirs:
        sent = await try_verify(creator, tea, ENGLISH, ("Foto.jpg", content))
        assert sent.status == 201, sent.json
        made = sent.json
        first, second = made["documents"]
        assert made == made | {
            "communityName": "Tea",
            "legalName": "Tea Ltd",
            "note": "Please look",
            "status": "pending",
            "isRename": False,
            "previousName": None,
            "submittedBy": creator.id,
            "decidedByName": None,
            "decidedAt": None,
            "reason": "",
        }
        assert (first["name"], first["mimeType"]) == ("extract.pdf", "application/pdf")
        assert (second["mimeType"], second["sizeBytes"]) == ("image/jpeg", len(content))
        for live in (hers, theirs):
            assert (await live.next("verification.updated"))["data"] == made
        assert not await is_verified(creator, tea)
        assert (await newest(creator, tea)).json == made
        (waiting,) = await host.admin.pages(verification.LIST.url(), status="pending")
        assert waiting == made
        approved = await decide(host.admin, made, communityName="Tea")
        assert (approved.status, approved.json["status"]) == (200, "approved")
        assert approved.json["decidedByName"] == "Admin"
        for live in (hers, theirs):
            assert (await live.next("verification.updated"))["data"] == approved.json
        await hers.caught_up()
        badge = [one["data"] for one in hers.events if one["type"] == "community.updated"]
        assert [one["isVerified"] for one in badge] == [True]
    assert await is_verified(creator, tea)
    assert await host.admin.pages(verification.LIST.url(), status="pending") == []
    again = await try_verify(creator, tea, ENGLISH)
    assert (again.status, again.code) == (409, "already_verified")
    twice = await decide(host.admin, made, "No")
    assert (twice.status, twice.code) == (409, "already_decided")
    assert "Admin" in twice.json["detail"]
    log = await creator.pages(communities.AUDIT.url(communityId=tea))
    acts = [(one["act"], one["actorName"]) for one in log]
    assert acts[0] == ("verification.approved", "Admin")
    assert acts[1][0] == "verification.requested"


async def test_a_rejection_has_its_reason_and_another_try_follows(host: LocalHost) -> None:
    creator, tea = await official(host)
    made = await verify(creator, tea)
    pending = await try_verify(creator, tea, ENGLISH)
    assert (pending.status, pending.code) == (409, "verification_pending")
    reject = verification.REJECT.url(verificationId=made["id"])
    for body in ({}, {"reason": ""}, {"reason": "  "}):
        assert (await host.admin.post(reject, body)).code == "validation"
    rejected = await decide(host.admin, made, "The scan cannot be read")
    assert rejected.json["reason"] == "The scan cannot be read"
    assert (await newest(creator, tea)).json == rejected.json
    assert not await is_verified(creator, tea)
    next_one = await verify(creator, tea)
    assert (await newest(creator, tea)).json["id"] == next_one["id"]
    assert (await decide(host.admin, next_one)).status == 200
    assert await is_verified(creator, tea)


async def test_only_the_creator_of_an_official_community_asks_and_only_admins_decide(
    host: LocalHost,
) -> None:
    creator, tea = await official(host)
    member = await host.person()
    await member.join(tea)
    club = await creator.create("club", "Tea club")
    lounge = await creator.create("lounge", "Tea lounge")
    for other in (club, lounge):
        answer = await try_verify(creator, other, ENGLISH)
        assert (answer.status, answer.code) == (400, "wrong_type")
        assert (await newest(creator, other)).code == "wrong_type"
    assert (await try_verify(member, tea, ENGLISH)).code == "forbidden"
    assert (await try_verify(host.stranger(), tea, ENGLISH)).status == 401
    made = await verify(creator, tea)
    assert (await newest(member, tea)).status == 403
    for person in (creator, member):
        assert (await decide(person, made)).status == 403
        assert (await decide(person, made, "No")).status == 403
        assert (await person.get(verification.LIST.url())).status == 403
    unknown = {"id": creator.id}
    assert (await decide(host.admin, unknown)).status == 404
    for body in ({"isVerified": True}, {"is_verified": 1}):
        answer = await creator.patch(communities.EDIT.url(communityId=tea), body)
        assert (answer.status, answer.code) == (400, "validation")
    made_verified = {"type": "official", "name": "Cheat", "isVerified": True}
    assert (await creator.post(communities.CREATE.url(), made_verified)).status == 400
    assert not await is_verified(creator, tea)


async def test_documents_are_for_the_submitter_and_admins_alone(host: LocalHost) -> None:
    creator, tea = await official(host)
    other = await host.person()
    await other.join(tea)
    made = await verify(creator, tea)
    (document,) = made["documents"]
    for person in (creator, host.admin):
        answer = await person.get(document["url"])
        assert (answer.status, answer.body) == (200, ENGLISH[1])
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["Cache-Control"] == "no-store"
    assert (await other.get(document["url"])).status == 404
    assert (await host.stranger().get(document["url"])).status == 401
    for bad in ("x", "..%2Fspaces.db", creator.id):
        path = verification.DOCUMENT.url(documentId=bad)
        assert (await host.admin.get(path)).status == 404
    assert (await creator.get(f"/api/media/{document['id']}")).status == 404
    (path_on_disk,) = documents_on_disk(host)
    assert path_on_disk.name == document["id"], "under our own name"
    async with other.live() as live:
        await decide(host.admin, made)
        await live.caught_up()
    assert [e for e in live.events if e["type"] == "verification.updated"] == []


async def test_documents_go_some_days_after_the_decision(host: LocalHost) -> None:
    creator, tea = await official(host)
    made = await verify(creator, tea)
    clock = accounts.CLOCK.url()
    await host.admin.post(clock, {"advanceSeconds": 40 * DAY})
    await keeper_of(host.server).tidy()
    assert len(documents_on_disk(host)) == 1, "nobody has decided yet"
    await decide(host.admin, made, "No")
    await host.admin.post(clock, {"advanceSeconds": 29 * DAY})
    await keeper_of(host.server).tidy()
    url = made["documents"][0]["url"]
    assert (await creator.get(url)).status == 200
    async with creator.live() as live:
        await host.admin.post(clock, {"advanceSeconds": 2 * DAY})
        told = (await live.next("verification.updated"))["data"]
    assert documents_on_disk(host) == []
    (document,) = told["documents"]
    assert document["name"] == "extract.pdf"
    assert document["deletedAt"] is not None
    assert (await host.admin.get(url)).status == 404
    assert (await newest(creator, tea)).json == told


async def test_who_withdraws_takes_the_documents_back(host: LocalHost) -> None:
    creator, tea = await official(host)
    path = verification.WITHDRAW.url(communityId=tea)
    assert (await creator.delete(path)).status == 404
    made = await verify(creator, tea)
    assert (await host.admin.delete(path)).status == 403
    assert (await creator.delete(path)).status == 204
    await until(lambda: documents_on_disk(host) == [])
    again = await creator.delete(path)
    assert (again.status, again.code) == (409, "already_decided")
    late = await decide(host.admin, made)
    assert (late.status, late.code) == (409, "already_decided")
    await verify(creator, tea)


async def test_with_its_community_a_request_goes(host: LocalHost) -> None:
    creator, tea = await official(host)
    made = await verify(creator, tea)
    async with host.admin.live() as live:
        assert (await creator.delete(communities.DELETE.url(communityId=tea))).status == 204
        told = (await live.next("verification.updated"))["data"]
    assert (told["id"], told["status"]) == (made["id"], "withdrawn")
    assert (await decide(host.admin, made)).code == "already_decided"
    await keeper_of(host.server).tidy()
    assert documents_on_disk(host) == []


async def test_another_name_loses_the_badge_until_an_admin_confirms(host: LocalHost) -> None:
    creator, tea = await official(host)
    await decide(host.admin, await verify(creator, tea))
    async with host.admin.live() as live:
        changed = await rename(creator, tea, "Bank")
        assert changed.json["isVerified"] is False
        asked = (await live.next("verification.updated"))["data"]
    assert (asked["isRename"], asked["previousName"]) == (True, "Tea")
    assert (asked["communityName"], asked["status"]) == ("Bank", "pending")
    assert asked["documents"] == []
    assert (await newest(creator, tea)).json == asked
    assert (await try_verify(creator, tea, ENGLISH)).code == "verification_pending"
    await rename(creator, tea, "Central Bank")
    stale = await decide(host.admin, asked, communityName="Bank")
    assert (stale.status, stale.code) == (409, "name_changed")
    confirmed = await decide(host.admin, asked, communityName="Central Bank")
    assert confirmed.status == 200
    assert await is_verified(creator, tea)
    await creator.patch(communities.EDIT.url(communityId=tea), {"description": "Loans"})
    assert await is_verified(creator, tea), "only the name was verified"


async def test_the_verified_name_brings_the_badge_back(host: LocalHost) -> None:
    creator, tea = await official(host)
    await decide(host.admin, await verify(creator, tea))
    await rename(creator, tea, "Bank")
    back = await rename(creator, tea, "Tea")
    assert back.json["isVerified"] is True
    assert (await newest(creator, tea)).json["status"] == "withdrawn"
    await rename(creator, tea, "Bank")
    asked = (await newest(creator, tea)).json
    await decide(host.admin, asked, "You are no bank")
    assert not (await rename(creator, tea, "Big Bank")).json["isVerified"]
    assert (await rename(creator, tea, "Tea")).json["isVerified"]


async def test_two_admins_decide_once(host: LocalHost) -> None:
    cleo = await another_admin(host)
    creator, tea = await official(host)
    made = await verify(creator, tea)
    async with cleo.live() as live:
        answers = await asyncio.gather(
            decide(host.admin, made), decide(cleo, made, "No"), decide(cleo, made)
        )
        told = (await live.next("verification.updated"))["data"]
    assert sorted(one.status for one in answers) == [200, 409, 409]
    winner = next(one.json for one in answers if one.status == 200)
    assert told == winner
    for loser in (one for one in answers if one.status == 409):
        assert winner["decidedByName"] in loser.json["detail"]
    assert await is_verified(creator, tea) is (winner["status"] == "approved")


async def test_what_waits_is_listed_from_the_oldest_on(host: LocalHost) -> None:
    made = []
    for number in range(3):
        creator, community = await official(host, f"Shop {number}")
        made.append((await verify(creator, community))["id"])
    await decide(host.admin, {"id": made[1]}, "No")
    path = verification.LIST.url()
    page = (await host.admin.get(path, params={"status": "pending", "limit": "1"})).json
    assert [one["id"] for one in page["items"]] == [made[0]]
    waiting = await host.admin.pages(path, status="pending", limit="1")
    assert [one["id"] for one in waiting] == [made[0], made[2]]
    everything = await host.admin.pages(path, limit="2")
    assert [one["id"] for one in everything] == made[::-1]
    other = await host.admin.get(path, params={"status": "rejected", "cursor": page["nextCursor"]})
    assert other.code == "bad_cursor"
    assert (await host.admin.get(path, params={"status": "odd"})).code == "validation"
