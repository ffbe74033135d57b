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
from spaces_desktop.widgets.secret_field import SecretField
from spaces_desktop.widgets.theme import Themes

MOST_NAME = 80


class AccountSection(Section):
    def __init__(
        self, profile: ProfileModel, where: str, themes: Themes, bindings: Bindings
    ) -> None:
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
        self._build_password(profile, themes, bindings)

    def _build_password(self, profile: ProfileModel, themes: Themes, bindings: Bindings) -> None:
        self._current = SecretField("settings_password_now", themes)
        self._new = SecretField("settings_password_new", themes)
        self.add_line(self.tr("Your present password"), self._current)
        self.add_line(self.tr("A new password"), self._new)
        strip = ErrorStrip(name="settings_password_error")
        strip.retry_requested.connect(self._change)
        self.body.addWidget(strip)
        row = line()
        change = button(self.tr("Change the password"), "settings_password")
        change.clicked.connect(self._change)
        self._new.returnPressed.connect(self._change)
        self._changed = label("", "small", name="settings_password_changed", wrap=True)
        row.addWidget(change)
        row.addWidget(self._changed, 1)
        self.body.addLayout(row)

        def allow() -> None:
            filled = bool(self._current.text()) and bool(self._new.text())
            change.setEnabled(filled and not profile.busy)

        for field in (self._current, self._new):
            field.textChanged.connect(allow)
        bindings.bind(profile, "busy", lambda _busy: allow())
        bindings.bind(
            profile, "password_advice", lambda _it: strip.show_advice(profile.password_advice)
        )
        bindings.listen(profile.password_changed, self._on_password)

    def _change(self) -> None:
        self._changed.clear()
        self._profile.change_password(self._current.text(), self._new.text())

    def _on_password(self) -> None:
        self._current.clear()
        self._new.clear()
        self._changed.setText(
            self.tr("It is changed. Wherever else you were signed in, you are signed out.")
        )

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
            self.tr("Let others see when I am online and when I am typing"),
            profile.me.shares_presence,
            profile.share_presence,
            themes,
        )
        self.add(self._shares)
        strip = ErrorStrip(name="settings_presence_error")
        self.body.addWidget(strip)
        text = self.tr("Links show no preview, so reading never loads anything from elsewhere.")
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
        text = self.tr(
            "Diagnostics contain versions and recent log lines, but no passwords or addresses."
        )
        self.body.addWidget(label(text, "small", wrap=True))
        self.first = opens

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._copied.setText(self.tr("No program on this computer can open folders."))

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
