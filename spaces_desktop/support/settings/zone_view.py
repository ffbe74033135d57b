"""Choosing a time zone: all there are, this machine's first, found by any part of their name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from spaces_desktop.support.settings.clock import zones
from spaces_desktop.widgets.controls import Choice

MOST_SHOWN = 12


class ZonePicker(Choice):
    """What is typed counts at once, whether it is a zone or not yet."""

    typed = Signal(str)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(MOST_SHOWN)
        self.addItems(list(zones()))
        finds = QCompleter(self.model(), self)
        finds.setFilterMode(Qt.MatchFlag.MatchContains)
        finds.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finds.setMaxVisibleItems(MOST_SHOWN)
        self.setCompleter(finds)
        field = self.lineEdit()
        if field is not None:
            field.setPlaceholderText(self.tr("Type a city, such as Berlin"))
            field.setAccessibleName(title)
        self.editTextChanged.connect(lambda text: self.typed.emit(text.strip().replace(" ", "_")))

    def show_zone(self, zone: str) -> None:
        """Without telling anybody."""
        if zone != self.currentText().strip().replace(" ", "_"):
            self.blockSignals(True)
            self.setCurrentIndex(self.findText(zone))
            self.setEditText(zone)
            self.blockSignals(False)
