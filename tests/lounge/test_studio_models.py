"""The studio's models on a made-up microphone and server: the whole way, and each failure on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from spaces_desktop.audio import recordings
from spaces_desktop.audio.recordings import Recordings
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.studio.model import Step
from spaces_desktop.lounge.studio.sending import Stand
from spaces_desktop.lounge.studio.take import TakeState
from spaces_desktop.lounge.studio.verdicts import Verdict
from spaces_desktop.widgets.theme import Themes
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.kit import studio as voices
from tests.kit.desktop import application, dropped, frame, refused, run, until
from tests.kit.studio import silence, speech
from tests.lounge.recorded import (
    agree,
    begun,
    is_given,
    kinds,
    pending,
    record,
    speak_statement,
    step,
    take_state,
)


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage(Themes(application(), "light"))
    yield made
    run(made.close())


def test_the_whole_way_from_the_microphone_to_the_published_voice(stage: Stage) -> None:
    room = begun(stage, Step.MICROPHONE)
    model = room.model
    assert model.done == frozenset()
    room.ear.hear(speech(2))
    assert model.hearing.has_heard
    model.next()
    model.room.listen()
    room.ear.hear(silence(2.1))
    run(until(lambda: model.room.room is not None))
    model.next()
    assert step(room) is Step.READ
    first = model.reading.prompt
    for _ in range(3):
        record(room)
    assert model.reading.prompt != first
    assert model.speech_seconds > 10
    assert pending(room) == [Stand.WAITING] * 3
    assert room.calls.count("add_sample") == 0, "nothing leaves before consent"
    assert Step.BUILD not in model.open
    agree(room)
    run(until(lambda: not model.sending.pending, "all is sent"))
    assert len(room.server.keys) == 3
    assert len(room.server.statements) == 1, "the statement goes with the first alone"
    run(until(lambda: kinds(room) == [], "what the server has is not kept twice"))
    model.next()
    assert step(room) is Step.BUILD
    model.build.build()
    run(until(lambda: model.build.status == "building"))
    room.server.voice = voices.voice("ready", sample_count=3)
    stage.live.receive(frame(EventType.VOICE_UPDATED, room.server.voice, 7))
    assert step(room) is Step.LISTEN
    assert room.calls.last("build")[1:] == ("imprint", 0.5)
    assert [one.text for one in model.previews.sentences[:3]] == list(model.reading.script.previews)
    model.build.publish()
    run(until(lambda: model.build.voice is not None and model.build.voice.is_published))
    assert model.done == frozenset(Step)


def test_reopening_goes_on_where_one_was(stage: Stage, tmp_path: Path) -> None:
    first = begun(stage, folder=tmp_path)
    record(first)
    record(first, keep=False)
    read = first.model.reading.prompt
    first.model.show(False)
    again = Studio(stage, folder=tmp_path, kept=first.kept)
    run(until(lambda: again.model.phase is Phase.READY))
    run(until(lambda: again.model.take.state is TakeState.HEARD, "the last one is there"))
    assert again.model.step is Step.READ
    assert again.model.reading.prompt == read
    assert pending(again) == [Stand.WAITING]


def test_what_a_crash_cut_off_in_the_middle_is_there_again(stage: Stage, tmp_path: Path) -> None:
    journal = Recordings(tmp_path / "recordings", "ada")
    cut = journal.begin("c1 sample A sentence.")
    cut.append(speech(5))
    journal.close()
    recordings._growing.clear()  # as another program sees it
    found = Recordings(tmp_path / "recordings", "ada")
    room = Studio(stage, folder=tmp_path / "voice", recordings=found)
    run(until(lambda: room.model.take.state is TakeState.HEARD, "it is found"))
    take = room.model.take.take
    assert take is not None
    assert (round(take.seconds), take.words) == (5, "A sentence.")
    assert Recordings(tmp_path / "recordings", "ada").left_over() == []


def test_a_lost_microphone_keeps_what_was_said(stage: Stage) -> None:
    room = begun(stage)
    take = room.model.take
    take.start("words")
    room.ear.hear(speech(5))
    room.ear.pull_out()
    run(until(lambda: take.state is TakeState.HEARD))
    assert room.model.hearing.trouble is not None
    assert take.take is not None
    assert round(take.take.seconds) == 5
    starts = room.ear.starts
    room.plugs.plug("Headset", "Desk microphone", "Another one")
    assert room.ear.starts == starts + 1, "it recovers by itself"
    assert room.model.hearing.trouble is None


def test_leaving_the_page_closes_the_microphone_and_keeps_the_recording(stage: Stage) -> None:
    room = begun(stage)
    room.model.take.start("words")
    room.ear.hear(speech(4))
    room.model.show(False)
    assert not room.ear.is_open
    run(until(lambda: room.model.take.state is TakeState.HEARD))
    room.model.show(True)
    assert room.ear.is_open


def test_a_slip_of_the_finger_is_no_recording(stage: Stage) -> None:
    room = begun(stage)
    room.model.take.start("words")
    room.ear.hear(speech(1))
    room.model.take.stop()
    assert take_state(room) is TakeState.IDLE
    assert room.model.take.trouble is not None
    assert kinds(room) == []


def test_a_bad_recording_cannot_be_kept(stage: Stage) -> None:
    room = begun(stage)
    take = room.model.take
    take.start("words")
    room.ear.hear(speech(5, loud=4.0))
    take.stop()
    run(until(lambda: take.state is TakeState.HEARD))
    take.keep()
    assert not take.is_good_enough
    assert take_state(room) is TakeState.HEARD
    take.discard()
    assert take_state(room) is TakeState.IDLE
    run(until(lambda: kinds(room) == []))


def test_quality_is_told_while_one_speaks(stage: Stage) -> None:
    room = begun(stage)
    told: list[Verdict] = []
    room.model.take.verdict_changed.connect(told.append)
    room.model.take.start("words")
    for _ in range(4):
        room.ear.hear(speech(2, loud=0.004, noise=0.0001))
        run(until(lambda: not room.model.take._is_measuring))
    assert told[0].tone == "listening"
    assert told[-1].title == "Too quiet"
    assert room.model.take.quality is not None


def test_a_full_disk_is_told_and_the_recording_can_be_saved_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = begun(stage)
    take = room.model.take
    takes = take._takes
    save = takes.save

    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(takes, "save", full)
    take.start("words")
    room.ear.hear(speech(5))
    take.stop()
    run(until(lambda: take.trouble is not None))
    assert take.trouble is not None
    assert "no room" in take.trouble.text
    monkeypatch.setattr(takes, "save", save)
    take.save_again()
    run(until(lambda: take.state is TakeState.HEARD))


def test_a_lost_connection_pauses_and_goes_on_under_the_same_key(stage: Stage) -> None:
    room = begun(stage)
    record(room)
    record(room)
    room.calls.script("add_sample", dropped(), room.server.add)
    agree(room)
    run(until(lambda: pending(room) == [Stand.PAUSED, Stand.WAITING]))
    stage.live.link = Link(LinkState.WAITING)
    stage.live.link = Link(LinkState.ONLINE)
    run(until(lambda: not room.model.sending.pending))
    keys = [arguments[4] for name, arguments in room.calls.asked if name == "add_sample"]
    assert len(keys) == 3
    assert len(set(keys)) == 2
    assert len(room.server.statements) == 1


def test_what_is_refused_stays_with_its_reason_and_the_others_go_on(stage: Stage) -> None:
    room = begun(stage)
    record(room)
    record(room)
    room.calls.script("add_sample", refused(Code.TOO_NOISY), room.server.add)
    agree(room)
    run(until(lambda: pending(room) == [Stand.REFUSED]))
    assert room.model.sending.pending[0].advice is not None
    run(until(lambda: len(kinds(room)) == 2, "what was sent is not kept twice"))
    assert len(room.model.library.samples) == 1
    room.model.sending.discard(room.model.sending.pending[0].id)
    run(until(lambda: kinds(room) == []))


def test_an_upload_is_stopped_by_hand_and_sent_later(stage: Stage) -> None:
    room = begun(stage)
    record(room)
    gate = room.calls.hold("add_sample")
    agree(room)
    run(until(lambda: pending(room) == [Stand.SENDING]))
    key = room.model.sending.pending[0].id
    room.model.sending.cancel(key)
    assert pending(room) == [Stand.PAUSED]
    gate.set()
    room.model.sending.retry(key)
    run(until(lambda: not room.model.sending.pending))
    assert room.server.keys == [key]


@pytest.mark.parametrize("code", [Code.CONSENT_REQUIRED])
def test_without_consent_on_the_server_one_is_asked_again(stage: Stage, code: Code) -> None:
    room = begun(stage, consent=voices.bundle(), samples=[voices.sample()])
    assert is_given(room)
    room.calls.script("add_sample", refused(code), room.server.add)
    record(room)
    run(until(lambda: room.model.step is Step.CONSENT))
    assert not is_given(room)
    assert pending(room) == [Stand.WAITING]
    agree(room)
    run(until(lambda: not room.model.sending.pending))


def test_consent_takes_both_the_spoken_statement_and_the_tick(stage: Stage) -> None:
    room = begun(stage)
    record(room)
    consent = room.model.consent
    room.model.go(Step.CONSENT)
    consent.tick(True)
    consent.agree()
    assert not is_given(room)
    speak_statement(room)
    consent.tick(False)
    consent.agree()
    assert not is_given(room)
    assert room.calls.count("add_sample") == 0


def test_a_statement_of_today_is_taken_up_again(stage: Stage, tmp_path: Path) -> None:
    first = begun(stage, folder=tmp_path)
    record(first)
    speak_statement(first)
    first.model.show(False)
    again = Studio(stage, folder=tmp_path, kept=first.kept)
    run(until(lambda: again.model.consent.spoken is not None))
    assert again.model.step is Step.CONSENT
    assert not again.model.consent.is_ticked
