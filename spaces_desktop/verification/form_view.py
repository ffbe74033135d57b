"""The creator's form: legal name, a note, documents by drop or dialog, and the upload."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from embedded_server.contracts.verification import MAX_DOCUMENT_BYTES, MAX_DOCUMENTS
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.verification.applying import ApplicationModel
from spaces_desktop.verification.choosing import ENDINGS, Chosen, size_words
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.drop_area import DropArea
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import Elided, button, clear, column, frame, label, line
from spaces_desktop.widgets.theme import Themes

NOTE_LINES = 4


class ApplicationForm(QWidget):
    def __init__(self, model: ApplicationModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("verification_form")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 8)
        self.legal_name = QLineEdit()
        self.legal_name.setObjectName("verification_legal_name")
        self.legal_name.setMaxLength(200)
        captioned(layout, self.tr("Legal name, as it stands in the documents"), self.legal_name)
        self.note = QPlainTextEdit()
        self.note.setObjectName("verification_note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_LINES * self.note.fontMetrics().lineSpacing() + 20)
        captioned(layout, self.tr("Note for the admin (optional)"), self.note)
        layout.addSpacing(4)
        layout.addWidget(label(self.tr("Documents"), "section"))
        layout.addWidget(self._build_drop())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        layout.addLayout(self._rows)
        self._strip = ErrorStrip(name="verification_error")
        layout.addWidget(self._strip)
        self._build_end(layout)
        self._fields = FieldErrors(self._strip, layout, model.edited)
        self._fields.add("legalName", self.legal_name, layout)
        self._fields.add("note", self.note, layout)
        bind = self._bindings.bind
        bind(model, "documents", self._on_documents)
        bind(model, "form_advice", self._on_advice)
        bind(model, "progress", self._on_progress)
        bind(model, "busy", self._on_busy)
        self._bindings.listen(model.submitted, self.note.clear)

    def release(self) -> None:
        self._bindings.release()

    def choose_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose documents"))
        dialog.setObjectName("verification_files")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        shown = " ".join(f"*.{one}" for one in ENDINGS)
        dialog.setNameFilters(
            [self.tr("Documents ({endings})").format(endings=shown), self.tr("All files (*)")]
        )
        dialog.filesSelected.connect(lambda names: self._model.add([Path(one) for one in names]))
        dialog.open()

    def _build_drop(self) -> DropArea:
        self._drop = DropArea("verification_drop")
        row = line(self._drop, spacing=12)
        row.setContentsMargins(16, 12, 12, 12)
        words = self.tr(
            "Drop PDF, PNG or JPEG files here: an extract from the register of companies, a"
            " licence, a bill. Up to {count} files of {most} each. Only you and the admins can see"
            " them."
        )
        most = size_words(MAX_DOCUMENT_BYTES)
        row.addWidget(label(words.format(count=MAX_DOCUMENTS, most=most), "muted", wrap=True), 1)
        self._add = button(self.tr("Add documents…"), "verification_add")
        dress(self._add, "attach", self._themes)
        self._add.clicked.connect(self.choose_files)
        row.addWidget(self._add)
        self._drop.dropped.connect(self._model.add)
        return self._drop

    def _build_end(self, layout: QVBoxLayout) -> None:
        self._progress = QProgressBar()
        self._progress.setObjectName("verification_progress")
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Upload"))
        layout.addWidget(self._progress)
        row = line(spacing=8)
        self._said = label("", "muted", wrap=True, name="verification_said")
        row.addWidget(self._said, 1)
        self._cancel = button(self.tr("Cancel"), "verification_cancel")
        self._cancel.clicked.connect(self._model.cancel)
        row.addWidget(self._cancel)
        self._submit = button(self.tr("Ask for verification"), "verification_submit", "primary")
        self._submit.clicked.connect(
            lambda: self._model.submit(self.legal_name.text(), self.note.toPlainText())
        )
        row.addWidget(self._submit)
        layout.addLayout(row)

    def _on_documents(self, documents: tuple[Chosen, ...]) -> None:
        clear(self._rows)
        for at, one in enumerate(documents):
            self._rows.addWidget(self._row(at, one))

    def _row(self, at: int, one: Chosen) -> QFrame:
        made = frame("file", f"verification_file_{at}")
        row = line(made, spacing=8)
        row.setContentsMargins(12, 4, 4, 4)
        texts = QWidget()
        lines = column(texts, 0, 0)
        name = Elided(one.path.name)
        name.setToolTip(one.path.name)
        lines.addWidget(name)
        if one.trouble:
            lines.addWidget(label(one.trouble, "bad", wrap=True, name=f"verification_trouble_{at}"))
        else:
            lines.addWidget(label(size_words(one.size_bytes), "small"))
        row.addWidget(texts, 1)
        words = self.tr("Remove {name}").format(name=one.path.name)
        drop = tool(f"verification_remove_{at}", words, "close", self._themes)
        drop.clicked.connect(partial(self._remove, one.id))
        drop.setDisabled(self._model.busy)
        row.addWidget(drop)
        return made

    def _remove(self, document_id: str, _on: bool = False) -> None:
        self._model.remove(document_id)
        self._add.setFocus()  # the button that was pressed is gone

    def _on_advice(self, advice: Advice | None) -> None:
        field = self._fields.place(advice)
        self._strip.show_advice(advice)
        if field is not None:
            field.setFocus()

    def _on_busy(self, busy: bool) -> None:
        for one in (self.legal_name, self.note, self._drop, self._submit):
            one.setDisabled(busy)
        self._on_documents(self._model.documents)

    def _on_progress(self, progress: float | None) -> None:
        going = progress is not None
        self._progress.setVisible(going)
        self._cancel.setVisible(going)
        if progress is None:
            self._said.clear()
            return
        # Once all is there the server opens each document, and nobody knows how long that takes.
        is_sent = progress >= 1.0
        self._progress.setRange(0, 0 if is_sent else 100)
        self._progress.setValue(round(progress * 100))
        words = self.tr("Uploading… {percent} %").format(percent=round(progress * 100))
        self._said.setText(self.tr("The server is checking the documents…") if is_sent else words)
