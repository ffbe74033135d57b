"""Conversations in words: who has them, what became of them, and moments about a customer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.support import Conversation, ConversationStatus, Rating
from embedded_server.contracts.support_desk import BusinessHours
from spaces_desktop.kernel.moments import when, when_ends
from spaces_desktop.support.console.lines import Company


def _tr(text: str) -> str:
    return QCoreApplication.translate("console_words", text)


def status_words(one: Conversation, company: Company) -> str:
    """The second line of its header: who answers, and who else is there."""
    said = [_status(one)]
    if company.typing:
        said.append(_tr("{name} is writing").format(name=company.typing))
    elif company.looking:
        said.append(_tr("{names} also here").format(names=", ".join(company.looking)))
    return " · ".join(part for part in said if part)


def _status(one: Conversation) -> str:
    if one.status is ConversationStatus.AI_ACTIVE:
        name = "" if one.agent is None else one.agent.name
        return _tr("{name} answers").format(name=name) if name else _tr("The AI answers")
    if one.status is ConversationStatus.WAITING_HUMAN:
        return _tr("Waits for a person")
    if one.status is ConversationStatus.HUMAN_ACTIVE:
        name = "" if one.assignee is None else one.assignee.name
        return _tr("{name} answers").format(name=name)
    return resolved_words(one)


def resolved_words(one: Conversation) -> str:
    """What became of a conversation, and when."""
    at = "" if one.resolved_at is None else when(one.resolved_at)
    words = {
        "solved": _tr("Solved {time}"),
        "unsolved": _tr("Not solved {time}"),
        "went_quiet": _tr("Went quiet {time}"),
    }
    return words.get(one.outcome or "", _tr("Resolved {time}")).format(time=at)


def earlier_words(one: Conversation) -> str:
    if one.status is ConversationStatus.RESOLVED:
        return resolved_words(one)
    return _tr("Open since {time}").format(time=when(one.started_at))


def rating_words(rating: Rating) -> str:
    words = _tr("{score} of 5, answered by a person")
    if rating.of == "ai":
        words = _tr("{score} of 5, answered by the AI")
    return words.format(score=rating.score)


def hours_words(hours: BusinessHours, is_open: bool, opens_at: str | None) -> str:
    """Whether people answer now, by the hours that are set; "" where none are."""
    if not hours.is_on:
        return ""
    if is_open:
        return _tr("Open now")
    if opens_at is None:
        return _tr("Closed")
    return _tr("Closed until {time}").format(time=when_ends(opens_at))
