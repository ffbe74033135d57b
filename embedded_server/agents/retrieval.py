"""Finding the passages of an agent's knowledge that speak of a question."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
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


@dataclass(slots=True)
class _Known:
    """What is remembered of one agent's knowledge as it is."""

    total: int
    counts: dict[str, int] = field(default_factory=dict)
    """In how many passages each term stands, by its expression."""
    found: OrderedDict[str, Found] = field(default_factory=OrderedDict)
    """What the last questions found: newcomers ask the same ones."""


class TermCounts:
    """What is remembered between questions, for as long as an agent's knowledge stays the same.

    Used by several readers at once. Each looks the version up in its own snapshot, so what one
    of them adds is right for all that see that version.
    """

    def __init__(
        self, most_agents: int = 64, most_terms: int = 2_000, most_questions: int = 16
    ) -> None:
        self._known: OrderedDict[tuple[str, int], _Known] = OrderedDict()
        self._lock = threading.Lock()
        self._most_agents = most_agents
        self._most_terms = most_terms
        self._most_questions = most_questions

    def of(self, reader: Reader, agent_id: str) -> _Known:
        key = (agent_id, store.version(reader, agent_word(agent_id)))
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        known = _Known(store.counts(reader, agent_id)[1])
        with self._lock:
            known = self._known.setdefault(key, known)
            while len(self._known) > self._most_agents:
                self._known.popitem(last=False)
        return known

    def remember_counts(self, known: _Known, counts: Mapping[str, int]) -> None:
        with self._lock:
            if len(known.counts) + len(counts) > self._most_terms:
                known.counts.clear()
            known.counts.update(counts)

    def remember_found(self, known: _Known, question: str, found: Found) -> None:
        with self._lock:
            known.found[question] = found
            while len(known.found) > self._most_questions:
                known.found.popitem(last=False)


def retrieve(
    reader: Reader, agent_id: str, question: str, memory: TermCounts | None = None
) -> Found:
    """The answer is the same with and without a `memory`."""
    memory = memory or TermCounts()
    known = memory.of(reader, agent_id)
    found = known.found.get(question)
    if found is None:
        found = _search(reader, agent_id, question, known, memory)
        memory.remember_found(known, question, found)
    return found


def _search(
    reader: Reader, agent_id: str, question: str, known: _Known, memory: TermCounts
) -> Found:
    if not known.total:
        return Found()
    agent = agent_word(agent_id)
    present: list[Term] = []
    weights: dict[str, float] = {}
    whole = 0.0
    terms = terms_of(question)
    counts = _counts(reader, agent, terms, known, memory)
    for term in terms:
        count = counts[term.expression]
        weight = math.log(1 + (max(known.total, _AT_LEAST, count) - count + 0.5) / (count + 0.5))
        if count:
            present.append(term)
            weights[term.needle] = weight
        else:
            weight *= _MISSING_PAIR_SHARE if term.is_pair else _MISSING_SHARE
        whole += 0.0 if term.is_bonus else weight
    if not present:
        return Found(knows_anything=True)
    candidates = store.find_passages(reader, agent_id, any_of(present, agent), _CANDIDATES)
    best = _best(question, candidates, weights)
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
            for number, (score, found) in enumerate(best, 1)
        ),
        weights=weights,
        knows_anything=True,
    )


def _counts(
    reader: Reader, agent: str, terms: Sequence[Term], known: _Known, memory: TermCounts
) -> dict[str, int]:
    """In how many of the agent's passages each term stands, by its expression."""
    counts: dict[str, int] = {}
    new: dict[str, Term] = {}
    for term in terms:
        count = known.counts.get(term.expression)
        if count is None:
            new[term.expression] = term
        else:
            counts[term.expression] = count
    if new:
        wanted = [any_of([term], agent) for term in new.values()]
        found = dict(zip(new, store.count_passages(reader, wanted, _COUNT_UP_TO), strict=True))
        memory.remember_counts(known, found)
        counts.update(found)
    return counts


def _best(
    question: str, candidates: Sequence[FoundPassage], weights: Mapping[str, float]
) -> list[tuple[float, FoundPassage]]:
    """The best candidates with their scores; best first."""
    scored = [(_score(candidate, weights), candidate) for candidate in candidates]
    scored.sort(key=lambda pair: -pair[0])
    if len(scored) > MOST_PASSAGES:
        # What cannot come among the best, however well its heading fits, need not be looked at.
        least = scored[MOST_PASSAGES - 1][0] / (1 + _FIT_SHARE)
        scored = [pair for pair in scored if pair[0] >= least]
    asked = frozenset(content(question))
    scored.sort(key=lambda pair: -pair[0] * (1 + _FIT_SHARE * _fit(pair[1], asked)))
    return scored[:MOST_PASSAGES]


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
