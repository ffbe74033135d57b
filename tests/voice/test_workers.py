"""Worker processes: they speak in pieces, stop for real, are replaced when they die, and refuse
whoever would wait too long. The program that they drive is real, or a script that misbehaves."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile

from embedded_server.kernel.tasks import Tasks
from embedded_server.voice import workers as workers_module
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Options
from embedded_server.voice.workers import Busy, Workers
from tests.kit.waiting import until

Make = Callable[..., Workers]


@pytest.fixture
async def make() -> AsyncIterator[Make]:
    tasks = Tasks()

    def made(espeak: Path | str = "", *, most: int = 1, idle_seconds: float = 300.0) -> Workers:
        return Workers(Options(espeak=str(espeak)), tasks, most=most, idle_seconds=idle_seconds)

    yield made
    await tasks.close()


def script(folder: Path, body: str) -> Path:
    """A program in the place of espeak-ng."""
    path = folder / "espeak-ng"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


HEADER = "head -c 44 /dev/zero"
ENDLESS = f"{HEADER}; while true; do head -c 20000 /dev/zero; sleep 0.02; done"


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def said(workers: Workers, text: str, voice: str | None = None) -> bytes:
    return b"".join([piece async for piece in workers.speak("espeak", None, voice, text)])


async def test_it_speaks_in_pieces_and_the_worker_stays(make: Make) -> None:
    workers = make()
    first = await said(workers, "One two three, four five six.")
    begun = time.monotonic()
    again = await said(workers, "One two three, four five six.")
    assert time.monotonic() - begun < 2.0
    assert first == again
    sound = np.frombuffer(first, dtype="<i2")
    assert 1.0 < len(sound) / 22_050 < 4.0
    assert np.abs(sound).max() > 3000
    with pytest.raises(EngineError, match="no voice of that name: Nobody"):
        await said(workers, "Hello.", "Nobody")
    with pytest.raises(EngineError, match="only voices of its own"):
        await workers.prepare("espeak", [], 0.5, lambda share: None)
    assert await said(workers, "Hello.", "English (GB)") != await said(workers, "Hello.")


async def test_what_is_left_is_stopped_and_the_worker_speaks_again(
    make: Make, tmp_path: Path
) -> None:
    workers = make(script(tmp_path, f"echo $$ > {tmp_path}/pid; {ENDLESS}"))
    for _ in range(3):
        pieces = workers.speak("espeak", None, None, "Hello.")
        await anext(pieces)
        pid = int((tmp_path / "pid").read_text())
        begun = time.monotonic()
        await pieces.aclose()
        await until(partial(is_gone, pid))
        assert time.monotonic() - begun < 0.2


async def test_one_that_does_not_listen_is_killed_and_replaced(make: Make, tmp_path: Path) -> None:
    slow = script(tmp_path, f"[ -e {tmp_path}/second ] && {{ {ENDLESS}; }}; sleep 60")
    workers = make(slow)
    task = asyncio.get_running_loop().create_task(said(workers, "Hello."))
    await asyncio.sleep(0.5)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    # Nobody waits for the next one: it starts while the other ends, with its engine in memory.
    await until(lambda: any(one.last_engine == "espeak" for one in workers._idle))
    assert workers.count == 1
    (tmp_path / "second").touch()
    async with contextlib.aclosing(workers.speak("espeak", None, None, "Hello.")) as pieces:
        assert len(await anext(pieces)) > 0


async def test_one_that_dies_is_told_in_words_and_replaced(make: Make, tmp_path: Path) -> None:
    deadly = script(
        tmp_path, f"[ -e {tmp_path}/second ] && {{ {ENDLESS}; }}; kill -9 $PPID; sleep 5"
    )
    workers = make(deadly)
    with pytest.raises(EngineError, match="stopped unexpectedly"):
        await said(workers, "Hello.")
    (tmp_path / "second").touch()
    async with contextlib.aclosing(workers.speak("espeak", None, None, "Hello.")) as pieces:
        assert len(await anext(pieces)) > 0


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("echo 'no such voice' >&2; exit 1", "no such voice"),
        ("exit 3", "said nothing"),
        ("echo 'half a header'", None),
    ],
)
async def test_a_program_that_fails_is_told(
    make: Make, tmp_path: Path, body: str, words: str | None
) -> None:
    workers = make(script(tmp_path, body))
    if words is None:
        assert await said(workers, "Hello.") == b""
    else:
        with pytest.raises(EngineError, match=words):
            await said(workers, "Hello.")


async def test_a_missing_program_is_told_with_its_remedy(make: Make, tmp_path: Path) -> None:
    workers = make(tmp_path / "nowhere")
    with pytest.raises(EngineError, match="--espeak"):
        await said(workers, "Hello.")


async def test_a_recording_that_cannot_be_read_is_told(make: Make, tmp_path: Path) -> None:
    rubbish = tmp_path / "a.flac"
    rubbish.write_bytes(b"This is no sound." * 100)
    with pytest.raises(EngineError, match="cannot be read"):
        await make().prepare("espeak", [rubbish], 0.5, lambda share: None)
    silent = tmp_path / "b.flac"
    soundfile.write(silent, np.zeros((4800, 2)), 48_000)
    with pytest.raises(EngineError, match="only voices"):
        await make().prepare("espeak", [silent], 0.5, lambda share: None)


async def test_who_comes_when_too_many_wait_is_refused(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "MOST_WAITING", 2)
    workers = make(script(tmp_path, ENDLESS))
    speaking = workers.speak("espeak", None, None, "Hello.")
    await anext(speaking)
    loop = asyncio.get_running_loop()
    order: list[int] = []

    async def wait_for(number: int) -> None:
        async with contextlib.aclosing(workers.speak("espeak", None, None, "Hello.")) as pieces:
            await anext(pieces)
            order.append(number)

    waiting = [loop.create_task(wait_for(number)) for number in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Busy, match="more to do"):
        await wait_for(2)
    # Somebody who no longer waits leaves room for another.
    waiting[0].cancel()
    await asyncio.wait(waiting[:1])
    third = loop.create_task(wait_for(3))
    await asyncio.sleep(0)
    await speaking.aclose()
    await asyncio.gather(waiting[1], third)
    assert order == [1, 3]


async def test_idle_ones_end_and_the_loop_is_never_held(make: Make) -> None:
    workers = make(idle_seconds=0.05)
    worst = 0.0

    async def beat() -> None:
        nonlocal worst
        while True:
            # The loop's own work between two beats, whatever else the machine does.
            begun = time.thread_time()
            await asyncio.sleep(0.005)
            worst = max(worst, time.thread_time() - begun)

    beating = asyncio.get_running_loop().create_task(beat())
    await said(workers, "Hello.")
    beating.cancel()
    assert worst < 0.1
    await until(lambda: not workers.count)
    assert len(await said(workers, "Hello.")) > 0


async def test_the_end_of_the_server_ends_who_speaks_and_who_waits(tmp_path: Path) -> None:
    tasks = Tasks()
    espeak = script(tmp_path, f"echo $$ > {tmp_path}/pid; {ENDLESS}")
    workers = Workers(Options(espeak=str(espeak)), tasks, most=1)
    speaking = workers.speak("espeak", None, None, "Hello.")
    await anext(speaking)
    waiting = asyncio.get_running_loop().create_task(said(workers, "Hello."))
    await asyncio.sleep(0)
    await tasks.close()
    with pytest.raises(EngineError, match="stopping"):
        await waiting
    # What had come already is still given out; then it is told.
    with pytest.raises(EngineError):
        _ = [piece async for piece in speaking]
    with pytest.raises(EngineError, match="stopping"):
        await said(workers, "Hello.")
    assert workers.count == 0
    await tasks.close()
