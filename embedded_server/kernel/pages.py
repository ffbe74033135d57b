"""Pages to keep and to print: nothing in them runs or is loaded from elsewhere.

They are readable on light and dark screens and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

STYLE = """
:root { color-scheme: light dark; --ink: #1f2328; --soft: #5b6470; --line: #d9dde3;
  --page: #ffffff; --tint: #eef1f6; --accent: #3b5bdb; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #9aa4b2; --line: #333a45;
  --page: #15181d; --tint: #20252d; --accent: #9db2ff; } }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
header, main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1.25rem; }
header { border-bottom: 1px solid var(--line); }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: .875rem; font-weight: 600; color: var(--soft); margin: 2rem 0 .5rem;
  padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
ul { list-style: none; padding: 0; margin: .75rem 0 0; color: var(--soft); font-size: .875rem; }
article { margin: 0 0 1rem; overflow-wrap: anywhere; break-inside: avoid; }
article:target { background: var(--tint); }
.who { margin: 0; }
.who span, time, .small, figcaption, .file { color: var(--soft); font-size: .8125rem; }
.who .ai { color: var(--accent); border: 1px solid var(--accent); border-radius: .25rem;
  padding: 0 .25rem; font-size: .6875rem; font-weight: 600; }
.text > * { margin: .25rem 0; }
.text ul, .text ol { padding-left: 1.5rem; color: inherit; font-size: inherit; }
.text ul { list-style: disc; }
.text hr { border: 0; border-top: 1px solid var(--line); }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
  font-size: .875em; background: var(--tint); border-radius: .25rem; }
code { padding: 0 .25rem; }
pre { padding: .5rem .75rem; white-space: pre-wrap; }
pre code { padding: 0; }
.about { white-space: pre-wrap; }
.small { margin: .25rem 0 0; }
blockquote { margin: .25rem 0; padding-left: .75rem; border-left: 3px solid var(--line);
  color: var(--soft); font-size: .875rem; }
a { color: var(--accent); }
figure { margin: .5rem 0; }
img { max-width: 100%; max-height: 20rem; border-radius: .5rem; }
.file { display: inline-block; margin: .25rem 0; padding: .375rem .625rem;
  border: 1px solid var(--line); border-radius: .5rem; }
"""

STATUS_WORDS = {
    "stopped": "stopped",
    "failed": "not finished",
    "streaming": "still being written",
}
"""What stands beside a message that is not whole."""
END = "</main>\n</body>\n</html>\n"


def head(title: str, about: Iterable[str], description: str = "") -> str:
    """A page up to where its `<main>` begins; `about` are lines under the title."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in about)
    below = f'<p class="about">{escape(description)}</p>' if description else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'; img-src data:\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1>{below}<ul>{lines}</ul></header>\n<main>\n"
    )


def day_line(day: str) -> str:
    """A heading for `2026-11-24`, in words."""
    date = datetime.strptime(day, "%Y-%m-%d")
    return f"<h2>{date:%A}, {date.day} {date:%B} {date:%Y}</h2>\n"
