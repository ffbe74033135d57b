"""Saves an answer that a person gave, so that the AI can give it next time."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.helps import Learning
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import label

TITLE = 80


class LearnView(Dialog):
    def __init__(self, model: Learning, parent: QWidget | None) -> None:
        super().__init__("", "learn_dialog", parent, wide=36)
        self.set_title(self.tr("Save this answer to the knowledge?"))
        self._model = model
        model.setParent(self)
        self._bindings = Bindings()
        said = self.tr("The AI can answer this by itself next time. Take out what is private.")
        self.body.addWidget(label(said, "muted", wrap=True))
        self.body.addWidget(label(self.tr("Title"), "section"))
        self.title_field = QLineEdit(_first(model.question))
        self.title_field.setObjectName("learn_title")
        self.title_field.setAccessibleName(self.tr("Title"))
        self.title_field.setMaxLength(200)
        self.body.addWidget(self.title_field)
        self.body.addWidget(label(self.tr("Question and answer"), "section"))
        self.text = QPlainTextEdit(self._prefill())
        self.text.setObjectName("learn_text")
        self.text.setAccessibleName(self.tr("Question and answer"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(8 * self.fontMetrics().lineSpacing())
        self.body.addWidget(self.text)
        self.add_cancel("learn_leave", self.tr("Not this one"))
        self._save = self.add_button(self.tr("Save"), "learn_save", "primary")
        self._save.clicked.connect(self._on_save)
        for field in (self.title_field, self.text):
            field.textChanged.connect(self._fit_button)
        self.error.retry_requested.connect(self._on_save)
        self._bindings.bind(model, "busy", lambda _busy: self._fit_button())
        self._bindings.bind(model, "advice", self._on_advice)
        self._bindings.listen(model.saved, self.accept)
        self.finished.connect(lambda _how: self._bindings.release())
        self._fit_button()
        for remedy in reversed(self.error.findChildren(QPushButton)):
            self.setTabOrder(self.text, remedy)

    def _prefill(self) -> str:
        parts = (self._model.question, self._model.answer)
        return "\n\n".join(part for part in parts if part)

    def _fit_button(self) -> None:
        filled = self.title_field.text().strip() and self.text.toPlainText().strip()
        self._save.setEnabled(bool(filled) and not self._model.busy)
        self._save.setText(self.tr("Saving…") if self._model.busy else self.tr("Save"))

    def _on_advice(self, advice: Advice | None) -> None:
        self.error.show_advice(advice)

    def _on_save(self) -> None:
        self._model.save(self.title_field.text(), self.text.toPlainText())


def _first(text: str) -> str:
    """The question in one line, short enough for a title."""
    flat = " ".join(text.split())
    return flat if len(flat) <= TITLE else f"{flat[: TITLE - 1]}…"
