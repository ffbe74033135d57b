"""The page that shows the pictures side by side: a row a state, a column a theme and language."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from tests.gallery.screen import Screen

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; background: #eceef3; color: #1b2030; }
header { position: sticky; top: 0; background: #fff; padding: 10px 24px; z-index: 1;
  border-bottom: 1px solid #d9dde6; display: flex; gap: 16px; flex-wrap: wrap; }
header a { color: #3454d1; text-decoration: none; }
section { padding: 16px 24px; }
h2 { margin: 24px 0 4px; }
h3 { margin: 16px 0 6px; font-weight: 600; color: #5a6377; }
.row { display: grid; grid-template-columns: repeat(auto-fit, minmax(460px, 1fr)); gap: 16px; }
figure { margin: 0; } figcaption { color: #5a6377; font-size: 13px; }
img { max-width: 100%; border-radius: 8px; box-shadow: 0 1px 6px rgb(0 0 0 / .18); }
p { margin: 4px 0; color: #5a6377; }
"""


def picture_name(screen: Screen, shot: str, theme: str, language: str, scale: int) -> str:
    return f"{screen.name}-{shot}-{theme}-{language}-{scale}.png"


def write_page(
    folder: Path, screens: Sequence[Screen], sets: Sequence[tuple[str, str, int]]
) -> Path:
    """`sets` are (theme, language, scale in percent). Gives the page's path."""
    parts = [
        "<!doctype html><meta charset='utf-8'><title>Screens</title>",
        f"<style>{_STYLE}</style><header>",
        *(f"<a href='#{escape(one.name)}'>{escape(one.name)}</a>" for one in screens),
        "</header>",
    ]
    for screen in screens:
        parts.append(f"<section id='{escape(screen.name)}'><h2>{escape(screen.name)}</h2>")
        for state, why in screen.without.items():
            parts.append(f"<p>No state “{escape(state)}”: {escape(why)}</p>")
        for shot in screen.shots:
            parts.append(f"<h3>{escape(shot)}</h3><div class='row'>")
            for theme, language, scale in sets:
                file = picture_name(screen, shot, theme, language, scale)
                if (folder / file).exists():
                    words = f"{theme}, {language}, {scale} %"
                    parts.append(
                        f"<figure><a href='{file}'><img loading='lazy' src='{file}' "
                        f"alt='{escape(screen.name)}, {escape(shot)}, {words}'></a>"
                        f"<figcaption>{words}</figcaption></figure>"
                    )
            parts.append("</div>")
        parts.append("</section>")
    page = folder / "index.html"
    page.write_text("\n".join(parts), "utf-8")
    return page
