"""How often somebody may do something: token buckets, and growing pauses after failures."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from embedded_server.contracts.errors import Code
from embedded_server.kernel.clock import Clock
from embedded_server.kernel.errors import Refusal

_MOST_KEYS = 10_000
A_LOT = "That was a lot at once."


def too_many(seconds: float, why: str = A_LOT, **fields: Any) -> Refusal:
    """`fields` are further ones of the problem."""
    wait = max(1, int(seconds + 0.999))
    return Refusal(
        Code.TOO_MANY_REQUESTS,
        f"{why} Try again in {wait} s.",
        retry_after_seconds=wait,
        **fields,
    )


class Rate:
    """`burst` at once, then `per_second`, for each key."""

    def __init__(self, clock: Clock, per_second: float, burst: int) -> None:
        self._clock = clock
        self._per_ms = per_second / 1000
        self._burst = float(burst)
        self._buckets: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def take(self, key: str, why: str = A_LOT) -> None:
        """Refuses with `too_many_requests` when the bucket is empty; `why` is what is said then."""
        now = self._clock.now()
        tokens, at = self._buckets.pop(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - at) * self._per_ms)
        if tokens < 1:
            self._buckets[key] = (tokens, now)
            raise too_many((1 - tokens) / self._per_ms / 1000, why)
        self._buckets[key] = (tokens - 1, now)
        while len(self._buckets) > _MOST_KEYS:
            self._buckets.popitem(last=False)


class Failures:
    """After `free` failures in a row each further one doubles the pause, up to `longest_ms`."""

    def __init__(self, clock: Clock, free: int = 5, longest_ms: int = 300_000) -> None:
        self._clock = clock
        self._free = free
        self._longest = longest_ms
        self._seen: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def check(self, key: str) -> None:
        count, until = self._seen.get(key, (0, 0))
        wait = until - self._clock.now()
        if count >= self._free and wait > 0:
            raise too_many(wait / 1000)

    def failed(self, key: str) -> None:
        count = self._seen.pop(key, (0, 0))[0] + 1
        over = max(0, count - self._free)
        pause = min(self._longest, 1000 * 2 ** min(over, 20)) if count >= self._free else 0
        self._seen[key] = (count, self._clock.now() + pause)
        while len(self._seen) > _MOST_KEYS:
            self._seen.popitem(last=False)

    def succeeded(self, key: str) -> None:
        self._seen.pop(key, None)
