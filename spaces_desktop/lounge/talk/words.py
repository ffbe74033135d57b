"""How a talk stands, and what is left of the day's time, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.lounge import LoungeUsage
from spaces_desktop.kernel.moments import day, when_ends
from spaces_desktop.kernel.money import money
from spaces_desktop.lounge.talk.talk import TalkState
from spaces_desktop.widgets.audio_player import clock_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("lounge", text)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands beside the button: in one word, and what to do."""

    title: str
    detail: str


def state_words(
    state: TalkState, who: str, *, seconds: int, done: float | None, is_latched: bool
) -> Said:
    """`seconds` are recorded, `done` of it is sent; `is_latched` says that nothing is held."""
    if state is TalkState.LISTENING:
        title = _tr("Listening · {time}").format(time=clock_words(seconds * 1000))
        if is_latched:
            return Said(title, _tr("Press again to send it. Esc throws it away."))
        return Said(title, _tr("Let go to send it. Esc throws it away."))
    if state is TalkState.SENDING:
        if done is None:
            return Said(_tr("Sending"), "")
        title = _tr("Sending · {percent} %").format(percent=round(done * 100))
        return Said(title, _tr("Esc stops it; what you said is kept."))
    if state is TalkState.THINKING:
        return Said(_tr("{name} is thinking").format(name=who), _tr("Esc or Stop ends it."))
    if state is TalkState.SPEAKING:
        detail = _tr("AI voice. Hold the button to interrupt, or press Esc.")
        return Said(_tr("{name} is speaking").format(name=who), detail)
    return Said(
        _tr("Hold to talk"),
        _tr("Hold the button or Space while you speak. One click starts, another sends."),
    )


def left_words(usage: LoungeUsage) -> str:
    """Of today, in one's own time zone."""
    if usage.subscribed:
        until = usage.subscription_expires_at
        used = clock_words(usage.used_seconds * 1000)
        words = _tr("No limit until {day} · {used} today")
        return words.format(day="" if until is None else day(until), used=used)
    if not usage.is_limited:
        used = clock_words(usage.used_seconds * 1000)
        return _tr("No limit for you here · {used} today").format(used=used)
    words = _tr("{left} of {all} left today · new time {time}")
    return words.format(
        left=clock_words(usage.remaining_seconds * 1000),
        all=clock_words(usage.free_seconds_per_day * 1000),
        time=when_ends(usage.resets_at),
    )


def out_words(usage: LoungeUsage) -> str:
    """Nothing is left: when there is again."""
    if not usage.free_seconds_per_day:
        if usage.text_when_used:
            return _tr("No speech is free here. Replies come as text.")
        return _tr("No speech is free here. A subscription lets you talk.")
    words = _tr("Today’s time is used up. There is new time {time}.")
    if usage.text_when_used:
        words = _tr("Today’s time is used up: replies come as text. There is new time {time}.")
    return words.format(time=when_ends(usage.resets_at))


def reply_words(seconds: int) -> str:
    return _tr("1 second") if seconds == 1 else _tr("{count} seconds").format(count=seconds)


def subscribe_words(usage: LoungeUsage, price: int) -> str:
    """The price stands on the button."""
    words = _tr("Subscribe · {amount} for 30 days")
    if usage.subscribed:
        words = _tr("Renew · {amount} for 30 more days")
    return words.format(amount=money(price))
