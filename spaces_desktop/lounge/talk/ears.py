"""What listening takes, out of this machine's sound."""

from __future__ import annotations

from PySide6.QtCore import QObject

from spaces_desktop.audio.microphone import Microphone
from spaces_desktop.audio.recording import Recording
from spaces_desktop.audio.stream_player import StreamPlayer
from spaces_desktop.audio.troubles import AudioTrouble, microphone_advice
from spaces_desktop.audio.voice_activity import VoiceActivity
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.tasks import Tasks

PAUSE_SECONDS = 1.2
"""So long a pause ends what somebody says who holds no button."""
OVER_SPEAKER_DB = 14.0
"""So much louder than the reply's own sound one has to be to interrupt it."""


class MachineEars:
    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        self._tasks = tasks
        self._parent = parent

    def microphone(self) -> Microphone:
        return Microphone(self._tasks, parent=self._parent)

    def recording(self, most_seconds: float) -> Recording:
        return Recording(most_seconds)

    def activity(self) -> VoiceActivity:
        return VoiceActivity(PAUSE_SECONDS, OVER_SPEAKER_DB)

    def advice(self, trouble: AudioTrouble, /) -> Advice:
        return microphone_advice(trouble)

    def player(self, rate: int) -> StreamPlayer:
        return StreamPlayer(rate, self._tasks, self._parent)
