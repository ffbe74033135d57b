"""What a text consists of once its Markdown is read: lines, code, tables; nothing of Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntFlag, auto


class Style(IntFlag):
    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    CODE = 8
    LINK = 16
    MENTION = 32


@dataclass(slots=True)
class Span:
    """A run of one style; never holds a line break. `href` is where a link leads."""

    text: str
    style: Style = Style.PLAIN
    href: str = ""


class Kind(Enum):
    LINE = auto()
    BLANK = auto()
    CODE = auto()
    RULE = auto()
    TABLE = auto()


@dataclass(slots=True)
class Block:
    """One line of the shown text. `path` names what it stands in from the outside in: `q` for a
    quotation, `l` for a list; `marker` is what a list puts before its first line."""

    kind: Kind
    spans: list[Span] = field(default_factory=list)
    path: str = ""
    marker: str = ""
    rows: list[list[list[Span]]] = field(default_factory=list)
    """Of a table: rows of cells of spans; the first row is its head."""
    language: str = ""
    opens: bool = False
    """Whether this is the first line of a piece of code."""


@dataclass(slots=True)
class Piece:
    """What stands at the top of a text. No later text changes a piece that another follows."""

    start: int
    """Where its first line begins in the text."""
    blocks: list[Block]
    fence: str = ""
    """The line that opened a piece of code which nothing has closed yet."""
