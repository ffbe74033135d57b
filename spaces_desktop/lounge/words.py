"""A lounge in words: what it costs, how much of a day is free, and whose voice answers."""

from __future__ import annotations

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.communities import Community
from embedded_server.contracts.voice import LoungeVoice
from spaces_desktop.kernel.money import money


def _tr(text: str) -> str:
    return QCoreApplication.translate("lounge", text)


def free_minutes(one: Community) -> int:
    minutes = one.free_minutes_per_day
    return 0 if isinstance(minutes, UnsetType) else minutes


def monthly_price(one: Community) -> int:
    """Of a subscription, 0 where none is sold."""
    price = one.monthly_price_cents
    return 0 if isinstance(price, UnsetType) else price


def free_words(one: Community) -> str:
    minutes = free_minutes(one)
    if minutes == 0:
        return _tr("No speech is free here.")
    if minutes == 1:
        return _tr("1 minute of speech a day is free.")
    return _tr("{count} minutes of speech a day are free.").format(count=minutes)


def price_words(one: Community) -> str:
    """What a subscription costs, "" where none is sold."""
    price = monthly_price(one)
    if not price:
        return ""
    words = _tr("A subscription lifts that limit, for {amount} every 30 days.")
    return words.format(amount=money(price))


def has_voice(voice: LoungeVoice | None) -> bool:
    return voice is not None and voice.status == "ready" and voice.is_published


def voice_words(one: Community, voice: LoungeVoice | None) -> str:
    """Who speaks, said openly; "" while it is not known."""
    if voice is None:
        return ""
    if has_voice(voice):
        words = _tr("An AI answers, in a voice made from recordings of {name}, with their consent.")
        return words.format(name=one.creator_name)
    words = _tr("An AI answers in text only: there is no voice of {name} yet.")
    return words.format(name=one.creator_name)
