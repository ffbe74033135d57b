"""Which message was the first since a moment, found by halving: time grows with every message."""

from __future__ import annotations

from collections.abc import Callable

from embedded_server.club.store.messages import LAST
from embedded_server.kernel.database import Reader

_IN_CLUB = (
    "SELECT seq, created_at FROM messages WHERE community_id = ? AND seq >= ? ORDER BY seq LIMIT 1"
)
_ANYWHERE = "SELECT number, created_at FROM messages WHERE number >= ? ORDER BY number LIMIT 1"


def first_since(reader: Reader, community_id: str, moment: int) -> int:
    """The `seq` of the club's first message not older than `moment` (ms); LAST where none is."""
    last = reader.value("SELECT MAX(seq) FROM messages WHERE community_id = ?", (community_id,))
    return _halve(last, moment, lambda at: reader.row(_IN_CLUB, (community_id, at)))


def first_number_since(reader: Reader, moment: int) -> int:
    """The same for the numbers of all messages."""
    last = reader.value("SELECT MAX(number) FROM messages")
    return _halve(last, moment, lambda at: reader.row(_ANYWHERE, (at,)))


def _halve(last: int | None, moment: int, at: Callable[[int], tuple[int, int] | None]) -> int:
    """`at` answers with the position and the time of the first message from a position on."""
    low, high, found = 0, (last or 0) + 1, LAST
    while low < high:
        middle = (low + high) // 2
        there = at(middle)
        if there is None:
            high = middle
        elif there[1] >= moment:
            found, high = there[0], middle
        else:
            low = there[0] + 1
    return found
