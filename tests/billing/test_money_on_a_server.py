"""Money from end to end: the desktop's calls and models against a real server, a life of a fee."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from embedded_server.contracts.agents import CreateAgent, LinkAgent
from embedded_server.contracts.billing import AskPayout, MakeRefund, TopUp
from embedded_server.contracts.club import AskAgent
from embedded_server.contracts.communities import CommunityType, CreateCommunity, EditCommunity
from embedded_server.contracts.errors import Code
from embedded_server.contracts.pricing import PriceQuery
from spaces_desktop.agents.api import AgentsApi
from spaces_desktop.billing.api import BillingApi
from spaces_desktop.club.api import ClubApi
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
        self.club = ClubApi(self.http)
        self.agents = AgentsApi(self.http)
        self.money = BillingApi(self.http)

    async def balance(self) -> int:
        return (await self.money.wallet()).value.balance_cents


@pytest.fixture
async def sides(host: LocalHost) -> AsyncIterator[tuple[Side, Side, Side]]:
    """The host, a creator, and a member."""
    made = (Side(host.admin), Side(await host.person("ada")), Side(await host.person("ben")))
    yield made
    for one in made:
        await one.http.close()


async def test_a_wallet_is_filled_spent_paid_back_and_stated(
    sides: tuple[Side, Side, Side], tmp_path: Path
) -> None:
    host, ada, ben = sides
    found = await host.money.people("BEN", None)
    assert [one.id for one in found.items] == [ben.id]
    for _ in range(2):
        await host.money.top_up(ben.id, TopUp(amount_cents=2_000, note="Cash"), "one top-up")
    assert await ben.balance() == 2_000

    form = CreateCommunity(
        type=CommunityType.CLUB,
        name="Bakers",
        join_fee_cents=500,
        monthly_fee_cents=300,
        agent_call_fee_cents=50,
    )
    club = await ada.clubs.create(form)
    with pytest.raises(ApiError) as refused:
        await ben.clubs.join(club.id, 500, "too little")
    assert refused.value.code is Code.FEE_NOT_ACCEPTED
    assert refused.value.problem.amount_due_cents == 800
    for _ in range(2):
        held = await ben.clubs.join(club.id, 800, "one join")
    assert (await ben.balance(), await ada.balance()) == (1_200, 560)

    agent = await ada.agents.create(CreateAgent(name="Crumb"))
    await ada.agents.link(club.id, LinkAgent(agent_id=agent.id))
    await ben.club.ask(club.id, AskAgent(agent_id=agent.id, text="Rye?", accept_fee_cents=50))

    async with asyncio.timeout(10):
        while (await ben.money.wallet()).value.held_cents:  # noqa: ASYNC110 - only the server knows
            await asyncio.sleep(0.01)
    assert (await ben.balance(), await ada.balance()) == (1_150, 595)

    again = await ben.money.renew(club.id, 300, held.expires_at)
    with pytest.raises(ApiError) as second:
        await ben.money.renew(club.id, 300, held.expires_at)
    assert second.value.code is Code.PERIOD_CHANGED
    assert again.expires_at != held.expires_at
    assert await ben.balance() == 850
    assert (await ben.money.set_auto_renew(club.id, True)).auto_renew
    soon = (await ben.money.renewals(None)).items
    assert [(one.amount_cents, one.auto_renew) for one in soon] == [(300, True)]

    payments = (await ada.money.payments(club.id, None)).items
    joined = next(one for one in payments if one.kind == "join_fee")
    assert (joined.user_id, joined.amount_cents, joined.creator_cents) == (ben.id, 500, 350)
    back = MakeRefund(entry_id=joined.entry_id, amount_cents=101, note="Sorry")
    for _ in range(2):
        made = await ada.money.refund(club.id, back, "one refund")
    assert (made.amount_cents, made.creator_cents, made.left_cents) == (101, 70, 399)
    assert await ben.balance() == 951

    income = await ada.money.revenue(club.id, 7)
    assert sum(one.gross_cents for one in income.totals) == 500 + 300 + 300 + 50 - 101
    tried = await ada.money.what_if(club.id, PriceQuery(monthly_fee_cents=450))
    assert (tried.paying_count, tried.lapse_count) == (1, 1)
    assert (await ada.money.set_prices(club.id, EditCommunity(monthly_fee_cents=450))).id == club.id

    kinds = [one.kind for one in (await ben.money.entries(None)).items]
    assert kinds[:3] == ["refund", "monthly_fee", "agent_call_held"]
    assert sorted(kinds[3:]) == ["join_fee", "monthly_fee", "top_up"]
    target = tmp_path / "statement.csv"
    await ben.money.statement(None, None, target, lambda _done, _all: None)
    lines = target.read_text("utf-8").splitlines()
    assert len(lines) == 1 + len(kinds)
    assert "Bakers" in lines[-1]

    asked = await ada.money.ask_payout(AskPayout(amount_cents=100), "one payout")
    waiting = (await host.money.payouts("pending", True, None)).items
    assert [one.id for one in waiting] == [asked.id]
    assert (await host.money.decide_payout(asked.id, "sent", True)).status == "confirmed"
    books = await host.money.audit()
    assert (books.difference_cents, books.mismatched_wallets) == (0, [])
