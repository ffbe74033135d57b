"""A conversation on the customer's screen: its header, the strip, the thread, and its end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from embedded_server.contracts.support import TranscriptFormat
from spaces_desktop.chat.acts_view import RecentEmoji, ThreadActs
from spaces_desktop.chat.thread_view import ThreadPane
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.customer.end_view import ConversationEnd
from spaces_desktop.support.customer.strip_view import WhoAnswers
from spaces_desktop.support.customer.talk import Talk
from spaces_desktop.support.customer.words import hint_words, status_words
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, Header, button, column, label, line
from spaces_desktop.widgets.theme import Themes
from spaces_desktop.widgets.typing_ahead import hand_on


class TalkPane(QWidget):
    again_wanted = Signal()
    earlier_wanted = Signal(str)
    """The id of the conversation this one follows."""

    def __init__(self, themes: Themes, emoji: RecentEmoji) -> None:
        super().__init__()
        self.setObjectName("talk")
        self._themes = themes
        self._talk: Talk | None = None
        self._of_talk = Bindings()
        layout = column(self, 0, 0)
        self.header = Header()
        self._earlier = button(self.tr("Earlier conversation"), "talk_earlier", "link")
        self._earlier.clicked.connect(self._on_earlier)
        self._save = tool("talk_save", self.tr("Save what was said"), "save", themes)
        self._save.clicked.connect(self._offer_formats)
        self._resolve = button(self.tr("Resolve"), "talk_resolve")
        self._resolve.clicked.connect(self.ask_to_resolve)
        for made in (self._earlier, self._save, self._resolve):
            self.header.add(made)
        layout.addWidget(self.header)
        self.strip = WhoAnswers(themes)
        self.strip.person_wanted.connect(self._on_person)
        self._error = ErrorStrip(name="talk_error")
        self._error.retry_requested.connect(self._on_again)
        self._around_error = QWidget()
        around = line(self._around_error)
        around.setContentsMargins(12, 8, 12, 0)
        around.addWidget(self._error)
        self.end = ConversationEnd(themes)
        self.end.again_wanted.connect(self.again_wanted)
        self.end.rated.connect(self._on_rated)
        self.end.skipped.connect(self._on_skipped)
        self._end = QWidget()
        around_end = column(self._end)
        around_end.setContentsMargins(16, 4, 16, 16)
        around_end.addWidget(self.end)
        self.empty = Empty("", "", picture="chat", themes=themes)
        self.pane = ThreadPane(
            themes,
            self.empty,
            lambda writing, window: ThreadActs(writing, window, themes, emoji),
            above=(self.strip, self._around_error),
            below=(self._end,),
            name="talk",
        )
        layout.addWidget(self.pane, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that nothing here has made use of are for the composer."""
        if not (self.pane.composer.isVisible() and hand_on(event, self.pane.composer)):
            super().keyPressEvent(event)

    def show_talk(self, talk: Talk | None) -> None:
        """Bind to another conversation; what was being written in the old one is kept."""
        self._of_talk.release()
        self._talk = talk
        self.end.begin()
        self.pane.composer.set_people(())
        self.pane.show_thread(None if talk is None else talk.thread_model)
        if talk is None:
            return
        bind = self._of_talk.bind
        bind(talk, "told", lambda _told: self._show())
        bind(talk, "brand", lambda _brand: self._show())
        bind(talk, "busy", self._on_busy)
        bind(talk, "advice", self._on_advice)
        self._of_talk.listen(talk.rating_changed, lambda _what: self._show())

    def release(self) -> None:
        self.show_talk(None)

    def _show(self) -> None:
        talk = self._talk
        if talk is None:
            return
        told, resolved = talk.told, talk.is_resolved
        self.header.set_texts(talk.name, "" if told is None else status_words(told))
        verified = talk.brand is not None and talk.brand.is_verified
        self.header.show_verified(verified, self._themes)
        self._earlier.setVisible(told is not None and told.previous_id is not None)
        self._save.setVisible(told is not None)
        self._resolve.setVisible(told is not None and not resolved)
        self.strip.show_strip(talk.strip)
        self.end.show_talk(talk)
        self._end.setVisible(resolved)
        self.pane.composer.setVisible(not resolved)
        self.pane.composer.set_hint(hint_words(told))
        title = self.tr("Write to {name}").format(name=talk.name) if talk.name else ""
        self.empty.set_texts(title, self._about())

    def _about(self) -> str:
        talk = self._talk
        if talk is None or talk.brand is None or not talk.brand.description.strip():
            return self.tr("Ask your question below. What you write goes to this brand alone.")
        return talk.brand.description.strip()

    def ask_to_resolve(self) -> None:
        """Ends for good what may still be open, so it is asked first, with what came of it."""
        talk = self._talk
        if talk is not None and talk.told is not None and not talk.is_resolved:
            ResolveDialog(talk, self).open()

    def _offer_formats(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("transcript_menu")
        menu.setAccessibleName(self.tr("Save what was said"))
        formats: tuple[tuple[TranscriptFormat, str], ...] = (
            ("txt", self.tr("As text")),
            ("html", self.tr("As a web page")),
            ("json", self.tr("As JSON")),
        )
        for form, words in formats:
            made = menu.addAction(words)
            made.setObjectName(f"transcript_{form}")
            made.triggered.connect(partial(self._ask_where, form))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._save.mapToGlobal(QPoint(0, self._save.height())))

    def _ask_where(self, form: TranscriptFormat, _on: bool = False) -> None:
        talk = self._talk
        if talk is None:
            return
        dialog = QFileDialog(self, self.tr("Save what was said"))
        dialog.setObjectName("transcript_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"{talk.name}.{form}".replace("/", "-"))
        dialog.fileSelected.connect(lambda name: talk.save(form, Path(name)))
        dialog.open()

    def _on_person(self) -> None:
        if self._talk is not None:
            self._talk.ask_person()
            self.pane.composer.setFocus()

    def _on_earlier(self) -> None:
        talk = self._talk
        if talk is not None and talk.told is not None and talk.told.previous_id is not None:
            self.earlier_wanted.emit(talk.told.previous_id)

    def _on_rated(self, score: int, comment: str) -> None:
        if self._talk is not None:
            self._talk.rate(score, comment)

    def _on_skipped(self) -> None:
        if self._talk is not None:
            self._talk.skip_rating()

    def _on_again(self) -> None:
        if self._talk is not None:
            self._talk.try_again()

    def _on_busy(self, busy: bool) -> None:
        self.strip.show_busy(busy)
        self.end.show_busy(busy)
        self._resolve.setEnabled(not busy)

    def _on_advice(self, _advice: object) -> None:
        advice = None if self._talk is None else self._talk.advice
        self._error.show_advice(advice)
        self._around_error.setVisible(advice is not None)


class ResolveDialog(Dialog):
    """Ends a conversation for good, with what came of it."""

    def __init__(self, talk: Talk, parent: QWidget) -> None:
        super().__init__("", "resolve_question", parent, wide=28)
        self.set_title(self.tr("Resolve this conversation?"))
        text = self.tr("Nothing can be written in it then. You can start a new one at any time.")
        self.body.addWidget(label(text, "muted", wrap=True))
        self.setAccessibleDescription(text)
        self._talk = talk
        self.add_cancel("resolve_cancel", self.tr("Not yet"))
        no = self.add_button(self.tr("It was not solved"), "resolve_unsolved")
        yes = self.add_button(self.tr("It is solved"), "resolve_solved", "primary")
        no.clicked.connect(partial(self._on_sure, solved=False))
        yes.clicked.connect(partial(self._on_sure, solved=True))

    def _on_sure(self, _on: bool = False, *, solved: bool) -> None:
        self._talk.resolve(solved=solved)
        self.accept()
