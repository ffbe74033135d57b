"""Who may read and write in a club, which messages they see, and whom a change is told."""

from __future__ import annotations

from embedded_server.club import store
from embedded_server.communities import service as communities
from embedded_server.communities.service import Seat
from embedded_server.contracts.club import Message, MessageGone
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import SLOW_MODE, Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.limits import too_many
from embedded_server.kernel.topics import own_topic


def member(reader: Reader, community_id: str, user_id: str) -> Seat:
    return communities.take_seat(reader, community_id, user_id, CommunityType.CLUB)


def writer(tx: Reader, community_id: str, user_id: str) -> Seat:
    """A member who is not muted."""
    seat = member(tx, community_id, user_id)
    held = seat.membership
    if held is not None and held.muted_until is not None and held.muted_until > tx.now:
        until = to_wire(held.muted_until)
        raise Refusal(Code.MUTED, f"You are muted here until {until}.", muted_until=until)
    return seat


def keep_pace(tx: Transaction, seat: Seat) -> None:
    """Slow mode: refuses a member who wrote a moment ago; staff are free of it."""
    held, seconds = seat.membership, seat.slow_seconds
    if not seconds or seat.is_staff or held is None:
        return
    # A clock that was set back keeps nobody waiting.
    since = None if seat.last_wrote_at is None else tx.now - seat.last_wrote_at
    if since is not None and 0 <= since < seconds * 1000:
        why = f"Slow mode: one message in {seconds} s here."
        raise too_many(seconds - since / 1000, why, state=SLOW_MODE)
    communities.set_wrote(tx, seat.community_id, held.user_id)


def existing(reader: Reader, community_id: str, user_id: str, message_id: str) -> Message:
    """The message, if it is in this club and `user_id` sees it; else 404."""
    message = store.find(reader, message_id) if looks_like_id(message_id) else None
    if (
        message is None
        or message.community_id != community_id
        or message.only_for not in (None, user_id)
    ):
        raise not_found()
    return message


def topic_of(community_id: str, only_for: str | None) -> str:
    """Who hears of a message: its club, or the one person who sees it."""
    topic = communities.community_topic(community_id)
    return topic if only_for is None else own_topic(topic, only_for)


def tell(tx: Transaction, type_: EventType, message: Message, *, renews: bool = False) -> None:
    """`renews` where it says something else than before, which is then not replayed either."""
    community_id = message.community_id
    topic = topic_of(community_id, message.only_for)
    again = type_ is not EventType.MESSAGE_CREATED
    tx.emit(
        Emitted(type_, message, topic, community_id, about=message.id, again=again, renews=renews)
    )


def tell_gone(tx: Transaction, message: Message) -> None:
    gone = MessageGone(id=message.id, seq=message.seq, community_id=message.community_id)
    topic = topic_of(message.community_id, message.only_for)
    type_ = EventType.MESSAGE_DELETED
    tx.emit(Emitted(type_, gone, topic, message.community_id, forgets=(message.id,)))
