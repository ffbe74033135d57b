"""One to five stars, chosen by mouse, arrow keys or the digits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QToolButton

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import line
from spaces_desktop.widgets.theme import Themes

MOST = 5
SIZE = 1.6
"""Of a star, in lines' heights."""
AROUND = 16
"""What a star's button is larger than it, in pixels."""
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1}


class Stars(QFrame):
    """One control for Tab: the keys go from star to star. `words_of` names a score."""

    changed = Signal(int)

    def __init__(
        self, name: str, title: str, words_of: Callable[[int], str], themes: Themes
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._themes = themes
        self._words_of = words_of
        self.score = 0
        row = line(self, spacing=2)
        self._stars: list[QToolButton] = []
        side = round(self.fontMetrics().height() * SIZE)
        for score in range(1, MOST + 1):
            made = QToolButton()
            made.setObjectName(f"{name}_{score}")
            made.setAccessibleName(words_of(score))
            made.setToolTip(words_of(score))
            made.setFixedSize(side + AROUND, side + AROUND)
            made.setIconSize(QSize(side, side))
            made.clicked.connect(partial(self._on_clicked, score))
            self._stars.append(made)
            row.addWidget(made)
        row.addStretch(1)
        themes.changed.connect(self._paint)
        self._paint()

    def choose(self, score: int) -> None:
        """0 for none."""
        self.score = max(0, min(MOST, score))
        self._paint()
        self.changed.emit(self.score)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a star itself has no use for comes here."""
        key = event.key()
        step = _STEPS.get(Qt.Key(key))
        if step is not None:
            self._take(max(1, min(MOST, self.score + step)))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._take(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def _take(self, score: int) -> None:
        self.choose(score)
        self._stars[score - 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self, score: int, _on: bool = False) -> None:
        self.choose(score)

    def _paint(self, *_what: object) -> None:
        at = max(1, self.score)
        for score, made in enumerate(self._stars, start=1):
            full = score <= self.score
            theme = self._themes.current
            name, role = ("star_full", "warning") if full else ("star", "text_muted")
            made.setIcon(icon(name, theme, role))
            policy = Qt.FocusPolicy.StrongFocus if score == at else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(policy)
