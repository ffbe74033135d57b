"""What the rules of conversations need of the running server, beside their transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from embedded_server.agents.service import Line, ReadyAgent, Service
from embedded_server.kernel.turn_types import Begun


@dataclass(frozen=True, slots=True)
class Question:
    """A begun turn with all that answering it needs."""

    begun: Begun
    agent: ReadyAgent
    text: str
    asker_name: str
    history: Sequence[Line]
    service: Service


@dataclass(frozen=True, slots=True)
class Office:
    """Functions may be called on the writer's thread, unless they say otherwise."""

    is_here: Callable[[str], bool]
    """Whether a window of a user's is connected."""
    is_closing: Callable[[], bool]
    """Whether the server is about to stop, so that nothing new is begun."""
    text_so_far: Callable[[str], str | None]
    """What a turn has said, if it runs."""
    is_held: Callable[[str], bool]
    """Whether a turn is made to say nothing just now."""
    silence: Callable[[str], None]
    """Stop a turn whose end is stored. On the loop."""
    answer: Callable[[Question], None]
    """Run a begun turn. On the loop."""
    queue_changed: Callable[[str], None]
    """Places in a community's queue, or who is there, are not what they were. On the loop."""
    staff_changed: Callable[[str, str], None]
    """In a community, a user is there or away, or has more or less to do. On the loop."""
    hear: Callable[[str, AbstractSet[str]], None]
    """A user hears exactly these topics of conversations from now on. On the loop."""


class StillTalking(Exception):
    """A transition would silence a turn that is not held: hold it, and try again."""

    def __init__(self, turn_id: str) -> None:
        super().__init__(turn_id)
        self.turn_id = turn_id
