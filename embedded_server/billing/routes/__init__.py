"""The room of money, as app.py sees it."""

from __future__ import annotations

from embedded_server.billing.expiry import Expiry
from embedded_server.billing.routes import checkout, income, payouts, wallets
from embedded_server.billing.service.auditing import Audit
from embedded_server.billing.service.charges import Shares
from embedded_server.billing.service.memberships import Cashier
from embedded_server.contracts import billing as contract
from embedded_server.contracts import payments, pricing
from embedded_server.contracts.billing import LedgerAudit
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server, Slice


async def audit(call: Call[None]) -> LedgerAudit:
    running = Audit()
    while (result := await call.server.database.read(running.read_on)) is None:
        pass
    return result


async def on_start(server: Server) -> None:
    cashier = Cashier(Shares.of(server.settings))
    server.charge_entry = cashier.join
    server.charge_renewal = cashier.renew
    # What ran out while the server was off is not told: nobody listened.
    expiry = Expiry(cashier, server.clock.now())
    server.tasks.spawn(expiry.watch(server), "billing: what runs out")
    server.on_clock.append(lambda: expiry.look(server))


SLICE = Slice(
    "billing",
    {
        contract.WALLET: wallets.wallet,
        contract.ENTRIES: wallets.entries,
        contract.STATEMENT: wallets.statement,
        contract.RENEWALS: wallets.renewals,
        contract.TOP_UP: wallets.top_up,
        contract.REVENUE: income.revenue,
        contract.PAYMENTS: income.payments,
        contract.REFUND: income.refund,
        pricing.WHAT_IF: income.what_if,
        contract.ASK_PAYOUT: payouts.ask_payout,
        contract.PAYOUTS: payouts.payouts,
        contract.CONFIRM_PAYOUT: payouts.confirm_payout,
        contract.REJECT_PAYOUT: payouts.reject_payout,
        contract.AUDIT: audit,
        payments.CHECKOUT: checkout.start,
        payments.STRIPE_WEBHOOK: checkout.take_notice,
        payments.RETURN: checkout.landing,
    },
    on_start=on_start,
)
