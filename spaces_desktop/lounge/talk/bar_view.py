"""The bar one talks with: the button, how it stands, Stop, and what is heard of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.talk.button_view import TalkButton
from spaces_desktop.lounge.talk.talk import Talk, TalkState
from spaces_desktop.lounge.talk.words import state_words
from spaces_desktop.widgets.controls import Toggle, tool
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, column, label, line
from spaces_desktop.widgets.popover import Popover
from spaces_desktop.widgets.theme import Themes

_GOES_ON = (TalkState.SENDING, TalkState.THINKING, TalkState.SPEAKING)


class TalkBar(QFrame):
    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("talk_bar")
        self._themes = themes
        self._talk: Talk | None = None
        self._who = ""
        self._of_talk = Bindings()
        outer = column(self, 0, 4)
        outer.setContentsMargins(16, 4, 16, 0)
        self._error = ErrorStrip(name="talk_error")
        self._error.retry_requested.connect(self._on_again)
        outer.addWidget(self._error)
        row = line(spacing=12)
        self.button = TalkButton(themes)
        self.button.began.connect(self._on_began)
        self.button.ended.connect(self._on_ended)
        self.button.latched.connect(lambda _on: self._show())
        row.addWidget(self.button)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self._title = label("", "strong", name="talk_state")
        self._detail = label("", "small", wrap=True, name="talk_hint")
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._detail)
        texts.addStretch(1)
        row.addLayout(texts, 1)
        self.stop = button(self.tr("Stop"), "talk_stop")
        self.stop.clicked.connect(self._on_stop)
        row.addWidget(self.stop)
        self._speaker = tool("talk_speaker", "", "speaker", themes)
        self._speaker.setCheckable(True)
        self._speaker.clicked.connect(self._on_speaker)
        row.addWidget(self._speaker)
        self._more = tool("talk_settings", self.tr("How you talk"), "settings", themes)
        self._more.clicked.connect(self._on_more)
        row.addWidget(self._more)
        outer.addLayout(row)
        self._settings = self._build_settings(themes)

    def _build_settings(self, themes: Themes) -> Popover:
        made = Popover("talk_options", self.tr("How you talk"), self)
        inside = column(made, 16, 8)
        self._by_voice = Toggle(self.tr("Speaking interrupts the reply"), "talk_by_voice", themes)
        self._by_voice.clicked.connect(self._on_by_voice)
        inside.addWidget(self._by_voice)
        words = self.tr(
            "While a reply to your voice is heard, the microphone listens whether you speak up."
            " Nothing of that is recorded until you do."
        )
        hint = label(words, "small", wrap=True)
        hint.setMinimumWidth(20 * self.fontMetrics().height())
        inside.addWidget(hint)
        return made

    def show_talk(self, talk: Talk | None, who: str) -> None:
        """`who` is what the one who answers is called."""
        self._of_talk.release()
        if self._talk is not None:
            self._talk.set_here(False)
        self._talk, self._who = talk, who
        if talk is None:
            return
        tools = talk.tools
        bind = self._of_talk.bind
        bind(talk, "state", lambda _state: self._on_state())
        bind(talk, "advice", lambda _advice: self._error.show_advice(talk.advice))
        bind(talk, "by_voice", self._by_voice.setChecked)
        bind(tools.ear, "level", self.button.show_level)
        bind(tools.ear, "seconds", lambda _seconds: self._show())
        bind(tools.posting, "done", lambda _done: self._show())
        bind(tools.speaking, "read_only", self._on_read_only)
        bind(talk.thread_model, "barred", lambda words: self.button.setEnabled(not words))
        talk.set_here(self.isVisible())

    def set_who(self, who: str) -> None:
        """Another one answers now."""
        self._who = who
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stop_what_goes_on():
            return
        super().keyPressEvent(event)

    def stop_what_goes_on(self) -> bool:
        """Whether there was anything to stop."""
        talk = self._talk
        if talk is None or talk.state is TalkState.READY:
            return False
        talk.stop()
        return True

    def set_here(self, here: bool) -> None:
        """Whether it is on the screen."""
        if self._talk is not None:
            self._talk.set_here(here)

    def _on_state(self) -> None:
        talk = self._talk
        if talk is not None:
            self.button.show_listening(talk.state is TalkState.LISTENING)
            self._show()

    def _show(self) -> None:
        talk = self._talk
        if talk is None:
            return
        tools = talk.tools
        said = state_words(
            talk.state,
            self._who,
            seconds=tools.ear.seconds,
            done=tools.posting.done,
            is_latched=self.button.is_latched,
        )
        self._title.setText(said.title)
        self._detail.setText(said.detail)
        self.stop.setVisible(talk.state in _GOES_ON)
        words = self.tr("Hold to talk")
        if talk.state is TalkState.LISTENING:
            words = self.tr("Send what you said")
        self.button.setAccessibleName(words)
        self.button.setAccessibleDescription(f"{said.title}. {said.detail}")
        self.button.setToolTip(words)

    def _on_read_only(self, read_only: bool) -> None:
        dress(self._speaker, "speaker_off" if read_only else "speaker", self._themes)
        words = self.tr("Replies are spoken. Press to only read them.")
        if read_only:
            words = self.tr("Replies are only read. Press to hear them.")
        self._speaker.setChecked(read_only)
        self._speaker.setAccessibleName(words)
        self._speaker.setToolTip(words)

    def _on_began(self) -> None:
        if self._talk is not None:
            self._talk.begin()
            self._on_state()

    def _on_ended(self) -> None:
        if self._talk is not None:
            self._talk.end()

    def _on_again(self) -> None:
        if self._talk is not None:
            self._talk.begin()

    def _on_stop(self) -> None:
        if self._talk is not None:
            self._talk.stop()
            self.button.setFocus()

    def _on_speaker(self, _on: bool = False) -> None:
        if self._talk is not None:
            speaking = self._talk.tools.speaking
            speaking.set_read_only(not speaking.read_only)

    def _on_by_voice(self, on: bool) -> None:
        if self._talk is not None:
            self._talk.set_by_voice(on)

    def _on_more(self) -> None:
        self._settings.open_by(self._more)
