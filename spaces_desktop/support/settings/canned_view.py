"""The dialog of ready-made answers: the list with a search, and the one that is being written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from spaces_desktop.kernel.phase import Phase
from spaces_desktop.support.settings.canned import MOST_SHORTCUT, CannedModel, Draft
from spaces_desktop.support.settings.variables import KNOWN
from spaces_desktop.widgets.controls import SearchField
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import Empty, button, column, frame, label, line, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

WIDE, HIGH = 54, 40
SIDE = 15
"""In lines' heights: the dialog, and the list in it."""
LINES = 5


class CannedView(FormDialog):
    def __init__(self, model: CannedModel, themes: Themes, parent: QWidget) -> None:
        """Takes the model over and closes it with itself."""
        super().__init__("", "canned", parent, wide=WIDE, tall=HIGH)
        self.set_title(self.tr("Ready-made answers"))
        model.setParent(self)
        self._model = model
        self._themes = themes
        about = self.tr("In a conversation type / and the shortcut to put one in.")
        self.body.addWidget(label(about, "muted", wrap=True))
        whole = QWidget()
        row = line(whole, 0, 16)
        row.addWidget(self._build_list())
        self._right = QStackedWidget()
        self._none = Empty("", self.tr("Choose an answer to change it, or write a new one."))
        self._right.addWidget(self._none)
        self._form = scroller(self._build_form(), self.tr("Ready-made answers"))
        self._right.addWidget(self._form)
        row.addWidget(self._right, 1)
        first = button(self.tr("Write the first one"), "canned_first", "primary")
        first.clicked.connect(self.begin)
        empty = Empty(
            self.tr("No ready-made answers yet"),
            self.tr("What your people type again and again is here by its shortcut."),
            first,
            picture="reply",
            themes=themes,
        )
        self._empty = empty
        self._states = StateStack(whole, themes, empty, name="canned")
        self._states.retry_requested.connect(model.load)
        self.body.addWidget(self._states, 1)
        self.bindings.bind(model, "advice", self._states.show_advice)
        self.bindings.bind(model, "phase", lambda _phase: self._on_phase())
        fields = self.follow(model, lambda: None)
        fields.add("shortcut", self._shortcut, self._column)
        fields.add("text", self._text, self._column)
        self._said = label("", "good", name="canned_said")
        self.buttons.insertWidget(0, self._delete)
        self.buttons.insertWidget(1, self._said)
        self.add_both(self.tr("Close"), self._save)
        self.bindings.bind(model, "draft", self._on_draft)
        self.bindings.bind(model, "is_dirty", lambda _dirty: self._show_save())
        self.bindings.listen(model.saved, self._on_saved)
        self.finished.connect(lambda _result: model.close())
        model.load()

    def begin(self) -> None:
        self._guard(self._begin)

    def reject(self) -> None:
        self._guard(super().reject)

    def insert_variable(self, name: str) -> None:
        """At the cursor, with room for a word where the value is missing."""
        fallback = {"customer.name": self.tr("there")}.get(name, "")
        self._text.insertPlainText(f"{{{name}|{fallback}}}" if fallback else f"{{{name}}}")
        self._text.setFocus()

    def _build_list(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE * self.fontMetrics().height())
        layout = column(side, 0, 8)
        search = SearchField(self.tr("Find an answer"), "canned_search", self._themes)
        search.searched.connect(self._model.search)
        search.textChanged.connect(self._model.search)
        layout.addWidget(search)
        title = self.tr("Ready-made answers")
        self.list = EntryList("canned_list", title, self._model.entries, self._themes)
        self.list.chosen.connect(self._on_chosen)
        layout.addWidget(self.list, 1)
        new = button(self.tr("New answer"), "canned_new", "link")
        dress(new, "add", self._themes, "accent")
        new.clicked.connect(self.begin)
        layout.addWidget(new)
        return side

    def _build_form(self) -> QWidget:
        made = QWidget()
        self._column = column(made, 0, 6)
        self._shortcut = QLineEdit()
        self._shortcut.setMaxLength(MOST_SHORTCUT + 1)
        self._shortcut.setPlaceholderText(self.tr("such as hello"))
        captioned(self._column, self.tr("Shortcut"), self._shortcut, "canned_shortcut")
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(LINES * self.fontMetrics().lineSpacing() + 16)
        captioned(self._column, self.tr("Text"), self._text, "canned_text")
        self._column.addLayout(self._build_variables())
        self._column.addWidget(label(self.tr("A customer reads"), "section"))
        bubble = frame("bubble")
        self._preview = label("", wrap=True, name="canned_preview")
        column(bubble, 12, 0).addWidget(self._preview)
        self._column.addWidget(bubble)
        self._odd = label("", "small", wrap=True, name="canned_odd")
        self._column.addWidget(self._odd)
        self._delete = button(self.tr("Delete"), "canned_delete", "danger")
        self._delete.clicked.connect(self.delete)
        self._save = button(self.tr("Save"), "canned_save", "primary")
        self._save.clicked.connect(self._model.save)
        self._shortcut.textEdited.connect(lambda _text: self._tell())
        self._text.textChanged.connect(self._tell)
        return made

    def _build_variables(self) -> QGridLayout:
        words = {
            "customer.name": self.tr("Customer"),
            "agent.name": self.tr("Your name"),
            "community.name": self.tr("Brand"),
            "conversation.number": self.tr("Number"),
        }
        grid = QGridLayout()
        grid.setSpacing(4)
        for at, name in enumerate(KNOWN):
            made = button(words[name], f"variable_{name}", "segment")
            made.setAutoDefault(False)
            made.setToolTip(f"{{{name}}}")
            made.setAccessibleDescription(self.tr("Puts it in where you are writing"))
            made.clicked.connect(lambda _on=False, which=name: self.insert_variable(which))
            grid.addWidget(made, at // 2, at % 2)
        return grid

    def delete(self) -> None:
        draft = self._model.draft
        if draft is None or not draft.id:
            self._model.discard()
            return
        ask_first(
            self,
            "canned_delete_ask",
            self.tr("Delete /{shortcut}?").format(shortcut=draft.shortcut),
            self.tr("Nobody can put it in any more. What was sent with it stays."),
            (self.tr("Delete"), self.tr("Keep it")),
            self._model.delete,
        )

    def _begin(self) -> None:
        self._model.begin()
        self.list.select("")
        self._states.show_phase(Phase.READY)
        self._shortcut.setFocus()

    def _on_chosen(self, reply_id: str) -> None:
        draft = self._model.draft
        if draft is not None and draft.id == reply_id:
            return
        if self._model.is_dirty and draft is not None:
            self.list.select(draft.id)
        self._guard(lambda: self._choose(reply_id))

    def _choose(self, reply_id: str) -> None:
        self._model.choose(reply_id)
        self.list.select(reply_id)

    def _guard(self, act: Callable[[], object]) -> None:
        """Ask first where something that was typed would be lost."""
        if not self._model.is_dirty:
            act()
            return
        ask_first(
            self,
            "canned_discard",
            self.tr("Go on without saving?"),
            self.tr("What you changed in this answer has not been saved yet."),
            (self.tr("Discard the changes"), self.tr("Keep editing")),
            lambda: self._discard_and(act),
        )

    def _discard_and(self, act: Callable[[], object]) -> None:
        self._model.discard()
        act()

    def _tell(self) -> None:
        self._said.clear()
        self._model.edit(self._shortcut.text(), self._text.toPlainText())

    def _on_phase(self) -> None:
        """A first one that is being written is no empty place any more."""
        phase = self._model.phase
        is_writing = phase is Phase.EMPTY and self._model.draft is not None
        self._states.show_phase(Phase.READY if is_writing else phase)

    def _on_draft(self, draft: Draft | None) -> None:
        self._right.setCurrentWidget(self._none if draft is None else self._form)
        self._on_phase()
        self._delete.setVisible(draft is not None and bool(draft.id))
        self._save.setVisible(draft is not None)
        if draft is None:
            return
        if self._shortcut.text().removeprefix("/") != draft.shortcut:
            self._shortcut.setText(draft.shortcut)
        if self._text.toPlainText() != draft.text:
            self._text.blockSignals(True)
            self._text.setPlainText(draft.text)
            self._text.blockSignals(False)
            self._text.moveCursor(QTextCursor.MoveOperation.End)
        preview = self._model.preview()
        self._preview.setText(preview or self.tr("(nothing yet)"))
        odd = self._model.odd_variables
        words = self.tr("There is no {names}. Use the buttons above for what is filled in.")
        names = ", ".join(f"{{{name}}}" for name in odd)
        self._odd.setText(words.format(names=names))
        self._odd.setVisible(bool(odd))
        self._show_save()

    def _show_save(self) -> None:
        self._save.setEnabled(self._model.is_dirty and not self._model.odd_variables)

    def _on_saved(self, shortcut: str) -> None:
        self._said.setText(self.tr("Saved /{shortcut}.").format(shortcut=shortcut))
        draft = self._model.draft
        if draft is not None:
            self.list.select(draft.id)
