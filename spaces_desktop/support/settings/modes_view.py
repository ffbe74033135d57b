"""Choosing who answers a brand's customers: three ways, each said plainly."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from embedded_server.contracts.communities import CsMode
from spaces_desktop.widgets.choice import Choice
from spaces_desktop.widgets.panes import column
from spaces_desktop.widgets.theme import Themes


class ModeChooser(QWidget):
    chosen = Signal(str)

    def __init__(self, name: str, themes: Themes, mode: CsMode = "hybrid") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Who answers"))
        layout = column(self, 0, 6)
        self._group = QButtonGroup(self)
        self._choices: dict[CsMode, Choice] = {}
        ways: tuple[tuple[CsMode, str, str, str], ...] = (
            (
                "hybrid",
                self.tr("AI first, people when asked"),
                self.tr("The AI answers at once. A customer may ask for a person at any time."),
                "join",
            ),
            (
                "ai_only",
                self.tr("AI only"),
                self.tr("The AI answers from what you give it to read. Nobody is on duty."),
                "agent",
            ),
            (
                "human_only",
                self.tr("People only"),
                self.tr("Every customer waits in the queue for one of your people."),
                "clubs",
            ),
        )
        for key, title, text, picture in ways:
            made = Choice(title, text, f"{name}_{key}", picture, themes)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.clicked.connect(lambda _on=False, which=key: self.chosen.emit(which))
            self._group.addButton(made)
            self._choices[key] = made
            layout.addWidget(made)
        self.choose(mode)

    @property
    def mode(self) -> CsMode:
        return next((key for key, one in self._choices.items() if one.isChecked()), "hybrid")

    def choose(self, mode: CsMode) -> None:
        """Without telling anybody."""
        self._choices[mode].setChecked(True)
