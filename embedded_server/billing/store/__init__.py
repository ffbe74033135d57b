"""Queries on money, by what they are about."""

from __future__ import annotations

from embedded_server.billing.store import income, ledger, payouts

__all__ = ["income", "ledger", "payouts"]
