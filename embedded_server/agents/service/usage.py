"""What became of the questions to an agent, for its owner."""

from __future__ import annotations

from dataclasses import asdict

from embedded_server.agents import store
from embedded_server.agents.service.listings import own
from embedded_server.agents.store import UsageValue
from embedded_server.contracts.agents import AgentUsage
from embedded_server.contracts.club import Vote
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.turn_types import Outcome


def usage(reader: Reader, user_id: str, agent_id: str) -> AgentUsage:
    own(reader, user_id, agent_id)
    return AgentUsage(agent_id=agent_id, **asdict(store.usage(reader, agent_id)))


def count_asked(tx: Transaction, agent_id: str) -> None:
    """In the transaction that begins a turn in a room."""
    store.add_usage(tx, agent_id, UsageValue(asked=1))


def count_outcome(tx: Transaction, agent_id: str, outcome: Outcome, *, kept: bool) -> None:
    """In the transaction that settles it: how it ended, its tokens, and the texts that the reply
    cites where it is `kept`."""
    tokens = outcome.end.usage
    store.add_usage(
        tx,
        agent_id,
        UsageValue(
            answered=int(outcome.status == "done"),
            stopped=int(outcome.status == "stopped"),
            failed=int(outcome.status == "failed"),
            prompt_tokens=tokens.prompt_tokens or 0,
            completion_tokens=tokens.completion_tokens or 0,
        ),
    )
    if kept and outcome.end.citations:
        cited = {citation.document_id for citation in outcome.end.citations}
        store.count_cited(tx, agent_id, sorted(cited))


def count_vote(tx: Transaction, agent_id: str, before: Vote | None, now: Vote | None) -> None:
    """One person's vote on one reply was `before` and is `now`."""
    store.add_usage(
        tx,
        agent_id,
        UsageValue(
            votes_up=(now == "up") - (before == "up"),
            votes_down=(now == "down") - (before == "down"),
        ),
    )
