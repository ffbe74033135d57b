"""The bar over the composer in which a sound is played, while one reads on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from spaces_desktop.chat.files.sounds import Heard, Sounds
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.audio_player import AudioPlayer
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.panes import label, line
from spaces_desktop.widgets.theme import Themes

LONGEST = 28
"""Characters of a name that are shown."""


class SoundBar(QFrame):
    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("sound_bar")
        self.setProperty("role", "bar")
        self._themes = themes
        self._sounds: Sounds | None = None
        self._of_sounds = Bindings()
        self._player: AudioPlayer | None = None
        self._row = line(self)
        self._row.setContentsMargins(16, 4, 8, 4)
        self._name = label("", "small", name="sound_name")
        self._row.addWidget(self._name)
        close = tool("sound_close", self.tr("Stop listening"), "close", themes)
        close.clicked.connect(self._on_close)
        self._row.addWidget(close)
        self.hide()

    def show_sounds(self, sounds: Sounds) -> None:
        """Those of the session; they go on whichever thread is shown."""
        if sounds is not self._sounds:
            self._of_sounds.release()
            self._sounds = sounds
            self._of_sounds.bind(sounds, "heard", self._show)

    def _on_close(self) -> None:
        if self._sounds is not None:
            self._sounds.close()

    def _show(self, heard: Heard | None) -> None:
        if self._player is not None:
            self._row.removeWidget(self._player)
            self._player.hide()
            self._player.deleteLater()
            self._player = None
        self.setVisible(heard is not None)
        if heard is not None:
            name = heard.name if len(heard.name) <= LONGEST else f"{heard.name[: LONGEST - 1]}…"
            self._name.setText(name)
            self._name.setToolTip(heard.name)
            self._player = AudioPlayer(heard.player, heard.name, self._themes)
            self._row.insertWidget(1, self._player, 1)
