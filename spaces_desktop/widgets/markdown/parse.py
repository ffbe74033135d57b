"""Reads Markdown into blocks; whatever is typed, in time that grows no faster than its length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from spaces_desktop.widgets.markdown.blocks import Block, Kind, Piece, Span, Style
from spaces_desktop.widgets.markdown.inline import is_safe, lines_of, plain_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

DEEPEST = 12
MOST_SIGNS = 2500
"""A paragraph with more signs of Markdown than this is shown as typed."""
MOST_COLUMNS, MOST_ROWS = 24, 400
_MARKS = re.compile(r"[*_`~\[\\<|]|^[ \t]*(?:[-+>#]|\d{1,9}[.)](?:[ \t]|$))|^(?: {4}|\t)", re.M)
_SIGNS = re.compile(r"[*_`~\[\\<!]")
_BARS = re.compile(rf"(?:\|[^|\n]*){{{MOST_COLUMNS + 2}}}")


def parse(text: str, names: Sequence[str] = ()) -> list[Piece]:
    """`names` are the words behind an `@` that name somebody."""
    if _MARKS.search(text) is None:
        return _plain(text, names)
    parser = _parser(_BARS.search(text) is None)
    return _Reader(text, names).read(parser.parse(text, {}))


def _plain(text: str, names: Sequence[str]) -> list[Piece]:
    """A piece is a paragraph, as what comes behind it may yet make something else of its end."""
    pieces: list[Piece] = []
    start, after_blank = 0, True
    for line in text.split("\n"):
        if line.strip():
            if after_blank:
                pieces.append(Piece(start, []))
            pieces[-1].blocks.append(Block(Kind.LINE, plain_line(line, names)))
            after_blank = False
        else:
            if pieces:
                pieces[-1].blocks.append(Block(Kind.BLANK))
            after_blank = True
        start += len(line) + 1
    while pieces and pieces[-1].blocks[-1].kind is Kind.BLANK:
        pieces[-1].blocks.pop()
    return pieces


@cache
def _parser(tables: bool) -> MarkdownIt:
    # Imported when a text first needs it: it is a noticeable part of starting.
    from markdown_it import MarkdownIt

    class Safe(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return is_safe(url)

    made = Safe("commonmark", {"html": False, "maxNesting": DEEPEST})
    made.enable(["strikethrough", *(["table"] if tables else [])])
    # Underlined headings would turn a line bold while the list below it is being written.
    made.disable(["html_block", "html_inline", "entity", "reference", "lheading"])
    made.core.ruler.at("inline", _inline)
    made.block.ruler.before("paragraph", "quote_end", _ends_quote, {"alt": ["blockquote"]})
    made.block.ruler.before("paragraph", "item_end", _ends_item, {"alt": ["paragraph"]})
    return made


def _ends_quote(state: StateBlock, _line: int, _end: int, silent: bool) -> bool:
    """What stands on the line below a quotation is no part of it, as anybody in a chat expects."""
    return silent and state.parentType == "blockquote"


def _ends_item(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Nor is a line part of a list that is not moved in as its text is."""
    return silent and state.sCount[line] < state.blkIndent


def _inline(state: StateCore) -> None:
    """As the library's own rule, but what would cost too much stays text."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if len(token.content) > MOST_SIGNS and len(_SIGNS.findall(token.content)) > MOST_SIGNS:
            continue
        state.md.inline.parse(token.content, state.md, state.env, token.children)


class _Reader:
    """Walks over the tokens once."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        self._lines = text.split("\n")
        self._names = names
        self._path: list[str] = []
        self._numbers: list[str] = []
        self._marker = ""
        self._end = 0
        """The first line behind what was read last."""
        self._pieces: list[Piece] = []
        self._starts = self._starts_of_lines()

    def _starts_of_lines(self) -> list[int]:
        starts, at = [], 0
        for line in self._lines:
            starts.append(at)
            at += len(line) + 1
        return starts

    def read(self, tokens: Sequence[Token]) -> list[Piece]:
        base = Style.PLAIN
        at = 0
        while at < len(tokens):
            token = tokens[at]
            kind = token.type
            if token.level == 0 and token.nesting >= 0 and token.map is not None:
                self._open_piece(token.map[0])
            if kind == "blockquote_open":
                self._path.append("q")
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self._path.append("l")
            elif kind in ("blockquote_close", "bullet_list_close", "ordered_list_close"):
                self._path.pop()
            elif kind == "list_item_open":
                self._marker = f"{token.info}{token.markup}" if token.info else "•"
            elif kind == "list_item_close":
                if self._marker:
                    self._add([Block(Kind.LINE, path=self._where, marker=self._marker)])
                    self._marker = ""
            elif kind == "heading_open":
                base = Style.BOLD
            elif kind == "heading_close":
                base = Style.PLAIN
            elif kind == "inline":
                self._paragraph(token, base)
            elif kind in ("fence", "code_block"):
                self._code(token)
            elif kind == "hr":
                self._from(token)
                self._add([Block(Kind.RULE, path=self._where)])
            elif kind == "table_open":
                at = self._table(tokens, at)
            at += 1
        return self._pieces

    @property
    def _where(self) -> str:
        return "".join(self._path)

    def _open_piece(self, line: int) -> None:
        if self._pieces:
            self._pieces[-1].blocks += self._blanks(line)
            self._pieces[-1].fence = ""
        self._end = line
        self._pieces.append(Piece(self._starts[line], []))

    def _blanks(self, line: int) -> list[Block]:
        before = self._pieces[-1].blocks[-1].path if self._pieces[-1].blocks else ""
        quoted = min(self._path.count("q"), before.count("q")) * "q"
        return [Block(Kind.BLANK, path=quoted) for _ in range(self._end, line)]

    def _from(self, token: Token) -> None:
        """Keep the empty lines before it, and remember where it ends."""
        if token.map is None:
            return
        if self._pieces[-1].blocks:
            self._add(self._blanks(token.map[0]))
        self._end = token.map[1]

    def _add(self, blocks: list[Block]) -> None:
        self._pieces[-1].blocks += blocks

    def _paragraph(self, token: Token, base: Style) -> None:
        self._from(token)
        if token.children or not token.content:
            lines = lines_of(token.children or (), self._names, base)
        else:
            lines = [plain_line(one, self._names, base) for one in token.content.split("\n")]
        self._add([self._line(spans) for spans in lines])

    def _line(self, spans: list[Span]) -> Block:
        made = Block(Kind.LINE, spans, self._where, self._marker)
        self._marker = ""
        return made

    def _code(self, token: Token) -> None:
        self._from(token)
        if self._marker:
            self._add([self._line([])])
        language = token.info.strip().split()[0] if token.info.strip() else ""
        for number, line in enumerate(token.content.removesuffix("\n").split("\n")):
            spans = [Span(line.replace("\t", "    "))] if line else []
            self._add([Block(Kind.CODE, spans, self._where, "", [], language[:24], number == 0)])
        if token.type == "fence" and token.level == 0 and token.map is not None:
            first, last = self._lines[token.map[0]], self._lines[token.map[1] - 1]
            closed = token.map[1] - token.map[0] > 1 and last.strip().startswith(token.markup)
            self._pieces[-1].fence = "" if closed else f"{first}\n"

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        """The place of the token that closes the table."""
        self._from(tokens[at])
        rows: list[list[list[Span]]] = []
        while tokens[at].type != "table_close":
            token = tokens[at]
            if token.type == "tr_open" and len(rows) < MOST_ROWS:
                rows.append([])
            elif token.type == "inline":
                base = Style.BOLD if tokens[at - 1].type == "th_open" else Style.PLAIN
                cell = [one for line in self._cell(token, base) for one in line]
                if len(rows[-1]) < MOST_COLUMNS:
                    rows[-1].append(cell)
            at += 1
        if self._marker:
            self._add([self._line([])])
        self._add([Block(Kind.TABLE, path=self._where, rows=rows)])
        return at

    def _cell(self, token: Token, base: Style) -> list[list[Span]]:
        if token.children or not token.content:
            return lines_of(token.children or (), self._names, base)
        return [plain_line(token.content, self._names, base)]
