"""What is always in reach over a console: whether one is there, the hours, and the bell."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.api import Availability
from spaces_desktop.support.console.model import ConsoleModel
from spaces_desktop.support.console.ringing import Ringer
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import Elided, button, column, line
from spaces_desktop.widgets.theme import Themes

HOWS: tuple[Availability, ...] = ("online", "away", "offline")
ROLES = {"online": "success", "away": "warning", "offline": "text_muted"}


class AvailabilityBar(QWidget):
    def __init__(self, model: ConsoleModel, ringer: Ringer, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("availability_bar")
        self._model = model
        self._ringer = ringer
        self._themes = themes
        self._bindings = Bindings()
        outer = column(self, 0, 4)
        outer.setContentsMargins(12, 8, 12, 0)
        row = line(spacing=4)
        self.how = QToolButton()
        self.how.setObjectName("availability")
        self.how.setProperty("role", "availability")
        self.how.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.how.setMenu(self._build_menu())
        self.how.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row.addWidget(self.how)
        self._hours = Elided("", "small", "hours_state")
        row.addWidget(self._hours, 1)
        self.silence = button(self.tr("Silence"), "silence", "")
        self.silence.clicked.connect(ringer.silence)
        row.addWidget(self.silence)
        self.bell = tool("bell", "", "bell", themes)
        self.bell.setCheckable(True)
        self.bell.clicked.connect(lambda on: ringer.choose_sound(bool(on)))
        row.addWidget(self.bell)
        outer.addLayout(row)
        self.error = ErrorStrip(name="availability_error")
        outer.addWidget(self.error)
        bind = self._bindings.bind
        bind(model.colleagues, "availability", self._on_how)
        bind(model.colleagues, "advice", self.error.show_advice)
        bind(model.opening, "words", lambda _words: self._show_hours())
        bind(ringer, "ringing", self._on_ringing)
        bind(ringer, "with_sound", self._on_sound)

    def release(self) -> None:
        self._bindings.release()

    def open_menu(self) -> None:
        self.how.menu().popup(self.how.mapToGlobal(QPoint(0, self.how.height())))

    def _words(self) -> dict[str, str]:
        return {
            "online": self.tr("Online"),
            "away": self.tr("Away"),
            "offline": self.tr("Offline"),
        }

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("availability_menu")
        group = QActionGroup(menu)
        self._choices: dict[str, QAction] = {}
        for how in HOWS:
            made = QAction(self._words()[how], menu)
            made.setCheckable(True)
            made.triggered.connect(partial(self._choose, how))
            group.addAction(made)
            menu.addAction(made)
            self._choices[how] = made
        return menu

    def _choose(self, how: Availability, _on: bool = True) -> None:
        self._model.colleagues.set_availability(how)

    def _on_how(self, how: str) -> None:
        words = self._words()[how]
        self._choices[how].setChecked(True)
        self.how.setText(f"● {words}")
        self.how.setAccessibleName(self.tr("You are: {state}").format(state=words))
        hint = self.tr("Only who is online is rung for and given conversations.")
        self.how.setToolTip(hint)
        self.how.setProperty("how", how)
        self.how.style().unpolish(self.how)
        self.how.style().polish(self.how)

    def _on_ringing(self, rings: bool) -> None:
        self.silence.setVisible(rings)
        self.bell.setVisible(not rings)  # in a narrow window there is room for one of the two
        self._show_hours()

    def _show_hours(self) -> None:
        """What stops the noise takes their place: two letters of them tell nobody anything."""
        words = "" if self._ringer.ringing else self._model.opening.words
        self._hours.setText(words)
        self._hours.setToolTip(words)

    def _on_sound(self, on: bool) -> None:
        self.bell.setChecked(on)
        words = self.tr("Waiting customers ring") if on else self.tr("Waiting customers are silent")
        self.bell.setToolTip(words)
        self.bell.setAccessibleName(words)
        dress(self.bell, "bell" if on else "bell_off", self._themes)
