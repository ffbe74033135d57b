"""The page of shortcuts: all of them by heading, and a field that finds them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from spaces_desktop.shell.shortcuts import Shortcuts, shown
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import label


class ShortcutsView(Dialog):
    def __init__(self, shortcuts: Shortcuts, parent: QWidget) -> None:
        super().__init__("", "shortcuts", parent, wide=34, tall=36)
        self.set_title(self.tr("Keyboard shortcuts"))
        self._shortcuts = shortcuts
        self.field = QLineEdit()
        self.field.setObjectName("shortcuts_field")
        self.field.setAccessibleName(self.tr("Find a shortcut"))
        self.field.setPlaceholderText(self.tr("Find a shortcut"))
        self.field.textChanged.connect(self._show)
        self.body.addWidget(self.field)
        self._area = QScrollArea()
        self._area.setObjectName("shortcuts_list")
        self._area.setAccessibleName(self.tr("Shortcuts"))
        self._area.setWidgetResizable(True)
        self.body.addWidget(self._area, 1)
        self.add_cancel("shortcuts_close", self.tr("Close"))
        self._show("")

    @property
    def texts(self) -> list[str]:
        """What stands on the page, in its order."""
        return [one.text() for one in self._area.findChildren(QLabel)]

    def _show(self, text: str) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        row = 0
        for group, found in self._shortcuts.listed(text).items():
            heading = label(group, "section")
            heading.setContentsMargins(0, 12 if row else 0, 0, 2)
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for one in found:
                keys = " / ".join(shown(key) for key in one.keys)
                grid.addWidget(label(one.words, wrap=True), row, 0)
                grid.addWidget(label(keys, "muted"), row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1
        if not row:
            grid.addWidget(label(self.tr("No shortcut found."), "muted"), 0, 0)
        grid.setRowStretch(row + 1, 1)
        self._area.setWidget(page)
