"""What an agent knows: its texts with how often each was cited, and files on their way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

from embedded_server.contracts.agents import KnowledgeDocument
from spaces_desktop.agents.knowledge import KnowledgeModel, Upload
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.moments import when
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.panes import Empty, button, clear, column, frame, label, line, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

TALL = 220


class KnowledgePage(QWidget):
    def __init__(self, model: KnowledgeModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 12, 8)
        row = line(spacing=8)
        files = button(self.tr("Add files"), "agent_add_files", "primary")
        files.clicked.connect(self._choose_files)
        text = button(self.tr("Paste text"), "agent_add_text")
        text.clicked.connect(lambda: PasteView(model, self).open())
        row.addWidget(files)
        row.addWidget(text)
        row.addStretch(1)
        layout.addLayout(row)
        hint = self.tr("Text, Markdown or PDF; drop files anywhere in this window.")
        layout.addWidget(label(hint, "small", wrap=True))
        self._error = ErrorStrip(name="knowledge_error")
        layout.addWidget(self._error)
        going = QWidget()
        self._going = column(going, 0, 6)
        layout.addWidget(going)
        inside = QWidget()
        self._rows = column(inside, 0, 6)
        area = scroller(inside, self.tr("What it knows"))
        none = Empty(
            self.tr("No knowledge yet"),
            self.tr("Add files: it answers from them and says which ones it used."),
            picture="book",
            themes=themes,
        )
        self._states = StateStack(area, themes, none, name="knowledge")
        self._states.retry_requested.connect(model.load)
        layout.addWidget(self._states, 1)
        bind = self._bindings.bind
        self._states.follow(self._bindings, model)
        bind(model, "act_advice", self._error.show_advice)
        bind(model, "uploads", self._on_uploads)
        bind(model, "documents", lambda _it: self._show())
        bind(model, "updated", lambda _it: self._show())
        self._bindings.listen(model.rereading.missing_changed, self._show)

    def release(self) -> None:
        self._bindings.release()

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Files the agent answers from"))
        dialog.setObjectName("knowledge_files")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Text, Markdown, PDF (*.txt *.md *.markdown *.pdf)"))
        dialog.filesSelected.connect(
            lambda names: self._model.add_files([Path(name) for name in names])
        )
        dialog.open()

    def _on_uploads(self, uploads: tuple[Upload, ...]) -> None:
        clear(self._going)
        for one in uploads:
            self._going.addWidget(self._upload_row(one))

    def _upload_row(self, one: Upload) -> QFrame:
        made = frame("error" if one.problem else "card")
        layout = column(made, 8, 4)
        layout.setContentsMargins(12, 6, 6, 6)
        row = line(spacing=8)
        row.addWidget(label(one.title, "strong", wrap=True), 1)
        if one.problem and one.can_retry:
            again = button(self.tr("Try again"), "upload_retry", "link")
            again.clicked.connect(lambda: self._model.retry(one.key))
            row.addWidget(again)
        words = self.tr("Remove {name}") if one.problem else self.tr("Stop reading {name}")
        stop = tool("upload_cancel", words.format(name=one.title), "close", self._themes)
        stop.clicked.connect(lambda: self._model.cancel(one.key))
        row.addWidget(stop)
        layout.addLayout(row)
        if one.problem:
            layout.addWidget(label(one.problem, wrap=True))
            return made
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0 if one.is_read else max(1, one.total))
        bar.setValue(one.done)
        bar.setAccessibleName(words.format(name=one.title))
        layout.addWidget(bar)
        size = QLocale().formattedDataSize
        said = self.tr("Reading…")
        if one.total and not one.is_read:
            said = self.tr("{done} of {total}").format(done=size(one.done), total=size(one.total))
        layout.addWidget(label(said, "small"))
        return made

    def _show(self) -> None:
        clear(self._rows)
        for one in self._model.documents:
            self._rows.addWidget(self._row(one))
        self._rows.addStretch(1)

    def _row(self, one: KnowledgeDocument) -> QFrame:
        made = frame("card")
        row = line(made, spacing=8)
        row.setContentsMargins(12, 8, 6, 8)
        words = QWidget()
        texts = column(words, 0, 2)
        title = label(one.title, "strong", wrap=True)
        source = self._model.rereading.book.get(one.id)
        title.setToolTip(one.title if source is None else source.path)
        texts.addWidget(title)
        texts.addWidget(label(self._about(one), "small", wrap=True))
        row.addWidget(words, 1)
        forget = self.tr("Forget {name}").format(name=one.title)
        drop = tool("document_forget", forget, "close", self._themes)
        drop.clicked.connect(lambda: self._ask_forget(one))
        row.addWidget(drop)
        return made

    def _about(self, one: KnowledgeDocument) -> str:
        size = self.tr("{count} characters").format(count=QLocale().toString(one.characters))
        pieces = self.tr("1 passage")
        if one.passages != 1:
            pieces = self.tr("{count} passages").format(count=one.passages)
        cited = self.tr("never cited")
        if one.cited_count and one.last_cited_at is not None:
            cited = self.tr("cited {count} times, last {when}").format(
                count=one.cited_count, when=when(one.last_cited_at)
            )
        parts = [size, pieces, cited]
        if one.id in self._model.updated:
            parts.append(self.tr("updated from its file"))
        elif one.id in self._model.rereading.missing:
            parts.append(self.tr("its file is missing"))
        return " · ".join(parts)

    def _ask_forget(self, one: KnowledgeDocument) -> None:
        ask_first(
            self,
            "forget_document",
            self.tr("Forget {name}?").format(name=one.title),
            self.tr("The agent no longer answers from it. The file on your disk stays."),
            (self.tr("Forget"), self.tr("Keep it")),
            lambda: self._model.forget(one.id),
        )


class PasteView(FormDialog):
    """A text that is no file."""

    def __init__(self, model: KnowledgeModel, parent: QWidget) -> None:
        super().__init__("", "paste_text", parent)
        self.set_title(self.tr("Paste text"))
        self._model = model
        self._title = QLineEdit()
        self._title.setObjectName("paste_title")
        self._title.setMaxLength(200)
        self._text = QPlainTextEdit()
        self._text.setObjectName("paste_words")
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(TALL)
        captioned(self.body, self.tr("Title"), self._title)
        captioned(self.body, self.tr("Text"), self._text)
        fields = FieldErrors(self.error, self.outer, lambda: self.error.show_advice(None))
        fields.add("title", self._title, self.body)
        fields.add("text", self._text, self.body)
        self._places = fields
        done = button(self.tr("Add"), "paste_submit", "primary")
        done.clicked.connect(self._submit)
        self.add_both(self.tr("Cancel"), done)

    def _submit(self) -> None:
        if self._model.add_text(self._title.text(), self._text.toPlainText()):
            self.accept()
            return
        self._places.place(self._model.act_advice)
        self.error.show_advice(self._model.act_advice)
