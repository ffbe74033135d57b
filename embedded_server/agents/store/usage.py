"""Queries on what became of the questions to an agent: counted as it happens, never by scanning."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class UsageValue:
    """Counts, or what is to be added to them."""

    asked: int = 0
    answered: int = 0
    stopped: int = 0
    failed: int = 0
    votes_up: int = 0
    votes_down: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


_NAMES = UsageValue.__slots__
_ADD = (
    f"INSERT INTO agent_usage (agent_id, {', '.join(_NAMES)})"
    f" VALUES (:agent_id, {', '.join(f':{name}' for name in _NAMES)})"
    " ON CONFLICT (agent_id) DO UPDATE SET "
    + ", ".join(f"{name} = {name} + excluded.{name}" for name in _NAMES)
)
_FIND = f"SELECT {', '.join(_NAMES)} FROM agent_usage WHERE agent_id = ?"


def add_usage(tx: Transaction, agent_id: str, more: UsageValue) -> None:
    tx.named(_ADD, {"agent_id": agent_id, **asdict(more)})


def usage(reader: Reader, agent_id: str) -> UsageValue:
    row = reader.row(_FIND, (agent_id,))
    return UsageValue() if row is None else UsageValue(*row)


def forget_usage(tx: Transaction, agent_id: str) -> None:
    tx.change("DELETE FROM agent_usage WHERE agent_id = ?", (agent_id,))
