"""Entries, receipts and payouts in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.billing import FeeKind, Payment, Payout, WalletEntry
from spaces_desktop.kernel.moments import full, when
from spaces_desktop.kernel.money import money, signed
from spaces_desktop.widgets.money_rows import MoneyRow

_ICONS = {
    "top_up": "top_up",
    "join_fee": "join",
    "monthly_fee": "calendar",
    "subscription": "calendar",
    "agent_call": "agent",
    "agent_call_held": "agent",
    "agent_call_released": "refund",
    "refund": "refund",
    "payout": "payout",
    "payout_returned": "refund",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("billing", text)


def entry_title(entry: WalletEntry) -> str:
    """What it was, seen from the wallet's owner."""
    came_in = entry.amount_cents > 0
    titles = {
        "top_up": _tr("Top-up"),
        "join_fee": _tr("Somebody joined") if came_in else _tr("Fee for joining"),
        "monthly_fee": _tr("A member paid 30 days") if came_in else _tr("30 days of membership"),
        "subscription": _tr("A member subscribed") if came_in else _tr("30 days of subscription"),
        "agent_call": _tr("A member asked an agent") if came_in else _tr("Question to an agent"),
        # Set aside at the start, and kept when the reply is there: one line for one question.
        "agent_call_held": _tr("Question to an agent"),
        "agent_call_released": _tr("Given back: the agent did not answer"),
        "refund": _tr("Refund") if came_in else _tr("Paid back to a member"),
        "payout": _tr("Payout"),
        "payout_returned": _tr("Payout returned"),
    }
    return titles[entry.kind]


def fee_title(kind: FeeKind) -> str:
    titles = {
        "join_fee": _tr("Joining"),
        "monthly_fee": _tr("Months"),
        "subscription": _tr("Subscriptions"),
        "agent_call": _tr("Questions to agents"),
    }
    return titles[kind]


def entry_row(entry: WalletEntry) -> MoneyRow:
    parts = [entry.community_name or "", entry.note, when(entry.at)]
    if entry.refunded_cents:
        back = _tr("{amount} paid back")
        parts.insert(0, back.format(amount=money(entry.refunded_cents)))
    detail = " · ".join(part for part in parts if part)
    title = entry_title(entry)
    spoken = _tr("{what}, {detail}, {amount}, {balance} after it").format(
        what=title,
        detail=detail,
        amount=signed(entry.amount_cents),
        balance=money(entry.balance_cents),
    )
    return MoneyRow(
        entry.id,
        _ICONS[entry.kind],
        title,
        detail,
        signed(entry.amount_cents),
        money(entry.balance_cents),
        "success" if entry.amount_cents > 0 else "text",
        spoken,
    )


def receipt(entry: WalletEntry) -> tuple[tuple[str, str], ...]:
    """Captions and values, in the order they are read."""
    lines = [(_tr("What"), entry_title(entry))]
    if entry.community_name:
        lines.append((_tr("Where"), entry.community_name))
    lines.append((_tr("When"), full(entry.at)))
    lines.append((_tr("Amount"), signed(entry.amount_cents)))
    if entry.gross_cents is not None and entry.gross_cents != entry.amount_cents:
        lines.append((_tr("The member paid"), money(entry.gross_cents)))
        lines.append((_tr("Your share"), money(entry.amount_cents)))
        lines.append((_tr("The server's share"), money(entry.gross_cents - entry.amount_cents)))
    if entry.refunded_cents:
        lines.append((_tr("Paid back since"), money(entry.refunded_cents)))
    lines.append((_tr("In the wallet after it"), money(entry.balance_cents)))
    if entry.note:
        lines.append((_tr("Note"), entry.note))
    lines.append((_tr("Number"), entry.id))
    return tuple(lines)


def receipt_text(lines: Iterable[tuple[str, str]]) -> str:
    """For the clipboard."""
    return "\n".join(f"{caption}\t{value}" for caption, value in lines)


def payment_row(payment: Payment) -> MoneyRow:
    parts = [fee_title(payment.kind), when(payment.at)]
    back, whole = payment.refunded_cents, payment.amount_cents
    if back and back < whole:
        parts.insert(1, _tr("{amount} paid back").format(amount=money(back)))
    elif back:
        parts.insert(1, _tr("paid back"))
    return MoneyRow(
        payment.entry_id,
        _ICONS[payment.kind],
        payment.user_name or _tr("Somebody"),
        " · ".join(parts),
        money(whole),
        _tr("{amount} for you").format(amount=money(payment.creator_cents)),
        "text_muted" if back >= whole else "success",
    )


def payout_state(payout: Payout) -> str:
    states = {
        "pending": _tr("waits for the host"),
        "confirmed": _tr("paid"),
        "rejected": _tr("rejected, the money is back in the wallet"),
    }
    return states[payout.status]


def payout_row(payout: Payout, *, with_name: bool) -> MoneyRow:
    title = payout.user_name if with_name else _tr("Payout")
    decided = payout.decided_at
    at = when(payout.asked_at if decided is None else decided)
    detail = " · ".join(part for part in (payout_state(payout), payout.note, at) if part)
    role = {"pending": "warning", "confirmed": "success", "rejected": "text_muted"}
    return MoneyRow(
        payout.id, "payout", title, detail, money(payout.amount_cents), "", role[payout.status]
    )
