"""Small shared parts: labels with a role, cards, a header line, and the three panes of a room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.theme import Themes

SIDE = 264
TALL = 57
"""A header's least height; it grows with the font."""
LEAST_SIDE, LEAST_MAIN, LEAST_INSPECTOR = 200, 360, 240
"""Pixels; beside the rail, list and main have to fit into the smallest window."""


def label(text: str, role: str = "", *, wrap: bool = False, name: str = "") -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if role == "section":
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    if name:
        made.setObjectName(name)
    return made


class Elided(QLabel):
    """One line that takes what room there is, and ends in … where that is too little."""

    def __init__(self, text: str = "", role: str = "", name: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setProperty("role", role)
        self.setObjectName(name)
        self._mark: tuple[str, Themes] | None = None

    def show_mark(self, name: str, themes: Themes, spoken: str) -> None:
        """An icon behind the text, "" for none; `spoken` is the whole in words."""
        self._mark = (name, themes) if name else None
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        box = self.contentsRect()
        side = self.fontMetrics().height() if self._mark else 0
        metrics, room = self.fontMetrics(), box.width() - (side + 4 if side else 0)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter = QPainter(self)
        if self._mark is not None:
            name, themes = self._mark
            at = box.left() + metrics.horizontalAdvance(shown) + 4
            place = QRect(at, box.center().y() - side // 2, side, side)
            icon(name, themes.current, "accent").paint(painter, place)
        alignment = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.style().drawItemText(
            painter, box, alignment, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


def frame(role: str, name: str = "") -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


class Button(QPushButton):
    """Enter presses it where it has the focus; the primary one of a dialog answers for fields."""

    def __init__(self, text: str, name: str, role: str = "") -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setAutoDefault(True)
        if role:
            self.setProperty("role", role)
        self._is_primary = role == "primary"

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not before: it has to be inside its dialog, which else takes the first button it finds.
        dialog = self.window()
        if self._is_primary and isinstance(dialog, QDialog):
            self.setDefault(True)


def button(text: str, name: str, role: str = "") -> QPushButton:
    return Button(text, name, role)


def column(parent: QWidget | None = None, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def line(parent: QWidget | None = None, margin: int = 0, spacing: int = 8) -> QHBoxLayout:
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def scroller(inside: QWidget, title: str) -> QScrollArea:
    """What does not fit scrolls; `title` is what it is called."""
    area = QScrollArea()
    area.setAccessibleName(title)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    return area


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def header_height(widget: QWidget) -> int:
    """Headers beside each other are of one height, whatever they say."""
    return max(TALL, 2 * widget.fontMetrics().height() + 16)


class Header(QFrame):
    """The line over a pane: a title, a quiet second line, and buttons at the end."""

    def __init__(self, title: str = "", detail: str = "") -> None:
        super().__init__()
        self.setProperty("role", "header")
        layout = line(self, spacing=8)
        layout.setContentsMargins(16, 4, 12, 4)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self.title = Elided(title, "strong")
        self.detail = Elided(detail, "small")
        for one in (self.title, self.detail):
            texts.addWidget(one)
        layout.addLayout(texts, 1)
        layout.setAlignment(texts, Qt.AlignmentFlag.AlignVCenter)
        self._layout = layout
        self.detail.setVisible(bool(detail))
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(header_height(self.title))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def add(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)

    def set_texts(self, title: str, detail: str) -> None:
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setToolTip(detail)
        self.detail.setVisible(bool(detail))

    def show_verified(self, is_verified: bool, themes: Themes) -> None:
        """Whether what the title names is verified."""
        words = self.tr("{name}, Verified") if is_verified else "{name}"
        spoken = words.format(name=self.title.text())
        self.title.show_mark("verified" if is_verified else "", themes, spoken)
        self.title.setToolTip(self.tr("Verified") if is_verified else "")


class Picture(QWidget):
    """An icon on a soft disc, over words that say what a place is for."""

    def __init__(self, name: str, themes: Themes) -> None:
        super().__init__()
        self._name = name
        self._themes = themes
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        side = 4 * round(self.fontMetrics().height() * 0.9)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawEllipse(self.rect())
        inset = self.width() // 4
        box = self.rect().adjusted(inset, inset, -inset, -inset)
        icon(self._name, theme, "accent").paint(painter, box)
        painter.end()


class Empty(QWidget):
    """What a place with nothing in it says: what this is, and the one thing to do."""

    def __init__(
        self,
        title: str,
        text: str,
        action: QPushButton | None = None,
        *,
        picture: str = "",
        themes: Themes | None = None,
    ) -> None:
        """`picture` is an icon's name; it needs the themes."""
        super().__init__()
        layout = column(self, 24, 8)
        self.body = layout
        layout.addStretch(2)
        if picture and themes is not None:
            layout.addWidget(Picture(picture, themes), 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addSpacing(8)
        self._title = label(title, "title", wrap=True)
        self._text = label(text, "muted", wrap=True)
        for one in (self._title, self._text):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(one)
            one.setVisible(bool(one.text()))
        if action is not None:
            layout.addSpacing(8)
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_texts(self, title: str, text: str) -> None:
        for one, words in ((self._title, title), (self._text, text)):
            one.setText(words)
            one.setVisible(bool(words))


class ThreePanes(QSplitter):
    """List, main and an inspector. Where there is no room for all three the inspector hides; who
    asks for it there gets it in place of the list."""

    inspector_shown_changed = Signal(bool)
    """Whether the inspector is on the screen, by wish and by room."""

    def __init__(self, side: QWidget, main: QWidget, inspector: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._side = side
        self._inspector = inspector
        self._asked = False
        """Whether somebody asked for the inspector where there was no room for it."""
        self._wanted = inspector is not None
        self._refused = False
        """Whether somebody hid the inspector by hand."""
        self._shown = self._wanted
        self._side_width = self._inspector_width = max(
            SIDE, round(self.fontMetrics().height() * 16)
        )
        for at, (pane, least) in enumerate(
            ((side, LEAST_SIDE), (main, LEAST_MAIN), (inspector, LEAST_INSPECTOR))
        ):
            if pane is not None:
                pane.setMinimumWidth(least)
                self.addWidget(pane)
                self.setStretchFactor(at, 1 if at == 1 else 0)
        self.splitterMoved.connect(self._on_moved)
        self._fit()

    @property
    def inspector_shown(self) -> bool:
        return self._shown

    def show_inspector(self, shown: bool) -> None:
        """Show it as soon as there is room, or hide it until it is wanted again."""
        self._wanted = shown and self._inspector is not None
        self._fit()

    def toggle_inspector(self, shown: bool) -> None:
        """As `show_inspector`, by hand: what is asked for is shown, and the list gives way."""
        self._refused = not shown
        self._asked = shown and not self._has_room()
        self.show_inspector(shown)

    @property
    def widths(self) -> tuple[int, int, bool]:
        """Of the list and the inspector as somebody dragged them, and whether the latter is
        hidden by hand; for `restore`."""
        return self._side_width, self._inspector_width, self._refused

    def restore(self, side: int, inspector: int, refused: bool) -> None:
        self._side_width, self._inspector_width = side, inspector
        self._refused = refused
        self._fit()

    def _has_room(self) -> bool:
        room = self.width() - 2 * self.handleWidth()
        return room >= LEAST_SIDE + LEAST_MAIN + LEAST_INSPECTOR

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _on_moved(self) -> None:
        """What somebody dragged is what they want wherever there is room for it."""
        sizes = self.sizes()
        if not self._side.isHidden():
            self._side_width = sizes[0]
        if self._shown and not self._side.isHidden():
            self._inspector_width = sizes[2]

    def _fit(self) -> None:
        room = self.width() - 2 * self.handleWidth()
        # With large letters the main pane needs more before the others take what they like.
        main = min(max(LEAST_MAIN, 18 * self.fontMetrics().height()), room - LEAST_SIDE)
        main = max(LEAST_MAIN, main)
        fits = self._has_room()
        self._asked = self._asked and not fits
        shown = self._wanted and not self._refused and (fits or self._asked)
        instead = shown and not fits
        if self._side.isHidden() != instead:
            self._side.setVisible(not instead)
        if self._inspector is not None and self._inspector.isHidden() == shown:
            self._inspector.setVisible(shown)
        right = 0
        if shown:
            spare = room - main
            beside = 0 if instead else max(LEAST_SIDE, min(self._side_width, spare // 2))
            most = spare - beside
            right = max(LEAST_INSPECTOR, min(self._inspector_width, most))
        left = 0 if instead else max(LEAST_SIDE, min(self._side_width, room - main - right))
        self.setSizes([left, max(LEAST_MAIN, room - left - right), right])
        if shown != self._shown:
            self._shown = shown
            self.inspector_shown_changed.emit(shown)
