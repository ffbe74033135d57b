"""One request after the other to several targets in turn: reads a plan on stdin, writes figures.

A plan: `targets` (`name`, `url`, `path`, `token` each), `count` rounds. The answer has for each
name the `p50_ms` and `p99_ms` of its requests. Nothing else goes on meanwhile.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from functools import partial
from typing import Any

from tests.benchmarks.load.wire import HttpConnection, parse, percentile

WARM_UP = 10


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    connections: list[tuple[str, str, HttpConnection]] = []
    for target in plan["targets"]:
        host, port, header = parse(target)
        _, connection = await loop.create_connection(
            partial(HttpConnection, header, target["token"]), host, port
        )
        connections.append((target["name"], target["path"], connection))
    times: dict[str, list[float]] = {name: [] for name, _, _ in connections}
    gc.disable()
    for turn in range(plan["count"] + WARM_UP):
        for name, path, connection in connections:
            started = time.perf_counter()
            status, body = await connection.request("GET", path)
            if status != 200:
                raise ConnectionError(f"{name}: {status} {body[:300]!r}")
            if turn >= WARM_UP:
                times[name].append(time.perf_counter() - started)
    for _, _, connection in connections:
        connection.close()
    return {
        name: {
            "p50_ms": percentile(found, 0.5) * 1000,
            "p99_ms": percentile(found, 0.99) * 1000,
        }
        for name, found in times.items()
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(run(json.loads(sys.stdin.read())))) + "\n")
