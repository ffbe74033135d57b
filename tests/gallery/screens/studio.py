"""The voice studio: each step of it, and each of its states and troubles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from embedded_server.contracts.errors import Code
from embedded_server.contracts.voice import VoiceCheck
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.studio.model import Step
from spaces_desktop.lounge.studio.sending import Pending, Stand
from spaces_desktop.lounge.studio.studio_view import StudioView
from spaces_desktop.lounge.studio.take import TakeState
from spaces_desktop.lounge.studio.takes import Take
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.kit import studio as voices
from tests.kit.desktop import AT, dropped, refused

SIZE = (940, 1100)

Bring = Callable[[Stage, Studio], Awaitable[None]]
ONE_SAMPLE: dict[str, Any] = {
    "samples": [voices.sample(1), voices.sample(2, 7_000, advice=["quiet"])]
}
CONSENTED: dict[str, Any] = ONE_SAMPLE | {
    "consent": voices.bundle(),
    "voice": voices.voice(consent_id="b1"),
}


def _at(step: Step, bring: Bring | None = None, *held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        # A copy: the same state is built more than once in one process.
        given = dict(answers)
        broken = given.pop("broken", "")
        room = Studio(stage, *held, broken=broken, **given)
        await stage.until(lambda: room.model.phase in (Phase.READY, Phase.EMPTY))
        room.model.begin()
        room.model.show(True)
        room.model.go(step)
        if bring is not None:
            await bring(stage, room)
        await stage.rest()
        return room.view

    return make


def _page(*held: str, **answers: Any) -> Make:
    async def make(stage: Stage) -> QWidget:
        room = Studio(stage, *held, **answers)
        await stage.rest()
        return room.view

    return make


async def _heard(stage: Stage, room: Studio) -> None:
    room.ear.hear(voices.speech(2))


async def _room(stage: Stage, room: Studio, sound: Any) -> None:
    room.model.room.listen()
    room.ear.hear(sound)
    if room.model.room.progress is None:
        await stage.until(lambda: room.model.room.room is not None)


async def _quiet(stage: Stage, room: Studio) -> None:
    await _room(stage, room, voices.silence(2.1))


async def _hum(stage: Stage, room: Studio) -> None:
    await _room(stage, room, voices.hum(2.1))


async def _listening(stage: Stage, room: Studio) -> None:
    await _room(stage, room, voices.silence(1.2))


async def _record(stage: Stage, room: Studio, sound: Any) -> None:
    room.model.take.start(room.model.reading.words)
    room.ear.hear(sound)
    await stage.until(lambda: room.model.take.quality is not None)
    # Again, for the first measurement was of its beginning.
    room.ear.hear(sound[:9600])
    await stage.until(lambda: room.model.take.quality.seconds > 7)  # type: ignore[union-attr]  # it was measured


async def _recording(stage: Stage, room: Studio) -> None:
    await _record(stage, room, voices.speech(7))


async def _recording_quiet(stage: Stage, room: Studio) -> None:
    await _record(stage, room, voices.speech(7, loud=0.004, noise=0.0001))


async def _take(stage: Stage, room: Studio) -> None:
    await _record(stage, room, voices.speech(8))
    room.model.take.stop()
    await stage.until(lambda: room.model.take.state is TakeState.HEARD)


async def _bad_take(stage: Stage, room: Studio) -> None:
    await _record(stage, room, voices.speech(8, loud=2.5))
    room.model.take.stop()
    await stage.until(lambda: room.model.take.state is TakeState.HEARD)


def _pending(room: Studio, number: int, stand: Stand, **more: Any) -> Pending:
    text = room.model.reading.script.prompts[number].text
    path = room.folder / f"{number}.flac"
    return Pending(Take(f"t{number}", path, "sample", 9.4, 7.6, text, is_kept=True), stand, **more)


async def _some(stage: Stage, room: Studio) -> None:
    room.model.sending.pending = tuple(_pending(room, at, Stand.WAITING) for at in range(3))
    room.model.reading.skip()


async def _free(stage: Stage, room: Studio) -> None:
    room.model.reading.choose_mode("free")


async def _sending(stage: Stage, room: Studio) -> None:
    room.model.sending.is_allowed = True
    lost = "The connection to ada.local was lost. Try again."
    no = "Too noisy: the voice does not stand out of the noise."
    room.model.sending.pending = (
        _pending(room, 0, Stand.SENDING, done=0.62),
        _pending(room, 1, Stand.WAITING),
        _pending(room, 2, Stand.PAUSED, advice=Advice(lost)),
        _pending(room, 3, Stand.REFUSED, advice=Advice(no)),
    )


async def _spoken(stage: Stage, room: Studio) -> None:
    await _some(stage, room)
    model = room.model
    model.go(Step.CONSENT)
    await stage.until(lambda: model.consent.phase is Phase.READY)
    model.consent.spoken = Take(
        "t9", room.folder / "t9.flac", "statement", 9.0, 8.0, "", is_kept=True
    )
    model.consent.tick(True)


async def _asked(stage: Stage, room: Studio) -> None:
    await _some(stage, room)
    room.model.go(Step.CONSENT)
    await stage.until(lambda: room.model.consent.phase is Phase.READY)


async def _no_statement(stage: Stage, room: Studio) -> None:
    await _some(stage, room)
    room.model.go(Step.CONSENT)
    await stage.until(lambda: room.model.consent.phase is Phase.FAILED)


async def _leaving(stage: Stage, room: Studio) -> None:
    room.model.build.choose("http")


async def _refused_build(stage: Stage, room: Studio) -> None:
    room.model.build.build()
    await stage.until(lambda: room.model.build.form_advice)


async def _busy_preview(stage: Stage, room: Studio) -> None:
    room.model.previews.write("Soup is on the stove, come and sit down.")
    room.model.previews.play(0)


async def _failed_preview(stage: Stage, room: Studio) -> None:
    room.model.previews.play(1)
    await stage.until(lambda: room.model.previews.sentences[1].advice)


async def _checked(stage: Stage, room: Studio) -> None:
    room.model.check.name = "a clip from the net.mp3"
    room.model.check.found = VoiceCheck(made_here=True, created_at=AT, turn_id="t1")


async def _ask_withdraw(stage: Stage) -> QWidget:
    room = Studio(stage, **READY)
    await stage.until(lambda: room.model.phase is Phase.READY)
    stage.at_close(room.view.deleteLater)
    room.view.findChild(QWidget, "studio_listen_page")._ask_withdraw()  # type: ignore[union-attr]  # the page that was just made
    found = room.view.findChild(QWidget, "withdraw_consent")
    assert found is not None
    return found


async def _withdrawn(stage: Stage) -> QWidget:
    room = Studio(stage, **READY)
    await stage.until(lambda: room.model.phase is Phase.READY)
    room.model.withdraw()
    await stage.until(lambda: room.model.withdrawn is not None)
    return room.view


READY = CONSENTED | {"voice": voices.voice("ready")}
OUT = CONSENTED | {"voice": voices.voice("ready", is_published=True)}
BUILDING = CONSENTED | {"voice": voices.voice("building", progress=0.43)}
WHY = "The recordings hold too little speech. Record 10 seconds more, then build again."
FAILED = CONSENTED | {"voice": voices.voice("failed", problem=WHY)}

SCREENS = (
    Screen(
        StudioView,
        "studio",
        {
            State.LOADING: _page("voice"),
            State.EMPTY: _page(),
            State.ERROR: _page(voice=dropped()),
            State.CONTENT: _at(Step.READ, _some),
        },
        extra={
            "microphone": _at(Step.MICROPHONE),
            "microphone-heard": _at(Step.MICROPHONE, _heard),
            "microphone-none": _at(
                Step.MICROPHONE,
                broken="There is no microphone. Plug one in or turn one on, then try again.",
            ),
            "room-listening": _at(Step.ROOM, _listening),
            "room-quiet": _at(Step.ROOM, _quiet),
            "room-hum": _at(Step.ROOM, _hum),
            "read-recording": _at(Step.READ, _recording),
            "read-too-quiet": _at(Step.READ, _recording_quiet),
            "read-take": _at(Step.READ, _take),
            "read-bad-take": _at(Step.READ, _bad_take),
            "read-free": _at(Step.READ, _free),
            "read-sending": _at(Step.READ, _sending, **CONSENTED),
            "consent": _at(Step.CONSENT, _asked),
            "consent-ready": _at(Step.CONSENT, _spoken),
            "consent-error": _at(Step.CONSENT, _no_statement, statement=dropped()),
            "consent-given": _at(Step.CONSENT, **CONSENTED),
            "consent-differs": _at(
                Step.CONSENT, **(CONSENTED | {"consent": voices.bundle("differs")})
            ),
            "consent-unknown": _at(
                Step.CONSENT, **(CONSENTED | {"consent": voices.bundle("unknown")})
            ),
            "build": _at(Step.BUILD, **CONSENTED),
            "build-leaving": _at(Step.BUILD, _leaving, **CONSENTED),
            "build-progress": _at(Step.BUILD, **BUILDING),
            "build-failed": _at(Step.BUILD, **FAILED),
            "build-refused": _at(
                Step.BUILD,
                _refused_build,
                **(CONSENTED | {"build": refused(Code.ENGINE_UNAVAILABLE, 503)}),
            ),
            "listen": _at(Step.LISTEN, **READY),
            "listen-busy": _at(Step.LISTEN, _busy_preview, "preview", **READY),
            "listen-failed": _at(
                Step.LISTEN,
                _failed_preview,
                **(READY | {"preview": refused(Code.TTS_FAILED, 503)}),
            ),
            "listen-published": _at(Step.LISTEN, _checked, **OUT),
            "withdraw": _ask_withdraw,
            "withdrawn": _withdrawn,
        },
        size=SIZE,
    ),
)
