"""What the customer's side tells the shell: what the palette finds, and how a brand is called."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from spaces_desktop.support.customer.model import CustomerModel
from spaces_desktop.support.customer.words import status_words
from spaces_desktop.widgets.rooms import Found, Thing, Visit

FIND = "find"
"""An act of the room: the dialog that finds a brand opens."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


def places_of(model: CustomerModel, room: str, visit: Visit) -> list[Found]:
    """One's own conversations, brands that were seen, and finding one."""

    def going(thing: str, inner: str = "") -> Callable[[], None]:
        return lambda: visit(room, thing, inner)

    found = [
        Found(
            id=f"{room}/{FIND}",
            title=_tr("Find a brand to ask"),
            act=going(FIND),
            also=_tr("support, help, company"),
        )
    ]
    known = set()
    for one in model.own.all:
        known.add(one.community_id)
        found.append(
            Found(
                id=f"{room}/{one.id}",
                title=one.community_name,
                act=going(one.community_id, one.id),
                kind="community",
                detail=status_words(one),
                also=one.last_text,
                count=one.unread_count,
                mentions=one.unread_count,
            )
        )
    for seen in model.brands.found.items:
        if seen.id not in known:
            found.append(
                Found(
                    id=f"{room}/{seen.id}",
                    title=seen.name,
                    act=going(seen.id),
                    kind="community",
                    detail=seen.description,
                )
            )
    return found


def about_brand(model: CustomerModel, community_id: str) -> Thing | None:
    """None for a brand one has not written to."""
    one = model.own.of_brand(community_id)
    return None if one is None else Thing(one.community_name)
