"""How the clocks of a conversation run: pure rules over what is stored of both.

A target's time passes inside business hours alone. The first response and the resolution count
from when a conversation was handed to people, the next response from the first message of the
customer that nobody has answered. A customer's silence counts only where they were answered, and
never while they wait in the queue.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from embedded_server.contracts.support import ConversationStatus
from embedded_server.contracts.support_desk import SupportSettings
from embedded_server.support.hours import Hours, add_open_seconds
from embedded_server.support.store.clocks import ClockValue
from embedded_server.support.store.conversations import ConversationValue

WARN_AT = 0.8
"""Of a target's time: when staff is told that it will be missed soon."""

_WITH_PEOPLE = (ConversationStatus.WAITING_HUMAN, ConversationStatus.HUMAN_ACTIVE)
_ANSWERED = (ConversationStatus.AI_ACTIVE, ConversationStatus.HUMAN_ACTIVE)
DueKind = Literal["first_response", "next_response", "resolution"]
DueState = Literal["running", "soon", "missed"]


class Due(NamedTuple):
    """The target that is missed next, or was missed first."""

    at: int
    kind: DueKind
    state: DueState


def due(clock: ClockValue, now: int) -> Due | None:
    running = list(_running(clock))
    if not running:
        return None
    warn, at, kind = min(running, key=lambda one: one[1])
    state: DueState = "missed" if now >= at else "soon" if now >= warn else "running"
    return Due(at, kind, state)


def _running(clock: ClockValue) -> list[tuple[int, int, DueKind]]:
    """`(warn, due, kind)` of the targets that are not decided."""
    found: list[tuple[int | None, int | None, int | None, DueKind]] = [
        (clock.first_warn, clock.first_due, clock.first_met, "first_response"),
        (clock.next_warn, clock.next_due, None, "next_response"),
        (clock.resolution_warn, clock.resolution_due, clock.resolution_met, "resolution"),
    ]
    return [
        (warn, at, kind)
        for warn, at, met, kind in found
        if warn is not None and at is not None and met is None
    ]


def wound(
    clock: ClockValue, one: ConversationValue, settings: SupportSettings, hours: Hours, now: int
) -> ClockValue:
    """The clock as it runs after a change of its conversation."""
    clock = _targets(clock, one, settings, hours, now)
    clock = _silence(clock, one, settings)
    moments = [moment for warn, at, _ in _running(clock) for moment in (warn, at) if moment > now]
    return replace(clock, tell_at=min(moments, default=None))


def restarted(
    clock: ClockValue, one: ConversationValue, settings: SupportSettings, hours: Hours, now: int
) -> ClockValue:
    """The clock after a change of the settings: what is not decided is reckoned anew."""
    asked = clock.asked_at
    if asked is not None and clock.first_met is None and one.staff_first_at is None:
        clock = _first(clock, asked, settings, hours)
    if asked is not None and clock.resolution_met is None:
        clock = _resolution(clock, asked, settings, hours)
    if clock.next_from is not None:
        clock = _next(clock, clock.next_from, settings, hours)
    return wound(clock, one, settings, hours, now)


def _targets(
    clock: ClockValue, one: ConversationValue, settings: SupportSettings, hours: Hours, now: int
) -> ClockValue:
    if one.status is ConversationStatus.RESOLVED:
        return _ended(clock, now)
    if one.status not in _WITH_PEOPLE:
        # Given back to the AI: nobody owes anything, and nothing of it is counted.
        return replace(_stopped(clock), asked_at=None)
    if clock.asked_at is None:
        clock = replace(clock, asked_at=now)
        if clock.first_met is None and one.staff_first_at is None:
            clock = _first(clock, now, settings, hours)
        if clock.resolution_met is None:
            clock = _resolution(clock, now, settings, hours)
    answered = one.staff_first_at
    if clock.first_met is None and clock.first_due is not None and answered is not None:
        clock = replace(clock, first_met=int(answered <= clock.first_due))
    owed = one.unanswered_since if answered is not None else None
    if clock.next_from is not None and owed != clock.next_from:
        clock = _next_ended(clock, now <= (clock.next_due or now))
    if owed is not None and clock.next_from is None:
        clock = _next(replace(clock, next_from=owed), owed, settings, hours)
    return clock


def _ended(clock: ClockValue, now: int) -> ClockValue:
    """What was still open when it was resolved: missed if its time was over, else not counted."""
    if clock.first_met is None and clock.first_due is not None and now > clock.first_due:
        clock = replace(clock, first_met=0)
    if clock.next_due is not None and now > clock.next_due:
        clock = _next_ended(clock, False)
    if clock.resolution_due is not None and clock.resolution_met is None:
        clock = replace(clock, resolution_met=int(now <= clock.resolution_due))
    return _stopped(clock)


def _stopped(clock: ClockValue) -> ClockValue:
    return replace(
        clock,
        first_warn=None,
        first_due=None,
        next_from=None,
        next_warn=None,
        next_due=None,
        resolution_warn=None,
        resolution_due=None,
    )


def _next_ended(clock: ClockValue, met: bool) -> ClockValue:
    counted = clock.next_due is not None
    return replace(
        clock,
        next_from=None,
        next_warn=None,
        next_due=None,
        next_met=clock.next_met + int(counted and met),
        next_missed=clock.next_missed + int(counted and not met),
    )


def _first(clock: ClockValue, since: int, settings: SupportSettings, hours: Hours) -> ClockValue:
    warn, at = _span(hours, since, settings.targets.first_response_seconds)
    return replace(clock, first_warn=warn, first_due=at)


def _next(clock: ClockValue, since: int, settings: SupportSettings, hours: Hours) -> ClockValue:
    warn, at = _span(hours, since, settings.targets.next_response_seconds)
    return replace(clock, next_warn=warn, next_due=at)


def _resolution(
    clock: ClockValue, since: int, settings: SupportSettings, hours: Hours
) -> ClockValue:
    warn, at = _span(hours, since, settings.targets.resolution_seconds)
    return replace(clock, resolution_warn=warn, resolution_due=at)


def _span(hours: Hours, since: int, seconds: int | None) -> tuple[int | None, int | None]:
    """When to warn and when it is missed; both None where there is no target."""
    if seconds is None:
        return None, None
    due_at = add_open_seconds(hours, since, seconds)
    warn = add_open_seconds(hours, since, seconds * WARN_AT)
    return (None, None) if due_at is None or warn is None else (warn, due_at)


def _silence(clock: ClockValue, one: ConversationValue, settings: SupportSettings) -> ClockValue:
    since = clock.quiet_since
    is_with_us = one.last_by == "customer" or one.turn_id is not None
    if one.last_by == "agent" and one.status is ConversationStatus.HUMAN_ACTIVE:
        is_with_us = True
    if one.status not in _ANSWERED or is_with_us:
        since = None
    elif one.last_by in ("agent", "staff"):
        since = one.last_at
    elif one.unanswered_since is not None:
        since = None
    warned = clock.quiet_warned_at if since == clock.quiet_since else None
    times = settings.inactivity
    at = None
    if since is not None and warned is None and times.warn_after_seconds is not None:
        at = since + times.warn_after_seconds * 1000
    elif since is not None and warned is not None and times.resolve_after_seconds is not None:
        at = warned + times.resolve_after_seconds * 1000
    return replace(clock, quiet_since=since, quiet_warned_at=warned, quiet_at=at)
