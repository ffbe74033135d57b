"""Whom one can ask or name in a club, as the composer's `@` offers them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.communities import Membership
from spaces_desktop.widgets.composer_data import EVERYONE, Addressee


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClubsModel", text)


def whom(
    agents: Iterable[Addressee], others: Iterable[Membership], *, may_name_everyone: bool
) -> list[Addressee]:
    """Agents first; a person is written by their user name, which nobody else has."""
    found = list(agents)
    if may_name_everyone:
        found.append(Addressee(EVERYONE, EVERYONE, _tr("notifies all members"), kind="everyone"))
    for one in others:
        sign = f"@{one.username}" if one.username else ""
        found.append(
            Addressee(one.user_id, one.display_name, sign, kind="person", word=one.username)
        )
    return found
