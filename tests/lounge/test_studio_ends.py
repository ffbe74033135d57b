"""The studio from a voice that is built to its withdrawal, and each failure on that way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.voice import VoiceCheck
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.studio.model import Step
from spaces_desktop.lounge.studio.take import TakeState
from spaces_desktop.widgets.theme import Themes
from tests.gallery.stage import Stage
from tests.kit import studio as voices
from tests.kit.desktop import application, dropped, frame, refused, run, until
from tests.lounge.recorded import (
    agree,
    begun,
    is_given,
    kinds,
    record,
    status,
    step,
    take_state,
)


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage(Themes(application(), "light"))
    yield made
    run(made.close())


def test_a_build_that_fails_says_why_and_may_be_tried_again(stage: Stage) -> None:
    room = begun(stage, consent=voices.bundle(), samples=[voices.sample()])
    build = room.model.build
    room.model.go(Step.BUILD)
    room.calls.script("build", refused(Code.ENGINE_UNAVAILABLE, 503), room.server.build)
    build.build()
    run(until(lambda: build.form_advice is not None))
    build.build()
    run(until(lambda: build.status == "building" and not build.busy))
    assert build.form_advice is None
    room.calls.script("voice", voices.voice("none"))
    room.calls.script("cancel_build", None)
    build.cancel()
    run(until(lambda: build.status == "none"))
    assert build.was_cancelled
    why = voices.voice("failed", problem="Too little speech.")
    stage.live.receive(frame(EventType.VOICE_UPDATED, why, 9))
    assert status(room) == "failed"
    assert step(room) is Step.BUILD


def test_a_preview_that_fails_does_not_stop_the_others(stage: Stage) -> None:
    room = begun(stage, **ready())
    previews = room.model.previews
    room.calls.script("preview", refused(Code.TTS_FAILED, 503), voices.CLIP)
    previews.play(0)
    run(until(lambda: previews.sentences[0].advice is not None))
    previews.play(1)
    run(until(lambda: previews.sentences[1].clip is not None))
    assert previews.listening.heard == "1"
    previews.flip()
    assert previews.listening.heard == "original"
    previews.flip()
    assert previews.listening.heard == "1"
    assert room.calls.count("preview") == 2, "what was spoken is not spoken again"
    previews.write("  Soup is ready.  ")
    previews.play(previews.own)
    run(until(lambda: previews.sentences[previews.own].clip is not None))
    assert room.calls.last("preview")[1] == "Soup is ready."


def ready() -> dict[str, Any]:
    return {
        "consent": voices.bundle(),
        "samples": [voices.sample()],
        "voice": voices.voice("ready"),
    }


def test_withdrawing_leaves_nothing_on_either_side(stage: Stage) -> None:
    room = begun(stage)
    record(room)
    agree(room)
    run(until(lambda: not room.model.sending.pending))
    room.model.go(Step.READ)
    record(room, keep=False)
    room.calls.script("withdraw", dropped(), room.server.withdraw)
    room.model.withdraw()
    run(until(lambda: room.model.form_advice is not None))
    assert is_given(room), "nothing is lost by a failure"
    room.model.withdraw()
    run(until(lambda: room.model.withdrawn is not None))
    assert room.model.withdrawn == 1
    assert room.model.phase is Phase.EMPTY
    assert room.kept == ""
    run(until(lambda: kinds(room) == [], "the disk is empty"))
    room.model.begin()
    assert not is_given(room)
    assert take_state(room) is TakeState.IDLE


def test_a_sound_is_asked_about(stage: Stage, tmp_path: Path) -> None:
    room = begun(stage, check=dropped())
    check = room.model.check
    check.check([tmp_path / "clip.mp3"])
    run(until(lambda: check.form_advice is not None))
    room.calls.script("check", VoiceCheck(made_here=True, created_at=None, turn_id=None))
    check.again()
    run(until(lambda: check.found is not None))
    assert (check.name, check.busy, check.form_advice) == ("clip.mp3", False, None)
