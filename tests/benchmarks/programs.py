"""Child programs under measurement: starting them, their memory, ending them."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
START_PATIENCE = 120.0


@dataclass(slots=True)
class Program:
    """A running child and what it announced on its first line."""

    name: str
    url: str
    ready: dict[str, Any]
    process: asyncio.subprocess.Process
    started: float
    """When it was spawned, on the clock of `time.perf_counter`."""

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def memory(self) -> int:
        """Resident bytes of the child and its own children."""
        process = psutil.Process(self.process.pid)
        family = [process, *process.children(recursive=True)]
        return sum(int(member.memory_info().rss) for member in family)

    async def stop(self) -> None:
        if self.process.returncode is None:
            self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), 15)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()


def child_environment(**more: str) -> dict[str, str]:
    """Ours without settings that happen to be in it, so that runs compare."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SPACES_")}
    return {**kept, **more}


async def start(
    name: str, module: str, *arguments: str, environment: dict[str, str] | None = None
) -> Program:
    """Run `python -m module` and wait for its first line, which has to be its announcement."""
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        cwd=ROOT,
        env=child_environment(**(environment or {})),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), START_PATIENCE)
    if not line:
        raise RuntimeError(f"{name} ended before it was ready ({await process.wait()})")
    ready = json.loads(line)
    return Program(name, ready["url"], ready, process, started)


async def start_ours(data_dir: Path, **more: str) -> Program:
    """Our server on `data_dir`, through the interface that the desktop uses."""
    flags: Sequence[str] = [
        word for name, value in more.items() for word in (f"--{name.replace('_', '-')}", value)
    ]
    return await start(
        "ours",
        "embedded_server",
        "--data-dir",
        str(data_dir),
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--announce",
        "json",
        *flags,
        environment={"SPACES_PASSWORD_COST": "test", "SPACES_LOG_LEVEL": "warning"},
    )


async def generate(module: str, plan: dict[str, Any]) -> dict[str, Any]:
    """Run a load generator in a process of its own and give back its figures."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate(json.dumps(plan).encode())
    if process.returncode:
        raise RuntimeError(f"the generator {module} failed ({process.returncode})")
    figures: dict[str, Any] = json.loads(output.splitlines()[-1])
    return figures
