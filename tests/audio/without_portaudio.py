"""A machine on which PortAudio is not installed."""

from __future__ import annotations

import builtins

import pytest


def take_portaudio_away(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def no_sounddevice(name: str, *more: object, **named: object) -> object:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real(name, *more, **named)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(builtins, "__import__", no_sounddevice)
