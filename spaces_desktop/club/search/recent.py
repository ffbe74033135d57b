"""The last searches, remembered for this person on this server."""

from __future__ import annotations

import json

from spaces_desktop.widgets.rooms import Forgetful, Keep

MOST = 8
NAME = "searches"


class Recent:
    """Newest first. Without a `keep` they last as long as this."""

    def __init__(self, keep: Keep | None = None) -> None:
        self._keep: Keep = Forgetful() if keep is None else keep

    @property
    def all(self) -> tuple[str, ...]:
        """What is kept; something damaged is no loss."""
        try:
            found = json.loads(self._keep.get(NAME) or "[]")
        except ValueError:
            return ()
        return tuple(str(one) for one in found)[:MOST] if isinstance(found, list) else ()

    def add(self, text: str) -> tuple[str, ...]:
        others = [one for one in self.all if one.casefold() != text.casefold()]
        return self._put((text, *others)[:MOST])

    def clear(self) -> tuple[str, ...]:
        return self._put(())

    def _put(self, kept: tuple[str, ...]) -> tuple[str, ...]:
        self._keep.put(NAME, json.dumps(kept, ensure_ascii=False))
        return kept
