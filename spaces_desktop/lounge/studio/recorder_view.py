"""The recorder: the round button, the growing wave, what is wrong with it, and keep or do again."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from embedded_server.contracts.quality import Quality
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.studio.hearing import HearingModel
from spaces_desktop.lounge.studio.parts_view import GOOD_LEVELS, Level, VerdictLine
from spaces_desktop.lounge.studio.take import TakeModel, TakeState
from spaces_desktop.widgets.audio_player import AudioPlayer, clock_words
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.growing_wave import GrowingWave
from spaces_desktop.widgets.panes import button, clear, column, label, line
from spaces_desktop.widgets.record_button import RecordButton
from spaces_desktop.widgets.theme import Themes


class Recorder(QFrame):
    """Space begins and ends wherever the focus is inside and nothing else wants it; Enter keeps."""

    def __init__(
        self,
        model: TakeModel,
        hearing: HearingModel,
        themes: Themes,
        name: str,
        words: Callable[[], str],
        keep: str,
    ) -> None:
        """`words` are those that are read; `keep` is what the button says that takes it."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self._model = model
        self._hearing = hearing
        self._themes = themes
        self._words = words
        self._bindings = Bindings()
        layout = column(self, 16, 12)
        layout.addWidget(self._build_live(name))
        layout.addWidget(self._build_heard(name, keep))
        self.error = ErrorStrip(name=f"{name}_error")
        self.error.retry_requested.connect(model.save_again)
        layout.addWidget(self.error)
        bind = self._bindings.bind
        bind(model, "state", self._show_state)
        bind(model, "verdict", lambda _one: self._show_verdict())
        bind(model, "quality", self._show_figures)
        bind(model, "seconds", lambda _seconds: self._show_clock())
        bind(model, "trouble", self.error.show_advice)
        bind(hearing, "is_open", lambda _open: self._show_state(model.state))
        self._bindings.listen(model.grew, lambda: self.wave.show_peaks(model.peaks))

    def release(self) -> None:
        self._bindings.release()
        self._level.release()

    def toggle(self) -> None:
        self._model.toggle(self._words())

    def take_focus(self) -> None:
        heard = self._model.state is TakeState.HEARD
        wanted: QWidget = self.keep if heard and self.keep.isEnabled() else self.record
        if heard and not self.keep.isEnabled():
            wanted = self.again
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.record.isEnabled():
            self.toggle()
        else:
            super().keyPressEvent(event)

    def _build_live(self, name: str) -> QWidget:
        self._live = QWidget()
        row = line(self._live, spacing=16)
        self.record = RecordButton(
            self._themes, f"{name}_record", self.tr("Record"), self.tr("Stop recording")
        )
        self.record.clicked.connect(self.toggle)
        row.addWidget(self.record, 0, Qt.AlignmentFlag.AlignVCenter)
        inside = QWidget()
        side = column(inside, 0, 8)
        self.wave = GrowingWave(self._themes, GOOD_LEVELS[1])
        side.addWidget(self.wave)
        self._level = Level(self._hearing, self._themes, name)
        side.addWidget(self._level)
        self.hint = label("", "small", wrap=True, name=f"{name}_hint")
        side.addWidget(self.hint)
        self.clock = label("", "strong", name=f"{name}_clock")
        self.verdict = VerdictLine(self._themes, f"{name}_verdict")
        self.figures = label("", "small", wrap=True, name=f"{name}_figures")
        last = line(spacing=12)
        last.addWidget(self.clock)
        last.addWidget(self.figures, 1)
        side.addLayout(last)
        side.addWidget(self.verdict)
        row.addWidget(inside, 1)
        return self._live

    def _build_heard(self, name: str, keep: str) -> QWidget:
        self._heard = QWidget()
        layout = column(self._heard, 0, 12)
        self._player = column(spacing=0)
        layout.addLayout(self._player)
        self.judged = VerdictLine(self._themes, f"{name}_judged")
        layout.addWidget(self.judged)
        self.judged_figures = label("", "small", wrap=True)
        layout.addWidget(self.judged_figures)
        row = line(spacing=8)
        self.again = button(self.tr("Record again"), f"{name}_again")
        self.again.clicked.connect(self._on_again)
        self.keep = button(keep, f"{name}_keep", "primary")
        self.keep.clicked.connect(self._model.keep)
        row.addWidget(self.keep)
        row.addWidget(self.again)
        row.addStretch(1)
        layout.addLayout(row)
        return self._heard

    def _on_again(self) -> None:
        self._model.discard()

    def _show_state(self, state: TakeState) -> None:
        focused = cast("QWidget | None", self.window().focusWidget())
        had_focus = focused is not None and self.isAncestorOf(focused)
        is_recording = state is TakeState.RECORDING
        is_heard = state is TakeState.HEARD
        self._live.setVisible(not is_heard)
        self._heard.setVisible(is_heard)
        self.record.show_recording(is_recording)
        # Not disabled while it is put on the disk: the keyboard would go elsewhere.
        is_saving = state is TakeState.SAVING
        self.record.setEnabled(is_recording or is_saving or self._hearing.is_open)
        for one in (self.wave, self.verdict, self.clock, self.figures):
            one.setVisible(is_recording or is_saving)
        self._level.meter.setVisible(state is TakeState.IDLE)
        self.hint.setVisible(state is TakeState.IDLE)
        self.hint.setText(self.tr("Press the button or the space bar, then read at your own pace."))
        self._show_player(is_heard)
        self._show_verdict()
        if had_focus:
            self.take_focus()

    def _show_player(self, is_heard: bool) -> None:
        clear(self._player)
        player = self._model.player
        if is_heard and player is not None:
            shown = AudioPlayer(player, self.tr("your recording"), self._themes)
            self._player.addWidget(shown)

    def _show_verdict(self) -> None:
        verdict = self._model.verdict
        self.verdict.show_verdict(verdict)
        self.judged.show_verdict(verdict, is_said=self._model.state is TakeState.HEARD)
        self.keep.setEnabled(self._model.is_good_enough)

    def _show_clock(self) -> None:
        self.clock.setText(clock_words(round(self._model.seconds * 1000)))

    def _show_figures(self, quality: Quality | None) -> None:
        words = self._figures(quality)
        self.figures.setText(words)
        self.judged_figures.setText(words)

    def _figures(self, quality: Quality | None) -> str:
        if quality is None or not quality.speech_seconds:
            return ""
        words = self.tr("{speech} s of speech · level {level} dB · {noise} dB above the noise")
        return words.format(
            speech=f"{quality.speech_seconds:.0f}",
            level=f"{quality.speech_dbfs:.0f}".replace("-", "\N{MINUS SIGN}"),
            noise=f"{quality.snr_db:.0f}",
        )
