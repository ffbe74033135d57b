"""The Talk tab: what was said, the day's time, the button to talk, and the field to write in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from spaces_desktop.chat.acts_view import RecentEmoji, ThreadActs
from spaces_desktop.chat.thread_view import ThreadPane
from spaces_desktop.communities.rights import is_staff
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.lounge import Lounge
from spaces_desktop.lounge.talk.bar_view import TalkBar
from spaces_desktop.lounge.talk.meter_view import MeterBar
from spaces_desktop.lounge.words import has_voice
from spaces_desktop.widgets.panes import Empty, button, column, frame, label, line
from spaces_desktop.widgets.theme import Themes
from spaces_desktop.widgets.typing_ahead import hand_on


class TalkPane(QWidget):
    agent_wanted = Signal(str)
    """Its creator wants to add an agent to the lounge with that id."""
    receipt_wanted = Signal(str)
    """Somebody wants to see what was paid in the lounge with that id."""

    def __init__(self, themes: Themes, emoji: RecentEmoji) -> None:
        super().__init__()
        self.setObjectName("lounge_talk")
        self._lounge: Lounge | None = None
        self._of_lounge = Bindings()
        self.empty = Empty("", "", picture="lounges", themes=themes)
        self._voiceless = label("", "notice", wrap=True, name="no_voice")
        self._nobody = self._build_nobody()
        self.meter = MeterBar()
        self.meter.receipt_wanted.connect(self._on_receipt)
        self.bar = TalkBar(themes)
        self.pane = ThreadPane(
            themes,
            self.empty,
            lambda writing, window: ThreadActs(writing, window, themes, emoji),
            below=(self.meter, self.bar),
            name="lounge",
        )
        self.pane.composer.offer_files(False)
        layout = column(self, 0, 0)
        layout.addWidget(self._nobody)
        layout.addWidget(self._voiceless)
        layout.addWidget(self.pane, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that nothing here has made use of are for the composer; Esc stops a reply."""
        if event.key() == Qt.Key.Key_Escape and self.bar.stop_what_goes_on():
            return
        if not (self.pane.composer.isVisible() and hand_on(event, self.pane.composer)):
            super().keyPressEvent(event)

    def show_lounge(self, lounge: Lounge | None) -> None:
        """Bind to another lounge; what was being written in the old one is kept."""
        self._of_lounge.release()
        self._lounge = lounge
        talk = None if lounge is None else lounge.talk
        self.pane.composer.set_people(())
        self.pane.show_thread(None if talk is None else talk.thread_model)
        self.meter.show_meter(None if talk is None else talk.meter)
        self.bar.show_talk(talk, "" if lounge is None else lounge.who)
        if lounge is None or talk is None:
            return
        self._of_lounge.bind(lounge, "voice", lambda _voice: self._on_voice())
        self._of_lounge.bind(lounge, "chat", lambda _chat: self._on_chat())

    def release(self) -> None:
        self._of_lounge.release()
        self.pane.show_thread(None)
        self.meter.release()
        self.bar.show_talk(None, "")

    def _build_nobody(self) -> QWidget:
        made = frame("notice", "nobody_answers")
        made.setProperty("severity", "warning")
        inside = line(made, 12)
        self._nobody_words = label("", wrap=True, name="nobody_words")
        inside.addWidget(self._nobody_words, 1)
        self._add_agent = button(self.tr("Add an agent"), "add_lounge_agent", "primary")
        self._add_agent.clicked.connect(self._on_agent)
        inside.addWidget(self._add_agent)
        return made

    def _on_chat(self) -> None:
        lounge = self._lounge
        if lounge is None:
            return
        self.bar.set_who(lounge.who)
        self.pane.composer.set_hint(self.tr("Or write to {name}").format(name=lounge.who))
        self.empty.set_texts(
            self.tr("Talk with {name}").format(name=lounge.who),
            self.tr("Hold the button and ask anything. Nobody else hears what you say here."),
        )
        mine = is_staff(lounge.community)
        words = self.tr("Nobody answers here yet: its creator has to add an AI agent first.")
        if mine:
            words = self.tr("Nobody answers here yet. Add the AI agent that speaks for you.")
        self._nobody_words.setText(words)
        self._add_agent.setVisible(mine)
        self._nobody.setVisible(not lounge.has_agent)

    def _on_agent(self) -> None:
        if self._lounge is not None:
            self.agent_wanted.emit(self._lounge.id)

    def _on_voice(self) -> None:
        lounge = self._lounge
        one = None if lounge is None else lounge.community
        if lounge is None or one is None or lounge.voice is None:
            self._voiceless.hide()
            return
        words = self.tr("{name} has no voice here yet: replies come as text.")
        self._voiceless.setText(words.format(name=one.creator_name))
        self._voiceless.setVisible(not has_voice(lounge.voice))

    def _on_receipt(self) -> None:
        if self._lounge is not None:
            self.receipt_wanted.emit(self._lounge.id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bar.set_here(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.bar.set_here(False)
