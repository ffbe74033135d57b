"""Judging an agent's replies, and what its owner gets to see of that."""

from __future__ import annotations

from embedded_server.agents import service as agents
from embedded_server.club import store
from embedded_server.club.service import access
from embedded_server.club.store import VoteValue
from embedded_server.communities import service as communities
from embedded_server.contracts.agents import Feedback
from embedded_server.contracts.club import CastVote, Message
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.text import check_storable


def cast_vote(
    tx: Transaction, community_id: str, user_id: str, message_id: str, body: CastVote
) -> None:
    """In place of one's earlier vote on the same reply; None takes it back."""
    access.member(tx, community_id, user_id)
    message = access.existing(tx, community_id, user_id, message_id)
    if not _is_finished_reply(message):
        raise Invalid("messageId", "Only an agent's finished reply can be judged.")
    agent_id = message.author.id
    comment = check_storable("comment", body.comment.strip())
    before = store.votes_of(tx, user_id, [message_id]).get(message_id)
    if body.vote is None:
        store.drop_vote(tx, message_id, user_id)
    else:
        store.put_vote(tx, message_id, user_id, agent_id, body.vote, comment)
    if before != body.vote:
        agents.count_vote(tx, agent_id, before, body.vote)


def _is_finished_reply(message: Message) -> bool:
    return (
        message.author.kind == "agent"
        and message.turn_id is not None
        and message.status in ("sent", "stopped")
    )


def feedback(
    reader: Reader, user_id: str, agent_id: str, before: int, limit: int
) -> list[tuple[int, Feedback]]:
    """Votes on one's own agent, newest first, with their positions."""
    agents.own(reader, user_id, agent_id)
    found = store.votes_about(reader, agent_id, before, limit)
    reads = {
        community_id: _reads(reader, community_id, user_id)
        for community_id in {value.community_id for value in found}
    }
    return [(value.number, _view(value, user_id, reads[value.community_id])) for value in found]


def _reads(reader: Reader, community_id: str, user_id: str) -> bool:
    try:
        communities.require_member(reader, community_id, user_id)
    except Refusal:
        return False
    return True


def _view(value: VoteValue, owner_id: str, reads_room: bool) -> Feedback:
    """What was said is shown to an owner who can read it where it was said, and to no other."""
    shown = reads_room and value.only_for in (None, owner_id)
    return Feedback(
        message_id=value.message_id,
        community_id=value.community_id,
        vote=value.vote,
        comment=value.comment,
        question=value.question if shown else "",
        reply=value.reply if shown else "",
        at=to_wire(value.at),
    )
