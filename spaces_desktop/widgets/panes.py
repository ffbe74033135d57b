"""Small shared parts: labels with a role, cards, a header line, and the three panes of a room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)


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


def frame(role: str, name: str = "") -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def button(text: str, name: str, role: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    return made


def column(parent: QWidget, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def line(parent: QWidget | None = None, margin: int = 0, spacing: int = 8) -> QHBoxLayout:
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


class Header(QFrame):
    """The line over a pane: a title, a quiet second line, and buttons at the end."""

    def __init__(self, title: str = "", detail: str = "") -> None:
        super().__init__()
        self.setProperty("role", "header")
        self.setFixedHeight(57)
        layout = line(self, spacing=8)
        layout.setContentsMargins(16, 0, 12, 0)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self.title = label(title, "strong")
        self.detail = label(detail, "small")
        for one in (self.title, self.detail):
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            texts.addWidget(one)
        layout.addLayout(texts, 1)
        layout.setAlignment(texts, Qt.AlignmentFlag.AlignVCenter)
        self._layout = layout
        self.detail.setVisible(bool(detail))

    def add(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)

    def set_texts(self, title: str, detail: str) -> None:
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setToolTip(detail)
        self.detail.setVisible(bool(detail))


class Empty(QWidget):
    """What a place with nothing in it says: what this is, and the one thing to do."""

    def __init__(self, title: str, text: str, action: QPushButton | None = None) -> None:
        super().__init__()
        layout = column(self, 24, 8)
        layout.addStretch(2)
        self._title = label(title, "title")
        self._text = label(text, "muted", wrap=True)
        for one in (self._title, self._text):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(one)
        if action is not None:
            layout.addSpacing(8)
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_texts(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)


class ThreePanes(QSplitter):
    """List, main and an inspector that can be hidden."""

    def __init__(self, side: QWidget, main: QWidget, inspector: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._inspector = inspector
        for at, (pane, width) in enumerate(((side, 264), (main, 620), (inspector, 264))):
            if pane is not None:
                pane.setMinimumWidth(min(width, 360))
                self.addWidget(pane)
                self.setStretchFactor(at, 1 if at == 1 else 0)
        self.setSizes([264, 620, 264])

    def show_inspector(self, shown: bool) -> None:
        if self._inspector is not None:
            self._inspector.setVisible(shown)
