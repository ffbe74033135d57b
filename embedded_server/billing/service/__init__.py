"""The rules of money, as other rooms may call them."""

from __future__ import annotations

from embedded_server.billing.service.charges import Payee, Shares, capture, hold, release
from embedded_server.billing.service.refunds import payments_of

__all__ = ["Payee", "Shares", "capture", "hold", "payments_of", "release"]
