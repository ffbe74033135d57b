"""How an agent's reply ends: stored, told, or failed by a crash."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.agents import service as agents
from embedded_server.billing.service import Shares
from embedded_server.club import store
from embedded_server.club.service import access, paying, words
from embedded_server.club.service.asking import ROOM
from embedded_server.contracts.club import Audio
from embedded_server.contracts.events import EventType
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.turn_types import Begun, Outcome


def settle(tx: Transaction, begun: Begun, outcome: Outcome, shares: Shares) -> None:
    """Store how a reply ended, in the transaction that ends its turn."""
    message_id = begun.meta.message_id
    status = {"done": "sent", "stopped": "stopped"}.get(outcome.status, "failed")
    paying.settle(tx, begun, outcome, shares)
    open_ = store.find(tx, message_id)
    kept = store.settle_reply(
        tx, message_id, outcome.text, status, outcome.end.citations, outcome.charged_cents
    )
    agents.count_outcome(tx, begun.meta.agent_id, outcome, kept=kept)
    if not kept:
        # Deleted while it was being written: what it said is not kept anywhere.
        outcome.text = ""
        return
    message = store.find(tx, message_id)
    if open_ is not None and message is not None:
        words.changed(tx, open_, message)
        access.tell(tx, EventType.MESSAGE_UPDATED, message)


def save_reply(tx: Transaction, begun: Begun, text: str) -> None:
    store.save_reply(tx, begun.meta.message_id, text)


def put_sound(tx: Transaction, begun: Begun, audio: Audio) -> bool:
    """Give a reply its sound; False where it was deleted meanwhile."""
    message_id = begun.meta.message_id
    if not store.set_audio(tx, message_id, audio):
        return False
    spoken = store.find(tx, message_id)
    assert spoken is not None
    access.tell(tx, EventType.MESSAGE_UPDATED, spoken)
    return True


def take_sounds(tx: Transaction, message_ids: Sequence[str]) -> None:
    """From replies whose voice was withdrawn; the text stays."""
    for message_id in message_ids:
        reply = store.find(tx, message_id)
        if reply is None or reply.audio is None:
            continue
        store.set_audio(tx, message_id, None)
        silent = store.find(tx, message_id)
        assert silent is not None
        access.tell(tx, EventType.MESSAGE_UPDATED, silent)


def fail_unfinished(tx: Transaction) -> None:
    """At the start: replies that a crash left open are failed, with what had been saved of them."""
    agents.fail_unfinished(
        tx,
        ROOM,
        lambda message_id: store.community_of(tx, message_id),
        lambda begun, outcome: settle(tx, begun, outcome, Shares()),
    )
