"""The wallet's models without a server: what is fetched, kept, agreed to and charged once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from embedded_server.contracts.communities import Membership
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from spaces_desktop.billing.income_data import as_csv, plot_of
from spaces_desktop.billing.refund import shares_of
from spaces_desktop.billing.till import ENTRIES, HOST, INCOME, PAYOUTS, RENEWALS, Till
from spaces_desktop.kernel.errors import Advice, ApiError, refusal
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from tests.gallery.wallet import audit, entries, entry, payment, payout, renewal, revenue, wallet
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
    user,
)

LATER = "2027-01-13T18:30:00.000Z"


def priced(code: Code, due: int, balance: int = 0) -> ApiError:
    problem = refusal(402, code)
    return ApiError(structs.replace(problem, amount_due_cents=due, balance_cents=balance))


def words(advice: Advice | None) -> str:
    return "" if advice is None else advice.text


def held(**more: Any) -> Membership:
    return structs.replace(membership("c1"), **({"expires_at": LATER} | more))


class Bench:
    def __init__(self) -> None:
        self.calls = FakeCalls(
            wallet=Snapshot(wallet(), 100),
            entries=page_of(entries()),
            renewals=page_of([renewal()]),
            payouts=page_of([payout(1, "pending")]),
            created=[community(own=membership())],
            revenue=revenue(),
            payments=page_of([payment(1, "join_fee", 500)]),
            people=page_of([user("Ben", "u2")]),
            audit=audit(),
            renew=held(),
            set_auto_renew=held(auto_renew=True),
            top_up=entry(9, "top_up", 1000, 2000),
            ask_payout=payout(2, "pending", 700),
            decide_payout=payout(1, "confirmed"),
            refund=None,
            statement=None,
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        me = structs.replace(user(), is_admin=True)
        self.model = Till(self.calls, self.live, self.tasks, me)
        self.model.start()
        self.idle()

    def open(self, page: str) -> None:
        self.model.open(page)
        self.idle()

    def idle(self) -> None:
        async def rest() -> None:
            await until(lambda: not self.tasks.names)

        run(rest())

    def close(self) -> None:
        self.model.close()
        discard(self.model, self.live)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.close()


def test_the_balance_follows_the_events_and_old_ones_are_ignored(bench: Bench) -> None:
    model = bench.model.wallet
    bench.open(ENTRIES)
    bench.live.receive(frame(EventType.WALLET_UPDATED, wallet(1), 99))
    assert model.wallet == wallet()
    new = entry(8, "top_up", 50, 12_900)
    bench.calls.script("entries", page_of([new, *entries()]))
    bench.live.receive(frame(EventType.WALLET_UPDATED, wallet(12_900), 101))
    bench.idle()
    assert model.wallet == wallet(12_900)
    assert [one.id for one in model.rows.rows][:2] == ["e8", "e7"]


def test_entries_behind_the_first_page_stay_when_new_ones_come(bench: Bench) -> None:
    first, second = entries()[:3], entries()[3:]
    bench.calls.script("entries", page_of(first, "next"), page_of(second))
    bench.open(ENTRIES)
    bench.model.wallet.entries.more()
    bench.idle()
    new = entry(8, "top_up", 50, 12_900)
    bench.calls.script("entries", page_of([new, *first], "next"))
    bench.live.receive(frame(EventType.WALLET_UPDATED, wallet(12_900), 101))
    bench.idle()
    assert [one.id for one in bench.model.wallet.rows.rows] == ["e8", *(e.id for e in entries())]


def test_a_wallet_that_could_not_be_fetched_comes_with_the_link(bench: Bench) -> None:
    bench.calls.script("wallet", dropped(), Snapshot(wallet(7), 120))
    bench.model.wallet.load()
    bench.idle()
    assert words(bench.model.wallet.advice)
    bench.live.link = Link(LinkState.ONLINE)
    bench.idle()
    assert not words(bench.model.wallet.advice)
    assert bench.model.wallet.wallet == wallet(7)


def test_renewing_agrees_to_what_is_shown_once(bench: Bench) -> None:
    bench.open(RENEWALS)
    bench.model.renewals.renew("c1")
    bench.model.renewals.renew("c1")
    bench.idle()
    assert bench.calls.count("renew") == 1
    assert bench.calls.last("renew") == ("c1", 300, renewal().expires_at)
    assert "3.00" in bench.model.renewals.said_of("c1")
    kept = bench.model.renewals.get("c1")
    assert kept is not None
    assert kept.expires_at == LATER


def test_another_price_is_shown_and_never_paid_unasked(bench: Bench) -> None:
    bench.open(RENEWALS)
    bench.calls.script("renew", priced(Code.FEE_NOT_ACCEPTED, 450), held())
    bench.model.renewals.renew("c1")
    bench.idle()
    known, advice = bench.model.renewals.get("c1"), bench.model.renewals.advice_for("c1")
    assert known is not None
    assert known.amount_cents == 450
    assert advice is not None
    assert "4.50" in advice.text
    assert bench.calls.count("renew") == 1
    bench.model.renewals.renew("c1")
    bench.idle()
    assert bench.calls.last("renew")[1] == 450
    assert bench.model.renewals.advice_for("c1") is None


def test_a_short_wallet_says_what_is_in_it(bench: Bench) -> None:
    bench.open(RENEWALS)
    bench.calls.script("renew", priced(Code.INSUFFICIENT_FUNDS, 300, 120))
    bench.model.renewals.renew("c1")
    bench.idle()
    advice = bench.model.renewals.advice_for("c1")
    assert advice is not None
    assert "3.00" in advice.text
    assert "1.20" in advice.text


def test_renewing_by_itself_is_switched_and_a_refusal_leaves_it(bench: Bench) -> None:
    bench.open(RENEWALS)
    bench.calls.script("set_auto_renew", refused(Code.INTERNAL, 500), held(auto_renew=True))
    bench.model.renewals.set_auto_renew("c1", True)
    bench.idle()
    known = bench.model.renewals.get("c1")
    assert known is not None
    assert not known.auto_renew
    bench.model.renewals.set_auto_renew("c1", True)
    bench.idle()
    known = bench.model.renewals.get("c1")
    assert known is not None
    assert known.auto_renew


def test_a_payout_is_asked_for_within_the_balance_under_one_key(bench: Bench) -> None:
    bench.open(PAYOUTS)
    payouts = bench.model.payouts
    payouts.begin_form()
    payouts.ask("9.00", "", 800)
    assert payouts.form_advice is not None
    assert payouts.form_advice.field == "amountCents"
    bench.calls.script("ask_payout", dropped(), payout(2, "pending", 700))
    for _ in range(2):
        payouts.ask("7", "there", 800)
        payouts.ask("7", "there", 800)
        bench.idle()
    asked = [arguments for name, arguments in bench.calls.asked if name == "ask_payout"]
    assert len(asked) == 2
    assert asked[0] == asked[1]
    assert [one.id for one in payouts.rows.rows] == ["p2", "p1"]


def test_the_host_fills_a_wallet_once_however_often_it_is_pressed(bench: Bench) -> None:
    host = bench.model.host
    assert host is not None
    form = host.top_up()
    form.load()
    bench.idle()
    form.top_up("10", "")
    assert form.form_advice is not None
    form.choose("u2")
    form.top_up("ten", "")
    assert form.form_advice is not None
    bench.calls.script("top_up", dropped(), entry(9, "top_up", 1000, 2000))
    for _ in range(2):
        form.top_up("10", "")
        form.top_up("10", "")
        bench.idle()
    keys = {arguments[2] for name, arguments in bench.calls.asked if name == "top_up"}
    assert bench.calls.count("top_up") == 2
    assert len(keys) == 1
    assert "10.00" in host.said
    form.close()
    discard(form)


def test_the_host_decides_and_checks_the_books(bench: Bench) -> None:
    bench.open(HOST)
    host = bench.model.host
    assert host is not None
    assert bench.calls.last("payouts")[:2] == ("pending", True)
    bench.calls.script("decide_payout", refused(Code.ALREADY_DECIDED, 409))
    bench.calls.script("payouts", page_of([]))
    host.payouts.decide("p1", "", paid=False)
    bench.idle()
    assert host.payouts.form_advice is not None
    assert host.payouts.found.phase is Phase.EMPTY
    bench.calls.script("audit", dropped(), audit(right=False))
    host.check()
    bench.idle()
    assert [host.audit] == [None]
    assert words(host.audit_advice)
    host.check()
    host.check()
    bench.idle()
    assert host.audit == audit(right=False)
    assert bench.calls.count("audit") == 2


def test_who_asks_for_a_payout_is_there_for_the_host_at_once(bench: Bench) -> None:
    host = bench.model.host
    assert host is not None
    asked = payout(3, "pending", name="Cleo")
    bench.calls.script("payouts", page_of([asked, payout(1, "pending")]))
    bench.live.receive(frame(EventType.PAYOUT_UPDATED, asked, 101))
    bench.idle()
    assert [one.id for one in host.payouts.rows.rows] == ["p3", "p1"]
    bench.calls.script("payouts", page_of([asked]))
    bench.live.receive(frame(EventType.PAYOUT_UPDATED, payout(1, "confirmed"), 102))
    bench.idle()
    assert [one.id for one in host.payouts.rows.rows] == ["p3"]


def test_ones_own_payout_says_what_was_decided(bench: Bench) -> None:
    bench.open(PAYOUTS)
    bench.calls.script("payouts", page_of([payout(1, "confirmed")]))
    bench.live.receive(frame(EventType.PAYOUT_UPDATED, payout(1, "confirmed"), 101))
    bench.idle()
    assert bench.model.payouts.found.items[0].status == "confirmed"


def test_income_is_of_the_chosen_one_and_range(bench: Bench) -> None:
    two = [community(own=membership()), community("c2", "Millers")]
    bench.calls.script("created", two)
    bench.open(INCOME)
    income = bench.model.income
    assert bench.calls.last("revenue") == ("c1", 30)
    income.set_days(7)
    bench.idle()
    income.choose("c2")
    bench.idle()
    assert bench.calls.last("revenue") == ("c2", 7)
    assert bench.calls.last("payments") == ("c2", None)
    assert income.phase is Phase.READY


def test_the_plot_has_every_day_and_the_file_what_came_in() -> None:
    found = revenue()
    data = plot_of(found, "Income", "Together", date(2026, 11, 24))
    assert len(data.labels) == 30
    assert sum(sum(one.values) for one in data.series) == sum(d.gross_cents for d in found.daily)
    lines = as_csv(found).splitlines()
    assert len(lines) == 1 + len(found.daily)
    assert lines[1].startswith("2026-11-01,join_fee,3,")
    assert any(",-4.00," in one for one in lines)


def test_income_is_saved_and_a_folder_that_is_not_there_is_told(
    bench: Bench, tmp_path: Path
) -> None:
    bench.open(INCOME)
    target = tmp_path / "income.csv"
    bench.model.income.save(target)
    assert target.read_text("utf-8").startswith("day,kind")
    bench.model.income.save(tmp_path / "none" / "income.csv")
    assert bench.model.income.file_advice is not None


def test_a_refund_shows_both_shares_and_is_sent_once(bench: Bench) -> None:
    bench.open(INCOME)
    form = bench.model.income.refund_of("y1")
    assert form is not None
    form.edit("6")
    assert [form.shares] == [None]
    assert words(form.form_advice)
    form.edit("2.01")
    assert form.shares == (201, 140, 61)
    bench.calls.script("refund", priced(Code.INSUFFICIENT_FUNDS, 140, 20))
    form.refund("sorry")
    form.refund("sorry")
    bench.idle()
    assert bench.calls.count("refund") == 1
    sent = bench.calls.last("refund")
    assert (sent[0], sent[1].entry_id, sent[1].amount_cents) == ("c1", "y1", 201)
    assert "0.20" in words(form.form_advice)
    discard(form)


@pytest.mark.parametrize("whole", [1, 7, 99, 101, 500])
def test_shares_of_parts_make_the_shares_of_all(whole: int) -> None:
    mine = 0
    back = 0
    for part in (whole // 3, whole // 2, whole - whole // 3 - whole // 2):
        if part:
            creator, server = shares_of(payment(1, "join_fee", whole, back=back), part)
            assert creator + server == part
            assert creator >= 0
            assert server >= 0
            mine += creator
            back += part
    assert mine == whole * 70 // 100


def test_a_statement_has_both_its_days_and_can_be_broken_off(bench: Bench, tmp_path: Path) -> None:
    model = bench.model.statement
    target = tmp_path / "statement.csv"
    model.save(date(2026, 11, 2), date(2026, 11, 1), target)
    assert model.advice is not None
    saved: list[str] = []
    model.saved.connect(saved.append)
    model.save(date(2026, 11, 1), date(2026, 11, 1), target)
    bench.idle()
    since, until_, where, _told = bench.calls.last("statement")
    assert since < until_
    assert until_.endswith(".999Z")
    assert where == target
    assert saved == [str(target)]
    bench.calls.hold("statement")
    model.save(None, None, target)
    run(until(lambda: bench.calls.count("statement") == 2))
    assert bench.calls.last("statement")[:2] == (None, None)
    model.stop()
    bench.idle()
    assert model.done_bytes is None
    assert saved == [str(target)]


def test_nothing_is_fetched_that_nobody_looks_at(bench: Bench) -> None:
    bench.live.receive(frame(EventType.MEMBER_UPDATED, held(), 101, "c1"))
    bench.idle()
    # The host alone has to know who waits, to see it on the rail.
    assert [name for name, _ in bench.calls.asked] == ["wallet", "payouts"]
    assert bench.calls.last("payouts")[:2] == ("pending", True)
