"""What happens by the clock alone: staff is told of targets, silent customers are let go."""

from __future__ import annotations

from dataclasses import replace

from embedded_server.kernel.database import Reader, Transaction
from embedded_server.support import store
from embedded_server.support.service import settings
from embedded_server.support.service.acts import close
from embedded_server.support.service.messages import say
from embedded_server.support.service.moving import SYSTEM
from embedded_server.support.service.office import Office
from embedded_server.support.service.telling import tell
from embedded_server.support.store import ConversationValue
from embedded_server.support.store import clocks as clock_store
from embedded_server.support.store.clocks import ClockValue

BATCH = 50


def is_due(reader: Reader) -> bool:
    """Whether there is anything to do."""
    now = reader.now
    return bool(clock_store.to_tell(reader, now, 1) or clock_store.quiet(reader, now, 1))


def look(tx: Transaction, office: Office) -> None:
    """Some of what has become due; once more while there is more."""
    for conversation_id in clock_store.to_tell(tx, tx.now, BATCH):
        one = store.find(tx, conversation_id)
        if one is None or not one.is_open:
            _stop(tx, conversation_id)
        else:
            # Telling winds the clock on to what is to be told next.
            tell(tx, office, one.id)
    for conversation_id in clock_store.quiet(tx, tx.now, BATCH):
        one, clock = store.find(tx, conversation_id), clock_store.find(tx, conversation_id)
        assert clock is not None
        if one is None or not one.is_open:
            _stop(tx, conversation_id)
        elif clock.quiet_warned_at is None:
            _warn(tx, office, one, clock)
        else:
            close(tx, office, one, SYSTEM, outcome="went_quiet", why="went_quiet")


def _stop(tx: Transaction, conversation_id: str) -> None:
    clock = clock_store.find(tx, conversation_id)
    if clock is not None:
        clock_store.put(tx, replace(clock, tell_at=None, quiet_at=None))


def _warn(tx: Transaction, office: Office, one: ConversationValue, clock: ClockValue) -> None:
    known = settings.of_community(tx, one.community_id)
    then = known.settings.inactivity.resolve_after_seconds
    closes = None if then is None else tx.now + then * 1000
    clock_store.put(tx, replace(clock, quiet_warned_at=tx.now))
    text = "Are you still there? Write here if anything is open."
    if closes is not None:
        when = settings.moment(known.hours, closes)
        text = f"Are you still there? Without an answer this conversation is closed at {when}."
    say(tx, one, "quiet_warning", text, None, closes)
    tell(tx, office, one.id)
