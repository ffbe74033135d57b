"""Emoji that were used last, in conversations as in clubs."""

from __future__ import annotations

from spaces_desktop.widgets.rooms import Keep

NAME = "emoji"


class KeptEmoji:
    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    @property
    def recent_emoji(self) -> tuple[str, ...]:
        return tuple(self._keep.get(NAME).split())

    def keep_emoji(self, recent: tuple[str, ...], /) -> None:
        self._keep.put(NAME, " ".join(recent))
