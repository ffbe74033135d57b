"""Where the parts of one message row lie, for a given width."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt

from spaces_desktop.widgets.markdown.document import RichText
from spaces_desktop.widgets.markdown.marks import Marks
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_row.fonts import Fonts
from spaces_desktop.widgets.message_row.parts import RowLayout
from spaces_desktop.widgets.message_row.words import ai_label, clock
from spaces_desktop.widgets.message_rows import Media, Row

LEAST_PICTURE = 64
_WRAP = int(Qt.TextFlag.TextWordWrap)


class Measure:
    """Goes down a row and gives each part its place; `y` is where the next one begins."""

    def __init__(self, fonts: Fonts, width: int) -> None:
        self._fonts = fonts
        self._width = width
        self._room = fonts.room(width)
        self._y = 0

    def row(
        self,
        row: Row,
        before: Row | None,
        *,
        leads: bool,
        day: bool,
        unread: bool,
        grown: RowLayout | None = None,
    ) -> RowLayout:
        """`grown` is what this row was before; a text that only got longer is not written anew."""
        rich, marks = self._text(row, grown)
        laid = RowLayout(row, before, self._width, unread, rich, marks, QPoint(0, 0))
        self._lines_before(laid, day, unread)
        laid.top = self._y
        if row.is_system:
            self._system(laid)
        else:
            self._message(laid, leads)
        laid.height = self._y
        laid.size = QSize(self._width, self._y)
        return laid

    def _text(self, row: Row, grown: RowLayout | None) -> tuple[RichText, Marks]:
        fonts = self._fonts
        style = fonts.system if row.is_system else fonts.text
        if grown is not None and grown.rich.style is style:
            rich, marks = grown.rich, grown.marks
        else:
            rich = RichText(style)
            marks = Marks(rich)
        rich.set_width(self._room)
        rich.set_text(row.text, row.names)
        marks.update()
        return rich, marks

    def _lines_before(self, laid: RowLayout, day: bool, unread: bool) -> None:
        fonts = self._fonts
        box = QRect(fonts.edge, 0, self._width - 2 * fonts.edge, fonts.pill)
        if day:
            laid.day = box.translated(0, 12)
            self._y = laid.day.bottom() + 1
        if unread:
            laid.unread = box.translated(0, self._y + (4 if day else 8))
            self._y = laid.unread.bottom() + 1

    def _system(self, laid: RowLayout) -> None:
        fonts = self._fonts
        wide = min(self._room, int(laid.document.idealWidth()) + 1)
        laid.text_at = QPoint(max(fonts.edge, (self._width - wide) // 2), self._y + 6)
        laid.text_height = laid.rich.height
        self._y += laid.text_height + 12

    def _message(self, laid: RowLayout, leads: bool) -> None:
        fonts, row = self._fonts, laid.row
        self._y += 12 if leads else 2
        if row.is_pinned or row.is_private:
            laid.state = QRect(fonts.left, self._y, self._room, fonts.line)
            self._y += fonts.line + 2
        if leads:
            self._head(laid)
        if row.quote is not None:
            self._quote(laid)
        above, below = (ceil(one) for one in laid.marks.overhang)
        self._y += above
        laid.text_at = QPoint(fonts.left, self._y)
        laid.text_height = laid.rich.height
        if row.text:
            self._y += laid.text_height + below
        elif not (row.note or row.media):
            self._y += fonts.em
        if row.media:
            self._media(laid, row.media)
        if row.note:
            self._note(laid, row.note)
        if row.sources:
            self._sources(laid)
        if row.reactions:
            self._reactions(laid)
        if row.actions:
            self._actions(laid)
        self._y += 2
        if laid.avatar is not None:
            self._y = max(self._y, laid.avatar.bottom() + 4)

    def _head(self, laid: RowLayout) -> None:
        fonts, row = self._fonts, laid.row
        laid.avatar = QRect(fonts.edge, self._y + 2, fonts.avatar, fonts.avatar)
        head = laid.head = QRect(fonts.left, self._y, self._room, fonts.bold_metrics.height())
        time = fonts.small_metrics.horizontalAdvance(clock(row.at)) + 4
        badge = fonts.small_bold_metrics.horizontalAdvance(ai_label()) + 12 if row.is_agent else 0
        most = max(40, head.width() - time - (badge + 8 if badge else 0) - 16)
        wide = min(most, fonts.bold_metrics.horizontalAdvance(row.author) + 2)
        laid.name = QRect(head.left(), head.top(), wide, head.height())
        x = laid.name.right() + 9
        if badge:
            inset = max(0, (head.height() - fonts.line - 2) // 2)
            laid.badge = QRect(x, head.top() + inset, badge, head.height() - 2 * inset)
            x = laid.badge.right() + 9
        laid.time = QRect(x, head.top(), time, head.height())
        author = Hit(HitKind.AUTHOR, row.author_id)
        laid.hits += [(laid.name, author), (laid.avatar, author)]
        self._y = head.bottom() + 3

    def _quote(self, laid: RowLayout) -> None:
        fonts, quote = self._fonts, laid.row.quote
        if quote is None:
            return
        words = f"{quote.author}  {' '.join(quote.text.split())}"
        wide = fonts.small_bold_metrics.horizontalAdvance(words) + 28
        laid.quote = QRect(fonts.left, self._y + 2, min(self._room, wide), fonts.pill)
        laid.hits.append((laid.quote, Hit(HitKind.QUOTE, quote.row_id)))
        self._y = laid.quote.bottom() + 5

    def _media(self, laid: RowLayout, media: Sequence[Media]) -> None:
        self._y += 6
        for is_picture, group in groupby(media, lambda one: one.kind == "picture"):
            if laid.media:
                self._y += 8
            sizes = [self._size_of(one) for one in group]
            # Pictures stand beside each other, files below each other.
            if is_picture:
                laid.media += self._flow(sizes, 8)
            else:
                for at, size in enumerate(sizes):
                    self._y += 8 if at else 0
                    laid.media += self._flow([size], 8)
        laid.hits += [
            (rect, Hit(HitKind.MEDIA, one.id)) for rect, one in zip(laid.media, media, strict=True)
        ]

    def _size_of(self, media: Media) -> QSize:
        fonts = self._fonts
        if media.kind != "picture":
            return QSize(min(self._room, fonts.card), fonts.card_height)
        wide, tall = fonts.picture
        wide = min(wide, self._room)
        if not media.width or not media.height:
            return QSize(min(wide, fonts.card), round(tall * 0.6))
        ratio = min(wide / media.width, tall / media.height, 1.0)
        return QSize(
            max(LEAST_PICTURE, round(media.width * ratio)),
            max(LEAST_PICTURE, round(media.height * ratio)),
        )

    def _note(self, laid: RowLayout, note: str) -> None:
        fonts = self._fonts
        box = QRect(0, 0, self._room - fonts.icon - 6, 10_000)
        tall = fonts.small_metrics.boundingRect(box, _WRAP, note).height()
        laid.note = QRect(fonts.left, self._y + 3, self._room, max(fonts.line, tall))
        self._y = laid.note.bottom() + 1

    def _sources(self, laid: RowLayout) -> None:
        fonts, sources = self._fonts, laid.row.sources
        self._y += 8
        sizes = []
        for one in sources:
            mark = fonts.small_bold_metrics.horizontalAdvance(str(one.mark))
            title = fonts.small_metrics.horizontalAdvance(one.title)
            wide = max(fonts.pill, mark + 12) + title + 18
            sizes.append(QSize(min(wide, self._room, fonts.em * 18), fonts.pill))
        laid.sources = self._flow(sizes, 6)
        laid.hits += [
            (rect, Hit(HitKind.SOURCE, str(one.mark)))
            for rect, one in zip(laid.sources, sources, strict=True)
        ]

    def _reactions(self, laid: RowLayout) -> None:
        fonts, reactions = self._fonts, laid.row.reactions
        self._y += 6
        sizes = []
        for one in reactions:
            emoji = fonts.body_metrics.horizontalAdvance(one.emoji)
            count = fonts.small_metrics.horizontalAdvance(str(one.count))
            sizes.append(QSize(emoji + count + 22, fonts.pill))
        sizes.append(QSize(fonts.icon + 16, fonts.pill))
        *laid.reactions, laid.add_reaction = self._flow(sizes, 4)
        laid.hits += [
            (rect, Hit(HitKind.REACTION, one.emoji))
            for rect, one in zip(laid.reactions, reactions, strict=True)
        ]
        laid.hits.append((laid.add_reaction, Hit(HitKind.ADD_REACTION)))

    def _actions(self, laid: RowLayout) -> None:
        fonts, actions = self._fonts, laid.row.actions
        self._y += 8
        sizes = []
        for one in actions:
            wide = fonts.small_metrics.horizontalAdvance(one.label) + 24
            sizes.append(QSize(wide + (fonts.icon + 6 if one.icon else 0), fonts.button))
        laid.actions = self._flow(sizes, 8)
        laid.hits += [
            (rect, Hit(HitKind.ACTION, one.key))
            for rect, one in zip(laid.actions, actions, strict=True)
        ]

    def _flow(self, sizes: Sequence[QSize], gap: int) -> list[QRect]:
        """One beside the other, and on to the next line where there is no room."""
        left = x = self._fonts.left
        tallest = 0
        found = []
        for size in sizes:
            if x > left and x + size.width() > left + self._room:
                x = left
                self._y += tallest + gap
                tallest = 0
            found.append(QRect(QPoint(x, self._y), size))
            x += size.width() + gap
            tallest = max(tallest, size.height())
        self._y += tallest
        return found
