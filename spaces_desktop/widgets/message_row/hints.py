"""What is said about a thing in a message row while the mouse rests on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_rows import Row


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)


def hint_of(row: Row, hit: Hit) -> str:
    kind, key = hit.kind, hit.key
    if kind is HitKind.SOURCE:
        return next((one.passage for one in row.sources if str(one.mark) == key), "")
    if kind is HitKind.REACTION:
        return next((one.names for one in row.reactions if one.emoji == key), "")
    if kind is HitKind.MEDIA:
        found = next((one for one in row.media if one.id == key), None)
        if found is not None:
            return _tr("{name} · {detail}").format(name=found.name, detail=found.detail)
    if kind is HitKind.QUOTE and row.quote is not None:
        return row.quote.text
    if kind is HitKind.LINK:
        return key
    if kind is HitKind.ADD_REACTION:
        return _tr("Add a reaction")
    return ""
