"""What can go wrong with microphones and loudspeakers, and what to do about each, in words."""

from __future__ import annotations

import platform
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from spaces_desktop.kernel.errors import Advice


class AudioTrouble(Enum):
    NO_LIBRARY = auto()
    NO_DEVICE = auto()
    DEVICE_LOST = auto()
    """It was there, or somebody chose it, and it is not plugged in now."""
    DEVICE_BUSY = auto()
    NO_PERMISSION = auto()
    NO_SOUND = auto()
    """A microphone that is open and gives nothing but zeros."""


class AudioError(Exception):
    def __init__(self, trouble: AudioTrouble, detail: str = "") -> None:
        super().__init__(f"{trouble.name} {detail}".strip())
        self.trouble = trouble


def microphone_advice(trouble: AudioTrouble, system: str = "") -> Advice:
    """`system` is one of `platform.system()`, by default this machine's."""
    system = system or platform.system()
    words = {
        AudioTrouble.NO_LIBRARY: _library_words(system),
        AudioTrouble.NO_DEVICE: _tr(
            "There is no microphone. Plug one in or turn one on, then try again."
        ),
        AudioTrouble.DEVICE_LOST: _tr(
            "The microphone is gone; what was recorded so far is kept. Plug it in again, or choose"
            " another in the settings under Sound, then go on."
        ),
        AudioTrouble.DEVICE_BUSY: _tr(
            "Another program has the microphone to itself. Close what else records or makes"
            " calls, then try again."
        ),
        AudioTrouble.NO_PERMISSION: _permission_words(system),
        AudioTrouble.NO_SOUND: _silence_words(system),
    }
    return Advice(words[trouble], can_retry=trouble is not AudioTrouble.NO_SOUND)


def loudspeaker_advice(trouble: AudioTrouble, system: str = "") -> Advice:
    system = system or platform.system()
    none = _tr("There is no loudspeaker. Plug one in or turn one on, then try again.")
    words = {
        AudioTrouble.NO_LIBRARY: _library_words(system),
        AudioTrouble.NO_DEVICE: none,
        AudioTrouble.DEVICE_LOST: _tr(
            "The loudspeaker is gone. Plug it in again or choose another, then try again."
        ),
        AudioTrouble.DEVICE_BUSY: _tr(
            "Another program has the loudspeaker to itself. Close it, then try again."
        ),
        AudioTrouble.NO_PERMISSION: _tr(
            "The system does not let Spaces use the loudspeaker. Allow it in the system's settings"
            " for sound, then try again."
        ),
        AudioTrouble.NO_SOUND: none,
    }
    return Advice(words[trouble], can_retry=True)


def _library_words(system: str) -> str:
    if system == "Linux":
        return _tr(
            "Sound needs PortAudio, which is not installed. On Debian and Ubuntu install"
            " libportaudio2, on Fedora, Arch and openSUSE portaudio, then try again."
        )
    return _tr("Sound needs PortAudio, which is missing from this copy of Spaces. Install it anew.")


def _permission_words(system: str) -> str:
    if system == "Darwin":
        return _tr(
            "macOS does not let Spaces use the microphone. Turn it on in System Settings, Privacy &"
            " Security, Microphone, then start Spaces again."
        )
    if system == "Windows":
        return _tr(
            "Windows does not let Spaces use the microphone. Turn on “Let desktop apps access your"
            " microphone” in Settings, Privacy & security, Microphone, then try again."
        )
    return _tr(
        "The system does not let Spaces use the microphone. On most systems your account has to be"
        " in the group “audio”; then sign in again."
    )


def _silence_words(system: str) -> str:
    if system == "Darwin":
        return _tr(
            "No sound comes from the microphone. Is it muted, or not allowed for Spaces in System"
            " Settings, Privacy & Security, Microphone?"
        )
    return _tr(
        "No sound comes from the microphone. Is it muted, at its own switch or in the system's"
        " settings for sound, or is another one meant?"
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("audio", text)
