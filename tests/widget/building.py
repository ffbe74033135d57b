"""Makes `resources/widget/built` out of its source: the same scripts, as small as they can be.

The modules of the page become one script, so that a browser asks once; in one function, so that
the names in it can be short.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.sources import ROOT

SOURCE = ROOT / "resources" / "widget" / "source"
BUILT = ROOT / "resources" / "widget" / "built"
MODULES = ("text.js", "words.js", "wire.js", "talk.js", "chat.js")
"""Each knows only those before it."""
_SHEET = re.compile(r"(?<=const CSS = `)[^`]+")
"""The launcher's style, which stands in its script."""
_KINDS = {".js": "application/javascript", ".css": "text/css", ".html": "text/html"}


def built() -> dict[str, str]:
    """By name, what a browser is sent."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(SOURCE.iterdir())}
    together = "\n".join(texts.pop(name) for name in MODULES)
    together = re.sub(r'^import [^;]+ from "\./\w+\.js";\n', "", together, flags=re.MULTILINE)
    together = re.sub(r"^export ", "", together, flags=re.MULTILINE)
    texts["widget.js"] = _SHEET.sub(lambda sheet: _small("x.css", sheet[0]), texts["widget.js"])
    texts["chat.js"] = f'(() => {{"use strict";\n{together}}})();'
    return {name: _small(name, text) for name, text in texts.items()}


def _small(name: str, text: str) -> str:
    import minify

    return f"{minify.string(_KINDS[Path(name).suffix], text)}\n"


def build() -> list[str]:
    """Writes every file, and tells which of them changed."""
    BUILT.mkdir(exist_ok=True)
    wanted = built()
    for path in BUILT.iterdir():
        if path.name not in wanted:
            path.unlink()
    changed = [name for name, text in wanted.items() if _present(name) != text]
    for name in changed:
        (BUILT / name).write_text(wanted[name], "utf-8")
    return changed


def _present(name: str) -> str | None:
    path = BUILT / name
    return path.read_text("utf-8") if path.exists() else None
