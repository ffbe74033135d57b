"""Time that is spoken: counted for each person, lounge and day, and asked for before a turn starts.

A turn whose reply will be spoken is begun with `begin`, and until `count` has its reply or `end`
says that none comes, no other of that person is spoken there: so the limit is passed by no more
than the one reply that had started.
"""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from embedded_server.communities import service as communities
from embedded_server.communities.service import CommunityValue
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.lounge import (
    DashboardChanged,
    LoungeUsage,
    SpokenReply,
    UsageUpdated,
)
from embedded_server.kernel import days, facts, turn_store
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.topics import own_topic
from embedded_server.lounge import store
from embedded_server.lounge.store import ChatValue, TurnSeconds

_ZONE = "free_day_zone"
_WARN_AT_PERCENT = 80


def keep_zone(tx: Transaction, name: str) -> None:
    """At the start: days begin by this zone from now on. Days that are over stay as they were."""
    facts.put(tx, _ZONE, name)


def zone_of(reader: Reader) -> ZoneInfo:
    return ZoneInfo(facts.find(reader, _ZONE) or "UTC")


def today(reader: Reader) -> int:
    return days.day_of(zone_of(reader), reader.now)


def is_limited(reader: Reader, community: CommunityValue, user_id: str) -> bool:
    """Neither the creator nor who has subscribed."""
    if community.creator_id == user_id:
        return False
    held = store.subscriptions.find(reader, community.id, user_id)
    return held is None or held.expires_at <= reader.now


def has_time(reader: Reader, community: CommunityValue, user_id: str) -> bool:
    """Whether at least one second is left today."""
    if not is_limited(reader, community, user_id):
        return True
    return store.seconds.used(reader, community.id, user_id, today(reader)) < _free(community)


def require_left(reader: Reader, community: CommunityValue, user_id: str) -> None:
    """402 where less than a second is left."""
    if not has_time(reader, community, user_id):
        raise Refusal(
            Code.FREE_MINUTES_USED,
            "Your free minutes of today are used.",
            resets_at=to_wire(_resets_at(reader)),
            monthly_price_cents=community.monthly_price_cents or 0,
        )


def require_time(reader: Reader, community: CommunityValue, user_id: str) -> None:
    """Before a turn that takes time: 402 where less than a second is left, 409 while the reply
    before is still being spoken and nobody knows how long it gets."""
    require_left(reader, community, user_id)
    if is_limited(reader, community, user_id) and store.seconds.has_open(
        reader, community.id, user_id
    ):
        raise Refusal(Code.TURN_RUNNING, "A reply is still being spoken. Stop it to go on.")


def is_spoken(reader: Reader, community: CommunityValue, user_id: str) -> bool:
    """Of a text question in a lounge that has a voice: whether its reply is to be spoken, or is
    text alone because the day's time is used. Refuses where the creator lets it be neither."""
    if community.text_when_used and not has_time(reader, community, user_id):
        return False
    require_time(reader, community, user_id)
    return True


def begin(tx: Transaction, chat: ChatValue, turn_id: str) -> None:
    """In the change that begins a turn whose reply will be spoken."""
    known = _of_turn(tx, chat, turn_id)
    store.seconds.put(tx, replace(known, is_open=True))


def end(tx: Transaction, turn_id: str) -> None:
    """The reply is not spoken (any further), and no clip of it comes."""
    store.seconds.close(tx, turn_id)


def end_all(tx: Transaction) -> None:
    """At the start: nothing is being spoken."""
    store.seconds.close_all(tx)


def count(tx: Transaction, chat: ChatValue, turn_id: str, spoken_ms: int, said_ms: int) -> None:
    """In the change that stores a clip: the reply's (`spoken_ms`), which ends what `begin` began,
    or the member's voice message (`said_ms`); 0 for what it does not store. Each is rounded up
    to whole seconds. A repeat with the same clip changes nothing."""
    before = _of_turn(tx, chat, turn_id)
    after = replace(
        before,
        spoken=_whole(spoken_ms) or before.spoken,
        said=_whole(said_ms) or before.said,
        is_open=before.is_open and not spoken_ms,
    )
    if after == before:
        return
    more = after.seconds - before.seconds
    is_first = not store.seconds.used(tx, chat.community_id, chat.user_id, after.day)
    store.seconds.put(tx, after)
    store.seconds.add_to_day(
        tx, chat.community_id, after.day, seconds=more, people=int(is_first and more > 0)
    )
    tell_usage(tx, chat.community_id, chat.user_id, after)
    tell_dashboard(tx, chat.community_id)


def count_conversation(tx: Transaction, community_id: str) -> None:
    """In the change that begins a chat."""
    store.seconds.add_to_day(tx, community_id, today(tx), conversations=1)
    tell_dashboard(tx, community_id)


def usage_of(reader: Reader, community: CommunityValue, user_id: str) -> LoungeUsage:
    """One's own time of today, reply by reply."""
    free = _free(community)
    held = store.subscriptions.find(reader, community.id, user_id)
    ends = held.expires_at if held is not None and held.expires_at > reader.now else None
    listed = store.seconds.counted(reader, community.id, user_id, today(reader))
    used = sum(one.seconds for one in listed)
    return LoungeUsage(
        community_id=community.id,
        free_seconds_per_day=free,
        used_seconds=used,
        remaining_seconds=max(0, free - used),
        warn_at_seconds=-(-free * _WARN_AT_PERCENT // 100),
        resets_at=to_wire(_resets_at(reader)),
        is_limited=ends is None and community.creator_id != user_id,
        text_when_used=bool(community.text_when_used),
        subscribed=ends is not None,
        subscription_expires_at=to_wire_or_none(ends),
        auto_renew=held is not None and ends is not None and held.auto_renew,
        monthly_price_cents=community.monthly_price_cents or 0,
        replies=[_view(one) for one in listed],
    )


def tell_usage(
    tx: Transaction, community_id: str, user_id: str, turn: TurnSeconds | None = None
) -> None:
    """Other windows of that person hear how they stand now."""
    community = communities.find(tx, community_id)
    if community is None:
        return
    now = usage_of(tx, community, user_id)
    shown = {name: getattr(now, name) for name in now.__struct_fields__ if name != "replies"}
    topic = own_topic(communities.community_topic(community_id), user_id)
    tx.emit(
        Emitted(
            EventType.USAGE_UPDATED,
            UsageUpdated(**shown, reply=None if turn is None else _view(turn)),
            topic,
            community_id,
            about=f"usage:{community_id}:{user_id}",
            again=True,
        )
    )


def tell_dashboard(tx: Transaction, community_id: str) -> None:
    """The creator's windows hear that the figures are others now."""
    community = communities.find(tx, community_id)
    if community is None:
        return
    tx.emit(
        Emitted(
            EventType.DASHBOARD_UPDATED,
            DashboardChanged(community_id=community_id),
            own_topic(communities.community_topic(community_id), community.creator_id),
            community_id,
            about=f"dashboard:{community_id}",
            again=True,
        )
    )


def _free(community: CommunityValue) -> int:
    return (community.free_minutes_per_day or 0) * 60


def _resets_at(reader: Reader) -> int:
    return days.day_starts(zone_of(reader), today(reader) + 1)


def _of_turn(reader: Reader, chat: ChatValue, turn_id: str) -> TurnSeconds:
    """What is counted of it so far; nothing of a new one, on the day on which it started."""
    known = store.seconds.find(reader, turn_id)
    if known is not None:
        return known
    turn = turn_store.find(reader, turn_id)
    at = reader.now if turn is None else turn.started_at
    day = days.day_of(zone_of(reader), at)
    return TurnSeconds(turn_id, chat.community_id, chat.user_id, at, day, 0, 0, is_open=False)


def _whole(ms: int) -> int:
    """Seconds, rounded up."""
    return -(-ms // 1000)


def _view(turn: TurnSeconds) -> SpokenReply:
    return SpokenReply(
        turn_id=turn.turn_id,
        seconds=turn.seconds,
        spoken_seconds=turn.spoken,
        said_seconds=turn.said,
        at=to_wire(turn.at),
    )
