"""What other prices would mean: shown to a community's creator before they are saved."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from embedded_server.contracts.base import Answer, Cents, Fee, Query, Timestamp
from embedded_server.contracts.billing import FeeTotal
from embedded_server.contracts.routes import get

LapseReason = Literal["renews_by_hand", "must_agree_again", "wallet_short"]
Assumption = Literal[
    "as_many_joins",
    "as_many_renewals",
    "as_many_questions",
    "agents_prices_left_out",
    "nobody_changes_their_mind",
]
MOST_LAPSES = 100
FEWEST_WALLETS = 5
"""Of fewer people nothing is said about their wallets, since it would be about one of them."""


class PriceQuery(Query, frozen=True, kw_only=True):
    """Prices to try; those left out stay as they are. `days` is how far back income is looked
    at."""

    join_fee_cents: Fee | None = None
    monthly_fee_cents: Fee | None = None
    agent_call_fee_cents: Fee | None = None
    days: Annotated[int, Meta(ge=1, le=365)] = 30


class Prices(Answer, frozen=True, kw_only=True):
    join_fee_cents: Cents
    monthly_fee_cents: Cents
    agent_call_fee_cents: Cents


class Lapse(Answer, frozen=True, kw_only=True):
    """Somebody whose membership ends at `expires_at` unless they do something before.

    `renews_by_hand` has not agreed to be renewed; `must_agree_again` has, at another fee than the
    tried one; `wallet_short` has agreed to this very fee and does not have it now.
    """

    user_id: str
    display_name: str
    expires_at: Timestamp
    reason: LapseReason


class PriceWhatIf(Answer, frozen=True, kw_only=True):
    """From the community's own data alone; what is assumed beside it stands in `assumptions`.

    `lapses` are the soonest of `lapse_count`. `income_now` and `income_then` are of the last
    `days`: what came in, and the same joins, renewals and questions at the tried prices.
    `wallets_short` counts the paying members who could not pay the tried monthly fee now; null
    where they are too few to say it without saying it of somebody.
    """

    community_id: str
    now: Prices
    then: Prices
    member_count: int
    paying_count: int
    renews_itself_count: int
    lapse_count: int
    lapses: list[Lapse]
    wallets_short: int | None
    days: int
    income_now: list[FeeTotal]
    income_then: list[FeeTotal]
    assumptions: list[Assumption]


WHAT_IF = get(
    "/api/communities/{communityId}/price-what-if",
    PriceWhatIf,
    "What other prices would mean, for its creator",
    query=PriceQuery,
)
