"""The settings: one page of sections, each change saved at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from spaces_desktop.accounts.profile import ProfileModel
from spaces_desktop.audio.sound_check import SoundCheck
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.settings_account import (
    AboutSection,
    AccountSection,
    DataSection,
    PrivacySection,
)
from spaces_desktop.shell.settings_app import AppearanceSection, NotificationsSection
from spaces_desktop.shell.settings_form import Section
from spaces_desktop.shell.settings_sound import SoundSection
from spaces_desktop.widgets.panes import Header, column, line
from spaces_desktop.widgets.rooms import Found, Room, Visit
from spaces_desktop.widgets.theme import Themes

KEY = "settings"
WIDE = 640


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the settings are about."""

    preferences: Preferences
    themes: Themes
    profile: ProfileModel
    server_name: str
    folder: Path
    diagnostics: Callable[[], str]
    has_tray: bool
    sound: SoundCheck


class SettingsView(QWidget):
    """Built when it is first opened: most days nobody looks at it."""

    def __init__(self, subjects: Subjects) -> None:
        super().__init__()
        self.setObjectName("settings")
        self._subjects = subjects
        self._bindings = Bindings()
        self._sections: dict[str, Section] = {}
        self._layout = column(self, 0, 0)
        self._layout.addWidget(Header(self.tr("Settings")))
        self._area: QScrollArea | None = None

    def open(self, section: str, _inner: str = "") -> None:
        """At that section, or at the top."""
        if self._area is None:
            self._area = self._build()
        found = self._sections.get(section)
        if found is None:
            self._area.verticalScrollBar().setValue(0)
            return
        QTimer.singleShot(0, found, lambda: self._go_to(found))

    def close_view(self) -> None:
        self._bindings.release()

    def titles(self) -> list[tuple[str, str]]:
        """The sections and their names."""
        return [
            ("account", self.tr("Account")),
            ("appearance", self.tr("Appearance")),
            ("notifications", self.tr("Notifications")),
            ("sound", self.tr("Sound")),
            ("privacy", self.tr("Privacy")),
            ("data", self.tr("Data on this machine")),
            ("about", self.tr("About Spaces")),
        ]

    def also(self, section: str) -> str:
        """Further words that somebody may look for a section by."""
        return {
            "account": self.tr("display name profile"),
            "appearance": self.tr("theme dark light language text size font"),
            "notifications": self.tr("quiet hours do not disturb tray preview"),
            "sound": self.tr("microphone loudspeaker headset volume level test"),
            "privacy": self.tr("presence typing online"),
            "data": self.tr("folder logs diagnostics"),
            "about": self.tr("version licences"),
        }[section]

    def _go_to(self, section: Section) -> None:
        if self._area is not None:
            self._area.verticalScrollBar().setValue(max(0, section.y() - 16))
            if section.first is not None:
                section.first.setFocus()

    def _build(self) -> QScrollArea:
        about, bindings = self._subjects, self._bindings
        self._sections = {
            "account": AccountSection(about.profile, about.server_name, about.themes, bindings),
            "appearance": AppearanceSection(about.preferences, about.themes, bindings),
            "notifications": NotificationsSection(
                about.preferences, about.themes, bindings, has_tray=about.has_tray
            ),
            "sound": SoundSection(about.sound, about.preferences, about.themes, bindings),
            "privacy": PrivacySection(about.profile, about.themes, bindings),
            "data": DataSection(about.folder, about.diagnostics),
            "about": AboutSection(),
        }
        page = QWidget()
        outer = line(page, 24, 0)
        middle = QWidget()
        middle.setMaximumWidth(max(WIDE, 38 * self.fontMetrics().height()))
        inner = column(middle, 0, 16)
        for section in self._sections.values():
            inner.addWidget(section)
        inner.addStretch(1)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)
        area = QScrollArea()
        area.setObjectName("settings_area")
        area.setAccessibleName(self.tr("Settings"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(page)
        self._layout.addWidget(area, 1)
        return area


def build(subjects: Subjects, visit: Visit) -> Room:
    view = SettingsView(subjects)

    def entries() -> list[Found]:
        return [
            Found(
                id=f"{KEY}/{section}",
                title=title,
                act=partial(visit, KEY, section),
                kind="setting",
                detail=view.tr("Settings"),
                also=view.also(section),
            )
            for section, title in view.titles()
        ]

    return Room(
        KEY,
        view.tr("Settings"),
        "settings",
        view,
        view.open,
        close=view.close_view,
        entries=entries,
        at_end=True,
    )
