"""A conversation as a page to read and to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from embedded_server.contracts.transcript import TranscriptLine
from embedded_server.kernel import pages
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.markup import as_html
from embedded_server.support.hours import local_day
from embedded_server.support.service.transcripts import Telling


def page(told: Telling) -> str:
    return "".join(_pieces(told))


def _pieces(told: Telling) -> Iterator[str]:
    yield pages.head(told.file.community_name, told.about())
    by_day = groupby(told.file.lines, lambda line: local_day(told.hours, from_wire(line.at)))
    for day, lines in by_day:
        yield pages.day_line(day)
        for line in lines:
            yield _line(told, line)
    if not told.file.lines:
        yield "<p>Nothing has been said here.</p>\n"
    yield pages.END


def _line(told: Telling, line: TranscriptLine) -> str:
    time = f'<time datetime="{line.at}">{told.clock(line.at)}</time>'
    body = f'<div class="text">{as_html(line.text)}</div>' if line.text else ""
    if line.by == "system":
        return f'<article><p class="small">{time} {escape(line.text)}</p></article>\n'
    marks = ['<span class="ai">AI</span>'] if line.by == "ai" else []
    marks.append(time)
    if line.by == "staff":
        marks.append("<span>staff</span>")
    if line.status != "sent":
        marks.append(f"<span>{pages.STATUS_WORDS[line.status]}</span>")
    if line.files:
        body += f'<p class="small">Files: {escape("; ".join(line.files))}</p>'
    if line.sources:
        body += f'<p class="small">Sources: {escape("; ".join(line.sources))}</p>'
    who = f'<p class="who"><b>{escape(line.name)}</b> {" ".join(marks)}</p>'
    return f"<article>{who}{body}</article>\n"
