"""What has changed inside of something that scrolls is laid out before it is painted.

Each level of layouts asks the one above in an event of its own, and what is painted in between is
squeezed into the room it had before.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QWidget


def settle(area: QScrollArea) -> None:
    """Give what scrolls inside of `area` the size that it needs now."""
    inside = area.widget()
    if inside is not None:
        _activate(inside)
        QCoreApplication.sendEvent(inside, QEvent(QEvent.Type.LayoutRequest))


def _activate(widget: QWidget) -> None:
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isHidden():
            _activate(child)
    layout = widget.layout()
    if layout is not None:
        layout.activate()
