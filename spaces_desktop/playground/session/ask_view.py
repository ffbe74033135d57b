"""A question above an embedded page: what it wants, in words, and a yes and a no."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from spaces_desktop.widgets.panes import button, column, frame, label, line

UNHURRIED_MS = 500
"""So long a new question takes no answer: a click was meant for what stood there before."""
MOST_WAITING = 8


@dataclass(frozen=True, slots=True)
class Question:
    words: str
    yes: str
    no: str
    answer: Callable[[bool], object]


class AskStrip(QWidget):
    """One question at a time; later ones wait behind it."""

    def __init__(self) -> None:
        super().__init__()
        around = column(self, 8, 0)
        self._box = frame("card", "page_ask")
        around.addWidget(self._box)
        inside = column(self._box, 12, 8)
        self.words = label("", wrap=True, name="page_ask_words")
        inside.addWidget(self.words)
        row = line(spacing=8)
        row.addStretch(1)
        self.no = button("", "page_ask_no")
        self.yes = button("", "page_ask_yes")
        for one, says in ((self.no, False), (self.yes, True)):
            row.addWidget(one)
            one.clicked.connect(lambda _on=False, said=says: self._answer(said))
        inside.addLayout(row)
        self._waiting: deque[Question] = deque()
        self._unhurried = QTimer(self)
        self._unhurried.setSingleShot(True)
        self._unhurried.setInterval(UNHURRIED_MS)
        self._unhurried.timeout.connect(lambda: self._allow(True))
        self.hide()

    def ask(self, question: Question) -> None:
        if len(self._waiting) >= MOST_WAITING:
            question.answer(False)
            return
        self._waiting.append(question)
        if len(self._waiting) == 1:
            self._show()

    def drop(self) -> None:
        """The page is gone: all that waits is refused."""
        waiting, self._waiting = self._waiting, deque()
        self.hide()
        for question in waiting:
            question.answer(False)

    def _show(self) -> None:
        question = self._waiting[0]
        self.words.setText(question.words)
        self.yes.setText(question.yes)
        self.no.setText(question.no)
        self._allow(False)
        self._unhurried.start()
        self._box.setAccessibleName(question.words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._box, QAccessible.Event.Alert))

    def _allow(self, allowed: bool) -> None:
        self.yes.setEnabled(allowed)
        self.no.setEnabled(allowed)

    def _answer(self, says: bool) -> None:
        question = self._waiting.popleft()
        if self._waiting:
            self._show()
        else:
            self.hide()
        question.answer(says)
