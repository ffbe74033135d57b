"""Choosing what kind of community is to be made."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spaces_desktop.widgets.controls import SegmentedControl
from spaces_desktop.widgets.rooms import Visit

_ROOMS = {"club": "clubs", "lounge": "lounges", "official": "support"}
"""Where communities of a kind are made."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("communities", text)


class TypeChooser(SegmentedControl):
    """`changed` tells `club`, `lounge` or `official`."""

    def __init__(self, chosen: str, name: str) -> None:
        kinds = [
            ("club", _tr("Club")),
            ("lounge", _tr("Lounge")),
            ("official", _tr("Customer service for a brand")),
        ]
        super().__init__(kinds, name, _tr("What to create"), chosen)


def begin_other(visit: Visit, kind: str, name: str) -> None:
    """Go on with a community of another kind, under the name that was typed."""
    visit(_ROOMS[kind], "new", name)
