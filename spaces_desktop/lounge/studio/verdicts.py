"""What was measured, in plain words: what is wrong with a sound, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.quality import Quality, Refused, advice, refusal
from embedded_server.contracts.voice import Advice
from spaces_desktop.lounge.studio.noise import Room, Sound

WANTED_SECONDS = 30.0
"""Of speech, for a voice that is as near as it gets."""
ENOUGH_SECONDS = 10.0
EARLY_SECONDS = 1.2
"""Before so much was heard there is nothing to say."""
GATHERING_SECONDS = 6.0

Tone = Literal["good", "fair", "bad", "none", "listening"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`title` in two or three words; `text` is the remedy, "" where none is needed."""

    tone: Tone
    title: str
    text: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("studio", text)


def while_recording(quality: Quality | None) -> Verdict:
    """What helps somebody who is speaking: how much it is in the end is no matter yet."""
    if quality is None or quality.seconds < EARLY_SECONDS:
        return Verdict("listening", _tr("Listening"))
    seconds = quality.seconds
    why = refusal(quality)
    if why is not None and why != "too_short" and (why != "too_noisy" or seconds > 3):
        return _refused(why)
    for one in advice(quality):
        # A sentence that has just begun is short, and little is known of its room and its tones.
        if one in ("short", "pauses") or (
            one in ("noisy", "music") and seconds < GATHERING_SECONDS
        ):
            continue
        return _advised(one)
    return Verdict("good", _tr("Sounds good"))


def of_take(quality: Quality) -> Verdict:
    """Of a whole recording: a bad one would be refused by the server."""
    why = refusal(quality)
    return _refused(why) if why is not None else of_advice(advice(quality))


def of_advice(found: Sequence[Advice]) -> Verdict:
    """The worst of it; as the server says it of a recording that it has accepted."""
    return _advised(found[0]) if found else Verdict("good", _tr("Sounds good"))


def _refused(why: Refused) -> Verdict:
    return {
        "clipped": Verdict(
            "bad", _tr("Too loud: it is distorted"), _tr("Move back or turn the microphone down.")
        ),
        "too_quiet": Verdict(
            "bad", _tr("Too quiet"), _tr("Move closer, or turn the microphone up.")
        ),
        "too_noisy": Verdict(
            "bad",
            _tr("Too much noise"),
            _tr("Turn off what hums or blows, close the window, and move closer."),
        ),
        "too_short": Verdict("bad", _tr("Too short"), _tr("Read the whole sentence, or more.")),
    }[why]


def _advised(one: Advice) -> Verdict:
    return {
        "music": Verdict(
            "fair", _tr("It sounds like music"), _tr("Only your own speaking voice is of use.")
        ),
        "clipping": Verdict(
            "fair", _tr("Some of it is too loud"), _tr("Move back by the width of a hand.")
        ),
        "noisy": Verdict(
            "fair", _tr("There is some noise"), _tr("Move closer, or find a quieter place.")
        ),
        "quiet": Verdict("fair", _tr("A little quiet"), _tr("Move closer to the microphone.")),
        "loud": Verdict("fair", _tr("A little loud"), _tr("Move back by the width of a hand.")),
        "short": Verdict("fair", _tr("Usable, but short"), _tr("Longer ones are worth more.")),
        "pauses": Verdict("fair", _tr("Many pauses"), _tr("Speak on without long pauses.")),
    }[one]


def of_room(room: Room) -> Verdict:
    if room.sound is Sound.NOTHING:
        return Verdict(
            "bad",
            _tr("The microphone is silent"),
            _tr("It may be muted, on itself or in the system's settings."),
        )
    if room.sound is Sound.QUIET:
        return Verdict("good", _tr("A quiet room"), _tr("Nothing here will spoil your voice."))
    title, remedy = {
        Sound.HUM: (
            _tr("A low hum"),
            _tr("It comes from the mains: try another socket, or take the charger off."),
        ),
        Sound.FAN: (
            _tr("A steady noise, like a fan"),
            _tr("Turn off fans and air conditioning, or turn the microphone away from them."),
        ),
        Sound.STREET: (
            _tr("A noise that comes and goes"),
            _tr("Street or voices: close window and door, or wait for a quieter moment."),
        ),
    }[room.sound]
    return Verdict("fair" if room.is_fit else "bad", title, remedy)


def amount(seconds: float) -> Verdict:
    """How far one is towards enough speech."""
    if seconds >= WANTED_SECONDS:
        return Verdict("good", _tr("That is plenty"), _tr("You can go on, or add more."))
    if seconds >= ENOUGH_SECONDS:
        return Verdict(
            "fair", _tr("Enough to begin"), _tr("With 30 seconds it comes nearer to you.")
        )
    return Verdict("none", "", _tr("10 seconds are enough to begin, 30 are better."))
