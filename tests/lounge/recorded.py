"""The steps through the studio that its tests take again and again."""

from __future__ import annotations

from typing import Any

from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.studio.model import Step
from spaces_desktop.lounge.studio.sending import Stand
from spaces_desktop.lounge.studio.take import TakeState
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.kit.desktop import run, until
from tests.kit.studio import speech


def begun(stage: Stage, step: Step = Step.READ, **more: Any) -> Studio:
    room = Studio(stage, **more)
    run(until(lambda: room.model.phase in (Phase.EMPTY, Phase.READY)))
    if room.model.phase is Phase.EMPTY:
        room.model.begin()
    room.model.show(True)
    room.model.go(step)
    return room


def record(room: Studio, seconds: float = 6, *, keep: bool = True) -> None:
    take = room.model.take
    take.start(room.model.reading.words)
    room.ear.hear(speech(seconds))
    take.stop()
    run(until(lambda: take.state is TakeState.HEARD, "it is on the disk"))
    if keep:
        take.keep()
        run(until(lambda: take.state is TakeState.IDLE, "it is kept"))


def speak_statement(room: Studio) -> None:
    consent = room.model.consent
    room.model.go(Step.CONSENT)
    run(until(lambda: consent.phase is Phase.READY))
    consent.take.start(consent.words)
    room.ear.hear(speech(5))
    consent.take.stop()
    run(until(lambda: consent.take.state is TakeState.HEARD))
    consent.take.keep()
    run(until(lambda: consent.spoken is not None))


def agree(room: Studio) -> None:
    speak_statement(room)
    room.model.consent.tick(True)
    room.model.consent.agree()


def step(room: Studio) -> Step:
    return room.model.step


def take_state(room: Studio) -> TakeState:
    return room.model.take.state


def is_given(room: Studio) -> bool:
    return room.model.consent.is_given


def status(room: Studio) -> str:
    return room.model.build.status


def pending(room: Studio) -> list[Stand]:
    return [one.stand for one in room.model.sending.pending]


def kinds(room: Studio) -> list[str]:
    return [path.suffix for path in sorted(room.folder.glob("*"))]
