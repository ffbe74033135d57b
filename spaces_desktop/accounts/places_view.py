"""Spaces one can go to with one click: those one was at, and those found on this network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from embedded_server.contracts.discovery import Found
from spaces_desktop.accounts.discovery import DiscoveryModel
from spaces_desktop.kernel.memory import Place
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.panes import button, column, label

MOST_KNOWN = 4
MOST_NEAR = 6


class KnownPlaces(QWidget):
    def __init__(self, go_to: Callable[[Place], None]) -> None:
        super().__init__()
        self._go_to = go_to
        self._column = column(self, 0, 4)

    def show_places(self, places: Sequence[Place]) -> None:
        _clear(self._column)
        self.setVisible(bool(places))
        if places:
            self._column.addSpacing(8)
            self._column.addWidget(label(self.tr("Spaces you have used"), "section"))
        for place in places[:MOST_KNOWN]:
            text = self.tr("{name} as {user}").format(
                name=place.name or place.url, user=place.username
            )
            made = button(text, "known_place", "link")
            made.clicked.connect(partial(self._go, place))
            self._column.addWidget(made)

    def _go(self, place: Place, _on: bool = False) -> None:
        self._go_to(place)


class Nearby(QWidget):
    def __init__(
        self, discovery: DiscoveryModel, look_up: Callable[[str], None], bindings: Bindings
    ) -> None:
        super().__init__()
        self._look_up = look_up
        self._column = column(self, 0, 4)
        bindings.bind(discovery, "found", self._show)

    def _show(self, found: Sequence[Found]) -> None:
        _clear(self._column)
        self._column.addSpacing(8)
        self._column.addWidget(label(self.tr("On this network"), "section"))
        if not found:
            text = self.tr("No spaces found yet. They appear here by themselves.")
            self._column.addWidget(label(text, "small", wrap=True))
        for one in found[:MOST_NEAR]:
            text = self.tr("{name} at {address}").format(name=one.name, address=one.address)
            made = button(text, "nearby_place", "link")
            made.clicked.connect(partial(self._go, one.address))
            self._column.addWidget(made)

    def _go(self, address: str, _on: bool = False) -> None:
        self._look_up(address)


def _clear(layout: QVBoxLayout) -> None:
    while (old := layout.takeAt(0)) is not None:
        widget = old.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
