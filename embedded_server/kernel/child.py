"""Work on what strangers send, in a process of its own that is killed when it takes too long.

A file may be made to hang its reader or to fill the memory, so the server itself never opens one.
The child answers with msgpack and not with a pickle: what it says is read as data only.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_POLL_SECONDS = 0.1


class TooHeavy(Exception):
    """The work took too much time or memory."""


class Unreadable(Exception):
    """What was to be read is broken."""


class _Said(msgspec.Struct):
    """Exactly one of `answer` and `failure` stands."""

    answer: msgspec.Raw = msgspec.Raw(b"\xc0")
    failure: str = ""


async def run_in_child(
    work: Callable[..., Any],
    *given: Any,
    answer: type[T],
    seconds: float,
    memory: int,
    most_bytes: int,
) -> T:
    """What `work(*given)`, a function on module level, answers. Raises TooHeavy and Unreadable.

    `memory` bounds the child's address space in bytes, on systems that can; `most_bytes` its
    answer. Whatever `work` raises means that what it was given is broken.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work_and_send, args=(theirs, memory, work, given), daemon=True)
    try:
        await asyncio.to_thread(child.start)
        theirs.close()
        said = await _listen(ours, seconds, most_bytes)
    finally:
        ours.close()
        if child.pid is not None:
            child.kill()
            await asyncio.to_thread(child.join)
            child.close()
    if said.failure == "broken":
        raise Unreadable
    if said.failure:
        raise TooHeavy
    return msgspec.msgpack.decode(said.answer, type=answer)


async def _listen(ours: Connection, seconds: float, most_bytes: int) -> _Said:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end:
        try:
            # In short waits, so that a server that is stopped need not wait for the child.
            if await asyncio.to_thread(ours.poll, _POLL_SECONDS):
                raw = await asyncio.to_thread(ours.recv_bytes, most_bytes + 1024)
                return msgspec.msgpack.decode(raw, type=_Said)
        except (OSError, EOFError, msgspec.DecodeError):
            # The child died of what it read, most likely of its memory's bound.
            break
    return _Said(failure="heavy")


def _work_and_send(
    theirs: Connection, memory: int, work: Callable[..., Any], given: tuple[Any, ...]
) -> None:
    logging.disable(logging.CRITICAL)
    bound_memory(memory)
    try:
        said = _Said(answer=msgspec.Raw(msgspec.msgpack.encode(work(*given))))
    except (MemoryError, RecursionError, ImportError):
        # A library that finds no room to be loaded in says so as ImportError.
        said = _Said(failure="heavy")
    except Exception:  # noqa: BLE001 whatever a broken file raises means the same to its sender
        said = _Said(failure="broken")
    theirs.send_bytes(msgspec.msgpack.encode(said))


def bound_memory(memory: int) -> None:
    """Bounds this process's address space, in bytes, on systems that can."""
    try:
        import resource
    except ImportError:
        # Windows has no such bound; there the time limit is all.
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):
        # macOS refuses bounds below what is mapped already.
        return
