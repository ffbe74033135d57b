"""What somebody may send us when something is wrong, with all that is private taken out."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from embedded_server.contracts.version import PROTOCOL, VERSION
from spaces_desktop.kernel.home import DataHome

LOG_LINES = 120
MOST_BYTES = 60_000
LIBRARIES = (
    "PySide6-Essentials",
    "qasync",
    "QtAwesome",
    "aiohttp",
    "msgspec",
    "peewee",
    "uuid-utils",
    "argon2-cffi",
    "cryptography",
    "keyring",
    "openai",
    "httpx2",
    "filelock",
    "pypdf",
    "pillow",
    "markdown-it-py",
    "platformdirs",
    "numpy",
    "sounddevice",
    "soundfile",
)
MOST_LICENCE = 60
_UNTOLD = {"peewee": "MIT"}
"""Of libraries that do not say it in their metadata."""
HIDDEN = "[…]"
_PATTERNS = (
    re.compile(
        r"(?i)\b(bearer|token|authorization|api[_-]?key|password|code|secret)\b[\"']?"
        r"\s*[:= ]\s*[\"']?[^\s\"',;}]+"
    ),
    re.compile(r"(?i)\b[a-z][a-z0-9+.-]*://[^\s\"'<>]+"),
    re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?![\w.])"),
    re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"[A-Za-z0-9_\-+/=]{24,}"),
)
_TIME = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}")


def diagnostics(home: DataHome, secrets: Sequence[str] = ()) -> str:
    """Versions and the end of the logs. `secrets` are known ones (a token, a name, an address)."""
    lines = [
        f"Spaces {VERSION} (protocol {PROTOCOL})",
        f"Python {platform.python_version()}, Qt {qVersion()}, {QGuiApplication.platformName()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        *(f"{name} {_version(name)}" for name in LIBRARIES),
    ]
    for name in ("desktop.log", "server.log"):
        tail = clean(_tail(home.desktop / name), [*secrets, str(home.root), str(Path.home())])
        lines += ["", f"--- {name}", tail]
    return "\n".join(lines)


def clean(text: str, secrets: Sequence[str] = ()) -> str:
    """Without the secrets, and without what looks like a token, an address or a person's folder."""
    for secret in sorted({one for one in secrets if one}, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return "\n".join(_clean_line(line) for line in text.splitlines())


def licences() -> list[tuple[str, str, str]]:
    """Name, version and licence of the libraries."""
    found = []
    for name in LIBRARIES:
        try:
            about: Any = metadata(name)  # an email message, whatever its stub says
        except PackageNotFoundError:
            continue
        said = about.get("License-Expression") or about.get("License") or ""
        if not said or len(said) > MOST_LICENCE:
            kinds = [one for one in about.get_all("Classifier", []) if one.startswith("License")]
            said = kinds[0].rsplit("::", 1)[-1].strip() if kinds else said
        said = said.strip().partition("\n")[0][:MOST_LICENCE] or _UNTOLD.get(name, "")
        found.append((name, about["Version"], said))
    return [("Python", platform.python_version(), "PSF-2.0"), *found]


def _clean_line(line: str) -> str:
    # The moment at the line's beginning is no address, though its digits and colons look like one.
    stamp = _TIME.match(line)
    at = stamp.end() if stamp else 0
    rest = line[at:]
    for pattern in _PATTERNS:
        rest = pattern.sub(HIDDEN, rest)
    return line[:at] + rest


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "frozen" if getattr(sys, "frozen", False) else "missing"


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as written:
            written.seek(max(0, path.stat().st_size - MOST_BYTES))
            text = written.read().decode("utf-8", "replace")
    except OSError as error:
        return type(error).__name__
    return "\n".join(text.splitlines()[-LOG_LINES:])
