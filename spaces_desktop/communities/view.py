"""Dialogs about communities: create one, and browse for one to join."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QProgressBar, QWidget

from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.entries import ENTRY, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, column, label, line
from spaces_desktop.widgets.theme import Themes


class _Dialog(QDialog):
    """A dialog that shows the model's busy state and its form's error, and lets go on closing."""

    def __init__(self, model: CommunitiesModel, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = model
        self.bindings = Bindings()
        self.finished.connect(self.bindings.release)
        model.begin_form()
        self.body = column(self, 24, 8)
        self.body.addWidget(label(title, "title"))
        self._error = ErrorStrip(name=f"{name}_error")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)

    def close_body(self) -> None:
        self.body.addWidget(self._error)
        self.body.addWidget(self._progress)
        self.fields = FieldErrors(self._error, self.body, self.model.form_edited)
        self.bindings.bind(self.model, "busy", self._progress.setVisible)
        self.bindings.bind(self.model, "form_advice", self._on_form_advice)

    def _on_form_advice(self, _advice: object) -> None:
        field = self.fields.place(self.model.form_advice)
        self._error.show_advice(self.model.form_advice)
        if field is not None:
            field.setFocus()

    def on_done(self, _community_id: str) -> None:
        self.accept()


class CreateView(_Dialog):
    def __init__(self, model: CommunitiesModel, parent: QWidget) -> None:
        super().__init__(model, "create_club", parent.tr("Create a club"), parent)
        self.setMinimumWidth(440)
        self._name = QLineEdit()
        self._name.setObjectName("club_name")
        self._name.setMaxLength(80)
        self._about = QPlainTextEdit()
        self._about.setObjectName("club_description")
        self._about.setTabChangesFocus(True)
        self._about.setFixedHeight(96)
        self._about.setPlaceholderText(self.tr("What it is about, for those who look for it"))
        for text, field in (
            (self.tr("Name"), self._name),
            (self.tr("Description"), self._about),
        ):
            caption = label(text, "section")
            caption.setBuddy(field)
            field.setAccessibleName(text)
            self.body.addSpacing(4)
            self.body.addWidget(caption)
            self.body.addWidget(field)
        self.close_body()
        self.fields.add("name", self._name, self.body)
        self.fields.add("description", self._about, self.body)
        row = line(spacing=8)
        row.setContentsMargins(0, 8, 0, 0)
        cancel = button(self.tr("Cancel"), "club_cancel")
        cancel.clicked.connect(self.reject)
        done = button(self.tr("Create the club"), "club_submit", "primary")
        done.clicked.connect(self._submit)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(done)
        self.body.addLayout(row)
        self.bindings.bind(model, "busy", lambda busy: done.setDisabled(busy))
        self.bindings.listen(model.created, self.on_done)

    def _submit(self) -> None:
        self.model.create(self._name.text(), self._about.toPlainText())


class BrowseView(_Dialog):
    def __init__(self, model: CommunitiesModel, themes: Themes, parent: QWidget) -> None:
        super().__init__(model, "browse_clubs", parent.tr("Find a club"), parent)
        self.resize(480, 520)
        self._search = QLineEdit()
        self._search.setObjectName("browse_search")
        self._search.setAccessibleName(self.tr("Search"))
        self._search.setPlaceholderText(self.tr("Search by name or description"))
        self._search.setClearButtonEnabled(True)
        self._search.setMaxLength(200)
        self.body.addWidget(self._search)
        self._list = EntryList("browse_list", self.tr("Clubs"), model.browsing, themes)
        self.body.addWidget(self._list, 1)
        self._none = label(self.tr("No club was found."), "muted", name="browse_none")
        self.body.addWidget(self._none)
        self.close_body()
        row = line(spacing=8)
        close = button(self.tr("Close"), "browse_close")
        close.clicked.connect(self.reject)
        self._join = button(self.tr("Join"), "browse_join", "primary")
        self._join.clicked.connect(self._on_join)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self._join)
        self.body.addLayout(row)
        self._search.textChanged.connect(model.browse)
        selection = self._list.selectionModel()
        selection.currentChanged.connect(self._on_current)
        self._list.doubleClicked.connect(self._on_join)
        self.bindings.listen(model.browsing.modelReset, self._on_found)
        self.bindings.listen(model.joined, self.on_done)
        self._on_current(QModelIndex())
        self._none.hide()
        model.browse("")

    def _chosen(self) -> Entry | None:
        entry = self._list.currentIndex().data(ENTRY)
        return entry if isinstance(entry, Entry) else None

    def _on_found(self) -> None:
        self._none.setVisible(self.model.browsing.rowCount() == 0)
        self._on_current(QModelIndex())

    def _on_current(self, _index: QModelIndex) -> None:
        entry = self._chosen()
        self._join.setEnabled(entry is not None)
        fee = 0
        community = self.model.get(entry.id) if entry else None
        if community is not None:
            fee = community.join_fee_cents
        inside = entry is not None and self.model.is_member(entry.id)
        text = self.tr("Join for {amount}").format(amount=f"{fee / 100:.2f}")
        if inside:
            text = self.tr("Open")
        elif not fee:
            text = self.tr("Join for free")
        self._join.setText(text)

    def _on_join(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.model.join(entry.id)
