"""What the desktop remembers between starts: where it was signed in, and how it looks."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A server somebody signed in to. `own` is the one this app starts itself."""

    server_id: str
    url: str
    own: bool
    username: str
    name: str = ""

    @property
    def account(self) -> str:
        return f"{self.server_id}/{self.username}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    last: Place | None = None
    theme: str = "system"


class Memory:
    """A small file; a damaged one is put aside and begun afresh, for nothing in it is precious."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "desktop.json"
        self._kept = self._load()

    @property
    def last(self) -> Place | None:
        return self._kept.last

    @property
    def theme(self) -> str:
        return self._kept.theme

    def remember(self, place: Place | None) -> None:
        self._keep(replace(self._kept, last=place))

    def set_theme(self, theme: str) -> None:
        self._keep(replace(self._kept, theme=theme))

    def _load(self) -> Remembered:
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            last = kept["last"]
            place = None if last is None else Place(**last)
            return Remembered(last=place, theme=str(kept["theme"]))
        except FileNotFoundError:
            return Remembered()
        except (OSError, ValueError, TypeError, KeyError) as error:
            log.warning("%s could not be read: %s", self._file.name, error)
            return Remembered()

    def _keep(self, kept: Remembered) -> None:
        self._kept = kept
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(asdict(kept)), "utf-8")
        draft.replace(self._file)
