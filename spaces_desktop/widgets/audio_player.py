"""The controls of one sound: play and pause, its waveform, where it is, and how fast."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import label
from spaces_desktop.widgets.player import SPEEDS, Player, PlayerState
from spaces_desktop.widgets.theme import Themes
from spaces_desktop.widgets.waveform import Waveform


class AudioPlayer(QFrame):
    """Space plays and pauses wherever the focus is inside; arrow keys skip in the waveform."""

    def __init__(
        self, player: Player, name: str, themes: Themes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._themes = themes
        self._sound_name = name
        self.setObjectName("audio_player")
        self.setProperty("role", "file")
        self.setAccessibleName(self.tr("Sound: {name}").format(name=name))
        self._play = QToolButton()
        self._play.setObjectName("audio_play")
        self._play.setIconSize(QSize(20, 20))
        # Squeezed while a page is laid out anew it would have no room for its icon.
        self._play.setMinimumHeight(30)
        self._play.clicked.connect(self._toggle)
        self.waveform = Waveform(themes)
        self.waveform.setObjectName("audio_position")
        self.waveform.setAccessibleName(self.tr("Position"))
        self.waveform.seek_requested.connect(player.seek)
        self._time = label("", "small", name="audio_time")
        self._speed = QToolButton()
        self._speed.setObjectName("audio_speed")
        self._speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._speed.setToolTip(self.tr("Speed"))
        self._speed.setMenu(self._make_speeds())
        self._error = ErrorStrip(name="audio_error")
        self._error.retry_requested.connect(player.play)
        self._lay_out()
        player.changed.connect(self._show)
        player.moved.connect(self._show_position)
        themes.changed.connect(self._show_icon)
        self._show()

    def _lay_out(self) -> None:
        space = self._themes.current.space
        outer = QVBoxLayout(self)
        outer.setContentsMargins(space["s"], space["xs"], space["s"], space["xs"])
        outer.setSpacing(space["xs"])
        row = QHBoxLayout()
        row.setSpacing(space["s"])
        row.addWidget(self._play)
        row.addWidget(self.waveform, 1)
        row.addWidget(self._time)
        row.addWidget(self._speed)
        outer.addLayout(row)
        outer.addWidget(self._error)

    def _make_speeds(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._speeds = {}
        for speed in SPEEDS:
            action = menu.addAction(speed_words(speed))
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, chosen=speed: self._choose(chosen))
            group.addAction(action)
            self._speeds[speed] = action
        return menu

    def _choose(self, speed: float) -> None:
        self._player.set_speed(speed)

    def _toggle(self) -> None:
        if self._player.state in (PlayerState.PLAYING, PlayerState.LOADING):
            self._player.pause()
        else:
            self._player.play()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._toggle()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        player = self._player
        self._show_icon()
        self.waveform.setEnabled(player.state is not PlayerState.FAILED)
        self.waveform.show_sound(player.duration_ms, player.peaks)
        self._speed.setText(speed_words(player.speed))
        spoken = self.tr("Speed: {speed}").format(speed=speed_words(player.speed))
        self._speed.setAccessibleName(spoken)
        for speed, action in self._speeds.items():
            action.setChecked(speed == player.speed)
        failed = player.state is PlayerState.FAILED
        self._error.show_advice(Advice(player.trouble, can_retry=True) if failed else None)
        self._show_position(player.position_ms)

    def _show_icon(self) -> None:
        runs = self._player.state in (PlayerState.PLAYING, PlayerState.LOADING)
        self._play.setIcon(icon("pause" if runs else "play", self._themes.current, "accent"))
        words = self.tr("Pause {name}") if runs else self.tr("Play {name}")
        self._play.setAccessibleName(words.format(name=self._sound_name))
        self._play.setToolTip(self.tr("Pause") if runs else self.tr("Play"))

    def _show_position(self, position_ms: int) -> None:
        self.waveform.show_position(position_ms)
        duration = self._player.duration_ms
        if self._player.state is PlayerState.LOADING:
            words = self.tr("Loading")
        elif duration:
            words = self.tr("{at} of {length}").format(
                at=clock_words(position_ms), length=clock_words(duration)
            )
        else:
            # It still comes: how long it will be is not known.
            words = clock_words(position_ms) if position_ms else ""
        self._time.setText(words)
        self.waveform.setAccessibleDescription(words)


def clock_words(ms: int) -> str:
    """`1:05`, and `1:00:05` from an hour on."""
    seconds = max(0, ms) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def speed_words(speed: float) -> str:
    return QCoreApplication.translate("audio", "{speed}×").format(speed=f"{speed:g}")
