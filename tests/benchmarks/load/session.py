"""Two hundred participants of one session, of whom one changes the shared state at a steady pace.

Reads a plan from standard input and writes its figures as one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import msgspec

PATIENCE = 20.0
_MARK = '"session.state"'


class _Data(msgspec.Struct):
    version: int
    state: dict[str, float]


class _Event(msgspec.Struct):
    data: _Data


_decoder = msgspec.json.Decoder(_Event)


class Participant:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.version = 0
        self.delays: list[float] = []

    async def listen(self, until: int) -> None:
        while self.version < until:
            text = await self._socket.receive_str()
            now = time.perf_counter()
            if _MARK not in text:
                continue
            told = _decoder.decode(text).data
            self.version = told.version
            self.delays.append(now - told.state["at"])


async def run(plan: dict[str, Any]) -> dict[str, float]:
    count = round(plan["seconds"] * plan["per_second"])
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        )
        people = []
        for token in plan["tokens"]:
            socket = await stack.enter_async_context(
                http.ws_connect(
                    plan["url"] + "/api/events", headers={"Authorization": f"Bearer {token}"}
                )
            )
            people.append(Participant(socket))
        cpu, began = time.process_time(), time.perf_counter()
        async with asyncio.timeout(plan["seconds"] + PATIENCE), asyncio.TaskGroup() as group:
            heard = [group.create_task(person.listen(count)) for person in people]
            await _change(http, plan, count)
        spent = (time.process_time() - cpu) / (time.perf_counter() - began)
        assert all(task.done() for task in heard)
        delays = sorted(delay for person in people for delay in person.delays)
        return {
            "p50_ms": 1000 * delays[len(delays) // 2],
            "p99_ms": 1000 * delays[int(len(delays) * 0.99)],
            "worst_ms": 1000 * delays[-1],
            "changes": float(count),
            "behind": float(sum(person.version != count for person in people)),
            "generator_cpu": spent,
        }


async def _change(http: aiohttp.ClientSession, plan: dict[str, Any], count: int) -> None:
    """Each on what the one before left, at a steady pace."""
    headers = {"Authorization": f"Bearer {plan['tokens'][0]}"}
    began = time.perf_counter()
    for version in range(count):
        await asyncio.sleep(max(0.0, began + version / plan["per_second"] - time.perf_counter()))
        body = {"version": version, "state": {"at": time.perf_counter()}}
        async with http.put(plan["url"] + plan["state"], json=body, headers=headers) as answer:
            if answer.status != 200:
                raise RuntimeError(f"{answer.status}: {await answer.text()}")


def main() -> int:
    sys.stdout.write(json.dumps(asyncio.run(run(json.loads(sys.stdin.read())))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
