"""Try-outs: an owner's question to their own agent, which is no room's and is soon forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embedded_server.agents.providers.base import Line
from embedded_server.agents.service.listings import own
from embedded_server.agents.service.ready import ReadyAgent, ready
from embedded_server.contracts.agents import TryAgent
from embedded_server.contracts.turns import Meta
from embedded_server.kernel import turn_store
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.text import clean_text
from embedded_server.kernel.topics import user_topic
from embedded_server.kernel.turn_types import Begun
from embedded_server.kernel.turns import Turns

MOST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Trial:
    """A begun try-out with all that answering it needs."""

    begun: Begun
    agent: ReadyAgent
    text: str
    asker_name: str
    history: Sequence[Line]


def begin(tx: Transaction, caller: Caller, agent_id: str, body: TryAgent) -> Trial:
    text = clean_text("text", body.text, MOST_TEXT)
    agent = ready(own(tx, caller.user_id, agent_id), 0, len(body.history))
    topic = user_topic(caller.user_id)
    begun = Begun(
        meta=Meta(
            turn_id=new_id(),
            # No message is stored under it; a client needs one to show the reply under.
            message_id=new_id(),
            question_id=None,
            agent_id=agent.agent_id,
            agent_name=agent.name,
            fee_cents=0,
            audio_expected=False,
        ),
        room=turn_store.PASSING,
        asker_id=caller.user_id,
        topic=topic,
        staff_topic=topic,
        community_id=None,
    )
    Turns.begin(tx, begun)
    history = [
        Line(caller.display_name if line.kind == "user" else agent.name, line.kind, line.text)
        for line in body.history
        if line.text.strip()
    ]
    return Trial(begun, agent, text, caller.display_name, history)
