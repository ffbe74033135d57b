"""The calls of the clubs room and of agents against a real server, main paths end to end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from embedded_server.contracts.agents import AddKnowledge, CreateAgent, TryAgent
from embedded_server.contracts.club import SearchQuery
from embedded_server.contracts.communities import (
    CommunityType,
    CreateCommunity,
    CreateInvite,
    EditCommunity,
    EditMember,
    EditMembership,
    Role,
)
from embedded_server.contracts.turns import Done
from spaces_desktop.agents.api import AgentsApi
from spaces_desktop.club.search.api import FindingApi
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.kernel.errors import ApiError
from spaces_desktop.kernel.http import HttpClient
from tests.kit.people import Person
from tests.kit.server import LocalHost


class Side:
    """One person's desktop, without a window."""

    def __init__(self, person: Person) -> None:
        self.id = person.id
        self.http = HttpClient(person.url, person.token)
        self.clubs = CommunitiesApi(self.http)
        self.finding = FindingApi(self.http)
        self.agents = AgentsApi(self.http)


@pytest.fixture
async def ada(host: LocalHost) -> AsyncIterator[Side]:
    side = Side(await host.person("ada"))
    yield side
    await side.http.close()


@pytest.fixture
async def ben(host: LocalHost) -> AsyncIterator[Side]:
    side = Side(await host.person("ben"))
    yield side
    await side.http.close()


async def make_club(side: Side) -> str:
    form = CreateCommunity(type=CommunityType.CLUB, name="Bakers", description="Bread")
    return (await side.clubs.create(form)).id


async def test_a_club_is_found_joined_by_invite_and_moderated(ada: Side, ben: Side) -> None:
    club = await make_club(ada)
    found = await ben.clubs.browse(CommunityType.CLUB, "bread", None)
    assert [one.id for one in found.items] == [club]
    invite = await ada.clubs.invite(club, CreateInvite(max_uses=2))
    assert [one.code for one in (await ada.clubs.invites(club, None)).items] == [invite.code]
    assert (await ben.clubs.accept(invite.code, 0, "k")).community_id == club
    await ada.clubs.withdraw(club, invite.code)
    assert (await ada.clubs.invites(club, None)).items == []
    quiet = await ben.clubs.edit_own(club, EditMembership(notifications="none"))
    assert quiet.notifications == "none"
    changed = await ada.clubs.edit_member(club, ben.id, EditMember(role=Role.MODERATOR))
    assert changed.role is Role.MODERATOR
    await ada.clubs.ban(club, ben.id)
    with pytest.raises(ApiError):
        await ben.clubs.join(club, 0, "k")
    await ada.clubs.unban(club, ben.id)
    await ben.clubs.join(club, 0, "again")
    await ada.clubs.remove_member(club, ben.id)
    acts = [one.act for one in (await ada.clubs.audit(club, None)).items]
    assert acts[:3] == ["member.removed", "member.unbanned", "member.banned"]


async def test_settings_are_kept_and_the_club_is_saved_and_deleted(
    ada: Side, tmp_path: Path
) -> None:
    club = await make_club(ada)
    changed = await ada.clubs.edit(club, EditCommunity(name="Millers", retention_days=30))
    assert (changed.name, changed.retention_days) == ("Millers", 30)
    target = tmp_path / "club.json"
    told: list[int] = []
    await ada.clubs.export(club, "json", target, lambda done, _total: told.append(done))
    assert "Millers" in target.read_text("utf-8")
    assert told[-1] == target.stat().st_size
    await ada.clubs.delete(club)
    assert (await ada.clubs.mine(CommunityType.CLUB)).value == []


async def test_messages_are_found_by_words_names_pins_and_days(
    host: LocalHost, ada: Side, ben: Side
) -> None:
    club = await make_club(ada)
    await ben.clubs.join(club, 0, "k")
    writer = await host.sign_in("ben")
    said = await writer.say(club, "Rye rests long, @ada 裸麦")
    for text in ("rye", "rye from:ben", "裸"):
        hits = await ada.finding.search(club, SearchQuery(q=text))
        assert [one.id for one in hits.items] == [said["id"]], text
    assert (await ada.finding.search("", SearchQuery(q="rye in:Bakers"))).items
    assert not (await ada.finding.search(club, SearchQuery(q="rye before:2000-01-01"))).items
    assert [one.id for one in (await ada.finding.mentions(None)).items] == [said["id"]]
    assert (await ada.finding.pins(club, None)).items == []
    first = await ada.finding.first_since(club, "2001-01-01T00:00:00.000Z")
    assert first is not None
    assert first.id == said["id"]
    await ada.finding.read_all(club)
    mine = (await ada.clubs.mine(CommunityType.CLUB)).value[0].membership
    assert mine is not None
    assert (mine.unread_count, mine.mention_count) == (0, 0)
    assert (await ada.finding.reports(club, "open", None)).items == []


async def test_an_agent_learns_is_read_again_tried_and_counted(ada: Side, tmp_path: Path) -> None:
    agent = await ada.agents.create(CreateAgent(name="Crumb"))
    assert [one.id for one in await ada.agents.mine(ada.id)] == [agent.id]
    facts = tmp_path / "facts.md"
    facts.write_text("Rye dough needs seventy hours in the cellar.")
    told: list[tuple[int, int]] = []
    held = await ada.agents.upload(agent.id, facts, lambda done, all_: told.append((done, all_)))
    assert told[-1][0] == told[-1][1] > 0
    facts.write_text("Rye dough needs ninety hours in the cellar.")
    again = await ada.agents.replace(agent.id, held.id, facts)
    assert again.id == held.id
    await ada.agents.add_text(agent.id, AddKnowledge(title="Notes", text="Wheat is quicker."))
    assert len(await ada.agents.knowledge(agent.id)) == 2
    reply: list[tuple[str, str]] = []
    question = TryAgent(text="How long does rye dough need?")
    async for one in await ada.agents.try_out(agent.id, question):
        reply.append(one)
    done = msgspec.json.decode(reply[-1][1], type=Done)
    assert "ninety" in done.text
    assert (await ada.agents.usage(agent.id)).agent_id == agent.id
    assert (await ada.agents.feedback(agent.id, None)).items == []
