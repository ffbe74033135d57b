"""The middle of a console: an open conversation, what can be done with it, and what one writes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from embedded_server.contracts.support import Conversation
from spaces_desktop.chat.acts_view import RecentEmoji, ThreadActs
from spaces_desktop.chat.thread_view import ThreadPane
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.acts import Act
from spaces_desktop.support.console.conversation import OpenConversation
from spaces_desktop.support.console.help_view import CannedTrigger, HelpBar
from spaces_desktop.support.console.lines import Company
from spaces_desktop.support.console.model import ConsoleModel
from spaces_desktop.support.console.note_view import NoteField
from spaces_desktop.support.console.words import status_words
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, Header, button, column, line
from spaces_desktop.widgets.theme import Themes
from spaces_desktop.widgets.typing_ahead import hand_on


class ConversationView(QWidget):
    seen_changed = Signal()
    inspector_toggled = Signal(bool)

    def __init__(self, model: ConsoleModel, themes: Themes, emoji: RecentEmoji) -> None:
        super().__init__()
        self.setObjectName("conversation")
        self._model = model
        self._open: OpenConversation | None = None
        self._of_open = Bindings()
        layout = column(self, 0, 0)
        self.header = Header()
        self._build_acts(themes)
        layout.addWidget(self.header)
        strip = QWidget()
        around = column(strip, 0, 0)
        around.setContentsMargins(12, 8, 12, 8)
        self.error = ErrorStrip(name="conversation_error")
        around.addWidget(self.error)
        self._strip = strip
        layout.addWidget(strip)
        empty = Empty(
            self.tr("Nothing written yet"),
            self.tr("The customer has opened this conversation without writing."),
            picture="support",
            themes=themes,
        )
        self.help = HelpBar(themes)
        self.pane = ThreadPane(
            themes,
            empty,
            lambda writing, window: ThreadActs(writing, window, themes, emoji),
            below=(self.help,),
        )
        self.pane.composer.set_people(())
        self.note = NoteField(themes)
        around_note = line()
        around_note.setContentsMargins(16, 4, 16, 16)
        around_note.addWidget(self.note)
        inner = self.pane.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addLayout(around_note)
        layout.addWidget(self.pane, 1)
        self.canned = CannedTrigger(self.pane.composer, self)
        self.help.mode_chosen.connect(self._on_mode_chosen)
        self.help.canned_wanted.connect(self.begin_canned)
        self.note.submitted.connect(self._on_note)
        self.note.left.connect(self.reply)
        self.note.edit.textChanged.connect(self._on_note_typed)
        self.pane.composer.submitted.connect(self._on_replied)
        self.pane.dropped.connect(self.reply)

    def _build_acts(self, themes: Themes) -> None:
        self._main = button("", "act_main", "primary")
        self._main.clicked.connect(self._on_main)
        self._resolve = button(self.tr("Resolve"), "act_resolve", "primary")
        self._resolve.clicked.connect(self.resolve)
        self._tools: dict[Act, QToolButton] = {}
        for act, words, picture in (
            ("assign", self.tr("Assign to a colleague"), "assign"),
            ("release", self.tr("Put back in the queue"), "release"),
            ("to_ai", self.tr("Give back to the AI"), "agent"),
        ):
            made = tool(f"act_{act}", words, picture, themes)
            self._tools[act] = made  # type: ignore[index]  # the keys of the table are acts
            self.header.add(made)
        self._tools["assign"].clicked.connect(self.assign)
        self._tools["release"].clicked.connect(self.release_it)
        self._tools["to_ai"].clicked.connect(self._on_to_ai)
        self.header.add(self._main)
        self.header.add(self._resolve)
        self._inspect = tool(
            "console_inspector", self.tr("Customer, notes and what the AI did"), "panel", themes
        )
        self._inspect.setCheckable(True)
        self._inspect.setChecked(True)
        self._inspect.clicked.connect(self.inspector_toggled)
        self.header.add(self._inspect)

    @property
    def is_seen(self) -> bool:
        """Whether somebody really has the conversation before them."""
        return self._open is not None and self.isVisible() and self.isActiveWindow()

    def show_inspector_state(self, shown: bool) -> None:
        self._inspect.setChecked(shown)

    def show_open(self, one: OpenConversation | None) -> None:
        """Go over to another conversation; what was being written in the old one stays there."""
        self._of_open.release()
        self._open = one
        self.help.show_open(one)
        self.canned.show_open(one)
        self.pane.show_thread(None if one is None else one.talk)
        if one is None:
            return
        self.note.edit.blockSignals(True)
        self.note.set_text(self._model.note_draft(one.id))
        self.note.edit.blockSignals(False)
        bind = self._of_open.bind
        bind(one, "told", self._on_told)
        bind(one, "company", self._on_company)
        bind(one, "busy", lambda _busy: self._show_acts())
        bind(one, "advice", self._on_advice)
        bind(one, "mode", self._on_mode)
        bind(one.beside.notes, "busy", self.note.show_busy)
        bind(one.beside.notes, "advice", self.note.show_advice)
        self._of_open.listen(one.beside.notes.added, self._on_note_added)
        self._of_open.listen(one.text_wanted, self._on_text_wanted)

    def release(self) -> None:
        self.show_open(None)

    def reply(self) -> None:
        self._write("reply")

    def take_note(self) -> None:
        self._write("note")

    def begin_canned(self) -> None:
        if self._open is not None and self._open.is_mine:
            self.reply()
            self.canned.begin()

    def suggest(self) -> None:
        self.help.suggest_now()

    def assign(self) -> None:
        """Choose among who is online, with how much they have to do."""
        one = self._open
        if one is None or "assign" not in one.acts or one.busy:
            return
        menu = self._menu("assign_menu", self.tr("Assign to a colleague"))
        for agent in self._model.colleagues.others_online:
            words = self.tr("{name}: {count} open").format(
                name=agent.display_name, count=agent.open_count
            )
            entry = menu.addAction(words)
            entry.triggered.connect(partial(self._model.acts.assign, one.id, agent.user_id))
        if menu.isEmpty():
            none = menu.addAction(self.tr("No colleague is online"))
            none.setEnabled(False)
        self._pop(menu, self._tools["assign"])

    def resolve(self) -> None:
        """Say what became of it."""
        one = self._open
        if one is None or "resolve" not in one.acts or one.busy:
            return
        menu = self._menu("resolve_menu", self.tr("What became of it"))
        solved = menu.addAction(self.tr("Solved"))
        solved.triggered.connect(partial(self._model.acts.resolve, one.id, "solved"))
        unsolved = menu.addAction(self.tr("Not solved"))
        unsolved.triggered.connect(partial(self._model.acts.resolve, one.id, "unsolved"))
        menu.setActiveAction(solved)
        self._pop(menu, self._resolve)

    def release_it(self) -> None:
        if self._open is not None and "release" in self._open.acts:
            self._model.acts.release(self._open.id)

    def take_over(self) -> None:
        if self._open is not None and "take_over" in self._open.acts:
            self._model.acts.take_over(self._open.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that nothing here has made use of go into the reply."""
        if not hand_on(event, self.pane.composer):
            super().keyPressEvent(event)

    def _menu(self, name: str, title: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.setAccessibleName(title)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _pop(self, menu: QMenu, by: QWidget) -> None:
        beside = by if by.isVisible() else self.header
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))

    def _write(self, mode: str) -> None:
        if self._open is None:
            return
        self._open.mode = "note" if mode == "note" else "reply"
        field = self.note.edit if mode == "note" else self.pane.composer.edit
        field.setFocus()

    def _on_mode_chosen(self, mode: str) -> None:
        self._write(mode)

    def _on_mode(self, mode: str) -> None:
        self.pane.composer.setVisible(mode == "reply")
        self.note.setVisible(mode == "note")

    def _on_told(self, one: Conversation) -> None:
        held = self._open
        if held is None:
            return
        held.talk.barred = held.barred
        self._show_header(one)
        self._show_acts()

    def _show_header(self, one: Conversation) -> None:
        held = self._open
        company = Company() if held is None else held.company
        self.header.set_texts(one.customer.name, status_words(one, company))

    def _on_company(self, company: Company) -> None:
        if self._open is not None and self._open.told is not None:
            self._show_header(self._open.told)

    def _show_acts(self) -> None:
        held = self._open
        if held is None:
            return
        acts = held.acts
        free = not held.busy
        for act, made in self._tools.items():
            made.setVisible(act in acts)
            made.setEnabled(free)
        words = {"accept": self.tr("Accept"), "take_over": self.tr("Take over")}
        main = next((act for act in ("accept", "take_over") if act in acts), "")
        self._main.setText(words.get(main, ""))
        self._main.setVisible(bool(main))
        self._resolve.setVisible("resolve" in acts)
        self._restyle(self._resolve, "" if main else "primary")
        for one in (self._main, self._resolve):
            one.setEnabled(free)

    def _restyle(self, made: QPushButton, role: str) -> None:
        """Only one act is the one to be done next."""
        if made.property("role") != role:
            made.setProperty("role", role)
            made.style().unpolish(made)
            made.style().polish(made)

    def _on_main(self) -> None:
        held = self._open
        if held is None:
            return
        if "accept" in held.acts:
            self._model.acts.accept(held.id)
        else:
            self.take_over()

    def _on_to_ai(self) -> None:
        if self._open is not None:
            self._model.acts.to_ai(self._open.id)

    def _on_advice(self, _advice: object) -> None:
        advice = None if self._open is None else self._open.advice
        self.error.show_advice(advice)
        self._strip.setVisible(advice is not None)

    def _on_note(self, text: str) -> None:
        if self._open is not None:
            self._open.beside.notes.add(text)

    def _on_note_typed(self) -> None:
        """Kept under its own name; nobody is told that one writes."""
        if self._open is not None:
            self._model.keep_note(self._open.id, self.note.text)

    def _on_note_added(self) -> None:
        self.note.set_text("")
        self.pane.say(self.tr("The note is added. Only staff see it."))

    def _on_replied(self) -> None:
        if self._open is not None:
            self._open.suggestion.forget()

    def _on_text_wanted(self, text: str) -> None:
        """A draft goes behind what is written already: nothing of one's own is lost."""
        composer = self.pane.composer
        both = "\n\n".join(part for part in (composer.text.strip(), text) if part)
        composer.set_text(both)
        composer.edit.setFocus()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self.seen_changed.emit()
        return handled

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen_changed.emit()
