"""What an engine means, what likeness costs, and what the check of a sound found, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.voice import Engine, VoiceCheck
from spaces_desktop.kernel.moments import full
from spaces_desktop.lounge.studio.verdicts import Verdict

IMPRINT = "imprint"
"""The id of the engine that is always there."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("studio", text)


def engine_words(engine: Engine) -> str:
    """What to expect of it, honestly, or what to do where it is not there."""
    if not engine.is_available:
        return engine.why_not or _tr("Not available on this server.")
    if engine.leaves_this_machine:
        return _tr("Works on another machine. How near it comes depends on what runs there.")
    if engine.id == IMPRINT:
        return _tr(
            "Always there, offline. It takes over your pitch and timbre, and sounds like you from"
            " afar: a little like a robot."
        )
    return _tr("A neural voice on this server, offline. It comes much nearer, and is slower.")


def leaving_words(engine: Engine) -> tuple[str, str]:
    """A title, and what it means."""
    if engine.leaves_this_machine:
        return (
            _tr("Recordings leave the server"),
            _tr("To build and to speak, recordings and texts are sent to another machine."),
        )
    return (
        _tr("Nothing leaves the server"),
        _tr("Recordings, voice and texts stay where this lounge is."),
    )


def likeness_words(likeness: float) -> str:
    """`likeness` from 0 to 1."""
    if likeness < 0.25:
        return _tr("Very clear. One hears your pitch, and not much more of you.")
    if likeness < 0.45:
        return _tr("Clear, with something of your timbre.")
    if likeness <= 0.6:
        return _tr("Balanced: recognisable, and easy to follow.")
    if likeness <= 0.8:
        return _tr("Near to you. Some words become less clear.")
    return _tr("As near as it gets. Some words may be hard to understand.")


def check_words(found: VoiceCheck) -> Verdict:
    if not found.made_here:
        return Verdict(
            "none",
            _tr("Not made here"),
            _tr("No voice of this lounge has said that, as far as this server remembers."),
        )
    words = _tr("An AI voice of this lounge said it on {when}.")
    if found.created_at is None:
        return Verdict("fair", _tr("Made here"), _tr("An AI voice of this lounge said it."))
    if found.turn_id is None:
        words = _tr("An AI voice of this lounge said it as a preview on {when}.")
    return Verdict("fair", _tr("Made here"), words.format(when=full(found.created_at)))
