"""An error stands beside the field it is about, and goes when a field is edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from spaces_desktop.kernel.errors import Advice


class FieldErrors:
    """Moves `strip` under the field that an advice names, or back to its place in `home`.

    `on_edited` is called when somebody types into one of the fields that were added.
    """

    def __init__(self, strip: QWidget, home: QVBoxLayout, on_edited: Callable[[], None]) -> None:
        self._strip = strip
        self._home = home
        self._now = home
        self._home_at = home.indexOf(strip)
        self._on_edited = on_edited
        self._fields: list[tuple[str, QWidget, QVBoxLayout]] = []

    def add(self, path: str, field: QLineEdit | QPlainTextEdit, layout: QVBoxLayout) -> None:
        """`path` is the field's on the wire; `layout` is the column it stands in."""
        self._fields.append((path, field, layout))
        if isinstance(field, QLineEdit):
            field.textEdited.connect(lambda _text: self._on_edited())
        else:
            field.textChanged.connect(self._on_edited)

    def place(self, advice: Advice | None) -> QWidget | None:
        """Where the strip stands now: the field's own widget, or None when it is about none."""
        path = advice.field if advice is not None else ""
        for known, field, layout in self._fields:
            if path and known == path and field.isVisibleTo(field.window()):
                self._now.removeWidget(self._strip)
                layout.insertWidget(layout.indexOf(field) + 1, self._strip)
                self._now = layout
                return field
        self._now.removeWidget(self._strip)
        self._home.insertWidget(self._home_at, self._strip)
        self._now = self._home
        return None
