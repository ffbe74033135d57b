"""The wallet's room on scripted calls, as the gallery and the tests of its views show it."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from embedded_server.contracts.billing import (
    EntryKind,
    FeeDay,
    FeeKind,
    FeeTotal,
    LedgerAudit,
    Mismatch,
    Payment,
    Payout,
    PayoutStatus,
    Refund,
    Renewal,
    Revenue,
    Wallet,
    WalletEntry,
)
from embedded_server.contracts.communities import Role
from embedded_server.contracts.pricing import Lapse, LapseReason, Prices, PriceWhatIf
from spaces_desktop.billing.till import Till
from spaces_desktop.billing.view import WalletView
from spaces_desktop.kernel.http import Snapshot
from tests.gallery.stage import Stage
from tests.kit.desktop import AT, FakeCalls, community, membership, page_of, server_info, user


def wallet(balance: int = 12_850, held: int = 0) -> Wallet:
    return Wallet(user_id="u1", balance_cents=balance, held_cents=held)


def entry(number: int, kind: EntryKind, cents: int, balance: int, **more: Any) -> WalletEntry:
    values: dict[str, Any] = {
        "id": f"e{number}",
        "at": AT,
        "kind": kind,
        "amount_cents": cents,
        "balance_cents": balance,
        "community_id": "c1",
        "community_name": "Night trains of Europe",
        "note": "",
        "gross_cents": None,
        "refunded_cents": 0,
    }
    return WalletEntry(**(values | more))


def entries() -> list[WalletEntry]:
    outside: dict[str, Any] = {"community_id": None, "community_name": None}
    return [
        entry(7, "payout", -5_000, 12_850, note="IBAN DE12 3456", **outside),
        entry(6, "monthly_fee", 210, 17_850, gross_cents=300, community_name="Bakers"),
        entry(5, "agent_call_held", -50, 17_640),
        entry(4, "agent_call_released", 50, 17_690),
        entry(3, "join_fee", -500, 17_640, refunded_cents=200),
        entry(2, "refund", 200, 18_140),
        entry(1, "top_up", 17_940, 17_940, note="Cash, thank you", **outside),
    ]


def renewal(number: int = 1, name: str = "Night trains of Europe", **more: Any) -> Renewal:
    values: dict[str, Any] = {
        "community_id": f"c{number}",
        "community_name": name,
        "expires_at": "2026-12-14T18:30:00.000Z",
        "amount_cents": 300,
        "auto_renew": False,
    }
    return Renewal(**(values | more))


def payout(number: int, status: PayoutStatus, cents: int = 5_000, name: str = "Ada") -> Payout:
    return Payout(
        id=f"p{number}",
        user_id="u1",
        user_name=name,
        amount_cents=cents,
        status=status,
        note="IBAN DE12 3456",
        asked_at=AT,
        decided_at=None if status == "pending" else AT,
        decided_by=None,
    )


def payment(number: int, kind: FeeKind, cents: int, name: str = "Ben", back: int = 0) -> Payment:
    creator = cents * 70 // 100
    return Payment(
        entry_id=f"y{number}",
        at=AT,
        kind=kind,
        user_id="u2",
        user_name=name,
        amount_cents=cents,
        creator_cents=creator,
        refunded_cents=back,
    )


def total(kind: FeeKind, count: int, gross: int) -> FeeTotal:
    creator = gross * 70 // 100
    return FeeTotal(
        kind=kind,
        count=count,
        gross_cents=gross,
        creator_cents=creator,
        platform_cents=gross - creator,
    )


def revenue(days: int = 30) -> Revenue:
    made = [
        (at, kind, base + 100 * (at * 7 % 5))
        for at in range(1, 23, 2)
        for kind, base in (("join_fee", 500), ("monthly_fee", 900), ("agent_call", 150))
    ]
    daily = [
        FeeDay(
            day=f"2026-11-{at:02}",
            kind=kind,  # type: ignore[arg-type]  # a literal, lost in the table above
            count=3,
            gross_cents=cents if (at, kind) != (9, "join_fee") else -400,
            creator_cents=cents * 70 // 100,
        )
        for at, kind, cents in made
    ]
    totals = [total("join_fee", 24, 12_000), total("monthly_fee", 61, 18_300)]
    return Revenue(
        community_id="c1",
        days=days,
        totals=[*totals, total("agent_call", 130, 6_500)],
        daily=daily,
    )


def audit(*, right: bool = True) -> LedgerAudit:
    wrong = Mismatch(account="user:u2", stored_cents=500, derived_cents=480)
    return LedgerAudit(
        transactions=4_182,
        entries=11_904,
        difference_cents=0 if right else 20,
        mismatched_wallets=[] if right else [wrong],
    )


def what_if() -> PriceWhatIf:
    return PriceWhatIf(
        community_id="c1",
        now=Prices(join_fee_cents=500, monthly_fee_cents=300, agent_call_fee_cents=50),
        then=Prices(join_fee_cents=500, monthly_fee_cents=450, agent_call_fee_cents=50),
        member_count=44,
        paying_count=40,
        renews_itself_count=28,
        lapse_count=9,
        lapses=[
            Lapse(user_id=f"u{at}", display_name=name, expires_at=_SOON, reason=why)
            for at, (name, why) in enumerate(_LAPSING)
        ],
        wallets_short=3,
        days=30,
        income_now=revenue().totals,
        income_then=[
            total("join_fee", 24, 12_000),
            total("monthly_fee", 61, 27_450),
            total("agent_call", 130, 6_500),
        ],
        assumptions=["as_many_joins", "as_many_renewals", "nobody_changes_their_mind"],
    )


_SOON = "2026-12-14T18:30:00.000Z"
_LAPSING: tuple[tuple[str, LapseReason], ...] = (
    ("Ben", "renews_by_hand"),
    ("Cleo Marchetti", "must_agree_again"),
    ("Dora", "wallet_short"),
)


class WalletRoom:
    """The room's model and view; `answers` stand in place of what its calls answer else."""

    def __init__(
        self,
        stage: Stage,
        *held: str,
        is_admin: bool = True,
        pays_in: bool = False,
        **answers: Any,
    ) -> None:
        """The calls in `held` do not answer."""
        given: dict[str, Any] = {
            "wallet": Snapshot(wallet(held=50), 100),
            "entries": page_of(entries()),
            "renewals": page_of(
                [renewal(), renewal(2, "Bakers", auto_renew=True, amount_cents=1_200)]
            ),
            "payouts": page_of(
                [payout(1, "pending"), payout(2, "confirmed", 900), payout(3, "rejected", 120)]
            ),
            "created": [community(own=membership()), community("c2", "Quiet readers")],
            "revenue": revenue(),
            "payments": page_of(
                [
                    payment(1, "join_fee", 500),
                    payment(2, "monthly_fee", 300, "Cleo Marchetti", 100),
                    payment(3, "agent_call", 50, "Dora", 50),
                ]
            ),
            "people": page_of([user("Ben", "u2"), user("Cleo Marchetti", "u3")]),
            "audit": audit(),
            "top_up": entry(8, "top_up", 1_000, 13_850),
            "renew": membership("c1"),
            "set_auto_renew": membership("c1"),
            "refund": Refund(
                id="r1",
                entry_id="y1",
                user_id="u2",
                amount_cents=500,
                creator_cents=350,
                platform_cents=150,
                left_cents=0,
                at=AT,
            ),
            "ask_payout": payout(4, "pending", 700),
            "decide_payout": payout(1, "confirmed"),
            "statement": None,
            "what_if": what_if(),
            "set_prices": community(own=membership(role=Role.CREATOR), monthly_fee_cents=450),
            "checkout": None,
        } | answers
        self.calls = FakeCalls(**given)
        stage.never(self.calls, *held)
        self.visited: list[tuple[str, str]] = []
        me = structs.replace(user(), is_admin=is_admin)
        server = structs.replace(server_info(), features={"checkout": True}, currency="eur")
        self.model = Till(self.calls, stage.live, stage.tasks, me, server if pays_in else None)
        self.view = WalletView(self.model, stage.themes, self._visit)
        stage.at_close(self.view.release)
        stage.at_close(self.model.close)
        self.model.start()

    def _visit(self, room: str, thing: str = "", inner: str = "") -> None:
        self.visited.append((room, thing))
        self.view.open(thing, inner)
