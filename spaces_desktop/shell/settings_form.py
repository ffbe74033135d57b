"""Parts that the settings are built of: a section, a line with its control, and choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.panes import column, label, line
from spaces_desktop.widgets.theme import Themes


class Section(QFrame):
    """A card with a heading; `first` is what gets the focus when one is sent here."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"settings_{name}")
        self.setProperty("role", "card")
        self.body: QVBoxLayout = column(self, 24, 12)
        self._title = label("", "title")
        self.body.addWidget(self._title)
        self.first: QWidget | None = None

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)
        if self.first is None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            self.first = widget

    def add_line(self, text: str, control: QWidget, hint: str = "") -> None:
        """The words before, the control at the end."""
        row = line(spacing=12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        caption = label(text, wrap=True)
        caption.setBuddy(control)
        texts.addWidget(caption)
        if hint:
            texts.addWidget(label(hint, "small", wrap=True))
        row.addLayout(texts, 1)
        row.addWidget(control)
        self.body.addLayout(row)
        if not control.accessibleName():
            control.setAccessibleName(text)
        if self.first is None:
            self.first = control


def choice(
    name: str,
    text: str,
    options: Sequence[tuple[str, str]],
    current: str,
    chosen: Callable[[str], None],
) -> QComboBox:
    """`options` are pairs of a value and its words."""
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(text)
    for value, words in options:
        made.addItem(words, value)
    made.setCurrentIndex(max(0, made.findData(current)))
    made.activated.connect(lambda at: chosen(made.itemData(at)))
    return made


def switch(
    name: str, text: str, on: bool, turned: Callable[[bool], None], themes: Themes
) -> Toggle:
    made = Toggle(text, name, themes)
    made.setAccessibleName(text)
    made.setChecked(on)
    made.toggled.connect(turned)
    return made
