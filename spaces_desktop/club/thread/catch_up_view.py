"""A quiet bar over a thread in which much was missed: one click has an agent sum it up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from spaces_desktop.widgets.composer_data import Addressee
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.panes import button, label, line
from spaces_desktop.widgets.theme import Themes

MANY = 20
"""More new messages than one reads in passing."""


class CatchUpBar(QFrame):
    wanted = Signal(str)
    """The id of the agent that is to sum up."""
    dropped = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("catch_up_bar")
        self.setProperty("role", "bar")
        self._agent: Addressee | None = None
        self._missed = 0
        row = line(self)
        row.setContentsMargins(16, 4, 8, 4)
        self._text = label("", wrap=True, name="catch_up_text")
        row.addWidget(self._text, 1)
        self._go = button("", "catch_up_button", "link")
        self._go.clicked.connect(self._on_go)
        row.addWidget(self._go)
        drop = tool("catch_up_drop", self.tr("Not now"), "close", themes)
        drop.clicked.connect(self.dropped)
        row.addWidget(drop)
        self.hide()

    def show_missed(self, missed: int) -> None:
        self._missed = missed
        self._show()

    def show_agent(self, agent: Addressee | None) -> None:
        """Who can sum up here; None for nobody."""
        self._agent = agent
        self._show()

    def _show(self) -> None:
        self.setVisible(self._missed > MANY and self._agent is not None)
        if self._agent is None:
            return
        words = self.tr("{count} new messages. {name} can sum them up.")
        self._text.setText(words.format(count=self._missed, name=self._agent.name))
        price = self._agent.price
        words = self.tr("Summarise · {amount}").format(amount=price)
        self._go.setText(words if price else self.tr("Summarise"))

    def _on_go(self) -> None:
        if self._agent is not None:
            self.wanted.emit(self._agent.id)
