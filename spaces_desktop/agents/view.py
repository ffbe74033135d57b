"""The dialog that adds an agent: who it is, what answers, and what it knows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from spaces_desktop.agents.new_agent import AgentForm, FileState, KnowledgeItem, NewAgentModel
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.widgets.controls import Choice, tool
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, clear, column, frame, label, line, scroller
from spaces_desktop.widgets.theme import Themes


class NewAgentView(FormDialog):
    def __init__(
        self,
        model: NewAgentModel,
        themes: Themes,
        parent: QWidget | None = None,
        *,
        hint: str = "",
    ) -> None:
        """`hint` says what it is for where that is not a club's thread."""
        super().__init__("", "new_agent", parent, tall=38)
        title = self.tr("Add an agent")
        self.set_title(title)
        self.setAcceptDrops(True)
        self._model = model
        self._themes = themes
        layout = self.body
        hint = hint or self.tr("It answers in this club when somebody asks it with @.")
        layout.addWidget(label(hint, "muted", wrap=True))
        self._form = QWidget()
        form = column(self._form, 0, 6)
        layout.addWidget(scroller(self._form, title), 1)
        self._advised: QWidget | None = None
        """The field that the error is about."""
        self.error.retry_requested.connect(self._submit)
        self._fields = FieldErrors(self.error, self.outer, model.edited)
        self._build_who(form)
        self._build_provider(form)
        self._build_knowledge(form)
        self._done = button(self.tr("Add the agent"), "new_agent_submit", "primary")
        self._done.clicked.connect(self._submit)
        self._cancel = self.add_both(self.tr("Cancel"), self._done)

        self.bindings.bind(model, "files", self._on_files)
        self.bindings.bind(model, "busy", self._on_busy)
        self.bindings.bind(model, "has_remains", lambda _it: self._on_busy(model.busy))
        self.bindings.bind(model, "advice", self._on_advice)
        self.bindings.listen(model.finished, self._on_finished)
        self._name.setFocus()

    def reject(self) -> None:
        """Esc, the window's own close button and Cancel: stop, and leave nothing half made."""
        self._model.give_up()
        super().reject()

    def _build_who(self, layout: QVBoxLayout) -> None:
        self._name = QLineEdit()
        captioned(layout, self.tr("Name"), self._name, "agent_name")
        self._name.setMaxLength(80)
        self._fields.add("name", self._name, layout)
        self._persona = QPlainTextEdit()
        captioned(layout, self.tr("Persona"), self._persona, "agent_persona")
        self._persona.setPlaceholderText(self.tr("Who it is, how it speaks, what it is for"))
        self._persona.setTabChangesFocus(True)
        self._persona.setFixedHeight(76)
        self._fields.add("persona", self._persona, layout)

    def _build_provider(self, layout: QVBoxLayout) -> None:
        self._provider = Choice()
        self._provider.addItem(self.tr("Built in: finds answers in its files, works offline"))
        self._provider.addItem(self.tr("OpenAI-compatible server"))
        captioned(layout, self.tr("Answered by"), self._provider, "agent_provider")
        self._remote = QFrame()
        fields = column(self._remote, 0, 6)
        self._base_url, self._model_name, self._key = QLineEdit(), QLineEdit(), QLineEdit()
        captioned(fields, self.tr("Server address"), self._base_url, "agent_base_url")
        self._base_url.setPlaceholderText("http://127.0.0.1:11434/v1")
        captioned(fields, self.tr("Model"), self._model_name, "agent_model")
        captioned(fields, self.tr("API key (if the server needs one)"), self._key, "agent_key")
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        for path, edit, most in (
            ("provider.baseUrl", self._base_url, 2048),
            ("provider.model", self._model_name, 200),
            ("provider.apiKey", self._key, 4096),
        ):
            edit.setMaxLength(most)
            self._fields.add(path, edit, fields)
        layout.addWidget(self._remote)
        self._remote.hide()
        self._provider.currentIndexChanged.connect(lambda at: self._remote.setVisible(at == 1))
        self._context = QSpinBox()
        self._context.setRange(0, 200)
        self._context.setValue(20)
        captioned(
            layout, self.tr("Messages it reads with a question"), self._context, "agent_context"
        )

    def _build_knowledge(self, layout: QVBoxLayout) -> None:
        layout.addSpacing(4)
        layout.addWidget(label(self.tr("What it knows"), "section"))
        hint = self.tr("Text, Markdown or PDF files to answer from. Drop them here.")
        self._no_files = label(hint, "small", wrap=True)
        layout.addWidget(self._no_files)
        self._files = QWidget()
        self._file_rows = column(self._files, 0, 4)
        area = scroller(self._files, self.tr("What it knows"))
        layout.addWidget(area)
        self._file_area = area
        add = button(self.tr("Choose files"), "agent_add_files")
        dress(add, "file", self._themes)
        add.clicked.connect(self._choose_files)
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        for remedy in self.error.findChildren(QPushButton):
            QWidget.setTabOrder(add, remedy)

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Files the agent answers from"))
        dialog.setObjectName("knowledge_files")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Text, Markdown, PDF (*.txt *.md *.markdown *.pdf)"))
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, names: list[str]) -> None:
        self._model.add_files([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls()]
        self._model.add_files([Path(name) for name in local if name])

    def _submit(self) -> None:
        self._model.submit(
            AgentForm(
                name=self._name.text(),
                persona=self._persona.toPlainText(),
                is_openai=self._provider.currentIndex() == 1,
                base_url=self._base_url.text(),
                model=self._model_name.text(),
                api_key=self._key.text(),
                context_messages=self._context.value(),
            )
        )

    def _on_files(self, files: tuple[KnowledgeItem, ...]) -> None:
        clear(self._file_rows)
        for item in files:
            self._file_rows.addWidget(self._file_row(item))
        self._file_rows.addStretch(1)
        self._no_files.setVisible(not files)
        self._file_area.setVisible(bool(files))
        self._file_area.setFixedHeight(min(3, len(files)) * 46 + 2)

    def _file_row(self, item: KnowledgeItem) -> QFrame:
        bad = item.state in (FileState.FAILED, FileState.REFUSED)
        made = frame("error" if bad else "card")
        row = line(made, spacing=8)
        row.setContentsMargins(12, 4, 4, 4)
        name = label(item.title, "strong")
        name.setToolTip(str(item.path))
        row.addWidget(name)
        words = item.note
        if item.state is FileState.UPLOADING:
            words = self.tr("Reading…")
        elif item.state is FileState.DONE:
            words = self.tr("Read: {passages}").format(passages=item.note)
        elif item.state is FileState.REFUSED:
            words = self.tr("{why} It is skipped.").format(why=item.note)
        row.addWidget(label(words, "small", wrap=True), 1)
        if item.state is not FileState.UPLOADING:
            words = self.tr("Remove {name}").format(name=item.title)
            drop = tool("agent_drop_file", words, "close", self._themes)
            drop.clicked.connect(lambda: self._model.remove_file(item))
            row.addWidget(drop)
        made.setMinimumHeight(40)
        return made

    def _on_busy(self, busy: bool) -> None:
        self._form.setEnabled(not busy)
        self._done.setEnabled(not busy)
        self.progress.setVisible(busy)
        if not busy and self._advised is not None:
            self._advised.setFocus()  # nothing disabled takes the cursor
        words, tip = self.tr("Cancel"), ""
        if busy or self._model.has_remains:
            words = self.tr("Stop and discard") if busy else self.tr("Discard the agent")
            tip = self.tr("The agent and the files it has read so far are deleted.")
        self._cancel.setText(words)
        self._cancel.setToolTip(tip)

    def _on_advice(self, _advice: object) -> None:
        self._advised = self._fields.place(self._model.advice)
        self.error.show_advice(self._model.advice)
        if self._advised is not None:
            self._advised.setFocus()

    def _on_finished(self, _agent_id: str) -> None:
        self.accept()
