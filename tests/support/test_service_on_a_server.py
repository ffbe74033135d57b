"""The calls of a service's settings and report against a real server, main paths end to end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from embedded_server.contracts.communities import CommunityType, CreateCommunity, CreateInvite, Role
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import AddCsAgent
from embedded_server.contracts.support_desk import AddCannedReply, EditCannedReply, WebChat
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.kernel.errors import ApiError
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.support.report.api import ReportApi
from spaces_desktop.support.settings.api import ServiceApi
from spaces_desktop.support.settings.checks import faults_of
from tests.gallery.service import period, settings
from tests.kit.people import Person
from tests.kit.server import LocalHost


class Side:
    """One person's desktop, without a window."""

    def __init__(self, person: Person) -> None:
        self.id = person.id
        self.http = HttpClient(person.url, person.token)
        self.communities = CommunitiesApi(self.http)
        self.service = ServiceApi(self.http)
        self.report = ReportApi(self.http)


@pytest.fixture
async def ada(host: LocalHost) -> AsyncIterator[Side]:
    side = Side(await host.person("ada"))
    yield side
    await side.http.close()


async def make_brand(side: Side) -> str:
    form = CreateCommunity(type=CommunityType.OFFICIAL, name="Bakery", cs_mode="human_only")
    made = await side.communities.create(form)
    assert made.cs_mode == "human_only"
    return made.id


async def test_what_the_form_finds_right_the_server_takes(ada: Side) -> None:
    brand = await make_brand(ada)
    assert not (await ada.service.settings(brand)).hours.is_on
    wanted = settings()
    assert await ada.service.set_settings(brand, wanted) == wanted
    assert await ada.service.settings(brand) == wanted


async def test_what_the_form_finds_wrong_the_server_refuses_at_the_same_field(ada: Side) -> None:
    brand = await make_brand(ada)
    good = settings()
    late = [[period("17:00", "09:00")], *good.hours.week[1:]]
    wrong = [
        replace(good, hours=replace(good.hours, time_zone="Mars/Base")),
        replace(good, hours=replace(good.hours, week=late)),
        replace(good, hours=replace(good.hours, week=[[]] * 7)),
        replace(good, hours=replace(good.hours, holidays=[good.hours.holidays[0]] * 2)),
        replace(good, inactivity=replace(good.inactivity, warn_after_seconds=None)),
        replace(good, web_chat=WebChat(sites=["not a site"])),
    ]
    for form in wrong:
        (field,) = faults_of(form)
        with pytest.raises(ApiError) as refused:
            await ada.service.set_settings(brand, form)
        told = [one.field for one in refused.value.errors]
        assert any(one.startswith(field) for one in told), (field, told)


async def test_people_come_by_name_and_by_link_and_go(ada: Side, host: LocalHost) -> None:
    brand = await make_brand(ada)
    await host.person("ben")
    made = await ada.service.add_cs_agent(brand, AddCsAgent(username="ben"))
    assert made.role is Role.CS_AGENT
    with pytest.raises(ApiError) as nobody:
        await ada.service.add_cs_agent(brand, AddCsAgent(username="nobody"))
    assert nobody.value.code is Code.NOT_FOUND
    invite = await ada.communities.invite(brand, CreateInvite(role=Role.CS_AGENT, max_uses=1))
    cleo = Side(await host.person("cleo"))
    assert (await cleo.communities.accept(invite.code, 0, "k")).role is Role.CS_AGENT
    await cleo.http.close()
    team = {one.user_id for one in await ada.service.team(brand)}
    assert team == {ada.id, made.user_id, cleo.id}
    await ada.service.remove_cs_agent(brand, cleo.id)
    assert len(await ada.service.team(brand)) == 2


async def test_answers_have_one_shortcut_each(ada: Side) -> None:
    brand = await make_brand(ada)
    first = await ada.service.add_canned(brand, AddCannedReply(shortcut="hi", text="Hello"))
    second = await ada.service.add_canned(brand, AddCannedReply(shortcut="bye", text="So long"))
    with pytest.raises(ApiError) as taken:
        await ada.service.edit_canned(brand, second.id, EditCannedReply(shortcut="HI"))
    assert taken.value.code is Code.SHORTCUT_TAKEN
    await ada.service.delete_canned(brand, first.id)
    assert [one.shortcut for one in await ada.service.canned(brand)] == ["bye"]


async def test_the_report_of_a_new_service_is_empty_and_can_be_saved(
    ada: Side, tmp_path: Path
) -> None:
    brand = await make_brand(ada)
    report = await ada.report.report(brand, 7)
    assert (report.days, report.started, report.rating_average_ai) == (7, 0, None)
    await ada.report.report_csv(brand, 7, tmp_path / "r.csv")
    assert "day" in (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()[0].casefold()
