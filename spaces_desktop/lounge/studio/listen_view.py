"""The last step: the voice beside the original, publishing, building anew, and withdrawing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from embedded_server.contracts.voice import MAX_PREVIEW_TEXT, LoungeVoice
from spaces_desktop.lounge.studio.check_view import CheckCard
from spaces_desktop.lounge.studio.model import Step, StudioModel
from spaces_desktop.lounge.studio.parts_view import StepPage, VerdictLine
from spaces_desktop.lounge.studio.previews import ORIGINAL, Sentence
from spaces_desktop.lounge.studio.verdicts import Verdict
from spaces_desktop.widgets.audio_player import AudioPlayer
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import button, clear, column, frame, label, line
from spaces_desktop.widgets.theme import Themes


class ListenPage(StepPage):
    """The key A goes between voice and original wherever nobody is typing."""

    def __init__(self, model: StudioModel, themes: Themes) -> None:
        super().__init__(
            "studio_listen_page",
            self.tr("Listen and publish"),
            self.tr("What members will hear. Nobody hears it before you publish it."),
        )
        self._model = model
        self._themes = themes
        self.body.addWidget(self._build_hearing())
        self.body.addWidget(self._build_publish())
        self.check = CheckCard(model.check, themes)
        self.body.addWidget(self.check)
        self.body.addWidget(self._build_withdraw())
        self.body.addStretch(1)
        previews = model.previews
        bind = self.bindings.bind
        bind(previews, "sentences", self._show_sentences)
        bind(previews, "current", lambda _at: self._show_sentences(previews.sentences))
        bind(previews.listening, "heard", self._show_heard)
        bind(model.library, "samples", lambda _it: self._show_original())
        bind(model.build, "voice", self._show_voice)
        bind(model.build, "busy", lambda _is: self._show_voice(model.build.voice))
        bind(model.build, "form_advice", self.error.show_advice)
        bind(model, "form_advice", self.withdraw_error.show_advice)
        bind(model, "busy", self.withdraw.setDisabled)

    def take_focus(self) -> None:
        self.plays[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self) -> None:
        super().release()
        self.check.release()
        clear(self._player)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A and not event.modifiers():
            self._model.previews.flip()
        else:
            super().keyPressEvent(event)

    def _build_hearing(self) -> QWidget:
        card = frame("card", "studio_previews")
        layout = column(card, 16, 8)
        top = line(spacing=8)
        self.mark = frame("chip", "studio_ai")
        chip = line(self.mark, spacing=6)
        chip.setContentsMargins(8, 3, 8, 3)
        self._mark_icon = label("")
        chip.addWidget(self._mark_icon)
        self.mark_words = label(self.tr("AI voice"), "", name="studio_ai_words")
        chip.addWidget(self.mark_words)
        top.addWidget(self.mark)
        self.engine = label("", "small", wrap=True, name="studio_engine_name")
        top.addWidget(self.engine, 1)
        layout.addLayout(top)
        self.plays: list[QToolButton] = []
        self.texts: list[QLabel] = []
        self.errors: list[ErrorStrip] = []
        for at in range(4):
            layout.addWidget(self._build_sentence(at))
            error = ErrorStrip(name=f"studio_preview_error_{at}")
            error.retry_requested.connect(partial(self._model.previews.play, at))
            self.errors.append(error)
            layout.addWidget(error)
        row = line(spacing=8)
        self.original = button(self.tr("Your own recording"), "studio_original")
        self.original.clicked.connect(self._model.previews.play_original)
        self.flip = button(self.tr("Compare (A)"), "studio_flip")
        self.flip.clicked.connect(self._model.previews.flip)
        row.addWidget(self.original)
        row.addWidget(self.flip)
        row.addStretch(1)
        layout.addLayout(row)
        self._now = label("", "section", name="studio_now")
        layout.addWidget(self._now)
        self._player = column(spacing=0)
        layout.addLayout(self._player)
        self._themes.changed.connect(self._paint_mark)
        self._paint_mark()
        return card

    def _build_sentence(self, at: int) -> QWidget:
        row = frame("bubble", f"studio_preview_{at}")
        layout = line(row, spacing=8)
        layout.setContentsMargins(6, 4, 12, 4)
        play = tool(f"studio_preview_play_{at}", self.tr("Play"), "play", self._themes, "accent")
        play.clicked.connect(partial(self._on_play, at))
        self.plays.append(play)
        layout.addWidget(play)
        if at < 3:
            text = label("", wrap=True, name=f"studio_preview_text_{at}")
            self.texts.append(text)
            layout.addWidget(text, 1)
        else:
            self.own = QLineEdit()
            self.own.setObjectName("studio_own")
            self.own.setAccessibleName(self.tr("A sentence of your own"))
            self.own.setPlaceholderText(self.tr("A sentence of your own"))
            self.own.setMaxLength(MAX_PREVIEW_TEXT)
            self.own.textEdited.connect(self._model.previews.write)
            self.own.returnPressed.connect(partial(self._on_play, at))
            layout.addWidget(self.own, 1)
        return row

    def _build_publish(self) -> QWidget:
        card = frame("card", "studio_publish_card")
        layout = column(card, 16, 8)
        self.state = VerdictLine(self._themes, "studio_published")
        layout.addWidget(self.state)
        self.error = ErrorStrip(name="studio_publish_error")
        self.error.retry_requested.connect(self._model.build.publish)
        layout.addWidget(self.error)
        row = line(spacing=8)
        self.publish = button(self.tr("Publish the voice"), "studio_publish", "primary")
        self.publish.clicked.connect(self._model.build.publish)
        self.rebuild = button(self.tr("Change and build again"), "studio_rebuild")
        self.rebuild.clicked.connect(lambda: self._model.go(Step.BUILD))
        row.addWidget(self.publish)
        row.addWidget(self.rebuild)
        row.addStretch(1)
        layout.addLayout(row)
        return card

    def _build_withdraw(self) -> QWidget:
        card = frame("card", "studio_withdraw_card")
        layout = column(card, 16, 8)
        layout.addWidget(label(self.tr("Withdraw your consent"), "strong", wrap=True))
        text = self.tr(
            "All recordings, the voice and every clip it ever spoke are deleted on the server, and"
            " the lounge answers in writing. What members saved elsewhere is out of our reach."
        )
        layout.addWidget(label(text, "muted", wrap=True))
        self.withdraw_error = ErrorStrip(name="studio_withdraw_error")
        self.withdraw_error.retry_requested.connect(self._model.withdraw)
        layout.addWidget(self.withdraw_error)
        self.withdraw = button(self.tr("Withdraw consent"), "studio_withdraw", "danger")
        self.withdraw.clicked.connect(self._ask_withdraw)
        layout.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _on_play(self, at: int) -> None:
        self._model.previews.play(at)

    def _ask_withdraw(self) -> None:
        count = len(self._model.library.samples) + len(self._model.sending.pending)
        words = self.tr(
            "1 recording, the voice and every clip that was made with it are deleted at once. This"
            " cannot be undone."
        )
        if count != 1:
            words = self.tr(
                "{count} recordings, the voice and every clip that was made with it are deleted at"
                " once. This cannot be undone."
            ).format(count=count)
        ask_first(
            self,
            "withdraw_consent",
            self.tr("Withdraw your consent?"),
            words,
            (self.tr("Delete everything"), self.tr("Keep my voice")),
            self._model.withdraw,
        )

    def _show_sentences(self, sentences: tuple[Sentence, ...]) -> None:
        if len(sentences) != len(self.plays):
            return
        for at, one in enumerate(sentences):
            if at < len(self.texts):
                self.texts[at].setText(one.text)
            elif self.own.text().strip() != one.text:
                self.own.setText(one.text)
            self.plays[at].setEnabled(bool(one.text) and not one.is_busy)
            spoken = self.tr("Listen to “{text}”").format(text=one.text)
            if one.is_busy:
                spoken = self.tr("It is being spoken")
            self.plays[at].setAccessibleName(spoken)
            self.plays[at].setToolTip(spoken)
            self.plays[at].setIcon(
                icon("waiting" if one.is_busy else "play", self._themes.current, "accent")
            )
            self.errors[at].show_advice(one.advice)

    def _show_original(self) -> None:
        has = self._model.previews.has_original
        self.original.setEnabled(has)
        self.flip.setEnabled(has)

    def _show_heard(self, heard: str) -> None:
        clear(self._player)
        player = self._model.previews.listening.player
        self._now.setVisible(bool(heard))
        if not heard or player is None:
            return
        is_own = heard == ORIGINAL
        words = self.tr("You, as recorded") if is_own else self.tr("AI voice")
        self._now.setText(words)
        self._player.addWidget(AudioPlayer(player, words, self._themes))

    def _show_voice(self, voice: LoungeVoice | None) -> None:
        if voice is None:
            return
        busy = self._model.build.busy
        name = voice.engine_name or voice.engine or ""
        self.engine.setText(self.tr("Made by {engine}").format(engine=name))
        is_out = voice.is_published
        self.publish.setVisible(not is_out)
        self.publish.setEnabled(not busy and voice.status == "ready")
        if is_out:
            told = Verdict(
                "good",
                self.tr("Published"),
                self.tr("The lounge answers its members with this voice."),
            )
        else:
            told = Verdict(
                "none",
                self.tr("Not published yet"),
                self.tr("Until then the lounge answers in writing."),
            )
        self.state.show_verdict(told, is_said=is_out)

    def _paint_mark(self) -> None:
        side = self.fontMetrics().height()
        self._mark_icon.setPixmap(icon("agent", self._themes.current, "agent").pixmap(side, side))
