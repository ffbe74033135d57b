"""Clocks of conversations as they run beside them: wound with every change, looked at in time."""

from __future__ import annotations

from collections.abc import Iterable

from embedded_server.kernel.database import Reader, Transaction
from embedded_server.support import clocks, store
from embedded_server.support.clocks import Due
from embedded_server.support.service import settings
from embedded_server.support.store import ConversationValue
from embedded_server.support.store import clocks as clock_store
from embedded_server.support.store.clocks import ClockValue

BATCH = 100


def wind(tx: Transaction, one: ConversationValue) -> None:
    """After a change of the conversation, in its transaction."""
    known = settings.of_community(tx, one.community_id)
    found = clock_store.find(tx, one.id)
    held = found or ClockValue(one.id, one.community_id)
    made = clocks.wound(held, one, known.settings, known.hours, tx.now)
    if made != held:
        clock_store.put(tx, made)


def rewind(tx: Transaction, community_id: str, after: str) -> str | None:
    """After a change of the settings: the next conversations behind the id `after` are reckoned
    anew. Answers with where to go on, None at the end."""
    known = settings.of_community(tx, community_id)
    ids = clock_store.open_ids(tx, community_id, after, BATCH)
    held = clock_store.find_many(tx, ids)
    for conversation_id in ids:
        one = store.find(tx, conversation_id)
        if one is None:
            continue
        clock = held.get(one.id) or ClockValue(one.id, one.community_id)
        made = clocks.restarted(clock, one, known.settings, known.hours, tx.now)
        if made != clock:
            clock_store.put(tx, made)
    return ids[-1] if len(ids) == BATCH else None


def dues(reader: Reader, conversation_ids: Iterable[str]) -> dict[str, Due]:
    """By conversation: the target that is missed next, where one runs."""
    found = clock_store.find_many(reader, conversation_ids)
    made = {clock.conversation_id: clocks.due(clock, reader.now) for clock in found.values()}
    return {conversation_id: due for conversation_id, due in made.items() if due is not None}
