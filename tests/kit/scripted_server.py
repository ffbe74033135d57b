"""The real program with an agent that writes a word every few milliseconds, to be cut off amid it.

`python -m tests.kit.scripted_server` takes the flags of the server.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

from embedded_server.__main__ import main
from embedded_server.kernel.turn_types import ReplyEnd

WORDS = 3000


async def slow_source(*_: object) -> AsyncIterator[str | ReplyEnd]:
    for number in range(WORDS):
        yield f"word{number} "
        await asyncio.sleep(0.01)
    yield ReplyEnd()


if __name__ == "__main__":
    from embedded_server.club.routes import asking

    vars(asking)["source"] = slow_source
    sys.exit(main())
