"""The live room: ten people speak at once through the real server, judged on the samples.

Each says a chirp of their own once a second. It is looked for in what others' loudspeakers were
handed: mouth to ear is from when the block with its first sample was given by the microphone to
when the block that holds it was handed over. Lost frames are judged by a recogniser.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
import psutil

from embedded_server.contracts import communities, live_room
from embedded_server.contracts.communities import CommunityType, CreateCommunity, Join
from embedded_server.contracts.live_room import RATE
from spaces_desktop.lounge.live.voice import codecs
from tests.benchmarks.load.live import PERIOD, SPEAKERS, chirp
from tests.benchmarks.ours import People
from tests.benchmarks.programs import ROOT, Program, child_environment, start_ours
from tests.benchmarks.report import Report, number
from tests.kit.live_line import Line, through
from tests.kit.live_sound import BLOCK

IN_ONE_PROCESS = 2
LONGEST = 0.6
"""Seconds within which a chirp is looked for."""
P50_MS, P99_MS, MORE_ERRORS = 120.0, 200.0, 1.5


@dataclass(frozen=True, slots=True)
class Size:
    seconds: int
    listeners: int
    phrases: int


QUICK, WHOLE = Size(8, 2, 12), Size(600, 3, 60)


async def measure(report: Report, folder: Path, size: Size) -> None:
    report.heading(f"Live room: {SPEAKERS} speakers for {size.seconds} s")
    ours = await start_ours(folder / "live")
    try:
        async with aiohttp.ClientSession() as session:
            people = People(ours, session)
            await people.settle(SPEAKERS)
            lounge = await _open(people)
            await _mouth_to_ear(report, folder, ours, people, lounge, size)
    finally:
        await ours.stop()
    _intelligible(report, size.phrases)


async def _open(people: People) -> str:
    body = CreateCommunity(type=CommunityType.LOUNGE, name="Live")
    creator = people.tokens[0]
    made = await people.call(communities.CREATE, creator, body)
    for token in people.tokens[1:SPEAKERS]:
        await people.call(communities.JOIN, token, Join(), communityId=made.id)
    await people.call(live_room.OPEN, creator, communityId=made.id)
    return str(made.id)


async def _mouth_to_ear(
    report: Report, folder: Path, ours: Program, people: People, lounge: str, size: Size
) -> None:
    path = live_room.AUDIO.url(communityId=lounge)
    url = f"{ours.url}{path}?codecs={codecs.readable()}"
    server = psutil.Process(ours.process.pid)
    # The first few start with the server's process still quiet; both ends of it are measured.
    before = server.cpu_times()
    begun = asyncio.get_running_loop().time()
    children = [
        _child(folder, url, size, list(enumerate(people.tokens))[first : first + IN_ONE_PROCESS])
        for first in range(0, SPEAKERS, IN_ONE_PROCESS)
    ]
    answers = await asyncio.gather(*children)
    after = server.cpu_times()
    took = asyncio.get_running_loop().time() - begun
    cpu = (after.user + after.system - before.user - before.system) / took
    said: dict[int, list[float]] = {}
    for answer in answers:
        said |= {int(who): one["said"] for who, one in answer["people"].items()}
    late: list[float] = []
    missed = 0
    for place in range(size.listeners):
        listener = place * IN_ONE_PROCESS
        found, gone = _lateness(folder, listener, said, answers[place])
        late += found
        missed += gone
    blocks = size.seconds * 100 * SPEAKERS
    underruns = sum(sum(answer["underruns"]) for answer in answers)
    card_late = sum(sum(answer["late"]) for answer in answers)
    heard_bytes = sum(sum(answer["bytes"]) for answer in answers) / SPEAKERS / size.seconds
    p50, p90, p99 = (float(np.percentile(late, part)) * 1000 for part in (50, 90, 99))
    report.table(
        ("mouth to ear", "p50 ms", "p90 ms", "p99 ms", "longest ms", "chirps", "not heard"),
        [("on the samples", p50, p90, p99, max(late) * 1000, len(late), missed)],
    )
    engines = [answer["cpu"] / IN_ONE_PROCESS * 100 for answer in answers]
    report.note(
        f"server {cpu * 100:.0f} % of a core, one person's window {max(engines):.0f} %,"
        f" {heard_bytes / 1000:.0f} kB/s to each; load {psutil.getloadavg()[0]:.1f} on"
        f" {psutil.cpu_count()} cores; the made-up sound cards themselves were late with"
        f" {card_late} of {number(blocks)} blocks"
    )
    report.at_most("live room: mouth to ear p50", p50, P50_MS, "ms")
    report.at_most("live room: mouth to ear p99", p99, P99_MS, "ms")
    report.at_most(f"live room: underruns of {SPEAKERS} people", underruns, 0, "")
    report.at_most("live room: chirps that were not heard, of 100", missed * 100 / len(late), 1, "")


async def _child(
    folder: Path, url: str, size: Size, people: list[tuple[int, str]]
) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.benchmarks.load.live",
        cwd=ROOT,
        env=child_environment(QT_QPA_PLATFORM="offscreen", OPENBLAS_NUM_THREADS="1"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    asked = {
        "folder": str(folder),
        "url": url,
        "seconds": size.seconds,
        "people": people,
        "listeners": size.listeners,
    }
    said, _ = await process.communicate(json.dumps(asked).encode() + b"\n")
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def _lateness(
    folder: Path, listener: int, said: dict[int, list[float]], answer: dict[str, Any]
) -> tuple[list[float], int]:
    """Seconds from mouth to ear for each chirp of the others, and how many were not found."""
    played = np.load(folder / f"played-{listener}.npy")
    at = np.load(folder / f"at-{listener}.npy")
    found: list[float] = []
    gone = 0
    span = int(LONGEST * RATE)
    size = 1 << (span + RATE // 10).bit_length()
    for speaker, moments in said.items():
        if speaker == listener:
            continue
        wanted = np.conj(np.fft.rfft(chirp(speaker), size))
        full = float(chirp(speaker) @ chirp(speaker))
        for given in moments:
            if not answer["begun"] < given < answer["ended"] - PERIOD:
                continue
            first = int(np.searchsorted(at, given)) * BLOCK
            piece = played[first : first + span]
            likeness = np.fft.irfft(np.fft.rfft(piece, size) * wanted, size)[: len(piece)]
            top = int(np.argmax(likeness))
            if likeness[top] < 0.35 * full:
                gone += 1
            else:
                found.append(float(at[(first + top) // BLOCK]) - given)
    return found, gone


# Lost frames

_WHO = ("ada", "henry", "mary", "peter")
_DOES = ("opens", "closes", "paints", "carries")
_WHAT = ("the window", "the garden", "a letter", "seven apples", "the yellow chair")
_GRAMMAR = (
    "#JSGF V1.0; grammar live; public <s> = ("
    + " | ".join(_WHO)
    + ") ("
    + " | ".join(_DOES)
    + ") ("
    + " | ".join(_WHAT)
    + ") ("
    + " | ".join(_WHO)
    + ") ("
    + " | ".join(_DOES)
    + ") ("
    + " | ".join(_WHAT)
    + ");"
)


def _intelligible(report: Report, count: int) -> None:
    """A recogniser that knows which words there are judges what is left of spoken sentences."""
    rng = random.Random(7)
    whole = lossy = words = 0
    for index in range(count):
        text = " ".join(rng.choice(part) for part in (_WHO, _DOES, _WHAT) * 2)
        spoken = _speak(text)
        line = Line(jitter=0.015)
        for loss in (0.0, 0.02):
            heard, _ = through(spoken, Line(line.seconds, line.jitter, loss), seed=index)
            wrong = _wrong(text.split(), _recognise(heard))
            if loss:
                lossy += wrong
            else:
                whole += wrong
        words += len(text.split())
    report.table(
        ("recognised", "words", "wrong, whole", "wrong, 2 % lost"),
        [(f"{count} sentences of espeak-ng", words, whole, lossy)],
    )
    # Where the whole is without an error, one in a hundred words is as good.
    least = max(whole, words / 100)
    report.at_most("live room: errors at 2 % loss against none", lossy / least, MORE_ERRORS)


def _speak(text: str) -> Any:
    import soundfile
    import soxr

    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", "en-us", "-s", "140", "-w", file.name, text], check=True)
        samples, rate = soundfile.read(file.name, dtype="float32")
    quiet = np.zeros(RATE // 4, dtype=np.float32)
    return np.concatenate((quiet, soxr.resample(samples, rate, RATE), quiet)).astype(np.float32)


def _recognise(samples: Any) -> list[str]:
    import soxr
    from pocketsphinx import Decoder

    decoder = Decoder(samprate=16_000, loglevel="FATAL", lm=None)
    decoder.add_jsgf_string("live", _GRAMMAR)
    decoder.activate_search("live")
    heard = (np.clip(soxr.resample(samples, RATE, 16_000), -1, 1) * 32_767).astype("<i2")
    decoder.start_utt()
    decoder.process_raw(heard.tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return [] if found is None else str(found.hypstr).split()


def _wrong(said: list[str], heard: list[str]) -> int:
    """How many words have to be changed, added or taken away."""
    row = list(range(len(heard) + 1))
    for index, word in enumerate(said, 1):
        corner, row[0] = row[0], index
        for place, other in enumerate(heard, 1):
            corner, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, corner + (word != other)),
            )
    return row[-1]
