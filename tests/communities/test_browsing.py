"""Looking for a club, joining it, and coming in by an invite, without a server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code
from spaces_desktop.communities.browsing import BrowseModel, invite_code
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from tests.kit.desktop import (
    FakeCalls,
    community,
    discard,
    dropped,
    live_events,
    membership,
    page_of,
    refused,
    run,
    tasks,
    until,
)

FOUND = community("c2", "Carpenters", join_fee_cents=300, monthly_fee_cents=100)


class Bench:
    def __init__(self) -> None:
        self.calls = FakeCalls(
            browse=page_of([FOUND]),
            join=membership("c2"),
            read=community("c2", "Carpenters", membership("c2", unread=0, read=0)),
            accept=membership("c2"),
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.mine = CommunitiesModel(CommunityType.CLUB, self.calls, self.live, self.tasks, "u1")
        self.model = BrowseModel(
            CommunityType.CLUB, self.calls, self.mine, self.agents, self.live, self.tasks
        )
        self.entered: list[str] = []
        self.model.entered.connect(self.entered.append)

    async def agents(self, _community_id: str) -> list[str]:
        return ["Plane", "Saw"]

    def idle(self) -> None:
        async def rest() -> None:
            await until(lambda: not self.tasks.names)

        run(rest())

    def begin(self) -> None:
        self.model.begin()
        self.idle()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.model.close()
    made.mine.close()
    discard(made.model, made.mine, made.live)


def test_a_search_waits_until_one_pauses(bench: Bench) -> None:
    bench.begin()
    for typed in ("c", "ca", "car"):
        bench.model.look_for(typed)
    run(until(lambda: bench.calls.count("browse") == 2))
    bench.idle()
    assert bench.calls.last("browse")[1:] == ("car", None)
    assert [one.title for one in bench.model.entries.entries] == ["Carpenters"]


def test_all_pages_can_be_had(bench: Bench) -> None:
    bench.calls.script("browse", page_of([FOUND], "next"), page_of([community("c3", "Dyers")]))
    bench.begin()
    assert bench.model.found.has_more
    bench.model.found.more()
    bench.idle()
    assert [one.id for one in bench.model.found.items] == ["c2", "c3"]
    assert bench.calls.last("browse")[2] == "next"


def test_joining_accepts_what_was_shown_once_and_month(bench: Bench) -> None:
    bench.begin()
    bench.model.choose("c2")
    bench.idle()
    assert bench.model.agents == ("Plane", "Saw")
    bench.model.join()
    bench.idle()
    assert bench.calls.last("join") == ("c2", 400)
    assert bench.entered == ["c2"]
    assert bench.mine.is_member("c2")
    bench.model.join()
    assert bench.calls.count("join") == 1
    assert bench.entered == ["c2", "c2"]


def test_a_refusal_to_join_stays_beside_the_button(bench: Bench) -> None:
    bench.calls.script("join", refused(Code.BANNED, 403))
    bench.begin()
    bench.model.choose("c2")
    bench.model.join()
    bench.idle()
    assert bench.model.form_advice is not None
    assert bench.entered == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("http://10.0.0.2:8080/invite/aB3-x_9k", "aB3-x_9k"),
        ("  aB3-x_9k ", "aB3-x_9k"),
        ("https://h/invite/aB3-x_9k/?from=mail", "aB3-x_9k"),
        ("come to my club!", ""),
        ("", ""),
    ],
)
def test_an_invite_is_taken_as_link_or_code(text: str, code: str) -> None:
    assert invite_code(text) == code


def test_an_invite_leads_in_and_nonsense_is_told(bench: Bench) -> None:
    bench.model.accept("not an invite at all")
    assert bench.model.form_advice is not None
    assert bench.model.form_advice.field == "inviteCode"
    bench.model.accept("http://h/invite/code1234")
    bench.idle()
    assert bench.calls.last("accept") == ("code1234", 0)
    assert bench.entered == ["c2"]


def test_what_failed_is_fetched_by_itself_once_the_link_is_back(bench: Bench) -> None:
    bench.calls.script("browse", dropped(), page_of([FOUND]))
    phases: list[Phase] = []
    bench.model.found.phase_changed.connect(phases.append)
    bench.begin()
    bench.live.link = Link(LinkState.ONLINE)
    bench.idle()
    assert phases == [Phase.FAILED, Phase.LOADING, Phase.READY]
    assert bench.model.found.advice is None
