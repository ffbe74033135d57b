"""A conversation as plain text: who said what and when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import indent

from embedded_server.contracts.transcript import TranscriptLine
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.pages import STATUS_WORDS
from embedded_server.support.hours import local_day
from embedded_server.support.service.transcripts import Telling

_IN = "    "
_WHO = {"customer": "customer", "ai": "AI", "staff": "staff"}


def text(told: Telling) -> str:
    return "".join(_pieces(told))


def _pieces(told: Telling) -> Iterator[str]:
    yield f"{told.file.community_name}\n"
    yield "".join(f"{fact}\n" for fact in told.about())
    by_day = groupby(told.file.lines, lambda line: local_day(told.hours, from_wire(line.at)))
    for day, lines in by_day:
        yield f"\n--- {day} ---\n"
        for line in lines:
            yield f"\n{_head(told, line)}\n"
            if line.text or not line.files:
                # Set in, so that nobody writes a line that looks like the head of another's.
                yield f"{indent(line.text, _IN)}\n"
            if line.files:
                yield f"{_IN}Files: {'; '.join(line.files)}\n"
            if line.sources:
                yield f"{_IN}Sources: {'; '.join(line.sources)}\n"


def _head(told: Telling, line: TranscriptLine) -> str:
    who = f" {line.name} ({_WHO[line.by]})" if line.by != "system" else " *"
    state = f" – {STATUS_WORDS[line.status]}" if line.status != "sent" else ""
    return f"[{told.clock(line.at)}]{who}{state}"
