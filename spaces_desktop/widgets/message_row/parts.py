"""The parts of a measured message row, as rectangles from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QTextDocument

from spaces_desktop.widgets.markdown.document import RichText
from spaces_desktop.widgets.markdown.marks import Marks
from spaces_desktop.widgets.message_hits import Hit
from spaces_desktop.widgets.message_rows import Row


@dataclass(slots=True)
class RowLayout:
    row: Row
    before: Row | None
    """The row above, which decides about name and day."""
    width: int
    is_unread_start: bool
    rich: RichText
    marks: Marks
    text_at: QPoint
    text_height: int = 0
    day: QRect | None = None
    unread: QRect | None = None
    top: int = 0
    """Where the row itself begins, below the lines that only stand before it."""
    avatar: QRect | None = None
    head: QRect | None = None
    name: QRect | None = None
    badge: QRect | None = None
    time: QRect | None = None
    state: QRect | None = None
    """The line that says that a message is pinned, or seen by one person alone."""
    quote: QRect | None = None
    note: QRect | None = None
    media: list[QRect] = field(default_factory=list)
    sources: list[QRect] = field(default_factory=list)
    reactions: list[QRect] = field(default_factory=list)
    add_reaction: QRect | None = None
    actions: list[QRect] = field(default_factory=list)
    hits: list[tuple[QRect, Hit]] = field(default_factory=list)
    """What can be clicked beside the text, the innermost first."""
    height: int = 0
    size: QSize = field(default_factory=QSize)

    @property
    def has_foot(self) -> bool:
        return self.note is not None or bool(self.sources or self.reactions or self.actions)

    @property
    def document(self) -> QTextDocument:
        return self.rich.document
