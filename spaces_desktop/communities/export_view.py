"""Saving a whole club as one file: as data or to read, with how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from embedded_server.contracts.moderation import ExportFormat
from spaces_desktop.communities.settings import SettingsModel
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, column, label, line


class ExportPage(QWidget):
    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 16, 8)
        words = self.tr(
            "Everything said in the club, with who said it and when. A web page opens in any"
            " browser; JSON is for other programs."
        )
        layout.addWidget(label(words, wrap=True))
        row = line(spacing=8)
        self._page = button(self.tr("Save as a web page…"), "export_html")
        self._page.clicked.connect(lambda: self._choose("html"))
        self._data = button(self.tr("Save as JSON…"), "export_json")
        self._data.clicked.connect(lambda: self._choose("json"))
        row.addWidget(self._page)
        row.addWidget(self._data)
        row.addStretch(1)
        layout.addLayout(row)
        self._error = ErrorStrip(name="export_error")
        layout.addWidget(self._error)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        layout.addWidget(self._progress)
        going = line(spacing=8)
        self._said = label("", "muted", wrap=True, name="export_said")
        self._stop = button(self.tr("Cancel"), "export_cancel")
        self._stop.clicked.connect(model.stop_export)
        going.addWidget(self._said, 1)
        going.addWidget(self._stop)
        layout.addLayout(going)
        layout.addStretch(1)
        self._bindings.bind(model, "exported_bytes", self._on_bytes)
        self._bindings.bind(model, "export_advice", self._error.show_advice)
        self._bindings.listen(model.exported, self._on_exported)

    def _choose(self, form: ExportFormat) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the club"))
        dialog.setObjectName("export_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        safe = "".join(one if one.isalnum() or one in " -_" else "_" for one in self._name)
        dialog.selectFile(f"{safe.strip() or 'club'}.{form}")
        dialog.fileSelected.connect(lambda name: self._model.export(form, Path(name)))
        dialog.open()

    @property
    def _name(self) -> str:
        return self._model.community.name

    def _on_bytes(self, done: int | None) -> None:
        busy = done is not None
        self._page.setDisabled(busy)
        self._data.setDisabled(busy)
        self._progress.setVisible(busy)
        self._stop.setVisible(busy)
        if done is not None:
            words = self.tr("{size} saved so far")
            self._said.setText(words.format(size=QLocale().formattedDataSize(done)))
        else:
            self._said.clear()

    def _on_exported(self, where: str) -> None:
        self._said.setText(self.tr("Saved as {file}.").format(file=where))
