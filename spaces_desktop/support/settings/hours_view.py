"""The page of business hours: zone, week, holidays, and what a customer would find now."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QToolButton, QWidget

from embedded_server.contracts.support_desk import Period, SupportSettings
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.settings.clock import day_names, local_now, time_words, zones
from spaces_desktop.support.settings.holidays_view import HolidaysEditor
from spaces_desktop.support.settings.model import ServiceModel
from spaces_desktop.support.settings.parts_view import FaultLabel, page, switch
from spaces_desktop.support.settings.periods_view import PeriodsEditor
from spaces_desktop.support.settings.zone_view import ZonePicker
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.panes import column, label
from spaces_desktop.widgets.theme import Themes

MINUTE_MS = 60_000
WORKDAYS = range(5)
FIELD = 18
"""How much higher a field is than its line, in pixels."""
TOP = Qt.AlignmentFlag.AlignTop


class HoursPage(QWidget):
    def __init__(self, model: ServiceModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        layout = column(self, 16, 8)
        self._on = switch(
            layout,
            self.tr("Business hours"),
            self.tr(
                "Outside of them customers are told when people are back, and waiting-time targets"
                " pause. The AI answers at any time."
            ),
            "hours_on",
            themes,
        )
        self._now = label("", "strong", wrap=True, name="hours_now")
        layout.addWidget(self._now)
        self._form, form = page()
        form.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        self._zone = ZonePicker("hours_zone", self.tr("Time zone"))
        captioned(form, self.tr("Time zone"), self._zone)
        self._there = label("", "small", name="hours_there")
        form.addWidget(self._there)
        form.addWidget(FaultLabel("hours.timeZone", model, bindings))
        week = label(self.tr("Every week"), "section")
        form.addSpacing(4)
        form.addWidget(week)
        form.addLayout(self._build_week(bindings))
        form.addSpacing(8)
        self._holidays = HolidaysEditor(model, themes, bindings)
        form.addWidget(self._holidays)
        layout.addStretch(1)
        self._on.toggled.connect(self._on_switched)
        self._zone.typed.connect(
            lambda zone: model.change_hours(lambda hours: replace(hours, time_zone=zone))
        )
        bindings.bind(model, "draft", self._on_draft)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._tell_now)
        self._minute.start()

    def _build_week(self, bindings: Bindings) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._days: list[PeriodsEditor] = []
        for at, day in enumerate(day_names()):
            name = label(day)
            name.setMinimumHeight(self.fontMetrics().height() + FIELD)
            editor = PeriodsEditor(f"hours_{at}", day, self.tr("Closed"), self._themes)
            editor.changed.connect(lambda periods, which=at: self._set_day(which, periods))
            self._days.append(editor)
            row = at * 2
            grid.addWidget(name, row, 0, TOP)
            grid.addWidget(editor, row, 1)
            grid.addWidget(self._copy_button(at, day), row, 2, TOP)
            grid.addWidget(FaultLabel(f"hours.week[{at}]", self._model, bindings), row + 1, 0, 1, 3)
        grid.addWidget(_Whole("hours.week", self._model, bindings), 14, 0, 1, 3)
        return grid

    def _copy_button(self, at: int, day: str) -> QToolButton:
        words = self.tr("Copy the hours of {day} to other days").format(day=day)
        made = tool(f"hours_{at}_copy", words, "copy", self._themes)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for text, name, days in (
            (self.tr("To Monday to Friday"), "workdays", WORKDAYS),
            (self.tr("To every day"), "all", range(7)),
        ):
            action = QAction(text, menu)
            action.setObjectName(f"copy_{at}_{name}")
            action.triggered.connect(lambda _on=False, to=days: self.copy_day(at, to))
            menu.addAction(action)
        made.setMenu(menu)
        return made

    def copy_day(self, at: int, to: range) -> None:
        """The hours of one day are those of the others too."""
        periods = self._days[at].periods
        self._set_week({day: list(periods) for day in to})

    def _set_day(self, at: int, periods: list[Period]) -> None:
        self._set_week({at: periods})

    def _set_week(self, given: dict[int, list[Period]]) -> None:
        self._model.change_hours(
            lambda hours: replace(
                hours, week=[given.get(at, day) for at, day in enumerate(hours.week)]
            )
        )

    def _on_switched(self, on: bool) -> None:
        hours = self._model.draft.hours
        if on == hours.is_on:
            return
        fresh = replace(hours, is_on=on)
        if on and not any(hours.week):
            # A first proposal is quicker to change than an empty week is to fill.
            day = [Period(from_="09:00", to="17:00")]
            week = [list(day) if at in WORKDAYS else [] for at in range(7)]
            fresh = replace(fresh, week=week, time_zone=zones()[0])
        self._model.change_hours(lambda _hours: fresh)

    def _on_draft(self, draft: SupportSettings) -> None:
        hours = draft.hours
        self._on.setChecked(hours.is_on)
        self._form.setVisible(hours.is_on)
        self._zone.show_zone(hours.time_zone)
        for editor, periods in zip(self._days, hours.week, strict=True):
            editor.show_periods(periods)
        self._holidays.show_holidays(hours.holidays)
        self._tell_now()

    def _tell_now(self) -> None:
        self._now.setText(self._model.opening)
        zone = self._model.draft.hours.time_zone
        is_known = zone in zones()
        self._there.setVisible(is_known)
        if is_known:
            now = time_words(f"{local_now(zone):%H:%M}")
            self._there.setText(self.tr("It is {time} there now.").format(time=now))


class _Whole(FaultLabel):
    """A fault of the whole field alone: those of its parts stand beside them."""

    def show_faults(self, faults: dict[str, str]) -> None:
        super().show_faults({path: words for path, words in faults.items() if path == self._path})
