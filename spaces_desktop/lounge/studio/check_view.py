"""Was this made here? A file is dropped or chosen, and the answer stands beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar

from embedded_server.contracts.voice import VoiceCheck
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.studio.checking import CheckModel
from spaces_desktop.lounge.studio.parts_view import VerdictLine
from spaces_desktop.lounge.studio.words import check_words
from spaces_desktop.widgets.drop_area import DropArea
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Elided, button, column, label, line
from spaces_desktop.widgets.theme import Themes


class CheckCard(QFrame):
    def __init__(self, model: CheckModel, themes: Themes) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("studio_check")
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 16, 8)
        layout.addWidget(label(self.tr("Was this made here?"), "strong", wrap=True))
        text = self.tr(
            "Give it a sound that you came across. It is compared with all that the voice of this"
            " lounge has ever said, also where it was cut or made smaller, and is not kept."
        )
        layout.addWidget(label(text, "muted", wrap=True))
        drop = DropArea("studio_drop")
        row = line(drop, margin=12, spacing=8)
        row.addWidget(Elided(self.tr("Drop a sound here"), "muted"), 1)
        self.choose = button(self.tr("Choose a file"), "studio_choose_file")
        self.choose.clicked.connect(self._on_choose)
        row.addWidget(self.choose)
        drop.dropped.connect(model.check)
        layout.addWidget(drop)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Sending the sound"))
        layout.addWidget(self.progress)
        self.name = Elided("", "small", "studio_checked_name")
        layout.addWidget(self.name)
        self.verdict = VerdictLine(themes, "studio_checked")
        layout.addWidget(self.verdict)
        self.error = ErrorStrip(name="studio_check_error")
        self.error.retry_requested.connect(model.again)
        layout.addWidget(self.error)
        bind = self._bindings.bind
        bind(model, "name", self._show_name)
        bind(model, "progress", self._show_progress)
        bind(model, "found", self._show_found)
        bind(model, "form_advice", self.error.show_advice)

    def release(self) -> None:
        self._bindings.release()

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a sound"))
        dialog.setObjectName("studio_files")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._model.check([Path(path)]))
        dialog.open()

    def _show_name(self, name: str) -> None:
        self.name.setText(name)
        self.name.setToolTip(name)
        self.name.setVisible(bool(name))

    def _show_progress(self, progress: float | None) -> None:
        self.progress.setVisible(progress is not None)
        self.progress.setValue(round(100 * (progress or 0.0)))

    def _show_found(self, found: VoiceCheck | None) -> None:
        self.verdict.setVisible(found is not None)
        if found is not None:
            self.verdict.show_verdict(check_words(found), is_said=True)
