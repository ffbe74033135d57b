"""How a message of the contract is shown in short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.club import Message
from spaces_desktop.kernel.moments import when
from spaces_desktop.widgets.hits import Hit, excerpt
from spaces_desktop.widgets.message_row.spoken import plain_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("hits", text)


def to_hit(
    message: Message,
    words: Sequence[str] = (),
    place: str = "",
    note: str = "",
    *,
    is_new: bool = False,
) -> Hit:
    """`words` are marked in it; `place` is the club's name where that is not plain."""
    text, marks = excerpt(plain_text(message.text), words)
    if not text:
        text = ", ".join(one.name for one in message.attachments) or _tr("No text")
    return Hit(
        id=message.id,
        title=message.author.name,
        text=text,
        when=when(message.created_at),
        place=place,
        note=note,
        marks=marks,
        is_new=is_new,
    )
