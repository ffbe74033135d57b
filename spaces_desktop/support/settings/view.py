"""The dialog of a service's settings, in pages; one button saves what was changed on any."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QStackedWidget, QWidget

from spaces_desktop.support.settings.brand_view import BrandPage
from spaces_desktop.support.settings.hours_view import HoursPage
from spaces_desktop.support.settings.start import StartModel
from spaces_desktop.support.settings.start_view import StartPage
from spaces_desktop.support.settings.team_view import TeamPage
from spaces_desktop.support.settings.times_view import TimesPage
from spaces_desktop.support.settings.web_view import WebChatPage
from spaces_desktop.widgets.controls import Choice
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.forms import FormDialog
from spaces_desktop.widgets.panes import button, column, label, line, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

WIDE, HIGH = 54, 44
"""Of the dialog, in lines' heights."""
NARROW = 44
"""A dialog that is no wider than this has no room for a list of pages beside them."""
SIDE = 11
"""Of that list, in lines' heights."""
PAGE_OF = {"hours": "hours", "inactivity": "times", "targets": "times", "webChat": "web"}
"""Where a fault stands, by the beginning of its path; all else is of the service itself."""


class ServiceSettingsView(FormDialog):
    def __init__(self, model: StartModel, themes: Themes, parent: QWidget, page: str = "") -> None:
        """Takes the models over and closes them with itself; `page` is where it opens."""
        super().__init__("", "service_settings", parent, wide=WIDE, tall=HIGH)
        self._start, self._model = model, model.service
        self._themes = themes
        for one in (model, model.team, model.service):
            one.setParent(self)
        self.set_title(self.tr("Settings for {name}").format(name=self._model.community.name))
        self._pages: dict[str, QScrollArea] = {}
        self._places: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        side = QWidget()
        side.setFixedWidth(SIDE * self.fontMetrics().height())
        self._list = column(side, 0, 2)
        self._side = side
        self._which = Choice()
        self._which.setObjectName("service_pages")
        self._which.setAccessibleName(self.tr("Pages"))
        self._which.activated.connect(lambda at: self.show_page(self._which.itemData(at)))
        self._which.hide()
        whole = QWidget()
        above = column(whole, 0, 8)
        above.addWidget(self._which)
        row = line(spacing=8)
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        above.addLayout(row, 1)
        self._build_pages()
        self._list.addStretch(1)
        self._states = StateStack(whole, themes, shape="form", name="service")
        self._states.retry_requested.connect(self._model.load)
        self.body.addWidget(self._states, 1)
        self._states.follow(self.bindings, self._model)
        self.follow(self._model, lambda: None)
        self._build_buttons()
        self.finished.connect(self._on_finished)
        self.show_page(page)
        self._places[self.page].setFocus()
        self._model.load()
        model.team.load()
        model.load()

    @property
    def page(self) -> str:
        return next((key for key, one in self._places.items() if one.isChecked()), "")

    def show_page(self, key: str) -> None:
        """The page of that key, or the first one."""
        wanted = key if key in self._pages else next(iter(self._pages))
        self._places[wanted].setChecked(True)
        self._which.setCurrentIndex(self._which.findData(wanted))
        self._stack.setCurrentWidget(self._pages[wanted])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the pages, they are chosen over them."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW * self.fontMetrics().height()
        if self._which.isHidden() == is_narrow:
            self._which.setVisible(is_narrow)
            self._side.setVisible(not is_narrow)

    def reject(self) -> None:
        """Esc, Close and the window's own button ask first where something would be lost."""
        if not self._model.is_dirty:
            super().reject()
            return
        ask_first(
            self,
            "service_discard",
            self.tr("Close without saving?"),
            self.tr("What you changed here has not been saved yet."),
            (self.tr("Discard the changes"), self.tr("Keep editing")),
            super().reject,
        )

    def _build_pages(self) -> None:
        bindings, themes = self.bindings, self._themes
        if self._model.is_creator:
            start = StartPage(self._start, themes, bindings)
            start.page_wanted.connect(self.show_page)
            self._add("start", self.tr("Get started"), start)
            self._add("brand", self.tr("Service"), BrandPage(self._model, themes, bindings))
        self._add("team", self.tr("People"), TeamPage(self._start.team, themes, bindings))
        if self._model.is_creator:
            self._add("hours", self.tr("Business hours"), HoursPage(self._model, themes, bindings))
            self._add("times", self.tr("Waiting times"), TimesPage(self._model, themes, bindings))
            self._add("web", self.tr("Web chat"), WebChatPage(self._model, themes, bindings))

    def _add(self, key: str, title: str, page: QWidget) -> None:
        place = button(title, f"service_page_{key}", "place")
        place.setCheckable(True)
        place.setAutoDefault(False)
        place.clicked.connect(lambda: self.show_page(key))
        self._group.addButton(place)
        self._places[key] = place
        self._list.addWidget(place)
        self._which.addItem(title, key)
        area = scroller(page, title)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages[key] = area
        self._stack.addWidget(area)

    def _build_buttons(self) -> None:
        self._said = label("", "good", name="service_said")
        self.buttons.insertWidget(0, self._said)
        if not self._model.is_creator:
            self.add_both(self.tr("Close"))
            return
        self._save = button(self.tr("Save"), "service_save", "primary")
        self._save.clicked.connect(self._model.save)
        self._save.setAutoDefault(False)
        self.add_both(self.tr("Close"), self._save)
        self.bindings.bind(self._model, "is_dirty", self._on_dirty)
        self.bindings.bind(self._model, "busy", lambda _busy: self._on_dirty(self._model.is_dirty))
        self.bindings.listen(self._model.saved, self._on_saved)
        self.bindings.listen(self._model.refused, self._on_refused)

    def _on_dirty(self, dirty: bool) -> None:
        self._save.setEnabled(dirty and not self._model.busy)
        if dirty:
            self._said.setText(self.tr("Not saved yet"))
            self._tint("muted")
        elif self._said.property("role") == "muted":
            self._said.clear()

    def _on_saved(self, _community: object) -> None:
        self._said.setText(self.tr("Saved."))
        self._tint("good")

    def _tint(self, role: str) -> None:
        self._said.setProperty("role", role)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _on_refused(self, path: str) -> None:
        """To the page of the fault, and to the fault on it."""
        self.show_page(PAGE_OF.get(path.split(".")[0].split("[")[0], "brand"))
        area = self._pages[self.page]
        for fault in area.findChildren(QWidget):
            if fault.objectName().startswith("fault_") and not fault.isHidden():
                area.ensureWidgetVisible(fault)
                return

    def _on_finished(self) -> None:
        self._start.close()
        self._start.team.close()
        self._model.close()
