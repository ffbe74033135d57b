"""The page on which a space is made or changed: first a template, then all that belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from embedded_server.contracts.playground import MAX_TAG, MAX_TAGS
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.editor.code_view import CodeEdit
from spaces_desktop.playground.editor.definition import Checked, formatted
from spaces_desktop.playground.editor.model import EditorModel, SpaceDraft
from spaces_desktop.playground.editor.preview_view import Preview, ShowPage
from spaces_desktop.playground.editor.templates import Template, templates
from spaces_desktop.widgets.chips_field import ChipsField
from spaces_desktop.widgets.choice import Choice
from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.flow import Flow
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.panes import Header, button, column, frame, label, line, scroller
from spaces_desktop.widgets.theme import Themes

TALL, CARD, LEAST, LINES = 6, 17, 14, 12
"""A description's height, the least width of a template and of the form, and the least height of
the definition, in lines' heights."""
MOST_PEOPLE = 1000


class EditorView(QFrame):
    closed = Signal()

    def __init__(
        self,
        model: EditorModel,
        themes: Themes,
        categories: tuple[str, ...] = (),
        show_page: ShowPage | None = None,
    ) -> None:
        """`show_page` shows the page of an address in the window, as nobody in no session."""
        super().__init__()
        self._show_page = show_page
        self.setObjectName("space_editor")
        self.setProperty("role", "pane")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        self._is_showing = False
        layout = column(self, 0, 0)
        is_new = model.space is None
        title = self.tr("Create a space") if is_new else self.tr("Edit the space")
        layout.addWidget(Header(title, "" if model.space is None else model.space.name))
        self._pages = QStackedWidget()
        self._choosing = self._build_templates()
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(self._build_form(categories))
        self._both.addWidget(self._build_definition())
        self._both.setStretchFactor(0, 2)
        self._both.setStretchFactor(1, 3)
        for page in (self._choosing, self._both):
            self._pages.addWidget(page)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._build_foot())
        self._fields = self._follow()
        bind = self._bindings.bind
        bind(model, "draft", self._show)
        bind(model, "checked", self._show_checked)
        bind(model, "refused_at", lambda _it: self._show_checked(model.checked))
        bind(model, "form_advice", self._show_advice)
        bind(model, "busy", self._save.setDisabled)

    def release(self) -> None:
        self._tags.take()
        self._bindings.release()
        self.preview.release()

    def _build_templates(self) -> QWidget:
        inside = QWidget()
        layout = column(inside, 24, 12)
        layout.addWidget(label(self.tr("What do you want to do together?"), "title", wrap=True))
        hint = self.tr("Everything can be changed afterwards.")
        layout.addWidget(label(hint, "muted", wrap=True))
        box = QWidget()
        flow = Flow(box, 12, least=CARD)
        for one in templates():
            made = Choice(one.title, one.about, f"template_{one.key}", one.picture, self._themes)
            made.clicked.connect(lambda _on=False, which=one: self._begin_with(which))
            flow.addWidget(made)
        layout.addWidget(box)
        layout.addStretch(1)
        return scroller(inside, self.tr("Templates"))

    def _build_form(self, categories: tuple[str, ...]) -> QWidget:
        inside = QWidget()
        form = self._form = column(inside, 16, 4)
        self._name = QLineEdit()
        self._name.setMaxLength(80)
        captioned(form, self.tr("Name"), self._name, "space_name")
        self._description = QPlainTextEdit()
        self._description.setTabChangesFocus(True)
        self._description.setFixedHeight(TALL * self.fontMetrics().height())
        self._description.setPlaceholderText(self.tr("What do people do here?"))
        captioned(form, self.tr("Description"), self._description, "space_description")
        self._category = QComboBox()
        self._category.setEditable(True)
        self._category.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._category.setMinimumContentsLength(6)
        self._category.addItems(["", *categories])
        typed = self._category.lineEdit()
        assert typed is not None
        self._category_text = typed
        typed.setMaxLength(40)
        typed.setPlaceholderText(self.tr("Games, learning, meetings…"))
        captioned(form, self.tr("Category"), self._category, "space_category")
        self._tags = ChipsField(
            "space_tags",
            self.tr("Tags"),
            self.tr("Type a tag, then Enter"),
            self._themes,
            most=MAX_TAGS,
            longest=MAX_TAG * 4,
        )
        captioned(form, self.tr("Tags"), self._tags)
        form.addSpacing(8)
        self._public = Toggle(
            self.tr("Everybody on this server sees it"), "space_public", self._themes
        )
        form.addWidget(self._public)
        self._limited = Toggle(self.tr("Limit how many take part"), "space_limited", self._themes)
        form.addWidget(self._limited)
        self._most = QSpinBox()
        self._most.setRange(1, MOST_PEOPLE)
        self._most.setValue(10)
        self._most.setObjectName("space_most")
        self._most.setAccessibleName(self.tr("Most participants in one session"))
        form.addWidget(self._most)
        form.addStretch(1)
        self._name.textEdited.connect(lambda text: self._model.change(name=text))
        self._description.textChanged.connect(
            lambda: self._change(description=self._description.toPlainText())
        )
        self._category.editTextChanged.connect(lambda text: self._change(category=text))
        self._tags.changed.connect(lambda: self._change(tags=self._tags.words))
        self._public.toggled.connect(lambda on: self._change(is_public=on))
        self._limited.toggled.connect(lambda _on: self._on_most())
        self._most.valueChanged.connect(lambda _most: self._on_most())
        area = scroller(inside, self.tr("About the space"))
        area.setMinimumWidth(LEAST * self.fontMetrics().height())
        return area

    def _build_definition(self) -> QWidget:
        page = frame("pane")
        layout = self._side = column(page, 16, 8)
        head = line(spacing=8)
        head.addWidget(label(self.tr("Definition"), "section"), 1)
        self._format = button(self.tr("Format"), "definition_format", "link")
        self._format.clicked.connect(self._on_format)
        head.addWidget(self._format)
        layout.addLayout(head)
        self._code = CodeEdit("definition_text", self.tr("Definition as JSON"), self._themes)
        self._code.textChanged.connect(lambda: self._change(definition=self._code.toPlainText()))
        self._code.setMinimumHeight(LINES * self.fontMetrics().height())
        layout.addWidget(self._code, 3)
        self._state = label("", "small", wrap=True, name="definition_state")
        layout.addWidget(self._state)
        self.preview = Preview(self._themes, self._show_page)
        layout.addWidget(self.preview)
        area = scroller(page, self.tr("Definition"))
        area.setMinimumWidth(LEAST * self.fontMetrics().height())
        return area

    def _build_foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("role", "foot")
        self._foot = column(foot, 12, 8)
        self._error = ErrorStrip(name="space_form_error")
        self._error.retry_requested.connect(lambda: self._on_save())
        self._foot.addWidget(self._error)
        row = line(spacing=8)
        words = self.tr("What you typed before is here again.") if self._model.was_kept else ""
        row.addWidget(label(words, "muted", wrap=True, name="draft_kept"), 1)
        self._discard = button(self.tr("Discard"), "space_discard")
        self._discard.clicked.connect(self._on_discard)
        row.addWidget(self._discard)
        is_new = self._model.space is None
        verb = self.tr("Create the space") if is_new else self.tr("Save")
        self._save = button(verb, "space_save", "primary")
        self._save.clicked.connect(self._on_save)
        row.addWidget(self._save)
        self._foot.addLayout(row)
        return foot

    def _follow(self) -> FieldErrors:
        fields = FieldErrors(self._error, self._foot, self._model.edited)
        fields.add("name", self._name, self._form)
        fields.add("description", self._description, self._form)
        fields.add("definition", self._code, self._side)
        self._category_text.textEdited.connect(lambda _text: self._model.edited())
        self._tags.edited.connect(self._model.edited)
        return fields

    def _begin_with(self, template: Template) -> None:
        self._model.begin_with(template)
        self._name.setFocus()

    def _change(self, **values: object) -> None:
        if not self._is_showing:
            self._model.change(**values)

    def _on_most(self) -> None:
        self._most.setVisible(self._limited.isChecked())
        self._change(max_participants=self._most.value() if self._limited.isChecked() else 0)

    def _on_format(self) -> None:
        text = formatted(self._code.toPlainText())
        if text is None:
            faults = self._model.checked.faults
            if faults:
                self._code.go_to(faults[0])
        elif text != self._code.toPlainText():
            cursor = self._code.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(text)  # so that it can be undone

    def _on_save(self) -> None:
        self._tags.take()
        self._model.save()

    def _on_discard(self) -> None:
        self._model.discard()
        self.closed.emit()

    def _show(self, draft: SpaceDraft) -> None:
        self._is_showing = True
        is_chosen = bool(draft.template) or self._model.space is not None
        self._pages.setCurrentWidget(self._both if is_chosen else self._choosing)
        self._save.setVisible(is_chosen)
        self._discard.setVisible(is_chosen)
        if self._name.text() != draft.name:
            self._name.setText(draft.name)
        for field, text in ((self._description, draft.description), (self._code, draft.definition)):
            if field.toPlainText() != text:
                field.setPlainText(text)
        if self._category.currentText() != draft.category:
            self._category.setCurrentText(draft.category)
        self._tags.show_words(draft.tags)
        self._public.setChecked(draft.is_public)
        self._limited.setChecked(draft.max_participants > 0)
        if draft.max_participants:
            self._most.setValue(draft.max_participants)
        self._most.setVisible(draft.max_participants > 0)
        self._is_showing = False

    def _show_checked(self, checked: Checked) -> None:
        refused = self._model.refused_at
        faults = (*checked.faults, refused) if refused is not None else checked.faults
        self._code.show_faults(faults)
        if faults:
            words = self.tr("Line {line}: {words}")
            told = [words.format(line=one.line, words=one.words) for one in faults]
            self._state.setText("\n".join(told))
        else:
            self._state.setText(self.tr("This can be used."))
        role = "bad" if faults else "small"
        if self._state.property("role") != role:
            self._state.setProperty("role", role)
            self._state.style().unpolish(self._state)
            self._state.style().polish(self._state)
        self.preview.show_definition(checked.value)

    def _show_advice(self, advice: Advice | None) -> None:
        if advice is not None and advice.field.startswith("definition."):
            advice = Advice(advice.text, advice.can_retry, advice.details, "definition")
        field = self._fields.place(advice)
        self._error.show_advice(advice)
        if field is not None:
            field.setFocus()
