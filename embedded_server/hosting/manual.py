"""The product's own manual: pages of Markdown that ship with it, in two languages."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.kernel.resources import resource


@dataclass(frozen=True, slots=True)
class ManualPage:
    """`name` is that of its file, `title` its first heading."""

    name: str
    title: str
    text: str


def read_manual(language: str) -> list[ManualPage]:
    """In the order of the files' names. Raises OSError where the files are missing."""
    folder = resource("manual", language)
    pages = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.partition("\n")[0].lstrip("# ").strip()
        pages.append(ManualPage(path.stem, title, text))
    if not pages:
        raise FileNotFoundError(f"there is no manual in {folder}")
    return pages
