"""Which file on this machine a text of an agent was read from, and as it was then."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import msgspec

from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

NAME = "knowledge"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """`changed_ns` and `size` are the file's when it was read last."""

    agent_id: str
    document_id: str
    title: str
    path: str
    changed_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Stamp:
    changed_ns: int
    size: int


def stamp_of(path: Path) -> Stamp | None:
    """How a file is now; None where there is none, or it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size)


_DECODER = msgspec.json.Decoder(list[Source])


class SourceBook:
    """Remembered for this person on this server; a damaged book is begun afresh."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        try:
            found = _DECODER.decode(keep.get(NAME) or "[]")
        except msgspec.MsgspecError as error:
            log.warning("the sources of texts could not be read: %s", error)
            found = []
        self._sources = {one.document_id: one for one in found}

    @property
    def all(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def get(self, document_id: str) -> Source | None:
        return self._sources.get(document_id)

    def remember(self, agent_id: str, document_id: str, title: str, path: Path) -> None:
        """That file was read just now."""
        stamp = stamp_of(path)
        if stamp is None:
            return
        self._sources[document_id] = Source(
            agent_id=agent_id,
            document_id=document_id,
            title=title,
            path=str(path),
            changed_ns=stamp.changed_ns,
            size=stamp.size,
        )
        self._write()

    def forget(self, document_id: str) -> None:
        if self._sources.pop(document_id, None) is not None:
            self._write()

    def _write(self) -> None:
        self._keep.put(NAME, msgspec.json.encode(list(self._sources.values())).decode())
