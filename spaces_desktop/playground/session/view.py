"""One session of a space, as somebody who is in it sees it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spaces_desktop.widgets.panes import Empty, column
from spaces_desktop.widgets.rooms import Context


class SessionPane(QWidget):
    left = Signal()
    """Nobody here is in it any more: it ended, or they left."""

    def __init__(self, context: Context, space_id: str, session_id: str) -> None:
        super().__init__()
        self.space_id, self.session_id = space_id, session_id
        words = self.tr("This session is shown in a browser for now.")
        column(self, 0, 0).addWidget(
            Empty(self.tr("Session"), words, picture="playgrounds", themes=context.themes)
        )

    def release(self) -> None:
        """Let go of everything; it is shown no more."""
