"""How long a club keeps what is said in it: older messages go for good, pinned ones stay.

Who pins a message says that it is to be kept; so pins outlast the retention, and a message that
is unpinned later goes with the next round.
"""

from __future__ import annotations

from embedded_server.club import store
from embedded_server.club.service import words
from embedded_server.communities import service as communities
from embedded_server.contracts.events import EventType, MessagesExpired
from embedded_server.kernel import turn_store
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.media import attaching

BATCH = 100
"""Messages of one change, so that nobody else waits long for the writer."""
_DAY_MS = 86_400_000


def due(reader: Reader) -> list[tuple[str, int]]:
    """Clubs that keep messages for so many days."""
    return communities.with_retention(reader)


def expire(tx: Transaction, community_id: str, days: int) -> bool:
    """Delete the oldest messages that are past their time; whether there are more of them."""
    before = store.first_since(tx, community_id, tx.now - days * _DAY_MS)
    found = store.old_messages(tx, community_id, before, BATCH)
    if not found:
        return False
    alive = [message for message, is_gone in found if not is_gone]
    words.forget(tx, alive)
    attaching.forget(tx, alive)
    turns = [message.turn_id for message, _ in found if message.turn_id is not None]
    turn_store.drop(tx, turns)
    ids = tuple(message.id for message, _ in found)
    store.drop_messages(tx, ids)
    if alive:
        gone = MessagesExpired(community_id=community_id, up_to_seq=found[-1][0].seq)
        topic = communities.community_topic(community_id)
        tx.emit(Emitted(EventType.MESSAGES_EXPIRED, gone, topic, community_id, forgets=ids))
    return len(found) == BATCH
