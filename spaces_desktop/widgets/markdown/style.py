"""Fonts, measures and colours of shown text; made once for a theme and a font."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QTextBlockFormat,
    QTextCharFormat,
)

from spaces_desktop.widgets.markdown.blocks import Style
from spaces_desktop.widgets.theme import Theme

_FIXED = int(QTextBlockFormat.LineHeightTypes.FixedHeight.value)
_PERCENT = int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)


class TextStyle:
    """Everything is measured in the text's own line height, so it grows with the font."""

    def __init__(self, theme: Theme, base: QFont) -> None:
        self.theme = theme
        self.font = theme.font("body", base)
        self.small = theme.font("small", base)
        self.mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.mono.setPointSizeF(self.font.pointSizeF() * theme.scale["mono"])
        self.mono.setStyleHint(QFont.StyleHint.Monospace)
        self.metrics = QFontMetrics(self.font)
        bold = QFont(self.font)
        bold.setWeight(QFont.Weight.DemiBold)
        self.bold_metrics = QFontMetrics(bold)
        self.small_metrics = QFontMetrics(self.small)
        em = self.metrics.height()
        self.step = round(em * 1.4)
        """How far a list or a quotation is moved in."""
        self.pad = round(em * 0.6)
        """Between the edge of a piece of code and its text."""
        self.bar = self.small_metrics.height() + round(em * 0.35)
        """The strip over a piece of code: its language, and the button that copies it."""
        self.radius = theme.radius["m"]
        self._chars: dict[tuple[int, bool], QTextCharFormat] = {}
        self.blank = QTextBlockFormat()
        self.blank.setLineHeight(round(em * 0.6), _FIXED)
        self.code = QColor(theme.color("code"))

    def chars(self, style: Style, *, in_code: bool = False) -> QTextCharFormat:
        key = (int(style), in_code)
        found = self._chars.get(key)
        if found is None:
            found = self._chars[key] = self._make(style, in_code)
        return found

    def _make(self, style: Style, in_code: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        if style & Style.CODE or in_code:
            made.setFont(self.mono)
        else:
            made.setFont(self.font)
        if style & (Style.BOLD | Style.MENTION):
            made.setFontWeight(QFont.Weight.DemiBold)
        if style & Style.ITALIC:
            made.setFontItalic(True)
        if style & Style.STRIKE:
            made.setFontStrikeOut(True)
        if style & Style.LINK:
            made.setForeground(self.theme.color("link"))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(self.theme.color("link_line"))
        elif style & Style.MENTION:
            made.setForeground(self.theme.color("accent"))
        return made

    def line(self, path: str, marker: bool) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setLineHeight(self.theme.scale["line"] * 100, _PERCENT)
        if path:
            made.setIndent(len(path))
        if marker:
            made.setTopMargin(round(self.metrics.height() * 0.12))
        return made

    def code_line(self, path: str, first: bool, last: bool) -> QTextBlockFormat:
        made = QTextBlockFormat()
        # Code reads from left to right in any language around it.
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        made.setIndent(len(path))
        made.setLeftMargin(self.pad)
        made.setRightMargin(self.pad)
        made.setLineHeight(self.theme.scale["line"] * 100, _PERCENT)
        if first:
            made.setTopMargin(self.bar + round(self.pad * 0.5))
        if last:
            made.setBottomMargin(self.pad * 1.4)
        return made
