"""How long a message may be, and by how much one is too long."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.club import MAX_TEXT
from spaces_desktop.kernel.errors import Advice

TEXT_FIELD = "text"


def too_long(text: str) -> Advice | None:
    """None for a text that may be sent. The server counts as Python does, after trimming."""
    over = len(text.strip()) - MAX_TEXT
    if over <= 0:
        return None
    words = QCoreApplication.translate(
        "thread", "This message is {over} characters too long; {most} is the most."
    )
    if over == 1:
        words = QCoreApplication.translate(
            "thread", "This message is 1 character too long; {most} is the most."
        )
    return Advice(words.format(over=over, most=MAX_TEXT), field=TEXT_FIELD)
