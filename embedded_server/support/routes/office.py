"""The room's hold on one running server: what its rules need, and acts that silence the AI."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar
from weakref import WeakKeyDictionary

from embedded_server.agents.answering import source
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.server import Server
from embedded_server.kernel.tasks import Tasks
from embedded_server.support import service
from embedded_server.support.routes.pulse import Pulse
from embedded_server.support.service import Office, Question, StillTalking
from embedded_server.support.service.access import TOPIC

T = TypeVar("T")
_MOST_TRIES = 20

# A server's Tasks live exactly as long as the server, and can be a weak key, which it cannot.
_parts: WeakKeyDictionary[Tasks, tuple[Office, Pulse]] = WeakKeyDictionary()


def office_of(server: Server) -> Office:
    return _parts_of(server)[0]


def pulse_of(server: Server) -> Pulse:
    return _parts_of(server)[1]


def close_office(server: Server) -> None:
    """What it holds of the server would keep that for ever."""
    parts = _parts.pop(server.tasks, None)
    if parts is not None:
        parts[1].close()


def _parts_of(server: Server) -> tuple[Office, Pulse]:
    parts = _parts.get(server.tasks)
    if parts is None:
        pulse = Pulse(server)
        parts = _parts[server.tasks] = _make(server, pulse), pulse
    return parts


def _make(server: Server, pulse: Pulse) -> Office:
    turns, hub = server.turns, server.hub
    return Office(
        is_here=hub.is_listening,
        is_closing=lambda: server.stopping,
        text_so_far=turns.text_so_far,
        is_held=turns.is_held,
        silence=turns.silence,
        answer=lambda question: _answer(server, question),
        queue_changed=pulse.queue_changed,
        staff_changed=pulse.staff_changed,
        hear=lambda user_id, topics: hub.set_topics(user_id, TOPIC, topics),
    )


def _answer(server: Server, question: Question) -> None:
    begun, office = question.begun, office_of(server)
    server.turns.start(
        begun,
        lambda: source(
            server,
            question.agent,
            question.text,
            question.asker_name,
            question.history,
            service=question.service,
        ),
        lambda tx, outcome: service.settle(tx, office, begun, outcome),
        lambda tx, text: service.save_reply(tx, begun, text),
    )


async def quietly(server: Server, act: Callable[[Transaction], T]) -> T:
    """Make a change that may silence the AI: it says nothing from before the change until that is
    on disk, so that what it was heard to say is what is kept."""
    with ExitStack() as held:
        for _ in range(_MOST_TRIES):
            try:
                return await server.database.write(act)
            except StillTalking as talking:
                held.enter_context(server.turns.hold(talking.turn_id))
        return await server.database.write(act)
