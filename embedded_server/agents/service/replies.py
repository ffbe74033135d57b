"""What every room in which an agent replies does alike: a club, a conversation, a chat."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from embedded_server.accounts import service as accounts
from embedded_server.agents.service.ready import ReadyAgent
from embedded_server.contracts.club import Message
from embedded_server.contracts.turns import Failed, Meta
from embedded_server.kernel import turn_store
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.turn_events import finished_event
from embedded_server.kernel.turn_types import Begun, Outcome, ReplyEnd


def opened(
    agent: ReadyAgent,
    reply: Message,
    *,
    room: str,
    asker_id: str,
    topic: str,
    staff_topic: str,
    fee_cents: int = 0,
    is_spoken: bool = False,
) -> Begun:
    """The turn that writes `reply`, which replies to its question."""
    assert reply.turn_id is not None
    meta = Meta(
        turn_id=reply.turn_id,
        message_id=reply.id,
        question_id=reply.reply_to_id,
        agent_id=agent.agent_id,
        agent_name=agent.name,
        fee_cents=fee_cents,
        audio_expected=is_spoken,
    )
    return Begun(
        meta=meta,
        room=room,
        asker_id=asker_id,
        topic=topic,
        staff_topic=staff_topic,
        community_id=reply.community_id,
    )


def present_views(
    reader: Reader, messages: Sequence[Message], so_far: Callable[[str], str | None]
) -> list[Message]:
    """With people's present names, and what streaming replies say so far."""
    names = accounts.names_of(reader, {m.author.id for m in messages if m.author.kind == "user"})
    views = []
    for message in messages:
        name = names.get(message.author.id, message.author.name)
        if name != message.author.name:
            author = msgspec.structs.replace(message.author, name=name)
            message = msgspec.structs.replace(message, author=author)
        if message.status == "streaming" and message.turn_id is not None:
            text = so_far(message.turn_id)
            if text is not None:
                message = msgspec.structs.replace(message, text=text)
        views.append(message)
    return views


def fail_unfinished(
    tx: Transaction,
    room: str,
    community_of: Callable[[str], str | None],
    settle: Callable[[Begun, Outcome], None],
) -> None:
    """At the start: replies of a room that a crash left open are failed, with what had been saved
    of them. `community_of` tells where a message is."""
    for turn in turn_store.unfinished(tx, room):
        community_id = community_of(turn.meta.message_id)
        begun = Begun(
            turn.meta, turn.room, turn.asker_id, turn.topic, turn.staff_topic, community_id
        )
        failed = Failed(
            code=turn_store.INTERRUPTED,
            message="The server stopped while the agent answered.",
            retryable=True,
        )
        outcome = Outcome("failed", turn.text, ReplyEnd(), failed)
        settle(begun, outcome)
        turn_store.finish(tx, begun, outcome, turn.chunk_sizes)
        tx.emit(finished_event(begun, outcome))
