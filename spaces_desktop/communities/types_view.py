"""Choosing what kind of community is to be made."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spaces_desktop.widgets.controls import SegmentedControl


def _tr(text: str) -> str:
    return QCoreApplication.translate("communities", text)


class TypeChooser(SegmentedControl):
    """`changed` tells `club` or `official`."""

    def __init__(self, chosen: str, name: str) -> None:
        kinds = [("club", _tr("Club")), ("official", _tr("Customer service for a brand"))]
        super().__init__(kinds, name, _tr("What to create"), chosen)
