"""What people think of agents' replies: one vote for a person and a reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from embedded_server.contracts.club import Vote
from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class VoteValue:
    """A vote with the reply and the question it is about; `number` grows with every vote.

    `question` is empty where it was deleted, `only_for` names the one person who sees both.
    """

    number: int
    message_id: str
    community_id: str
    only_for: str | None
    vote: Vote
    comment: str
    question: str
    reply: str
    at: int


_PUT = (
    "INSERT INTO votes (message_id, user_id, agent_id, vote, comment, at) VALUES (?, ?, ?, ?, ?, ?)"
)
_DROP = "DELETE FROM votes WHERE message_id = ? AND user_id = ?"
_OWN = (
    "SELECT message_id, vote FROM votes"
    " WHERE message_id IN (SELECT value FROM json_each(?)) AND user_id = ?"
)
_ABOUT = (
    "SELECT v.number, m.id, m.community_id, m.only_for, v.vote, v.comment,"
    " COALESCE(q.text, ''), m.text, v.at FROM votes v"
    " JOIN messages m ON m.id = v.message_id AND m.deleted_at IS NULL"
    " LEFT JOIN messages q ON q.id = m.reply_to_id AND q.deleted_at IS NULL"
    " WHERE v.agent_id = ? AND v.number < ? ORDER BY v.number DESC LIMIT ?"
)


def put_vote(
    tx: Transaction, message_id: str, user_id: str, agent_id: str, vote: Vote, comment: str
) -> None:
    """In place of the one there was; it counts as new."""
    drop_vote(tx, message_id, user_id)
    tx.change(_PUT, (message_id, user_id, agent_id, vote, comment, tx.now))


def drop_vote(tx: Transaction, message_id: str, user_id: str) -> None:
    tx.change(_DROP, (message_id, user_id))


def votes_of(reader: Reader, user_id: str, message_ids: Sequence[str]) -> dict[str, Vote]:
    """One person's votes on these messages."""
    ids = msgspec.json.encode(message_ids).decode()
    return {message_id: vote for message_id, vote in reader.rows(_OWN, (ids, user_id))}


def votes_about(reader: Reader, agent_id: str, before: int, limit: int) -> list[VoteValue]:
    """On the replies of an agent that still stand, newest first."""
    return [VoteValue(*row) for row in reader.rows(_ABOUT, (agent_id, before, limit))]
