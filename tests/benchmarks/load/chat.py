"""One run of group chat against one server: reads a plan on stdin, writes the figures on stdout.

A plan: `url`, `listeners` ([path, token] each), `speakers` ([path, token] each), `over` (`http`
or `ws`), `seconds`. Speakers send as fast as they are acknowledged.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from bisect import bisect_left
from functools import partial
from typing import Any

from tests.benchmarks.load.wire import (
    HttpConnection,
    HttpSpeaker,
    Listener,
    Speaker,
    parse,
    percentile,
)

PATIENCE = 20.0
FILLER = "the quick brown fox jumps over the lazy dog and then walks home"
AnySpeaker = Speaker | HttpSpeaker


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    listeners = await _listen(plan)
    speakers = await _speakers(plan)
    await _warm_up(speakers, listeners)
    before = listeners[0].count
    for listener in listeners:
        listener.arrivals.clear()
    order = listeners[0].order = []
    gc.collect()
    gc.disable()
    cpu, begun = time.process_time(), time.perf_counter()
    until = begun + plan["seconds"]
    sent: list[float] = []
    acks: list[float] = []

    async def speak(speaker: AnySpeaker) -> None:
        while (started := time.perf_counter()) < until:
            sent.append(started)
            await speaker.send(f"m{len(sent) - 1:07d} {FILLER}")
            acks.append(time.perf_counter() - started)

    await asyncio.gather(*(speak(speaker) for speaker in speakers))
    wanted = before + len(sent)
    missing = await _all_arrived(listeners, wanted)
    cpu = time.process_time() - cpu
    last = max(listener.arrivals[-1][1] for listener in listeners if listener.arrivals)
    gc.enable()
    delays = _delays(listeners, before, [sent[number] for number in order])
    for end in (*listeners, *speakers):
        end.close()
    return {
        "messages": len(sent),
        "missing": missing,
        "delivered_per_s": (len(sent) * len(listeners) - missing) / (last - begun),
        "ack_p50_ms": percentile(acks, 0.5) * 1000,
        "ack_p99_ms": percentile(acks, 0.99) * 1000,
        "delivery_p50_ms": percentile(delays, 0.5) * 1000,
        "delivery_p99_ms": percentile(delays, 0.99) * 1000,
        "generator_cpu": cpu / (last - begun),
    }


async def _listen(plan: dict[str, Any]) -> list[Listener]:
    host, port, header = parse(plan)
    loop = asyncio.get_running_loop()
    listeners = []
    for path, token in plan["listeners"]:
        _, listener = await loop.create_connection(
            partial(Listener, header, path, token), host, port
        )
        listeners.append(listener)
    await asyncio.gather(*(listener.open for listener in listeners))
    return listeners


async def _speakers(plan: dict[str, Any]) -> list[AnySpeaker]:
    host, port, header = parse(plan)
    loop = asyncio.get_running_loop()
    speakers: list[AnySpeaker] = []
    for path, token in plan["speakers"]:
        if plan["over"] == "ws":
            _, speaker = await loop.create_connection(partial(Speaker, header, path), host, port)
            await speaker.open
            speakers.append(speaker)
        else:
            _, connection = await loop.create_connection(
                partial(HttpConnection, header, token), host, port
            )
            speakers.append(HttpSpeaker(connection, path))
    return speakers


async def _warm_up(speakers: list[AnySpeaker], listeners: list[Listener]) -> None:
    """Send until everybody hears: a listener may be open before it is subscribed."""
    deadline = time.perf_counter() + PATIENCE
    while True:
        before = [listener.count for listener in listeners]
        for _ in range(3):
            await asyncio.gather(*(speaker.send(f"warm-up {FILLER}") for speaker in speakers))
        wanted = 3 * len(speakers)
        soon = time.perf_counter() + 1.0
        while time.perf_counter() < soon:
            if all(
                listener.count - first >= wanted
                for listener, first in zip(listeners, before, strict=True)
            ):
                # All of them start the measured part from the same number.
                for listener in listeners:
                    listener.count = 0
                return
            await asyncio.sleep(0.005)
        if time.perf_counter() > deadline:
            raise ConnectionError("not every listener hears the messages")


async def _all_arrived(listeners: list[Listener], wanted: int) -> int:
    """The number of deliveries that never came."""
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline:
        if all(listener.count >= wanted or listener.lost for listener in listeners):
            break
        await asyncio.sleep(0.005)
    return sum(max(0, wanted - listener.count) for listener in listeners)


def _delays(listeners: list[Listener], before: int, sent: list[float]) -> list[float]:
    """Seconds from sending to arrival; `sent` is in the order in which all of them hear."""
    delays: list[float] = []
    for listener in listeners[:: max(1, len(listeners) // 50)]:
        counts = [count for count, _ in listener.arrivals]
        for index, started in enumerate(sent):
            at = bisect_left(counts, before + index + 1)
            if at < len(counts):
                delays.append(listener.arrivals[at][1] - started)
    return delays


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(run(json.loads(sys.stdin.read())))) + "\n")
