"""The settings of this app on this machine: how it looks, and when it speaks up."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.preferences import (
    EVERY_DAY,
    LEAST_TEXT,
    MOST_KEYWORDS,
    MOST_TEXT,
    TEXT_STEP,
    Preferences,
)
from spaces_desktop.shell.settings_form import Section, choice, switch
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import label, line
from spaces_desktop.widgets.theme import Themes


class AppearanceSection(Section):
    def __init__(self, preferences: Preferences, themes: Themes, bindings: Bindings) -> None:
        super().__init__("appearance")
        self.set_title(self.tr("Appearance"))
        theme = choice(
            "settings_theme",
            self.tr("Colours"),
            (
                ("system", self.tr("Same as the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
            themes.choice,
            themes.choose,
        )
        self.add_line(self.tr("Colours"), theme)
        bindings.listen(themes.chosen, lambda now: theme.setCurrentIndex(theme.findData(now)))
        language = choice(
            "settings_language",
            self.tr("Language"),
            (("system", self.tr("Same as the system")), ("en", "English"), ("zh_CN", "简体中文")),
            preferences.language,
            lambda value: preferences.set("language", value),
        )
        self.add_line(self.tr("Language"), language)
        sizes = [
            (str(one), self.tr("{percent} %").format(percent=one))
            for one in range(LEAST_TEXT, MOST_TEXT + 1, TEXT_STEP)
        ]
        size = choice(
            "settings_text",
            self.tr("Text size"),
            sizes,
            str(preferences.text_percent),
            lambda value: preferences.set("text_percent", int(value)),
        )
        self.add_line(self.tr("Text size"), size)
        _add_error(self, "appearance", preferences, bindings)


class NotificationsSection(Section):
    def __init__(
        self, preferences: Preferences, themes: Themes, bindings: Bindings, *, has_tray: bool
    ) -> None:
        super().__init__("notifications")
        self.set_title(self.tr("Notifications"))
        self._preferences = preferences
        self._themes = themes
        self._switch("notify", self.tr("Notify me of new messages"), bindings)
        self._switch("preview", self.tr("Show the message text"), bindings)
        words = QLineEdit(preferences.keywords)
        words.setObjectName("settings_keywords")
        words.setPlaceholderText(self.tr("oven, flour test"))
        words.setMaxLength(MOST_KEYWORDS)
        words.editingFinished.connect(lambda: preferences.set("keywords", words.text()))
        self.add_line(
            self.tr("Also notify me of these words"),
            words,
            self.tr(
                "Separate them with commas. They count in clubs that notify you of mentions only."
            ),
        )
        self._switch("do_not_disturb", self.tr("Do not disturb until I turn this off"), bindings)
        self._switch("quiet", self.tr("Quiet hours"), bindings)
        hours = QWidget()
        row = line(hours, spacing=8)
        for name, text in (
            ("quiet_from", self.tr("Quiet from")),
            ("quiet_to", self.tr("Quiet until")),
        ):
            row.addWidget(label(text, "muted"))
            row.addWidget(self._time(name, text))
        row.addStretch(1)
        self.body.addWidget(hours)
        days = QWidget()
        row = line(days, spacing=4)
        for day in EVERY_DAY:
            row.addWidget(self._day(day))
        row.addStretch(1)
        self.body.addWidget(days)
        for part in (hours, days):
            bindings.bind(preferences, "quiet", part.setVisible)
        if has_tray:
            text = self.tr("Keep running in the tray when I close the window")
            self._switch("keep_in_tray", text, bindings)
        _add_error(self, "notifications", preferences, bindings)

    def _switch(self, name: str, text: str, bindings: Bindings) -> None:
        made = switch(
            f"settings_{name}",
            text,
            getattr(self._preferences, name),
            lambda on: self._preferences.set(name, on),
            self._themes,
        )
        bindings.listen(getattr(self._preferences, f"{name}_changed"), made.setChecked)
        self.add(made)

    def _time(self, name: str, text: str) -> QComboBox:
        now = getattr(self._preferences, name)
        times = {f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)} | {now}
        return choice(
            f"settings_{name}",
            text,
            [(one, one) for one in sorted(times)],
            now,
            lambda value: self._preferences.set(name, value),
        )

    def _day(self, day: int) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"settings_day_{day}")
        made.setCheckable(True)
        made.setChecked(day in self._preferences.quiet_days)
        where = QLocale()
        made.setText(where.dayName(day + 1, QLocale.FormatType.ShortFormat))
        made.setAccessibleName(where.dayName(day + 1))
        made.toggled.connect(lambda on: self._set_day(day, on))
        return made

    def _set_day(self, day: int, on: bool) -> None:
        days = set(self._preferences.quiet_days)
        self._preferences.set("quiet_days", sorted(days | {day} if on else days - {day}))


def _add_error(section: Section, name: str, preferences: Preferences, bindings: Bindings) -> None:
    strip = ErrorStrip(name=f"settings_{name}_error")
    section.body.addWidget(strip)
    bindings.bind(preferences, "advice", lambda _it: strip.show_advice(preferences.advice))
