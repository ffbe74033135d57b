"""Where the parts of message rows lie, for a given width; measured once and kept."""

from __future__ import annotations

from spaces_desktop.widgets.message_row.fonts import Fonts
from spaces_desktop.widgets.message_row.measure import Measure
from spaces_desktop.widgets.message_row.parts import RowLayout
from spaces_desktop.widgets.message_rows import MessageRows, Row

__all__ = ["Fonts", "Layouts", "RowLayout", "estimate"]


class Layouts:
    """Measures rows, and remembers those that were looked at last, as long as they do not change.

    A document takes tens of kilobytes: only what is about to be painted is worth keeping."""

    def __init__(self, keep: int = 200) -> None:
        self._kept: dict[str, RowLayout] = {}
        self._keep = keep

    def clear(self) -> None:
        self._kept.clear()

    def of(self, rows: MessageRows, at: int, width: int, fonts: Fonts) -> RowLayout:
        row = rows.row_at(at)
        before = rows.row_at(at - 1) if at else None
        kept = self._kept.get(row.id)
        unread = rows.starts_unread(at)
        if (
            kept is not None
            and kept.row is row
            and kept.before is before
            and kept.width == width
            and kept.is_unread_start == unread
        ):
            return kept
        self._kept.pop(row.id, None)
        while len(self._kept) >= self._keep:
            del self._kept[next(iter(self._kept))]
        day = rows.starts_day(at)
        # Under the unread line, and where only one person sees on, it is said again who speaks.
        changes = before is not None and before.is_private != row.is_private
        leads = rows.leads_group(at) or unread or changes
        made = self._kept[row.id] = Measure(fonts, width).row(
            row, before, leads=leads, day=day, unread=unread, grown=kept
        )
        return made


def estimate(row: Row, leads: bool, width: int, fonts: Fonts) -> int:
    """About how tall a row will be: so many letters, so many lines."""
    letters = max(1, fonts.room(width) // max(1, fonts.body_metrics.averageCharWidth()))
    lines = 1 + len(row.text) // letters + row.text.count("\n")
    tall = lines * fonts.em * 6 // 5 + (fonts.em * 2 if leads else 4)
    tall += len(row.media) * fonts.card_height + (fonts.pill if row.reactions else 0)
    return tall + (fonts.pill if row.quote else 0) + (fonts.pill if row.sources else 0)
