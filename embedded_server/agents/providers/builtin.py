# ruff: noqa: RUF001 - full-width marks end Chinese and Japanese sentences
"""The agent that always works: it looks the question up and shows what its knowledge says.

No network and no model. It says whose words it shows, and says so when it has found nothing.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

from embedded_server.agents.providers.base import Passage, ReplyRequest
from embedded_server.agents.providers.scene import obey
from embedded_server.agents.providers.summary import summarise
from embedded_server.agents.providers.wording import (
    about_people,
    offer,
    small_talk,
    wording_for,
)
from embedded_server.agents.terms import fold
from embedded_server.contracts.turns import Citation, Usage
from embedded_server.kernel.turn_types import ReplyEnd

PIECE_BYTES = 200
PIECE_SECONDS = 0.02
_LEAST_PIECES, _LEAST_BYTES = 4, 16

ENOUGH = 0.45
"""How much of the question a passage has to speak of to be taken for an answer."""
MOST_SHOWN = 2
_ALMOST_AS_GOOD = 0.8
_WHOLE = 420
"""A paragraph or list up to this many characters is shown whole."""
_NEARLY_ALL = 0.75
_MOST_SENTENCES = 3
_MODEL = "builtin"

_SENTENCES = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？；])|\n+")
_WORDS = re.compile(r"\s*\S+\s*|\s+")


class BuiltinProvider:
    def __init__(self, pause: float = PIECE_SECONDS) -> None:
        self._pause = pause

    async def reply(self, request: ReplyRequest) -> AsyncIterator[str | ReplyEnd]:
        if request.missed is None:
            text, citations = answer(request)
        else:
            # Weighing hundreds of messages takes longer than others should wait.
            text, citations = await asyncio.to_thread(summarise, request.missed), []
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for index, piece in enumerate(pieces(text)):
            if index:
                # By the clock and not piece after piece: a late one must not delay the rest.
                await asyncio.sleep(begun + index * self._pause - loop.time())
            yield piece
        yield ReplyEnd(Usage(model=_MODEL), citations)


def answer(request: ReplyRequest) -> tuple[str, list[Citation]]:
    """The whole reply, and the passages it shows."""
    question = request.question.strip()
    wording = wording_for(question)
    if request.scene is not None and (done := obey(question)) is not None:
        return done, []
    talk = small_talk(question, request.agent_name)
    if talk is not None:
        return talk, []
    shown = _choose(request.passages)
    if not shown:
        said = about_people(question, request.service) if request.service is not None else None
        unknown = wording.not_found if request.knows_anything else wording.knows_nothing
        return said or " ".join(filter(None, (unknown, offer(question, request.service)))), []
    parts: list[str] = []
    citations: list[Citation] = []
    for number, passage in enumerate(shown, 1):
        parts.append(f"{_excerpt(passage.text, request.weights)} [{number}]")
        citations.append(
            Citation(
                number=number,
                document_id=passage.document_id,
                title=passage.title,
                passage=passage.text,
            )
        )
    return "\n\n".join(parts), citations


def _choose(passages: Sequence[Passage]) -> list[Passage]:
    """The best, and a second that is almost as good and says something else."""
    good = [passage for passage in passages if passage.coverage >= ENOUGH]
    chosen: list[Passage] = []
    for passage in good:
        if chosen and passage.coverage < chosen[0].coverage * _ALMOST_AS_GOOD:
            break
        if all(passage.text not in other.text for other in chosen):
            chosen.append(passage)
        if len(chosen) == MOST_SHOWN or (chosen and chosen[0].coverage >= 0.99):
            break
    return chosen


def _excerpt(text: str, weights: Mapping[str, float]) -> str:
    """The paragraph or list that says nearly all of it, or a short text whole, or the best
    sentences of a long one."""
    parts = _paragraphs(text)
    best = max(parts, key=lambda part: _tells(part, weights))
    if len(text) <= _WHOLE and _tells(best, weights) < _NEARLY_ALL * _tells(text, weights):
        return text
    if not _tells(best, weights):
        best = text if len(text) <= _WHOLE else parts[0]
    if len(best) <= _WHOLE:
        return best
    sentences = [part.strip() for part in _SENTENCES.split(best) if part and part.strip()]
    ranked = sorted(range(len(sentences)), key=lambda at: -_tells(sentences[at], weights))
    kept: list[int] = []
    room = _WHOLE
    for at in ranked[:_MOST_SENTENCES]:
        if not kept or (len(sentences[at]) <= room and _tells(sentences[at], weights)):
            kept.append(at)
            room -= len(sentences[at])
    return _join([sentences[at] for at in sorted(kept)])


def _paragraphs(text: str) -> list[str]:
    """What announces a list stays with it."""
    parts: list[str] = []
    for part in text.split("\n\n"):
        if parts and parts[-1].rstrip().endswith((":", "：")):
            parts[-1] += "\n\n" + part
        elif part.strip():
            parts.append(part)
    return parts


def _join(sentences: Sequence[str]) -> str:
    out = ""
    for sentence in sentences:
        gap = "" if not out or out[-1] in "。！？；" else " "
        out += gap + sentence
    return out


def _tells(text: str, weights: Mapping[str, float]) -> float:
    folded = fold(text)
    return sum(weight for needle, weight in weights.items() if needle in folded)


def pieces(text: str) -> Iterator[str]:
    """`text` in pieces of up to PIECE_BYTES of UTF-8, cut between words where they fit; a short
    one in several as well, so that it is seen to come."""
    most = min(PIECE_BYTES, max(_LEAST_BYTES, _size(text) // _LEAST_PIECES))
    held, size = "", 0
    for word in _parts(text):
        length = _size(word)
        if held and size + length > most:
            yield held
            held, size = "", 0
        held += word
        size += length
    if held:
        yield held


def _size(text: str) -> int:
    """In UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _parts(text: str) -> Iterator[str]:
    """Words with the space after them; one that is too long for a piece comes cut up."""
    for match in _WORDS.finditer(text):
        word = match[0]
        if _size(word) <= PIECE_BYTES:
            yield word
            continue
        widest = len(max(word).encode("utf-8", "surrogatepass"))
        step = PIECE_BYTES // widest
        for at in range(0, len(word), step):
            yield word[at : at + step]
