"""Text selected across messages: two places in the list, and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass

from spaces_desktop.widgets.message_rows import Row


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the shown text of one message. `order` keeps it in place when the row goes."""

    order: int
    row_id: str
    at: int


@dataclass(frozen=True, slots=True)
class RowSelection:
    """The part of one row's shown text that is selected, as positions of its document."""

    start: int
    end: int


class TextSelection:
    """`anchor` is where it was begun, `head` where it ends just now; the head may come first."""

    def __init__(self) -> None:
        self.anchor: Place | None = None
        self.head: Place | None = None

    @property
    def is_empty(self) -> bool:
        return self.anchor is None or self.head is None or self.anchor == self.head

    def clear(self) -> None:
        self.anchor = self.head = None

    def set(self, anchor: Place, head: Place) -> None:
        self.anchor, self.head = anchor, head

    def ends(self) -> tuple[Place, Place] | None:
        """The upper and the lower end, None when nothing is selected."""
        if self.anchor is None or self.head is None or self.anchor == self.head:
            return None
        first, last = self.anchor, self.head
        if (last.order, last.at) < (first.order, first.at):
            first, last = last, first
        return first, last

    def of(self, row: Row, length: int) -> RowSelection | None:
        """What is selected of a row whose shown text is so long."""
        ends = self.ends()
        if ends is None or not ends[0].order <= row.order <= ends[1].order:
            return None
        start = ends[0].at if row.order == ends[0].order else 0
        end = ends[1].at if row.order == ends[1].order else length
        start, end = min(start, length), min(end, length)
        return RowSelection(start, end) if start < end else None
