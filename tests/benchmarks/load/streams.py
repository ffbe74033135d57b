"""Many event streams at once: reads a plan on stdin, writes the figures on stdout.

A plan: `url`, `streams` (`method`, `path`, `token`, `body` each), `ramp` (seconds over which they
are begun, evenly), `every` (seconds between two chunks when nobody is late). A chunk's lateness
is by how much the pause before it was longer than that.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from functools import partial
from typing import Any

from tests.benchmarks.load.wire import EventStream, get, parse, percentile, post

PATIENCE = 60.0


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    host, port, header = parse(plan)
    loop = asyncio.get_running_loop()
    requests = [_request(header, stream) for stream in plan["streams"]]
    gc.disable()
    cpu, begun = time.process_time(), loop.time()
    streams: list[EventStream] = []
    for index, request in enumerate(requests):
        await asyncio.sleep(begun + plan["ramp"] * index / len(requests) - loop.time())
        _, stream = await loop.create_connection(partial(EventStream, request), host, port)
        streams.append(stream)
    await asyncio.wait_for(asyncio.gather(*(stream.ended for stream in streams)), PATIENCE)
    whole, cpu = loop.time() - begun, time.process_time() - cpu
    refused = [stream for stream in streams if not stream.chunks]
    if len(refused) * 20 > len(streams):
        raise ConnectionError(f"{len(refused)} got nothing: {refused[0].head[:400]!r}")
    firsts = [stream.first - stream.sent for stream in streams if stream.first is not None]
    late = [
        max(0.0, later - earlier - plan["every"])
        for stream in streams
        for earlier, later in zip(stream.chunks, stream.chunks[1:], strict=False)
        if later > earlier
    ]
    for stream in streams:
        stream.close()
    return {
        "first_p50_ms": percentile(firsts, 0.5) * 1000,
        "first_p99_ms": percentile(firsts, 0.99) * 1000,
        "late_p50_ms": percentile(late, 0.5) * 1000,
        "late_p99_ms": percentile(late, 0.99) * 1000,
        "chunks": sum(len(stream.chunks) for stream in streams) / len(streams),
        "refused": len(refused),
        "at_once": _at_once(streams),
        "generator_cpu": cpu / whole,
    }


def _request(header: str, stream: dict[str, Any]) -> bytes:
    if stream["method"] == "GET":
        return get(header, stream["path"], stream["token"])
    return post(header, stream["path"], stream["token"], json.dumps(stream["body"]).encode())


def _at_once(streams: list[EventStream]) -> int:
    """The most streams that were between their first event and their last chunk together."""
    edges = [
        edge
        for stream in streams
        if stream.first is not None and stream.chunks
        for edge in ((stream.first, 1), (stream.chunks[-1], -1))
    ]
    most = now = 0
    for _, step in sorted(edges):
        now += step
        most = max(most, now)
    return most


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(run(json.loads(sys.stdin.read())))) + "\n")
