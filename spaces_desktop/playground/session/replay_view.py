"""The replay of a session: a time line, who was there, and what happened up to that moment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QSlider, QWidget

from spaces_desktop.kernel.moments import full, wire_time
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.session.replay import SPEEDS, Replay
from spaces_desktop.widgets.controls import SegmentedControl, tool
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.panes import Elided, Empty, column, frame, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class ReplayPane(QWidget):
    def __init__(self, replay: Replay, themes: Themes) -> None:
        super().__init__()
        self._replay, self._themes = replay, themes
        layout = column(self, 0, 0)
        content = QWidget()
        inside = column(content, 0, 0)
        bar = frame("card", "replay_bar")
        around = column(margin=12)
        around.addWidget(bar)
        inside.addLayout(around)
        body = column(bar, 12, 8)
        self.began = label("", "strong", wrap=True, name="replay_began")
        body.addWidget(self.began)
        words = _tr(
            "Told from the session’s log and chat: who came and went, who drove which seat, and"
            " what was said. What the page showed is not kept."
        )
        body.addWidget(label(words, "small", wrap=True))
        row = line(spacing=8)
        self.play = tool("replay_play", _tr("Play"), "play", themes, "accent")
        self.play.clicked.connect(replay.toggle)
        row.addWidget(self.play)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("replay_position")
        self.slider.setAccessibleName(_tr("Moment of the session"))
        self.slider.setSingleStep(1000)
        self.slider.setPageStep(10_000)
        self.slider.valueChanged.connect(self._on_slider)
        row.addWidget(self.slider, 1)
        self.time = label("", "muted", name="replay_time")
        row.addWidget(self.time)
        self.next = tool("replay_next", _tr("What happened next"), "skip", themes)
        self.next.clicked.connect(replay.next_moment)
        row.addWidget(self.next)
        self.speed = SegmentedControl(
            [(str(one), _tr("{count}×").format(count=one)) for one in SPEEDS],
            "replay_speed",
            _tr("How fast"),
            str(replay.speed),
        )
        self.speed.changed.connect(lambda key: replay.set_speed(int(key)))
        row.addWidget(self.speed)
        body.addLayout(row)
        self.here = Elided("", "muted", "replay_here")
        body.addWidget(self.here)
        self.list = MessageList(themes)
        self.list.setAccessibleName(_tr("What happened"))
        self.list.show_rows(replay.rows)
        inside.addWidget(self.list, 1)
        nothing = Empty(
            _tr("Nothing happened in this session"),
            _tr("Nobody said anything before it ended."),
            picture="history",
            themes=themes,
        )
        self.states = StateStack(content, themes, nothing, name="replay")
        self.states.retry_requested.connect(replay.load)
        layout.addWidget(self.states)
        self._bindings = Bindings()
        self.states.follow(self._bindings, replay)
        self._bindings.bind(replay, "is_playing", self._on_playing)
        self._bindings.bind(replay, "here", self._on_here)
        self._bindings.listen(replay.loaded, self._on_loaded)
        self._bindings.bind(replay, "position_ms", self._on_position)

    def release(self) -> None:
        self._bindings.release()

    def _on_loaded(self) -> None:
        replay = self._replay
        self.slider.setRange(0, replay.duration_ms)
        began = full(wire_time(replay.began))
        self.began.setText(_tr("Began {when}").format(when=began))

    def _on_slider(self, value: int) -> None:
        if value != self._replay.position_ms:
            self._replay.seek(value)

    def _on_position(self, at: int) -> None:
        self.slider.setValue(at)
        words = _tr("{now} of {all}")
        self.time.setText(words.format(now=_clock(at), all=_clock(self._replay.duration_ms)))

    def _on_playing(self, is_playing: bool) -> None:
        words = _tr("Pause") if is_playing else _tr("Play")
        self.play.setAccessibleName(words)
        self.play.setToolTip(words)
        dress(self.play, "pause" if is_playing else "play", self._themes, "accent")

    def _on_here(self, names: tuple[str, ...]) -> None:
        words = (
            _tr("There: {names}").format(names=", ".join(names)) if names else _tr("Nobody there")
        )
        self.here.setText(words)
        self.here.setToolTip(words)


def _clock(ms: int) -> str:
    seconds = ms // 1000
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_replay", text)
