"""A paced mixture of reading and writing: reads a plan on stdin, writes the figures on stdout.

A plan: `url`, `history` and `send` (paths), `token`, `rate` (requests a second), `share` of them
that write, `seconds`; `text` is what is written.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from functools import partial
from typing import Any

from tests.benchmarks.load.wire import HttpConnection, parse, percentile

CONNECTIONS = 16


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    host, port, header = parse(plan)
    free: asyncio.Queue[HttpConnection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        _, connection = await loop.create_connection(
            partial(HttpConnection, header, plan["token"]), host, port
        )
        free.put_nowait(connection)
    times: list[float] = []
    failed = 0

    async def one(number: int) -> None:
        nonlocal failed
        connection = await free.get()
        begun = time.perf_counter()
        writes = int((number + 1) * plan["share"]) > int(number * plan["share"])
        if writes:
            body = json.dumps({"text": f"{number} {plan['text']}"}).encode()
            status, _ = await connection.request("POST", plan["send"], body)
        else:
            status, _ = await connection.request("GET", plan["history"])
        times.append(time.perf_counter() - begun)
        failed += status >= 400
        free.put_nowait(connection)

    begun = time.perf_counter()
    asked: list[asyncio.Task[None]] = []
    while (now := time.perf_counter() - begun) < plan["seconds"]:
        due = int(now * plan["rate"])
        while len(asked) < due:
            asked.append(loop.create_task(one(len(asked))))
        await asyncio.sleep(0.002)
    await asyncio.gather(*asked)
    took = time.perf_counter() - begun
    while not free.empty():
        free.get_nowait().close()
    return {
        "requests": len(asked),
        "rate": len(asked) / took,
        "failed": failed,
        "p50_ms": percentile(times, 0.5) * 1000,
        "p99_ms": percentile(times, 0.99) * 1000,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(run(json.loads(sys.stdin.read())))) + "\n")
