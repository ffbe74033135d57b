"""What a word that begins with a sign may become: `@` names somebody, `:` an emoji.

A text field has one `Completer`; whoever offers something there adds a `Trigger`. The list opens
over the field, which keeps the keyboard: arrows choose, Enter and Tab take, Escape closes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from spaces_desktop.widgets.completion_list import CompletionList
from spaces_desktop.widgets.completion_offer import Offer
from spaces_desktop.widgets.theme import Themes

LONGEST = 80
"""Characters behind a sign that may still be a name."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """`typed` tells what stands behind the sign before the cursor, None for no such word; `take`
    writes what was chosen, once the sign and what is behind it are gone."""

    title: str
    typed: Callable[[str, int], str | None]
    offers: Callable[[str], Sequence[Offer]]
    take: Callable[[Any], None]
    """Called with the `value` of the offer."""


class Completer(QObject):
    def __init__(self, edit: QPlainTextEdit, themes: Themes) -> None:
        super().__init__(edit)
        self._edit = edit
        self._triggers: list[Trigger] = []
        self._now: Trigger | None = None
        self.list = CompletionList(themes, edit)
        self.list.picked.connect(self._on_picked)
        edit.installEventFilter(self)

    def add(self, trigger: Trigger) -> None:
        self._triggers.append(trigger)

    def refresh(self) -> None:
        """Offer what fits the text as it is now."""
        text, cursor = self._edit.toPlainText(), self._edit.textCursor().position()
        for trigger in self._triggers:
            typed = trigger.typed(text, cursor)
            offers = () if typed is None else trigger.offers(typed)
            if offers:
                self._now = trigger
                self.list.offer(trigger.title, offers)
                corner = self._edit.mapTo(self._edit.window(), QPoint(0, 0))
                self.list.place(self._edit.window(), corner, self._edit.width())
                return
        self.hide()

    def hide(self) -> None:
        self._now = None
        self.list.hide()

    def _on_picked(self, offer: Offer) -> None:
        trigger = self._now
        self.hide()
        if trigger is None:
            return
        cursor = self._edit.textCursor()
        typed = trigger.typed(self._edit.toPlainText(), cursor.position())
        if typed is not None:
            for _ in range(len(typed) + 1):
                cursor.deletePreviousChar()
        trigger.take(offer.value)
        self.hide()
        self._edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.list.isVisible() and self.list.key(event.key())
        return False


def behind(sign: str, text: str, cursor: int, *, gaps: bool = False) -> str | None:
    """What stands between a sign at the start of a word and the cursor; None for no such thing.
    With `gaps` it may hold spaces, as names do."""
    before = text[:cursor]
    at = before.rfind(sign)
    if at < 0 or (at > 0 and not before[at - 1].isspace()) or "\n" in before[at:]:
        return None
    typed = before[at + len(sign) :]
    if len(typed) > LONGEST or typed.startswith(" ") or (" " in typed and not gaps):
        return None
    return typed
