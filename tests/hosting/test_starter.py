"""The ready-made club: made once, joined by all, with a guide that answers and keeps up."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from embedded_server.contracts import agents, club, communities, starter
from embedded_server.hosting import manual, store
from embedded_server.kernel.database import Reader
from tests.club.test_streams import check_order
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost
from tests.kit.waiting import until


async def enter(person: Person, **body: object) -> Reply:
    return await person.post(starter.CREATE.url(), body or None)


async def guide_of(person: Person, club_id: str) -> str:
    linked = await person.get(agents.LINKS.url(communityId=club_id))
    (only,) = linked.json["items"]
    return str(only["agentId"])


async def texts(person: Person, agent_id: str) -> dict[str, dict[str, Any]]:
    path = agents.KNOWLEDGE.url(agentId=agent_id)
    items = (await person.get(path, params={"limit": "100"})).json["items"]
    return {item["title"]: item for item in items}


async def test_the_first_call_makes_it_and_the_guide_answers(host: LocalHost) -> None:
    made = await enter(host.admin)
    assert made.status == 201
    assert (made.json["name"], made.json["type"]) == ("Getting started", "club")
    assert made.json["membership"]["role"] == "creator"
    club_id = made.json["id"]
    said = await host.admin.history(club_id)
    assert 2 <= len(said) <= 3
    assert {m["author"]["kind"] for m in said} == {"agent"}
    assert {m["status"] for m in said} == {"sent"}
    agent_id = await guide_of(host.admin, club_id)
    events = await host.admin.ask(club_id, agent_id, "How do I invite somebody?")
    assert "Copy an invite link" in check_order(events)
    assert events[-1].data["citations"][0]["title"] == "Clubs"
    for message in said:
        vote = club.VOTE.url(communityId=club_id, messageId=message["id"])
        assert (await host.admin.put(vote, {"vote": "up"})).status == 400, "no reply to anything"
        gone = club.DELETE.url(communityId=club_id, messageId=message["id"])
        assert (await host.admin.delete(gone)).status == 204


async def test_it_is_there_in_chinese(host: LocalHost) -> None:
    made = await enter(host.admin, language="zh")
    assert made.json["name"] == "新手入门"
    agent_id = await guide_of(host.admin, made.json["id"])
    events = await host.admin.ask(made.json["id"], agent_id, "怎么邀请别人？")
    assert "复制邀请链接" in check_order(events)


async def test_later_calls_join_whatever_their_language(host: LocalHost) -> None:
    member = await host.person()
    refused = await enter(member)
    assert (refused.status, refused.code) == (403, "forbidden")
    assert "admin" in refused.json["detail"]
    made = await enter(host.admin)
    joined = await enter(member, language="zh")
    assert joined.status == 200
    assert joined.json["id"] == made.json["id"]
    assert joined.json["membership"]["role"] == "member"
    assert (await enter(member)).status == 200
    again = await enter(host.admin)
    assert (again.status, again.json["id"]) == (200, made.json["id"])
    assert (await enter(host.admin, language="fr")).code == "validation"
    assert (await enter(host.stranger())).status == 401
    listed = (await host.admin.get(communities.LIST.url())).json["items"]
    assert len(listed) == 1


async def test_two_first_calls_at_once_make_one(host: LocalHost) -> None:
    other = await host.sign_in("admin")
    answers = await asyncio.gather(*(enter(one) for one in (host.admin, other) * 3))
    assert sorted(answer.status for answer in answers) == [200] * 5 + [201]
    assert len({answer.json["id"] for answer in answers}) == 1
    assert len((await host.admin.get(agents.LIST.url())).json["items"]) == 1


async def test_a_banned_member_stays_out(host: LocalHost) -> None:
    club_id = (await enter(host.admin)).json["id"]
    member = await host.person()
    await enter(member)
    ban = communities.BAN.url(communityId=club_id, userId=member.id)
    assert (await host.admin.put(ban)).status == 204
    assert (await enter(member)).code == "banned"


async def test_one_that_was_deleted_is_made_anew(host: LocalHost) -> None:
    first = (await enter(host.admin)).json["id"]
    assert (await host.admin.delete(communities.DELETE.url(communityId=first))).status == 204
    member = await host.person()
    assert (await enter(member)).code == "forbidden"
    second = await enter(host.admin)
    assert second.status == 201
    assert second.json["id"] != first


def kept(reader: Reader) -> store.Starter:
    found = store.starter(reader)
    assert found is not None
    return found


def use_manual(monkeypatch: pytest.MonkeyPatch, folder: Path, **pages: str) -> None:
    """Ship these pages, and no others, from now on."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(manual, "resource", lambda *_: folder)


async def test_a_new_version_of_the_manual_is_read_at_the_start(
    host: LocalHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "manual"
    use_manual(monkeypatch, folder, a="# Aa\n\nApples.", b="# Bb\n\nBerries.", c="# Cc\n\nCorn.")
    club_id = (await enter(host.admin)).json["id"]
    agent_id = await guide_of(host.admin, club_id)
    before = await texts(host.admin, agent_id)
    own = agents.ADD_KNOWLEDGE.url(agentId=agent_id)
    await host.admin.post(own, {"title": "House rules", "text": "No shoes."})
    gone = agents.DELETE_KNOWLEDGE.url(agentId=agent_id, documentId=before["Cc"]["id"])
    await host.admin.delete(gone)
    use_manual(monkeypatch, folder, a="# Aa\n\nApricots.", c="# Cc\n\nCorn.", d="# Dd\n\nDates.\n")
    await host.restart()
    admin = host.back(host.admin)

    async def names() -> set[str]:
        return set(await texts(admin, agent_id))

    async with asyncio.timeout(10):
        while await names() != {"Aa", "Dd", "House rules"}:
            await host.server.database.read(kept)
    after = await texts(admin, agent_id)
    assert after["Aa"]["id"] == before["Aa"]["id"]
    assert after["Aa"]["updatedAt"] is not None
    events = await admin.ask(club_id, agent_id, "What about apricots?")
    assert "Apricots." in check_order(events)
    events = await admin.ask(club_id, agent_id, "What about berries?")
    assert events[-1].data["citations"] == []
    known = await host.server.database.read(kept)
    assert set(known.pages) == {"a", "c", "d"}


async def test_the_same_manual_is_left_alone(host: LocalHost) -> None:
    club_id = (await enter(host.admin)).json["id"]
    agent_id = await guide_of(host.admin, club_id)
    before = await texts(host.admin, agent_id)
    await host.restart()
    await until(lambda: not any("guide reads" in t.get_name() for t in asyncio.all_tasks()))
    assert await texts(host.back(host.admin), agent_id) == before


async def test_a_guide_that_was_deleted_is_not_taught(host: LocalHost) -> None:
    club_id = (await enter(host.admin)).json["id"]
    agent_id = await guide_of(host.admin, club_id)
    assert (await host.admin.delete(agents.DELETE.url(agentId=agent_id))).status == 204
    await host.restart()
    await until(lambda: not any("guide reads" in t.get_name() for t in asyncio.all_tasks()))
    back = host.back(host.admin)
    assert (await enter(back)).status == 200
    assert (await back.get(agents.LIST.url())).json["items"] == []


async def test_an_installation_without_the_manual_says_so(
    host: LocalHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_manual(monkeypatch, tmp_path / "empty")
    answer = await enter(host.admin)
    assert answer.code == "not_available"
    assert (await host.admin.get(communities.LIST.url())).json["items"] == []
