"""The receipt of one entry: what, where, when, how much, and whose part it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from embedded_server.contracts.billing import WalletEntry
from spaces_desktop.billing.words import entry_title, receipt, receipt_text
from spaces_desktop.kernel.money import signed
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import frame, label

_SELECT = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def captions(lines: Sequence[tuple[str, str]], name: str) -> QWidget:
    """Captions at the left, values at the right, which can be selected."""
    made = frame("card", name)
    grid = QGridLayout(made)
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    for row, (caption, value) in enumerate(lines):
        grid.addWidget(label(caption, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        said = label(value, wrap=True, name=f"{name}_{row}")
        said.setTextInteractionFlags(_SELECT)
        said.setAccessibleName(f"{caption}: {value}")
        grid.addWidget(said, row, 1)
    grid.setColumnStretch(1, 1)
    return made


class ReceiptDialog(Dialog):
    def __init__(self, entry: WalletEntry, parent: QWidget | None) -> None:
        super().__init__(entry_title(entry), "receipt", parent)
        lines = receipt(entry)
        self.setAccessibleDescription(receipt_text(lines))
        self.body.addWidget(label(signed(entry.amount_cents), "hero", name="receipt_amount"))
        self.body.addWidget(captions(lines[1:], "receipt_lines"))
        copy = self.add_button(self.tr("Copy"), "receipt_copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(receipt_text(lines)))
        close = self.add_button(self.tr("Close"), "receipt_close", "primary")
        close.clicked.connect(self.accept)
