"""What may be done with a message, by whom, in the order of its menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.club import Message
from spaces_desktop.chat.rows import saving
from spaces_desktop.widgets.message_rows import Action

QUICK = ("👍", "❤️", "😂", "🎉")
"""Emoji that take one click, while one has not used others."""
MOST_QUICK = 3


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a message. `staff` may delete others' words and pin."""

    id: str
    is_staff: bool = False


def quick(recent: Sequence[str]) -> tuple[str, ...]:
    """Those used last, and usual ones where that is less than fit."""
    return tuple(dict.fromkeys((*recent, *QUICK)))[:MOST_QUICK]


def _tr(text: str) -> str:
    return QCoreApplication.translate("thread", text)


def verbs(message: Message, viewer: Viewer, *, asked_by_me: bool) -> tuple[Action, ...]:
    if message.status == "streaming":
        return ()
    is_agent = message.author.kind == "agent"
    is_mine = message.author.kind == "user" and message.author.id == viewer.id
    is_private = message.only_for is not None
    found: list[Action] = []
    if not is_private:
        found.append(Action("react", _tr("React"), "react"))
    found.append(Action("reply", _tr("Reply"), "reply"))
    if is_agent:
        found += _of_a_reply(message, asked_by_me=asked_by_me)
    if is_mine:
        found.append(Action("change", _tr("Edit"), "edit"))
    if not is_private:
        found.append(Action("copy_link", _tr("Copy link to message"), "link"))
        if viewer.is_staff:
            pin = Action("pin", _tr("Pin"), "pin")
            found.append(Action("unpin", _tr("Unpin"), "unpin") if message.pinned_at else pin)
    found += saving(message)
    if not is_mine:
        found.append(Action("unread", _tr("Mark unread from here"), "unread"))
    if message.edited_at is not None and (is_mine or viewer.is_staff):
        found.append(Action("versions", _tr("Earlier versions"), "history"))
    if not (is_mine or is_private):
        found.append(Action("report", _tr("Report to moderators"), "report"))
    if is_mine or viewer.is_staff or (is_private and asked_by_me):
        found.append(Action("delete", _tr("Delete"), "delete"))
    return tuple(found)


def _of_a_reply(message: Message, *, asked_by_me: bool) -> list[Action]:
    found = []
    if message.status == "sent":
        up = _tr("Take back “helpful”") if message.my_vote == "up" else _tr("Helpful")
        down = _tr("Not helpful")
        if message.my_vote == "down":
            down = _tr("Take back “not helpful”")
        found.append(Action("vote_up", up, "helpful"))
        found.append(Action("vote_down", down, "unhelpful"))
    if asked_by_me and message.charge is not None and message.charge.amount_cents:
        found.append(Action("receipt", _tr("Show the receipt"), "wallet"))
    if asked_by_me:
        found.append(Action("regenerate", _tr("Answer again"), "again"))
    return found
