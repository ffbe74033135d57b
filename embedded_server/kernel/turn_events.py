"""The events of a turn: of its end for its watchers, and for the room it belongs to."""

from __future__ import annotations

from embedded_server.contracts.events import EventType, TurnChunk, TurnFinished
from embedded_server.contracts.turns import Done, Meta
from embedded_server.kernel.hub import Hub
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.turn_types import Begun, Outcome


def done_event(meta: Meta, outcome: Outcome) -> Done:
    return Done(
        message_id=meta.message_id,
        text=outcome.text,
        charged_cents=outcome.charged_cents,
        stopped=outcome.status == "stopped",
        usage=outcome.end.usage,
        citations=outcome.end.citations,
    )


def tell_chunk(hub: Hub, begun: Begun, index: int, piece: str) -> None:
    """To who is in its room."""
    if not hub.is_heard(begun.topic):
        return
    hub.tell(
        begun.topic,
        EventType.TURN_CHUNK,
        TurnChunk(
            turn_id=begun.meta.turn_id,
            message_id=begun.meta.message_id,
            index=index,
            text=piece,
        ),
        begun.community_id,
    )


def finished_event(begun: Begun, outcome: Outcome) -> Emitted:
    failed = outcome.failed
    return Emitted(
        EventType.TURN_FINISHED,
        TurnFinished(
            turn_id=begun.meta.turn_id,
            message_id=begun.meta.message_id,
            status=outcome.status,
            code=failed.code if failed else None,
            message=failed.message if failed else None,
            retryable=failed.retryable if failed else False,
        ),
        begun.topic,
        begun.community_id,
    )
