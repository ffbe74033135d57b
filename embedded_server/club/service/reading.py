"""Reading a club: pages of its history, and how far one has read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from embedded_server.agents import service as agents
from embedded_server.club import store
from embedded_server.club.service import access
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Message
from embedded_server.contracts.events import EventType, ReadUpdated
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.server import Counts


def page_older(
    reader: Reader, community_id: str, user_id: str, before: int, limit: int
) -> list[Message]:
    return store.older(reader, community_id, user_id, before, limit)


def page_newer(
    reader: Reader, community_id: str, user_id: str, after: int, limit: int
) -> list[Message]:
    return store.newer(reader, community_id, user_id, after, limit)


def around(
    reader: Reader, community_id: str, user_id: str, message_id: str, limit: int
) -> list[Message]:
    """Newest first, with the message in the middle where there is enough on both sides."""
    message = access.existing(reader, community_id, user_id, message_id)
    later = store.newer(reader, community_id, user_id, message.seq, (limit - 1) // 2)
    earlier = store.older(reader, community_id, user_id, message.seq, limit - 1 - len(later))
    return [*reversed(later), message, *earlier]


def around_seq(
    reader: Reader, community_id: str, user_id: str, seq: int, limit: int
) -> list[Message]:
    """Newest first, with the first message from `seq` on in the middle; the newest page where
    there is none."""
    later = store.newer(reader, community_id, user_id, min(seq, store.LAST) - 1, (limit + 1) // 2)
    before = later[0].seq if later else store.LAST
    earlier = store.older(reader, community_id, user_id, before, limit - len(later))
    return [*reversed(later), *earlier]


def seq_at(reader: Reader, community_id: str, date: str) -> int:
    """Of the first message not older than that moment."""
    try:
        moment = from_wire(date)
    except ValueError:
        raise Invalid("date", "This moment does not exist.") from None
    return store.first_since(reader, community_id, moment)


def finish_views(
    reader: Reader,
    messages: Sequence[Message],
    viewer_id: str,
    so_far: Callable[[str], str | None],
) -> list[Message]:
    """With people's present names, what streaming replies say so far, and the viewer's votes."""
    replies = [m.id for m in messages if m.author.kind == "agent"]
    votes = store.votes_of(reader, viewer_id, replies) if replies else {}
    return [
        msgspec.structs.replace(message, my_vote=votes[message.id])
        if message.id in votes
        else message
        for message in agents.present_views(reader, messages, so_far)
    ]


def mark_read(
    tx: Transaction, community_id: str, user_id: str, seq: int, *, back: bool = False
) -> None:
    held = access.member(tx, community_id, user_id).membership
    up_to = communities.mark_read(tx, community_id, user_id, seq, back=back)
    if held is not None and held.last_read_seq == up_to:
        return
    counts = unread_counts(tx, user_id, {community_id: up_to})[community_id]
    tx.emit(
        Emitted(
            EventType.READ_UPDATED,
            ReadUpdated(
                community_id=community_id,
                last_read_seq=up_to,
                unread_count=counts.unread,
                mention_count=counts.mentions,
            ),
            f"user:{user_id}",
            community_id,
        )
    )


def unread_counts(reader: Reader, user_id: str, read_up_to: Mapping[str, int]) -> dict[str, Counts]:
    unread = {
        community_id: store.unread(reader, community_id, user_id, seq)
        for community_id, seq in read_up_to.items()
    }
    waiting = {key: read_up_to[key] for key, count in unread.items() if count}
    named = store.count_mentions(reader, user_id, waiting) if waiting else {}
    return {key: Counts(count, named.get(key, 0)) for key, count in unread.items()}


def waiting(reader: Reader, user_id: str, read_up_to: Mapping[str, int]) -> dict[str, Counts]:
    """What a list of communities says of each: what is unread, and when the last message came."""
    return {
        community_id: counts._replace(last_at=store.last_at(reader, community_id, user_id))
        for community_id, counts in unread_counts(reader, user_id, read_up_to).items()
    }
