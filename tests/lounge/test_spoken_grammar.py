"""Whatever comes of text, voice and listeners, a spoken turn says what its grammar allows."""

from __future__ import annotations

import asyncio
import math
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embedded_server.contracts import turns
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from embedded_server.voice.engines.base import EngineError
from tests.kit.people import parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.voice_script import VoiceScript
from tests.kit.waiting import until
from tests.lounge.speaking import check_grammar, hear, newest, speaking_lounge, used, when

_PIECES = ("One. ", "Two", " goes on", ". ", "Three!\n\n", "```\ncode\n```\n", " ", "四。", "e.g. ")
_ENDINGS = (
    ReplyEnd(),
    ProviderError("provider_failed", "Away.", retryable=True),
    RuntimeError("secret"),
)
_FAILURES = (EngineError("Hoarse."), RuntimeError("secret"), OSError("secret"))


@given(
    pieces=st.lists(st.sampled_from(_PIECES), max_size=6),
    ending=st.sampled_from(_ENDINGS),
    seconds=st.sampled_from((0.0, 0.01, 0.3, 0.99, 1.0)),
    fails=st.none() | st.tuples(st.integers(0, 2), st.sampled_from(_FAILURES)),
    has_voice=st.booleans(),
    stop=st.sampled_from(("", "", "writing", "speaking")),
)
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_every_turn_follows_the_grammar_and_is_counted_by_its_clip(
    host: LocalHost,
    script: Script,
    voice: VoiceScript,
    pieces: list[str],
    ending: Any,
    seconds: float,
    fails: tuple[int, BaseException] | None,
    has_voice: bool,
    stop: str,
) -> None:
    if not hasattr(host, "place"):
        host.place = await speaking_lounge(host)  # type: ignore[attr-defined]  # one for all
    _, guest, chat = host.place  # type: ignore[attr-defined]  # set above
    voice.stock, voice.said, voice.seconds = ["anna"] if has_voice else [], [], seconds
    voice.fails_at, voice.failure = fails or (None, EngineError(""))
    text_gate = asyncio.Event()
    voice.gate = asyncio.Event() if stop == "speaking" else None
    script.says(*pieces, *([text_gate] if stop == "writing" else []), ending)
    before = await used(guest, chat)
    asking = Tasks().spawn(hear(guest, chat), "asking")
    if stop:
        message = await when(guest, chat, "streaming") if stop == "writing" else None
        turn_id = message["turnId"] if message else await _silent(host, asking)
        if turn_id:
            await guest.post(turns.STOP.url(turnId=turn_id))
        text_gate.set()
    events = await asking
    check_grammar(events)
    assert "secret" not in str([event.data for event in events])
    assert events[0].data["audioExpected"] is has_voice
    message = await newest(guest, chat)
    clip = message["audio"]
    assert (clip is not None) == (events[-1].event == "audio_ready")
    counted = math.ceil(clip["durationMs"] / 1000) if clip else 0
    assert await used(guest, chat) == before + counted
    again = await guest.get(turns.EVENTS.url(turnId=events[0].data["turnId"]))
    assert [(one.id, one.event, one.data) for one in parse_sse(again.body)] == [
        (one.id, one.event, one.data) for one in events
    ]
    assert host.server.turns.running == 0


async def _silent(host: LocalHost, asking: asyncio.Task[Any]) -> str | None:
    """The turn whose text is there and whose sound is waited for; None where it ended."""

    def found() -> list[str]:
        live = host.server.turns._registry.not_over()  # no room names it
        return [one.begun.meta.turn_id for one in live if one.finished.is_set()]

    await until(lambda: asking.done() or bool(found()))
    return next(iter(found()), None)
