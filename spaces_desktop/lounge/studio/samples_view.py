"""The recordings there are: on their way, and on the server; each can be heard and deleted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from embedded_server.contracts.voice import VoiceSample
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.studio.library import LibraryModel
from spaces_desktop.lounge.studio.sending import Pending, SendingModel, Stand
from spaces_desktop.lounge.studio.verdicts import of_advice
from spaces_desktop.widgets.audio_player import AudioPlayer
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.dialogs import ask_first
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Elided, button, clear, column, frame, label, line
from spaces_desktop.widgets.theme import Themes


class SampleList(QWidget):
    def __init__(self, sending: SendingModel, library: LibraryModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("studio_samples")
        self._sending = sending
        self._library = library
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 8)
        self._heading = label("", "section", name="studio_samples_heading")
        layout.addWidget(self._heading)
        self.error = ErrorStrip(name="studio_samples_error")
        layout.addWidget(self.error)
        self._pending_rows = column(spacing=6)
        self._sample_rows = column(spacing=6)
        layout.addLayout(self._pending_rows)
        layout.addLayout(self._sample_rows)
        self._bars: dict[str, QProgressBar] = {}
        self._shown: tuple[tuple[str, object, object], ...] = ()
        bind = self._bindings.bind
        bind(sending, "pending", self._on_pending)
        bind(sending, "is_allowed", lambda _may: self._show_pending(sending.pending))
        bind(library, "samples", self._show_samples)
        bind(library, "form_advice", self.error.show_advice)
        self._bindings.listen(
            library.listening.heard_changed, lambda _heard: self._show_samples(library.samples)
        )

    def release(self) -> None:
        self._bindings.release()

    def _count(self) -> None:
        count = len(self._sending.pending) + len(self._library.samples)
        words = self.tr("1 recording") if count == 1 else self.tr("{count} recordings")
        self._heading.setText(words.format(count=count))
        self.setVisible(count > 0)

    def _on_pending(self, pending: tuple[Pending, ...]) -> None:
        """Progress alone moves a bar; rows are made anew only where there are others."""
        shape = tuple((one.id, one.stand, one.advice) for one in pending)
        if shape != self._shown:
            self._shown = shape
            self._show_pending(pending)
        for one in pending:
            bar = self._bars.get(one.id)
            if bar is not None:
                bar.setValue(round(100 * one.done))

    def _show_pending(self, pending: tuple[Pending, ...]) -> None:
        clear(self._pending_rows)
        self._bars = {}
        for number, one in enumerate(pending):
            self._pending_rows.addWidget(self._pending_row(one, number))
        self._count()

    def _pending_row(self, one: Pending, number: int) -> QWidget:
        row = frame("file", f"studio_pending_{number}")
        layout = column(row, 0, 4)
        layout.setContentsMargins(12, 6, 6, 6)
        top = line(spacing=8)
        top.addWidget(_texts(one.take.words or self.tr("Free speech"), self._stand(one)), 1)
        if one.stand in (Stand.PAUSED, Stand.REFUSED):
            again = button(self.tr("Send"), f"studio_retry_{number}", "link")
            again.clicked.connect(partial(self._sending.retry, one.id))
            top.addWidget(again)
        if one.stand is Stand.SENDING:
            stop = button(self.tr("Pause"), f"studio_cancel_{number}", "link")
            stop.clicked.connect(partial(self._sending.cancel, one.id))
            top.addWidget(stop)
        name = self.tr("Delete “{words}”").format(words=one.take.words or self.tr("Free speech"))
        remove = tool(f"studio_discard_{number}", name, "delete", self._themes)
        remove.clicked.connect(partial(self._ask_discard, one.id))
        top.addWidget(remove)
        layout.addLayout(top)
        if one.stand is Stand.SENDING:
            bar = QProgressBar()
            bar.setRange(0, 100)
            bar.setTextVisible(False)
            bar.setAccessibleName(self.tr("Sending"))
            bar.setValue(round(100 * one.done))
            self._bars[one.id] = bar
            layout.addWidget(bar)
        if one.advice is not None:
            layout.addWidget(label(one.advice.text, "bad", wrap=True))
        return row

    def _stand(self, one: Pending) -> str:
        length = self.tr("{seconds} s").format(seconds=round(one.take.seconds))
        if not self._sending.is_allowed:
            words = self.tr("{length} · on this computer until you consent")
        else:
            words = {
                Stand.WAITING: self.tr("{length} · waits to be sent"),
                Stand.SENDING: self.tr("{length} · is being sent"),
                Stand.PAUSED: self.tr("{length} · not sent yet, kept on this computer"),
                Stand.REFUSED: self.tr("{length} · not accepted"),
            }[one.stand]
        return words.format(length=length)

    def _show_samples(self, samples: tuple[VoiceSample, ...]) -> None:
        clear(self._sample_rows)
        for number, one in enumerate(samples):
            self._sample_rows.addWidget(self._sample_row(one, number))
        self._count()

    def _sample_row(self, one: VoiceSample, number: int) -> QWidget:
        row = frame("file", f"studio_sample_{number}")
        layout = column(row, 0, 4)
        layout.setContentsMargins(6, 6, 6, 6)
        top = line(spacing=8)
        title = self.tr("Recording {number}").format(number=number + 1)
        play = tool(
            f"studio_play_{number}",
            self.tr("Listen to recording {number}").format(number=number + 1),
            "play",
            self._themes,
            "accent",
        )
        play.clicked.connect(partial(self._library.play, one))
        top.addWidget(play)
        verdict = of_advice(one.advice)
        words = self.tr("{speech} s of speech · {verdict}")
        detail = words.format(speech=round(one.speech_ms / 1000), verdict=verdict.title)
        top.addWidget(_texts(title, detail), 1)
        remove = tool(
            f"studio_delete_{number}",
            self.tr("Delete recording {number}").format(number=number + 1),
            "delete",
            self._themes,
        )
        remove.clicked.connect(partial(self._ask_delete, one))
        top.addWidget(remove)
        layout.addLayout(top)
        listening = self._library.listening
        if listening.heard == one.id and listening.player is not None:
            layout.addWidget(AudioPlayer(listening.player, title, self._themes))
            play.hide()
        return row

    def _ask_delete(self, one: VoiceSample) -> None:
        ask_first(
            self,
            "delete_sample",
            self.tr("Delete this recording?"),
            self.tr("It is deleted on the server. A voice that was built stays until you rebuild."),
            (self.tr("Delete"), self.tr("Keep it")),
            lambda: self._library.delete(one.id),
        )

    def _ask_discard(self, take_id: str) -> None:
        ask_first(
            self,
            "discard_take",
            self.tr("Delete this recording?"),
            self.tr("It is on this computer alone, and gone for good then."),
            (self.tr("Delete"), self.tr("Keep it")),
            lambda: self._sending.discard(take_id),
        )


def _texts(title: str, detail: str) -> QWidget:
    made = QWidget()
    layout = column(made, 0, 0)
    first = Elided(title, "strong")
    first.setToolTip(title)
    layout.addWidget(first)
    second = Elided(detail, "small")
    second.setToolTip(detail)
    layout.addWidget(second)
    layout.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return made
