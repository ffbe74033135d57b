"""The settings of one's account on this server, and what stands about the app itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from embedded_server.contracts.accounts import User
from embedded_server.contracts.version import VERSION
from spaces_desktop.accounts.profile import ProfileModel
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.diagnostics import licences
from spaces_desktop.shell.settings_form import Section, switch
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, label, line
from spaces_desktop.widgets.theme import Themes

MOST_NAME = 80


class AccountSection(Section):
    def __init__(self, profile: ProfileModel, where: str, bindings: Bindings) -> None:
        super().__init__("account")
        self.set_title(self.tr("Account"))
        self._profile = profile
        text = self.tr("{user} at {where}")
        self.body.addWidget(
            label(text.format(user=profile.me.username, where=where), "muted", wrap=True)
        )
        self._name = QLineEdit(profile.me.display_name)
        self._name.setObjectName("settings_name")
        self._name.setMaxLength(MOST_NAME)
        self._name.editingFinished.connect(self._save)
        self.add_line(self.tr("Your name, as others see it"), self._name)
        strip = ErrorStrip(name="settings_name_error")
        strip.retry_requested.connect(self._save)
        self.body.addWidget(strip)
        bindings.bind(profile, "name_advice", lambda _it: strip.show_advice(profile.name_advice))
        bindings.listen(profile.me_changed, self._on_me)

    def _save(self) -> None:
        self._profile.rename(self._name.text())

    def _on_me(self, me: User) -> None:
        if self._profile.name_advice is None and not self._name.hasFocus():
            self._name.setText(me.display_name)


class PrivacySection(Section):
    def __init__(self, profile: ProfileModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__("privacy")
        self.set_title(self.tr("Privacy"))
        self._profile = profile
        self._shares = switch(
            "settings_presence",
            self.tr("Let others see that I am here, and that I am writing"),
            profile.me.shares_presence,
            profile.share_presence,
            themes,
        )
        self.add(self._shares)
        strip = ErrorStrip(name="settings_presence_error")
        self.body.addWidget(strip)
        text = self.tr("Links show no preview: nothing is loaded from elsewhere by reading.")
        self.body.addWidget(label(text, "small", wrap=True))
        strip.retry_requested.connect(profile.share_again)
        bindings.bind(profile, "share_advice", lambda _it: strip.show_advice(profile.share_advice))
        bindings.listen(profile.me_changed, self._on_me)

    def _on_me(self, me: User) -> None:
        self._shares.setChecked(me.shares_presence)


class DataSection(Section):
    def __init__(self, folder: Path, diagnostics: Callable[[], str]) -> None:
        super().__init__("data")
        self.set_title(self.tr("Data on this machine"))
        self._folder = folder
        self._diagnostics = diagnostics
        self.body.addWidget(label(str(folder), "muted", wrap=True))
        row = line()
        opens = button(self.tr("Open the folder"), "settings_folder")
        opens.clicked.connect(self._open)
        copies = button(self.tr("Copy diagnostics"), "settings_diagnostics")
        copies.clicked.connect(self._copy)
        self._copied = label("", "small", name="settings_copied")
        for one in (opens, copies, self._copied):
            row.addWidget(one)
        row.addStretch(1)
        self.body.addLayout(row)
        text = self.tr("Diagnostics hold versions and the end of the logs: no password, no address")
        self.body.addWidget(label(text, "small", wrap=True))
        self.first = opens

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._copied.setText(self.tr("There is no program here that opens folders."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._diagnostics())
        self._copied.setText(self.tr("Copied."))


class AboutSection(Section):
    def __init__(self) -> None:
        super().__init__("about")
        self.set_title(self.tr("About Spaces"))
        version = self.tr("Version {version}").format(version=VERSION)
        self.body.addWidget(label(version, "muted"))
        shows = button(self.tr("Libraries and their licences"), "settings_licences", "link")
        shows.setCheckable(True)
        self._list: QWidget | None = None
        shows.toggled.connect(self._show)
        self.add(shows)

    def _show(self, shown: bool) -> None:
        if self._list is None:
            self._list = QWidget()
            grid = QGridLayout(self._list)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setColumnStretch(2, 1)
            for row, parts in enumerate(licences()):
                for at, text in enumerate(parts):
                    grid.addWidget(label(text, "small" if at else "", wrap=at == 2), row, at)
            self.body.addWidget(self._list)
        self._list.setVisible(shown)
