"""The rules of money, as other rooms may call them."""

from __future__ import annotations

from embedded_server.billing.service.charges import (
    Payee,
    Shares,
    capture,
    charge,
    hold,
    release,
)
from embedded_server.billing.service.ledger import balance_of
from embedded_server.billing.service.refunds import payments_of
from embedded_server.billing.service.revenue import revenue as revenue_of

__all__ = [
    "Payee",
    "Shares",
    "balance_of",
    "capture",
    "charge",
    "hold",
    "payments_of",
    "release",
    "revenue_of",
]
