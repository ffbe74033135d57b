"""A few short words that somebody types, each a chip that can be taken away again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from spaces_desktop.widgets.flow import Flow
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import column
from spaces_desktop.widgets.theme import Themes


class ChipsField(QFrame):
    """Enter or a comma makes a chip of what is typed; Backspace in the empty field takes the last
    one away."""

    changed = Signal()
    edited = Signal()

    def __init__(
        self, name: str, title: str, hint: str, themes: Themes, *, most: int, longest: int
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._themes = themes
        self._title = title
        self._most = most
        self._words: list[str] = []
        layout = column(self, 0, 6)
        self._chips = QFrame()
        self._flow = Flow(self._chips, 6)
        self._chips.hide()
        layout.addWidget(self._chips)
        self.field = _Field()
        self.field.setObjectName(f"{name}_text")
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(hint)
        self.field.setMaxLength(longest)
        self.field.textEdited.connect(self._on_edited)
        self.field.returned.connect(self.take)
        self.field.erased.connect(self._drop_last)
        self.field.editingFinished.connect(self.take)
        layout.addWidget(self.field)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self._words)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Without telling anybody."""
        if list(words) != self._words:
            self._words = list(words)
            self._rebuild()

    def take(self) -> None:
        """Make chips of what is typed."""
        typed = [" ".join(one.split()) for one in self.field.text().split(",")]
        known = {one.casefold() for one in self._words}
        fresh = []
        for one in typed:
            if one and one.casefold() not in known:
                fresh.append(one)
                known.add(one.casefold())
        room = self._most - len(self._words)
        self.field.setText(", ".join(fresh[room:]))
        if fresh[:room]:
            self._words += fresh[:room]
            self._rebuild()
            self.changed.emit()

    def _on_edited(self, text: str) -> None:
        self.edited.emit()
        if "," in text:
            self.take()

    def _drop_last(self) -> None:
        if self._words:
            self._drop(self._words[-1])

    def _drop(self, word: str) -> None:
        self._words.remove(word)
        self._rebuild()
        self.field.setFocus()
        self.changed.emit()

    def _rebuild(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        before = self.field
        for word in self._words:
            made = QPushButton(word)
            made.setObjectName(f"{self.objectName()}_chip")
            made.setProperty("role", "tag")
            made.setAutoDefault(False)
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            made.setAccessibleName(self.tr("Remove {word}").format(word=word))
            made.setToolTip(made.accessibleName())
            dress(made, "close", self._themes)
            made.clicked.connect(lambda _on=False, which=word: self._drop(which))
            self._flow.addWidget(made)
            made.show()
            QFrame.setTabOrder(made, before)
        self._chips.setVisible(bool(self._words))
        self._flow.invalidate()
        self._chips.updateGeometry()


class _Field(QLineEdit):
    returned = Signal()
    erased = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and self.text().strip():
            self.returned.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        else:
            super().keyPressEvent(event)
