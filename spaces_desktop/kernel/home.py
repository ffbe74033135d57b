"""The data folder: `server/` belongs to the own server, `desktop/` to the app itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class DataHome(NamedTuple):
    root: Path

    @property
    def server(self) -> Path:
        return self.root / "server"

    @property
    def desktop(self) -> Path:
        return self.root / "desktop"

    def prepare(self) -> None:
        """Create the folders, readable by their owner alone. Raises OSError."""
        for folder in (self.root, self.server, self.desktop):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def find_home() -> DataHome:
    """`SPACES_HOME` where it is set, else the platform's own place for data."""
    chosen = os.environ.get("SPACES_HOME")
    if chosen:
        return DataHome(Path(chosen).expanduser().resolve())
    from platformdirs import PlatformDirs

    return DataHome(Path(PlatformDirs("Spaces Desktop", "Spaces").user_data_dir))
