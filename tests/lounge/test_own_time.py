"""The member's meter: what is left, the warning, the stop, and subscribing for what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from embedded_server.contracts.errors import Code, Problem
from embedded_server.contracts.events import EventType
from embedded_server.contracts.lounge import LoungeTime, SpokenReply, UsageUpdated
from spaces_desktop.kernel.errors import ApiError, refusal
from spaces_desktop.lounge.talk.meter import Meter
from spaces_desktop.lounge.talk.words import left_words, out_words
from tests.kit.desktop import refused, run
from tests.lounge.talking import Talking, chat, mine, usage

LATER = "2026-12-24T10:00:00.000Z"


@pytest.fixture
def metered() -> Iterator[Any]:
    kept: list[Talking] = []

    def make(**answers: Any) -> Talking:
        kept.append(Talking(mine(), chats=(chat(),), **answers))
        run(kept[-1].start("c1"))
        return kept[-1]

    yield make
    for one in kept:
        one.close()


def meter(bench: Talking) -> Meter:
    return bench.talk.meter


@pytest.mark.parametrize(
    ("used", "warns", "is_out"),
    [
        (0, False, False),
        (239, False, False),
        (240, True, False),
        (299, True, False),
        (300, False, True),
        (320, False, True),
    ],
)
def test_it_warns_before_the_end_and_stops_at_it(
    metered: Any, used: int, warns: bool, is_out: bool
) -> None:
    bench = metered(usage=usage(used))
    assert (meter(bench).warns, meter(bench).is_out) == (warns, is_out)


def test_what_is_left_and_when_it_begins_anew_is_said() -> None:
    words = left_words(usage(70))
    assert words.startswith("3:50 of 5:00 left today · new time ")
    assert "replies come as text" in out_words(usage(300))
    assert "subscription" in out_words(usage(0, free=0, text_when_used=False))


def test_a_counted_reply_is_here_with_its_event(metered: Any) -> None:
    bench = metered()
    now = usage(12)
    reply = SpokenReply(
        turn_id="t2", seconds=12, spoken_seconds=10, said_seconds=2, at=now.resets_at
    )
    told = {name: getattr(now, name) for name in LoungeTime.__struct_fields__}
    bench.calls.script("usage", usage(12, replies=[reply]))
    bench.event(EventType.USAGE_UPDATED, UsageUpdated(**told, reply=reply))
    shown = meter(bench).usage
    assert shown is not None
    assert (shown.used_seconds, sum(one.seconds for one in shown.replies)) == (12, 12)
    run(bench.idle())


def test_subscribing_pays_what_was_shown_once_and_gives_the_receipt(metered: Any) -> None:
    bench = metered(usage=usage(300))
    subscribed = usage(300, subscribed=True, is_limited=False, subscription_expires_at=LATER)
    bench.calls.script("subscribe", subscribed)
    meter(bench).subscribe()
    meter(bench).subscribe()
    run(bench.idle())
    assert bench.calls.count("subscribe") == 1
    assert bench.calls.last("subscribe")[:3] == ("c1", 500, None)
    assert "5.00 paid" in meter(bench).receipt
    assert not meter(bench).is_out


def test_another_price_is_shown_and_an_empty_wallet_told(metered: Any) -> None:
    problem: Problem = replace(refusal(402, Code.FEE_NOT_ACCEPTED), amount_due_cents=700)
    bench = metered(usage=usage(300), subscribe=ApiError(problem))
    meter(bench).subscribe()
    run(bench.idle())
    assert (meter(bench).price, meter(bench).receipt) == (700, "")
    short = replace(refusal(402, Code.INSUFFICIENT_FUNDS), amount_due_cents=700, balance_cents=100)
    bench.calls.script("subscribe", ApiError(short))
    meter(bench).subscribe()
    run(bench.idle())
    advice = meter(bench).form_advice
    assert advice is not None
    assert "top it up" in advice.text


def test_ending_the_renewal_keeps_what_is_paid(metered: Any) -> None:
    paid = usage(10, subscribed=True, is_limited=False, subscription_expires_at=LATER)
    bench = metered(usage=replace(paid, auto_renew=True), unsubscribe=paid)
    meter(bench).unsubscribe()
    run(bench.idle())
    shown = meter(bench).usage
    assert shown is not None
    assert (shown.subscribed, shown.auto_renew) == (True, False)


def test_a_meter_that_cannot_be_asked_stops_nobody(metered: Any) -> None:
    bench = metered(usage=refused(Code.INTERNAL, 500))
    assert (meter(bench).usage, meter(bench).is_out) == (None, False)
