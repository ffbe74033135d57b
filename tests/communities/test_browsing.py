"""Looking for a club, joining it, and coming in by an invite, without a server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from embedded_server.contracts.billing import Wallet
from embedded_server.contracts.communities import CommunityType, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from spaces_desktop.communities.browsing import BrowseModel, invite_code
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.own import fee_lines
from spaces_desktop.kernel.errors import ApiError, refusal
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.widgets.entries import ENTRY
from tests.kit.desktop import (
    FakeCalls,
    community,
    discard,
    dropped,
    frame,
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
    assert bench.calls.last("join")[:2] == ("c2", 400)
    assert bench.entered == [], "what was paid is shown first"
    assert "4.00" in bench.model.receipt
    assert bench.mine.is_member("c2")
    bench.model.join()
    assert bench.calls.count("join") == 1
    assert bench.entered == ["c2"]


def test_what_is_free_leads_in_at_once(bench: Bench) -> None:
    bench.calls.script("browse", page_of([community("c2", "Carpenters")]))
    bench.begin()
    bench.model.choose("c2")
    bench.model.join()
    bench.idle()
    assert bench.calls.last("join")[:2] == ("c2", 0)
    assert bench.entered == ["c2"]


def priced(code: Code, due: int, balance: int = 0) -> ApiError:
    problem = refusal(402, code)
    return ApiError(structs.replace(problem, amount_due_cents=due, balance_cents=balance))


def test_another_price_is_shown_and_agreed_to_by_pressing_again(bench: Bench) -> None:
    bench.calls.script("join", priced(Code.FEE_NOT_ACCEPTED, 500), membership("c2"))
    bench.begin()
    bench.model.choose("c2")
    bench.model.join()
    bench.model.join()
    bench.idle()
    assert bench.calls.count("join") == 1
    assert bench.model.price == 500
    assert bench.model.form_advice is not None
    assert "5.00" in bench.model.form_advice.text
    bench.model.join()
    bench.idle()
    assert bench.calls.last("join")[1] == 500
    assert "5.00" in bench.model.receipt


def test_a_join_that_broke_off_is_sent_again_under_the_same_key(bench: Bench) -> None:
    bench.calls.script("join", dropped(), membership("c2"))
    bench.begin()
    bench.model.choose("c2")
    for _ in range(2):
        bench.model.join()
        bench.idle()
    keys = {arguments[2] for name, arguments in bench.calls.asked if name == "join"}
    assert bench.calls.count("join") == 2
    assert len(keys) == 1


def test_a_short_wallet_is_told_with_both_amounts(bench: Bench) -> None:
    bench.calls.script("join", priced(Code.INSUFFICIENT_FUNDS, 400, 150))
    bench.begin()
    bench.model.choose("c2")
    bench.model.join()
    bench.idle()
    assert bench.model.form_advice is not None
    assert "4.00" in bench.model.form_advice.text
    assert "1.50" in bench.model.form_advice.text
    assert bench.model.receipt == ""


def test_an_invite_that_costs_says_so_before_it_is_paid(bench: Bench) -> None:
    bench.calls.script("accept", priced(Code.FEE_NOT_ACCEPTED, 400), membership("c2"))
    bench.model.accept("code1234")
    bench.idle()
    assert bench.model.invite_price == 400
    assert bench.entered == []
    bench.model.accept("code1234")
    bench.idle()
    assert bench.calls.last("accept")[:2] == ("code1234", 400)
    assert bench.entered == ["c2"]
    bench.model.invite_edited()
    assert bench.model.invite_price == 0


def test_coming_back_costs_what_is_not_paid_yet_and_is_shown_so(bench: Bench) -> None:
    left = structs.replace(
        membership("c2"), status=Standing.LEFT, expires_at="2999-01-01T00:00:00Z"
    )
    bench.calls.script("browse", page_of([structs.replace(FOUND, membership=left)]))
    bench.begin()
    bench.model.choose("c2")
    assert bench.model.price == 0
    shown = bench.model.entries.data(bench.model.entries.index(0, 0), ENTRY)
    assert "to join" not in shown.detail
    over = structs.replace(left, expires_at="2001-01-01T00:00:00Z")
    bench.calls.script("browse", page_of([structs.replace(FOUND, membership=over)]))
    bench.begin()
    bench.model.choose("c2")
    assert bench.model.price == 100
    bench.idle()


def test_that_the_wallet_is_short_is_taken_back_when_money_comes(bench: Bench) -> None:
    bench.begin()
    bench.model.choose("c2")
    bench.calls.script("join", priced(Code.INSUFFICIENT_FUNDS, 400))
    bench.model.join()
    bench.idle()
    assert bench.model.form_advice is not None
    filled = Wallet(user_id="u1", balance_cents=400, held_cents=0)
    bench.live.receive(frame(EventType.WALLET_UPDATED, filled, 1))
    assert bench.model.form_advice is None


def test_what_is_found_tells_its_price(bench: Bench) -> None:
    bench.begin()
    shown = bench.model.entries.data(bench.model.entries.index(0, 0), ENTRY)
    assert shown.detail == "4.00 to join · 1 member"
    assert fee_lines(FOUND) == ["3.00 for joining, once", "1.00 for every 30 days"]


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
    assert bench.calls.last("accept")[:2] == ("code1234", 0)
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
