"""The steps in a row: where one is, what is done, and where one may go."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from spaces_desktop.lounge.studio.model import Step
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import line
from spaces_desktop.widgets.theme import Themes


class StepBar(QFrame):
    """Where there is no room for all words, the step that one is at keeps its own."""

    chosen = Signal(object)
    """A Step."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("studio_steps")
        self.setProperty("role", "header")
        self.setAccessibleName(self.tr("Steps"))
        self._themes = themes
        self._words = {
            Step.MICROPHONE: self.tr("Microphone"),
            Step.ROOM: self.tr("Room"),
            Step.READ: self.tr("Read"),
            Step.CONSENT: self.tr("Consent"),
            Step.BUILD: self.tr("Build"),
            Step.LISTEN: self.tr("Listen and publish"),
        }
        self._at = Step.MICROPHONE
        self._done: frozenset[Step] = frozenset()
        self._is_short = False
        self._row = line(self, spacing=4)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._group = QButtonGroup(self)
        self._buttons: dict[Step, QPushButton] = {}
        for step in Step:
            made = QPushButton()
            made.setObjectName(f"studio_step_{step.name.lower()}")
            made.setProperty("role", "place")
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _on=False, which=step: self.chosen.emit(which))
            self._group.addButton(made)
            self._buttons[step] = made
            self._row.addWidget(made)
        self._row.addStretch(1)
        themes.changed.connect(self._show)
        self._show()

    def show_step(self, step: Step) -> None:
        self._at = step
        self._show()

    def show_done(self, done: frozenset[Step]) -> None:
        self._done = done
        self._show()

    def show_open(self, ways: frozenset[Step]) -> None:
        for step, made in self._buttons.items():
            made.setEnabled(step in ways)

    def title(self, step: Step) -> str:
        return self._words[step]

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        each = round(metrics.height() * 3.2) + 4
        needed = sum(metrics.horizontalAdvance(words) + each for words in self._words.values())
        is_short = needed > self.width() - 24
        if is_short != self._is_short:
            self._is_short = is_short
            self._show()

    def _show(self) -> None:
        theme = self._themes.current
        side = round(self.fontMetrics().height() * 1.15)
        for step, made in self._buttons.items():
            is_done, is_here = step in self._done, step is self._at
            words = self._words[step]
            number = str(int(step) + 1)
            if self._is_short and not is_here:
                made.setText("" if is_done else number)
            else:
                numbered = self.tr("{number}  {step}").format(number=number, step=words)
                made.setText(words if is_done else numbered)
            made.setIcon(icon("check", theme, "success") if is_done else QIcon())
            made.setIconSize(QSize(side, side))
            made.setChecked(is_here)
            spoken = self.tr("{step}, done") if is_done else "{step}"
            made.setAccessibleName(spoken.format(step=words))
            made.setToolTip(words if self._is_short else "")
