"""Fonts and measures of message rows: all of them follow the height of the text."""

from __future__ import annotations

from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QFontMetrics, QPalette

from spaces_desktop.widgets.markdown.style import TextStyle
from spaces_desktop.widgets.theme import Theme


class Fonts:
    """Measures in pixels, on a grid of four where the font is of the usual size."""

    def __init__(self, theme: Theme, base: QFont) -> None:
        self.theme = theme
        self.body = theme.font("body", base)
        self.small = theme.font("small", base)
        self.bold = _bold(self.body)
        self.small_bold = _bold(self.small)
        self.body_metrics = QFontMetrics(self.body)
        self.small_metrics = QFontMetrics(self.small)
        self.bold_metrics = QFontMetrics(self.bold)
        self.small_bold_metrics = QFontMetrics(self.small_bold)
        self.text = TextStyle(theme, base)
        self.system = TextStyle(theme, self.small)
        em = self.em = self.body_metrics.height()
        self.edge = theme.space["l"]
        self.gap = theme.space["m"]
        self.avatar = 4 * round(em * 2.2 / 4)
        self.left = self.edge + self.avatar + self.gap
        """Where names and texts begin."""
        self.widest = em * 46
        """Longer lines are hard to read."""
        self.line = self.small_metrics.height()
        self.pill = self.line + 8
        """The height of reactions, sources and badges."""
        self.button = self.line + 12
        self.icon = self.line
        self.card = em * 20
        """The width of a file or a sound."""
        self.card_height = 4 * round(em * 3.2 / 4)
        self.picture = (round(em * 22), round(em * 16))
        """The most that a picture takes, across and down."""

        self._words = _context(theme, "text")
        self._quiet_words = _context(theme, "text_muted")

    def words(self, *, quiet: bool) -> QAbstractTextDocumentLayout.PaintContext:
        """How plain text is painted; it is one for all rows, so nobody changes it."""
        return self._quiet_words if quiet else self._words

    def room(self, width: int) -> int:
        """How wide the text of a row may be."""
        return max(80, min(self.widest, width - self.left - self.edge))


def _context(theme: Theme, role: str) -> QAbstractTextDocumentLayout.PaintContext:
    made = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, theme.color(role))
    made.palette = palette
    return made


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
