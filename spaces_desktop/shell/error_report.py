"""A bug of ours, said in a dialog beside the work: one at a time, with details to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import label


class ErrorReport(Dialog):
    """Not modal: what one was doing goes on. Further bugs are added to the one that is open."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "error_report", parent, wide=34, tall=24)
        self.set_title(self.tr("Something went wrong inside Spaces"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._details: list[str] = []
        said = self.tr(
            "Nothing you wrote is lost. If it happens again, send these details to whoever runs "
            "your space. They contain no passwords and none of your messages."
        )
        self.body.addWidget(label(said, "muted", wrap=True))
        self._count = label("", "small", name="error_report_count")
        self.body.addWidget(self._count)
        self.text = QPlainTextEdit()
        self.text.setObjectName("error_report_details")
        self.text.setAccessibleName(self.tr("Details"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        copy = self.add_button(self.tr("Copy details"), "error_report_copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.add_button(self.tr("Close"), "error_report_close", "primary").clicked.connect(
            self.close
        )

    def add(self, details: str) -> None:
        """Show one more; a closed dialog begins afresh."""
        if not self.isVisible():
            self._details.clear()
        if details not in self._details:
            self._details.append(details)
        more = len(self._details)
        text = self.tr("{count} different errors so far").format(count=more)
        self._count.setText(text)
        self._count.setVisible(more > 1)
        self.text.setPlainText("\n\n".join(self._details))
        if not self.isVisible():
            self.show()
