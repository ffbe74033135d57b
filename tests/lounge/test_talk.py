"""A talk: saying something by voice, hearing the reply while it comes, and interrupting it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from embedded_server.contracts.club import Audio
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.voice import SpokenBy
from spaces_desktop.lounge.talk.talk import TalkState
from spaces_desktop.widgets.message_rows import RowState
from spaces_desktop.widgets.player import PlayerState
from tests.kit.desktop import dropped, page, refused, run, until
from tests.lounge.talking import Talking, chat, meta, mine, said

HALF_A_SECOND = (b"x",) * 5


@pytest.fixture
def talking() -> Iterator[Any]:
    kept: list[Talking] = []

    def make(**answers: Any) -> Talking:
        bench = Talking(mine(), chats=(chat(),), **answers)
        kept.append(bench)
        run(bench.start("c1"))
        bench.talk.set_here(True)
        return bench

    yield make
    for one in kept:
        one.close()


def feed(_turn: str, begin: Any) -> None:
    begin(24_000)(bytes(48_000))


def speak(bench: Talking, *blocks: bytes) -> None:
    bench.talk.begin()
    bench.ears.say(*(blocks or HALF_A_SECOND))
    bench.talk.end()


async def heard(bench: Talking) -> None:
    bench.talk.thread_model.send("Hello?")
    await until(lambda: bench.talk.state is TalkState.SPEAKING)


def test_what_is_said_is_kept_on_the_disk_until_the_server_has_it(talking: Any) -> None:
    sent: list[bytes] = []

    def take(_chat: str, path: Path, _client: str, _progress: Any) -> Any:
        sent.append(path.read_bytes())
        return meta(audio=False)

    bench = talking(say_aloud=take)
    speak(bench)
    run(until(lambda: bench.calls.count("say_aloud") == 1))
    path = bench.calls.last("say_aloud")[1]
    assert sent == [b"xxxxx"]
    client = bench.calls.last("say_aloud")[2]
    bench.hear(said(1, "Hello", "me", client_id=client))
    run(until(lambda: not path.exists()))


def test_a_slip_of_the_finger_is_not_sent(talking: Any) -> None:
    bench = talking()
    speak(bench, b"x")
    assert "too short" in bench.talk.advice.text
    assert bench.ears.recordings[-1].is_dropped
    assert bench.desk.outbox.items == []


def test_out_of_time_what_was_said_stays_and_goes_out_again(talking: Any) -> None:
    bench = talking(say_aloud=refused(Code.FREE_MINUTES_USED, 402))
    speak(bench)
    run(until(lambda: bench.calls.count("say_aloud") == 1))
    run(bench.idle())
    item = bench.desk.outbox.of("chat-c1")[0]
    assert item.state is RowState.UNSENT
    assert "time is used up" in item.note
    row = bench.talk.thread_model.rows.row_at(0)
    assert [one.label for one in row.actions] == ["Send again", "Discard"]
    bench.calls.script("say_aloud", meta(audio=False))
    bench.talk.thread_model.act(row.id, "retry")
    run(until(lambda: bench.calls.count("say_aloud") == 2))
    bench.desk.outbox.arrived(item.client_id)
    run(bench.idle())


def test_no_recogniser_is_said_and_offers_writing(talking: Any) -> None:
    bench = talking(say_aloud=refused(Code.NOT_AVAILABLE, 409))
    speak(bench)
    run(until(lambda: bench.calls.count("say_aloud") == 1))
    run(bench.idle())
    assert "Write it instead" in bench.desk.outbox.of("chat-c1")[0].note


def test_an_upload_can_be_broken_off_and_nothing_is_lost(talking: Any) -> None:
    bench = talking()
    gate = bench.calls.hold("say_aloud")
    speak(bench)
    run(until(lambda: bench.calls.count("say_aloud") == 1))
    bench.calls.last("say_aloud")[3](30, 100)
    assert bench.tools.posting.done == 0.3
    bench.talk.cancel()
    run(bench.idle())
    item = bench.desk.outbox.of("chat-c1")[0]
    assert (item.state, Path(item.recording).exists()) == (RowState.UNSENT, True)
    gate.set()


def test_a_reply_is_heard_while_it_comes_and_ends_when_all_was_heard(talking: Any) -> None:
    bench = talking(say=meta(), speech=feed)
    run(heard(bench))
    player = bench.players[0]
    assert (player.rate, len(player.fed), player.has_all) == (24_000, 48_000, True)
    assert player.state is PlayerState.PLAYING
    player.finish()
    run(until(lambda: bench.talk.state is not TalkState.SPEAKING))


def test_replies_never_sound_over_each_other(talking: Any) -> None:
    bench = talking(say=meta(), speech=feed)
    run(heard(bench))
    bench.calls.script("say", meta(4))
    bench.talk.thread_model.send("And?")
    run(until(lambda: bench.calls.count("say") == 2))
    assert len(bench.players) == 1
    bench.players[0].finish()
    run(until(lambda: len(bench.players) == 2))
    assert bench.players[1].state is PlayerState.PLAYING


def test_speaking_interrupts_the_reply_here_and_on_the_server(talking: Any) -> None:
    bench = talking(say=meta(), speech=feed)
    run(heard(bench))
    bench.talk.begin()
    assert bench.players[0].state is PlayerState.PAUSED
    assert bench.talk.state is TalkState.LISTENING
    run(until(lambda: bench.calls.count("stop") == 1))
    assert bench.calls.last("stop") == ("t2",)
    bench.talk.cancel()


def test_who_speaks_up_is_recorded_from_the_first_sound_and_sent_at_a_pause(talking: Any) -> None:
    sent: list[bytes] = []

    def take(_chat: str, path: Path, _client: str, _progress: Any) -> Any:
        sent.append(path.read_bytes())
        return meta(audio=False)

    bench = talking(say=meta(), speech=feed, say_aloud=take)
    speak(bench)  # the microphone has been used: it may be opened again
    run(until(lambda: len(sent) == 1))
    bench.desk.outbox.arrived(bench.calls.last("say_aloud")[2])
    run(heard(bench))
    bench.ears.say(b"", b"", b"a")
    assert bench.talk.state is TalkState.LISTENING
    bench.ears.say(b"b", b"c", b"d", b"")
    run(until(lambda: len(sent) == 2))
    assert sent[1] == b"abcd"


def test_nothing_listens_unasked(talking: Any) -> None:
    bench = talking(say=meta(), speech=feed)
    run(heard(bench))
    assert bench.ears.microphones == []


def test_only_reading_is_remembered_and_asks_for_no_sound(talking: Any) -> None:
    bench = talking(say=meta(), speech=feed)
    bench.tools.speaking.set_read_only(True)
    bench.talk.thread_model.send("Hello?")
    run(until(lambda: bench.calls.count("say") == 1))
    run(bench.idle())
    assert (bench.players, bench.calls.count("speech")) == ([], 0)
    assert bench.keep.get("lounge_read_only")


def test_where_the_stream_fails_the_clip_is_heard(talking: Any) -> None:
    bench = talking(say=meta(), speech=dropped(), fetch=dropped())
    bench.hear(said(2, "", status="streaming"))
    bench.talk.thread_model.send("Hello?")
    run(until(lambda: bench.calls.count("speech") == 1))
    run(until(lambda: bench.tools.speaking.now is None))
    spoken = SpokenBy(engine="imprint", voice="Marguerite")
    clip = Audio(url="/api/media/x", duration_ms=900, mime_type="audio/wav", spoken_by=spoken)
    bench.event(EventType.MESSAGE_UPDATED, said(2, "Hello.", audio=clip))
    run(until(lambda: bench.calls.count("fetch") == 1))
    assert bench.desk.files.sounds.heard.name == "AI voice · imprint"
    bench.desk.files.sounds.close()
    run(bench.idle())


def test_writing_while_a_reply_is_written_interrupts_it(talking: Any) -> None:
    bench = talking(say=meta(audio=False))
    bench.talk.thread_model.send("One")
    run(until(lambda: bench.calls.count("say") == 1))
    bench.calls.script("say", refused(Code.TURN_RUNNING, 409), meta(4, audio=False))
    bench.talk.thread_model.send("Two")
    run(until(lambda: bench.calls.count("say") == 3))
    assert bench.calls.last("stop") == ("t2",)


def test_a_lost_microphone_says_so_and_sends_what_there_was(talking: Any) -> None:
    bench = talking()
    bench.talk.begin()
    bench.ears.say(*HALF_A_SECOND)
    bench.ears.microphones[-1].failed.emit("The microphone is gone.")
    run(until(lambda: bench.calls.count("say_aloud") == 1))
    assert bench.talk.state is not TalkState.LISTENING


def test_going_elsewhere_ends_the_recording_and_not_the_sound(talking: Any) -> None:
    bench = talking(say=meta(), speech=feed)
    run(heard(bench))
    bench.talk.set_here(False)
    assert bench.players[0].state is PlayerState.PLAYING
    bench.talk.set_here(True)
    bench.talk.begin()
    bench.talk.set_here(False)
    assert bench.ears.recordings[-1].is_dropped


def test_a_row_says_that_it_is_an_ais_voice_and_whose_engine(talking: Any) -> None:
    spoken = SpokenBy(engine="imprint", voice="Marguerite")
    clip = Audio(url="/api/media/x", duration_ms=900, mime_type="audio/wav", spoken_by=spoken)
    bench = talking(history=page([said(1, "Hello.", audio=clip)]))
    row = bench.talk.thread_model.rows.row_at(0)
    assert row.note == "AI voice · imprint"
    assert (row.media[0].kind, row.media[0].duration_ms) == ("sound", 900)
