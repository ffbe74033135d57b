"""Who answers a customer, and how a conversation stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.communities import Community
from embedded_server.contracts.support import Conversation, ConversationStatus
from spaces_desktop.kernel.moments import when, when_ends

_Status = ConversationStatus
SHORT_WAIT_MINUTES = 90


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands over a thread: who answers, and what to know of that. `icon` is a name of
    `widgets/icons.py`; `may_ask` whether a person can be asked for."""

    title: str
    detail: str
    icon: str
    may_ask: bool = False


def strip_of(one: Conversation) -> Strip:
    if one.status is _Status.AI_ACTIVE:
        return _of_ai(one)
    if one.status is _Status.WAITING_HUMAN:
        return Strip(*_waiting(one), "waiting")
    if one.status is _Status.HUMAN_ACTIVE:
        name = one.assignee.name if one.assignee else _tr("A person")
        detail = _tr("A person from {brand} reads and answers here.")
        return Strip(
            _tr("{name} is here for you").format(name=name),
            detail.format(brand=one.community_name),
            "person",
        )
    return Strip(_tr("This conversation is resolved"), _resolved(one), "check")


def _of_ai(one: Conversation) -> Strip:
    name = one.agent.name if one.agent else one.community_name
    title = _tr("{name} answers. It is an AI").format(name=name)
    if one.mode == "ai_only":
        detail = _tr("It can be wrong, and names its sources. People do not answer here.")
        return Strip(title, detail, "agent")
    detail = _tr("It can be wrong, and names its sources.")
    return Strip(title, detail, "agent", may_ask=one.can_transfer)


def _waiting(one: Conversation) -> tuple[str, str]:
    if not one.staff_available:
        return _tr("Nobody is here just now"), _until_back(one)
    title = _tr("You wait for a person")
    if one.queue_position == 1:
        title = _tr("You are next")
    elif one.queue_position:
        title = _tr("You are number {position} in the queue").format(position=one.queue_position)
    return title, _estimate(one.estimated_wait_seconds)


def _until_back(one: Conversation) -> str:
    if one.opens_at is None:
        return _tr("Leave a message. You are answered here as soon as somebody is back.")
    words = _tr("People are back {time}. Leave a message: you are answered here.")
    return words.format(time=when_ends(one.opens_at))


def _estimate(seconds: int | None) -> str:
    if seconds is None:
        return _tr("The next free person answers. You can close the window meanwhile.")
    minutes = max(1, ceil(seconds / 60))
    if minutes == 1:
        return _tr("About a minute to wait, as it has been lately.")
    if minutes <= SHORT_WAIT_MINUTES:
        return _tr("About {count} minutes to wait, as it has been lately.").format(count=minutes)
    hours = ceil(minutes / 60)
    return _tr("About {count} hours to wait, as it has been lately.").format(count=hours)


def _resolved(one: Conversation) -> str:
    at = "" if one.resolved_at is None else when(one.resolved_at)
    by = one.resolved_by
    if by is None or not at:
        return ""
    if by.kind == "customer":
        return _tr("By you, {time}.").format(time=at)
    if by.kind == "system":
        return _tr("It was quiet for long, so it was closed {time}.").format(time=at)
    return _tr("By {name}, {time}.").format(name=by.name, time=at)


def strip_of_new(brand: Community | None) -> Strip:
    """Before anything is written."""
    mode = None if brand is None or isinstance(brand.cs_mode, UnsetType) else brand.cs_mode
    if mode == "ai_only":
        detail = _tr("It names its sources. People do not answer here.")
        return Strip(_tr("An AI answers here"), detail, "agent")
    if mode == "human_only":
        detail = _tr("You wait in a queue until somebody is free, and see your place in it.")
        return Strip(_tr("People answer here"), detail, "person")
    if mode == "hybrid":
        detail = _tr("You can ask for a person at any time.")
        return Strip(_tr("An AI answers first"), detail, "agent")
    return Strip(_tr("A new conversation"), _tr("Write your question below."), "chat")


def status_words(one: Conversation) -> str:
    """In a list, in few words."""
    if one.status is _Status.AI_ACTIVE:
        return _tr("AI answers")
    if one.status is _Status.WAITING_HUMAN:
        if one.queue_position:
            return _tr("Waiting, number {position}").format(position=one.queue_position)
        return _tr("Waiting")
    if one.status is _Status.HUMAN_ACTIVE:
        return one.assignee.name if one.assignee else _tr("A person answers")
    return _tr("Resolved")


def barred_words(one: Conversation | None) -> str:
    """Why nothing can be written any more, "" where it can."""
    if one is None or one.status is not _Status.RESOLVED:
        return ""
    return _tr("This conversation is resolved. Start a new one to write again.")


def hint_words(one: Conversation | None) -> str:
    """In the empty field one writes in."""
    if one is None:
        return _tr("What is your question?")
    if one.status is _Status.AI_ACTIVE:
        return _tr("Ask the AI")
    if one.status is _Status.WAITING_HUMAN:
        return _tr("Leave a message for whoever answers")
    if one.status is _Status.HUMAN_ACTIVE and one.assignee is not None:
        return _tr("Write to {name}").format(name=one.assignee.name)
    return _tr("Write a message")


def stars_words(score: int) -> str:
    return _tr("1 star") if score == 1 else _tr("{count} stars").format(count=score)
