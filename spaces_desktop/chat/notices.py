"""Lines of the system in a thread, worded in the language of who reads them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.club import Message, Notice
from spaces_desktop.kernel.moments import when_ends


def _tr(text: str) -> str:
    return QCoreApplication.translate("notices", text)


def notice_words(message: Message) -> str:
    """ "" for a message that says something itself."""
    notice = message.notice
    return "" if notice is None else _words(notice)


def _words(notice: Notice) -> str:
    name = notice.name or ""
    match notice.act:
        case "started":
            return _tr("The conversation begins here.")
        case "waiting":
            return _tr("A person was asked for.")
        case "nobody_available":
            return _nobody(notice)
        case "accepted":
            return _named(name, _tr("{name} has joined."), _tr("A person has joined."))
        case "taken_over":
            return _named(name, _tr("{name} has taken over."), _tr("A person has taken over."))
        case "released":
            lost = _tr("The conversation is back in the queue.")
            return _named(name, _tr("{name} has put the conversation back in the queue."), lost)
        case "assigned":
            return _named(name, _tr("{name} is here for you now."), _tr("Somebody else is here."))
        case "agent_left":
            words = _tr("{name} had to leave. The place in the queue is kept.")
            return _named(name, words, _tr("The place in the queue is kept."))
        case "back_to_ai":
            return _named(name, _tr("{name} answers again."), _tr("The AI answers again."))
        case "ai_failed":
            words = _tr("{name} could not answer just now.")
            return _named(name, words, _tr("The AI could not answer just now."))
        case "quiet_warning":
            return _quiet(notice)
        case "resolved":
            return _named(name, _tr("Resolved by {name}."), _tr("Resolved."))


def _named(name: str, with_name: str, without: str) -> str:
    return with_name.format(name=name) if name else without


def _nobody(notice: Notice) -> str:
    if notice.at is None:
        return _tr("Nobody is available now. Leave a message: it will be answered here.")
    words = _tr("Nobody is available now. People are back {time}. Leave a message until then.")
    return words.format(time=when_ends(notice.at))


def _quiet(notice: Notice) -> str:
    if notice.at is None:
        return _tr("It has been quiet here. The conversation will be closed soon.")
    words = _tr("It has been quiet here. Without an answer the conversation is closed {time}.")
    return words.format(time=when_ends(notice.at))
