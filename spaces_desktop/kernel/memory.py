"""What the desktop remembers between starts: where it was signed in, its settings, and places."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

VERSION = 2
MOST_PLACES = 12
MOST_KEPT = 400
"""Values one account may keep; the oldest go first."""


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
    """`places` are those signed in to, the latest first; `kept` is by account and name."""

    last: Place | None = None
    places: tuple[Place, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, dict[str, str]] = field(default_factory=dict)


class Memory:
    """A small file; a damaged one is put aside and begun afresh, for nothing in it is precious.

    Where it cannot be written the app goes on with what it holds; `is_saved` says so.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "desktop.json"
        self._kept = self._load()
        self.is_saved = True

    @property
    def last(self) -> Place | None:
        return self._kept.last

    @property
    def places(self) -> tuple[Place, ...]:
        return self._kept.places

    @property
    def theme(self) -> str:
        return str(self.setting("theme", "system"))

    def setting(self, name: str, default: Any) -> Any:
        """The value that was put, where it is of the default's kind."""
        value = self._kept.settings.get(name, default)
        return value if type(value) is type(default) else default

    def remember(self, place: Place | None) -> None:
        """Be here at the next start; None forgets where one was, but not the places."""
        others = tuple(one for one in self._kept.places if place and one.account != place.account)
        places = self._kept.places if place is None else (place, *others)
        self._keep(replace(self._kept, last=place, places=places[:MOST_PLACES]))

    def forget(self, place: Place) -> None:
        """Take one place off the list."""
        places = tuple(one for one in self._kept.places if one.account != place.account)
        last = self._kept.last
        gone = last is not None and last.account == place.account
        self._keep(replace(self._kept, places=places, last=None if gone else last))

    def set_theme(self, theme: str) -> None:
        self.set_setting("theme", theme)

    def set_setting(self, name: str, value: Any) -> bool:
        """Whether it could be saved; it holds for this run in any case."""
        return self._keep(replace(self._kept, settings=self._kept.settings | {name: value}))

    def recall(self, account: str, name: str) -> str:
        return self._kept.kept.get(account, {}).get(name, "")

    def put(self, account: str, name: str, value: str) -> None:
        if self.recall(account, name) == value:
            return
        mine = dict(self._kept.kept.get(account, {}))
        mine.pop(name, None)
        if value:
            mine[name] = value
        mine = dict(list(mine.items())[-MOST_KEPT:])
        self._keep(replace(self._kept, kept=self._kept.kept | {account: mine}))

    def _load(self) -> Remembered:
        try:
            return _read(json.loads(self._file.read_text("utf-8")))
        except FileNotFoundError:
            return Remembered()
        except OSError as error:
            log.warning("%s could not be read: %s", self._file.name, error)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            log.warning("%s is damaged and put aside: %s", self._file.name, error)
            with suppress(OSError):
                self._file.replace(self._file.with_suffix(".damaged"))
        return Remembered()

    def _keep(self, kept: Remembered) -> bool:
        self._kept = kept
        draft = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.write_text(json.dumps({"version": VERSION} | asdict(kept)), "utf-8")
            draft.replace(self._file)
        except OSError as error:
            log.warning("%s could not be written: %s", self._file.name, error)
            self.is_saved = False
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        else:
            self.is_saved = True
        return self.is_saved


class Kept:
    """What one account keeps: a drawer of the memory."""

    def __init__(self, memory: Memory, account: str) -> None:
        self._memory = memory
        self._account = account

    def get(self, name: str) -> str:
        return self._memory.recall(self._account, name)

    def put(self, name: str, value: str) -> None:
        self._memory.put(self._account, name, value)


def _read(said: Mapping[str, Any]) -> Remembered:
    """Raises ValueError, TypeError, KeyError or AttributeError for what is not ours."""
    last = said["last"]
    place = None if last is None else _place(last)
    if "version" not in said:  # of the first versions: one place and a theme
        places = () if place is None else (place,)
        return Remembered(last=place, places=places, settings={"theme": str(said["theme"])})
    kept = {
        str(account): {str(name): str(value) for name, value in mine.items()}
        for account, mine in said["kept"].items()
    }
    return Remembered(
        last=place,
        places=tuple(_place(one) for one in said["places"]),
        settings=dict(said["settings"]),
        kept=kept,
    )


def _place(said: Mapping[str, Any]) -> Place:
    place = Place(**said)
    texts = (place.server_id, place.url, place.username, place.name)
    if not all(isinstance(one, str) for one in texts) or not isinstance(place.own, bool):
        raise ValueError("a place is made of texts")
    return place
