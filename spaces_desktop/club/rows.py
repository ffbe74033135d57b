"""How a message of the contract is shown as a row."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.club import Message
from spaces_desktop.widgets.message_rows import Action, Row, RowState, Source

_STATES = {
    "sent": RowState.SENT,
    "streaming": RowState.STREAMING,
    "stopped": RowState.STOPPED,
    "failed": RowState.FAILED,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("thread", text)


def local_time(stamp: str) -> datetime:
    """A timestamp of the wire on the clock of this machine."""
    return datetime.fromisoformat(stamp).astimezone()


def now() -> datetime:
    return datetime.now(UTC).astimezone()


def to_row(message: Message, my_id: str, asker_id: str | None, failure: str) -> Row:
    """`asker_id` asked for this reply, where it is one; `failure` says why it failed."""
    is_agent = message.author.kind == "agent"
    state = _STATES[message.status]
    asked_by_me = is_agent and asker_id == my_id
    return Row(
        id=message.id,
        order=message.seq,
        author=message.author.name,
        author_id=message.author.id,
        text=message.text,
        at=local_time(message.created_at),
        is_agent=is_agent,
        is_own=message.author.kind == "user" and message.author.id == my_id,
        state=state,
        note=_note(message, state, failure),
        sources=tuple(Source(one.number, one.title, one.passage) for one in message.citations),
        actions=_actions(state) if asked_by_me else (),
    )


def _note(message: Message, state: RowState, failure: str) -> str:
    parts = []
    if state is RowState.STREAMING and not message.text:
        parts.append(_tr("is looking for an answer"))
    if state is RowState.STOPPED:
        parts.append(_tr("stopped"))
    if state is RowState.FAILED:
        parts.append(failure or _tr("The reply failed."))
    if message.edited_at is not None:
        parts.append(_tr("edited"))
    if message.charge is not None and message.charge.amount_cents:
        amount = f"{message.charge.amount_cents / 100:.2f}"
        parts.append(_tr("{amount} charged").format(amount=amount))
    return " · ".join(parts)


def _actions(state: RowState) -> tuple[Action, ...]:
    if state is RowState.STREAMING:
        return (Action("stop", _tr("Stop")),)
    if state is RowState.FAILED:
        return (Action("ask_again", _tr("Try again")),)
    return ()
