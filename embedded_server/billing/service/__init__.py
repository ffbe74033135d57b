"""The rules of money, as other rooms may call them."""

from __future__ import annotations

<<<<<<< HEAD
from embedded_server.billing.service.charges import Payee, Shares, capture, hold, release
from embedded_server.billing.service.refunds import payments_of

__all__ = ["Payee", "Shares", "capture", "hold", "payments_of", "release"]
=======
from embedded_server.billing.service.charges import (
    Payee,
    Shares,
    capture,
    charge,
    hold,
    release,
)
from embedded_server.billing.service.ledger import balance_of
from embedded_server.billing.service.revenue import revenue as revenue_of

__all__ = [
    "Payee",
    "Shares",
    "balance_of",
    "capture",
    "charge",
    "hold",
    "release",
    "revenue_of",
]
>>>>>>> 489b2e5 (Lounges on the server: chats that make a member, subscriptions, the creator's figures)
