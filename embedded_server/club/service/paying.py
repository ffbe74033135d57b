"""What a question to an agent costs: set aside with it, taken or given back at its end."""

from __future__ import annotations

from embedded_server.agents.service import ReadyAgent
from embedded_server.billing import service as billing
from embedded_server.billing.service import Payee, Shares
from embedded_server.communities import service as communities
from embedded_server.communities.service import Seat
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.turn_types import Begun, Outcome


def due(seat: Seat, agent: ReadyAgent, accepted_cents: int | None) -> int:
    """The fee, which the request has to name exactly; staff do not pay."""
    fee_cents = 0 if seat.is_staff else agent.call_fee_cents
    communities.check_fee(fee_cents, accepted_cents)
    return fee_cents


def settle(tx: Transaction, begun: Begun, outcome: Outcome, shares: Shares) -> None:
    """Charge a reply that was given, also one that was stopped after its first words; give back
    what was set aside for any other. Says in the outcome what was charged."""
    turn_id = begun.meta.turn_id
    given = outcome.status == "done" or (outcome.status == "stopped" and bool(outcome.text))
    community = communities.find(tx, begun.community_id or "")
    if not given or community is None:
        # Where the community was deleted meanwhile, nobody can read the reply any more.
        billing.release(tx, turn_id)
        return
    payee = Payee(community.id, community.creator_id)
    outcome.charged_cents = billing.capture(tx, shares, turn_id, payee)
