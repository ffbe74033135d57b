"""How long a message may be, by how much one is too long, and sizes in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.club import MAX_TEXT
from spaces_desktop.kernel.errors import Advice

TEXT_FIELD = "text"
NEAR = 200
"""From so many characters before the end the rest is counted."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("thread", text)


def too_long(text: str) -> Advice | None:
    """None for a text that may be sent. The server counts as Python does, after trimming."""
    over = len(text.strip()) - MAX_TEXT
    if over <= 0:
        return None
    words = _tr("This message is {over} characters too long. The limit is {most}.")
    if over == 1:
        words = QCoreApplication.translate(
            "thread", "This message is 1 character too long. The limit is {most}."
        )
    return Advice(words.format(over=over, most=MAX_TEXT), field=TEXT_FIELD)


def size_words(size_bytes: int) -> str:
    """A size for a person: "640 KB", "3.2 MB"."""
    if size_bytes < 1024:
        return _tr("{count} bytes").format(count=size_bytes)
    if size_bytes < 1024 * 1024:
        return _tr("{count} KB").format(count=size_bytes // 1024)
    return _tr("{count} MB").format(count=f"{size_bytes / 1024 / 1024:.1f}")


def left_words(text: str) -> str:
    """How much more fits, when that is worth saying; "" else."""
    left = MAX_TEXT - len(text.strip())
    if left > NEAR:
        return ""
    if left == 1:
        return _tr("1 character left")
    if left >= 0:
        return _tr("{count} left").format(count=left)
    return _tr("{count} too many").format(count=-left)
