"""The dialog of a club's settings, in pages: the club, invites, its file, the audit, its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from spaces_desktop.communities.audit_view import AuditPage
from spaces_desktop.communities.export_view import ExportPage
from spaces_desktop.communities.invites_view import InvitesPage
from spaces_desktop.communities.settings import SettingsModel
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.widgets.controls import Choice, SegmentedControl
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.panes import button, column, label, line, scroller
from spaces_desktop.widgets.theme import Themes

WIDE, HIGH = 46, 42
"""Of the dialog, in lines' heights."""
TALL = 120
USUAL_DAYS, MOST_DAYS = 90, 3650


class SettingsView(FormDialog):
    def __init__(
        self,
        model: SettingsModel,
        themes: Themes,
        parent: QWidget,
        pages: Sequence[tuple[str, QWidget]] = (),
    ) -> None:
        """`pages` are further ones of rooms that stand above this one, with their titles."""
        super().__init__("", "club_settings_dialog", parent, wide=WIDE, tall=HIGH)
        self.set_title(self.tr("Settings for {name}").format(name=model.community.name))
        self._model = model
        model.setParent(self)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("settings_tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        if model.is_creator:
            self._add(self.tr("Club"), self._build_club())
        for title, page in pages:
            self._add(title, page)
        self._add(self.tr("Invites"), InvitesPage(model, themes))
        if model.is_creator:
            self._add(self.tr("Export"), ExportPage(model))
            self._tabs.addTab(AuditPage(model, themes), self.tr("Moderation log"))
            self._add(self.tr("Delete"), self._build_end())
        self.body.addWidget(self._tabs, 1)
        self.add_both(self.tr("Close"))
        self.finished.connect(lambda _result: model.close())
        self.bindings.listen(model.deleted, self.on_done)
        model.load()

    def _add(self, title: str, page: QWidget) -> None:
        area = scroller(page, title)
        self._tabs.addTab(area, title)

    def _build_club(self) -> QWidget:
        page = QWidget()
        layout = column(page, 16, 8)
        club = self._model.community
        self._name = QLineEdit(club.name)
        self._name.setObjectName("settings_name")
        self._name.setMaxLength(80)
        self._about = QPlainTextEdit(club.description)
        self._about.setObjectName("settings_description")
        self._about.setTabChangesFocus(True)
        self._about.setFixedHeight(TALL)
        captioned(layout, self.tr("Name"), self._name)
        captioned(layout, self.tr("Description"), self._about)
        self._keeps = Choice()
        self._keeps.setObjectName("settings_retention")
        self._keeps.addItems([self.tr("For ever"), self.tr("For a number of days")])
        captioned(layout, self.tr("Messages are kept"), self._keeps)
        self._days = QSpinBox()
        self._days.setObjectName("settings_days")
        self._days.setRange(1, MOST_DAYS)
        self._days.setAccessibleName(self.tr("Days"))
        layout.addWidget(self._days)
        self._warning = label(
            self.tr("Older messages and their files are deleted for everybody, permanently."),
            "small",
            wrap=True,
        )
        layout.addWidget(self._warning)
        days = self._model.retention_days
        self._days.setValue(days or USUAL_DAYS)
        self._keeps.setCurrentIndex(0 if days is None else 1)
        self._keeps.currentIndexChanged.connect(lambda _at: self._on_keeps())
        self._on_keeps()
        self._slow = self._build_slow()
        captioned(layout, self.tr("Slow mode"), self._slow)
        slow = self.tr("A member writes or asks once in that time. Staff write as they like.")
        layout.addWidget(label(slow, "small", wrap=True))
        strip = ErrorStrip(name="settings_error")
        layout.addWidget(strip)
        fields = FieldErrors(strip, layout, self._model.edited)
        fields.add("name", self._name, layout)
        fields.add("description", self._about, layout)

        def on_advice(_advice: object) -> None:
            fields.place(self._model.form_advice)
            strip.show_advice(self._model.form_advice)

        self._said = label("", "muted", name="settings_saved")
        row = line(spacing=8)
        row.addWidget(self._said, 1)
        save = button(self.tr("Save"), "settings_save", "primary")
        save.clicked.connect(self._save)
        row.addWidget(save)
        layout.addLayout(row)
        layout.addStretch(1)
        self.bindings.bind(self._model, "form_advice", on_advice)
        self.bindings.bind(self._model, "busy", save.setDisabled)
        self.bindings.listen(self._model.saved, lambda: self._said.setText(self.tr("Saved.")))
        changed: tuple[Callable[..., object], ...] = (
            self._name.textEdited.connect,
            self._about.textChanged.connect,
            self._keeps.activated.connect,
            self._days.valueChanged.connect,
            self._slow.changed.connect,
        )
        for connect in changed:
            connect(lambda *_what: self._said.clear())
        return page

    def _build_slow(self) -> SegmentedControl:
        choices = {
            0: self.tr("Off"),
            5: self.tr("5 s"),
            30: self.tr("30 s"),
            60: self.tr("1 min"),
            300: self.tr("5 min"),
            3600: self.tr("1 h"),
        }
        now = self._model.slow_seconds
        # Another client may have set what is not offered here; saving does not change that.
        choices.setdefault(now, self.tr("{seconds} s").format(seconds=now))
        keyed = [(str(seconds), words) for seconds, words in sorted(choices.items())]
        return SegmentedControl(keyed, "settings_slow", self.tr("Slow mode"), str(now))

    def _on_keeps(self) -> None:
        limited = self._keeps.currentIndex() == 1
        self._days.setVisible(limited)
        self._warning.setVisible(limited)

    def _save(self) -> None:
        limited = self._keeps.currentIndex() == 1
        days = self._days.value() if limited else None
        self._model.save(self._name.text(), self._about.toPlainText(), days, int(self._slow.chosen))

    def _build_end(self) -> QWidget:
        page = QWidget()
        layout = column(page, 16, 8)
        words = self.tr(
            "This deletes the club for everybody, with its messages, files and members. It cannot"
            " be undone. Export the club first if you want to keep anything."
        )
        layout.addWidget(label(words, wrap=True))
        typed = QLineEdit()
        typed.setObjectName("delete_name")
        name = self._model.community.name
        ask = self.tr("Type the club’s name to confirm: {name}").format(name=name)
        captioned(layout, ask, typed)
        strip = ErrorStrip(name="delete_error")
        layout.addWidget(strip)
        sure = button(self.tr("Delete the club"), "delete_club", "danger")
        sure.setEnabled(False)
        sure.clicked.connect(self._model.delete)
        layout.addWidget(sure, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        typed.textChanged.connect(lambda text: sure.setEnabled(text.strip() == name.strip()))
        self.bindings.bind(self._model, "form_advice", strip.show_advice)
        return page
