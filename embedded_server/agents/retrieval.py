"""Finding the passages of an agent's knowledge that speak of a question."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from embedded_server.agents import store
from embedded_server.agents.providers.base import Passage
from embedded_server.agents.store import FoundPassage
from embedded_server.agents.terms import Term, agent_word, any_of, content, fold, terms_of
from embedded_server.kernel.database import Reader

MOST_PASSAGES = 6

_CANDIDATES = 40
_COUNT_UP_TO = 2_000
_AT_LEAST = 20
"""Passages that any knowledge is taken to have, so that no word of a short one seems common."""
_HEADING_SHARE = 0.9
_FIT_SHARE = 0.25
_BOTH_SHARE = 1.15
_MISSING_SHARE = 0.6
_MISSING_PAIR_SHARE = 0.12
"""What a term that stands nowhere counts; a pair of characters less, as most are no words."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best passages first; `weights` says how much each needle of the question tells."""

    passages: tuple[Passage, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    knows_anything: bool = False


class TermCounts:
    """In how many passages of an agent each term stands, remembered while those stay the same.

    Used by several readers at once. Each looks its version up in its own snapshot, so what one
    of them adds is right for all that see that version.
    """

    def __init__(self, most_agents: int = 64, most_terms: int = 2_000) -> None:
        self._known: OrderedDict[tuple[str, int], tuple[int, dict[str, int]]] = OrderedDict()
        self._lock = threading.Lock()
        self._most_agents = most_agents
        self._most_terms = most_terms

    def of(self, reader: Reader, agent_id: str) -> tuple[int, dict[str, int]]:
        """How many passages an agent has, and the counts that are known, by expression."""
        key = (agent_id, store.version(reader, agent_word(agent_id)))
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        known = (store.counts(reader, agent_id)[1], {})
        with self._lock:
            known = self._known.setdefault(key, known)
            while len(self._known) > self._most_agents:
                self._known.popitem(last=False)
        return known

    def remember(self, counts: dict[str, int], found: Mapping[str, int]) -> None:
        with self._lock:
            if len(counts) + len(found) > self._most_terms:
                counts.clear()
            counts.update(found)


def retrieve(
    reader: Reader, agent_id: str, question: str, known: TermCounts | None = None
) -> Found:
    """`known` is what is remembered between questions; the answer is the same without it."""
    known = known or TermCounts()
    total, counted = known.of(reader, agent_id)
    if not total:
        return Found()
    agent = agent_word(agent_id)
    present: list[Term] = []
    weights: dict[str, float] = {}
    whole = 0.0
    terms = terms_of(question)
    counts = {term.expression: counted.get(term.expression) for term in terms}
    new = {term.expression: term for term in terms if counts[term.expression] is None}
    if new:
        wanted = [any_of([term], agent) for term in new.values()]
        found = dict(zip(new, store.count_passages(reader, wanted, _COUNT_UP_TO), strict=True))
        known.remember(counted, found)
        counts.update(found)
    for term in terms:
        count = counts[term.expression] or 0
        weight = math.log(1 + (max(total, _AT_LEAST, count) - count + 0.5) / (count + 0.5))
        if count:
            present.append(term)
            weights[term.needle] = weight
        else:
            weight *= _MISSING_PAIR_SHARE if term.is_pair else _MISSING_SHARE
        whole += 0.0 if term.is_bonus else weight
    if not present:
        return Found(knows_anything=True)
    candidates = store.find_passages(reader, agent_id, any_of(present, agent), _CANDIDATES)
    asked = frozenset(content(question))
    scored = [(_score(candidate, weights), candidate) for candidate in candidates]
    scored.sort(key=lambda pair: -pair[0] * (1 + _FIT_SHARE * _fit(pair[1], asked)))
    return Found(
        passages=tuple(
            Passage(
                number=number,
                document_id=found.document_id,
                title=found.title,
                heading=found.heading,
                text=found.text,
                coverage=min(1.0, score / whole) if whole else 1.0,
            )
            for number, (score, found) in enumerate(scored[:MOST_PASSAGES], 1)
        ),
        weights=weights,
        knows_anything=True,
    )


def _fit(found: FoundPassage, asked: frozenset[str]) -> float:
    """From 0 to 1: how much of the passage's own heading the question asks for. Of two passages
    that speak of the same, the one whose heading speaks of nothing else is the answer."""
    heading = set(content(found.heading.rpartition(" / ")[2]))
    return len(heading & asked) / len(heading) if heading else 0.0


def _score(found: FoundPassage, weights: Mapping[str, float]) -> float:
    body, head = fold(found.text), fold(f"{found.title} {found.heading}")
    score = 0.0
    for needle, weight in weights.items():
        if needle in body:
            score += weight * (_BOTH_SHARE if needle in head else 1.0)
        elif needle in head:
            score += weight * _HEADING_SHARE
    return score
