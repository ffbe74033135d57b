"""A field for an amount, typed with comma or point."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from spaces_desktop.kernel.money import AmountError, editable, money, typed_cents


class MoneyField(QLineEdit):
    def __init__(self, name: str, cents: int | None = None) -> None:
        super().__init__("" if cents is None else editable(cents))
        self.setObjectName(name)
        self.setMaxLength(20)
        self.setPlaceholderText(money(0))
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    @property
    def cents(self) -> int | None:
        """What is typed; None while it is no amount. An empty field is 0."""
        if not self.text().strip():
            return 0
        try:
            return typed_cents(self.text())
        except AmountError:
            return None

    def show_cents(self, cents: int) -> None:
        """Without changing what is typed where it says the same already."""
        if self.cents != cents:
            self.setText(editable(cents))
