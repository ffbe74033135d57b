"""Markdown as HTML for pages to keep: emphasis, code, lists, quotations and links; the rest, and
any HTML in it, stays text.

What comes out refers to nothing but `http` and `https` links, which load nothing until somebody
follows them. It takes time that grows no faster than the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

DEEPEST = 12
"""Levels of lists and quotations."""
MOST_SIGNS = 2500
"""A paragraph with more signs of Markdown than this stays as typed."""
_SCHEMES = ("http://", "https://")
_SIGNS = re.compile(r"[*_`\[\\!]")
_MARKED = re.compile(
    r"[*_`\[\\!<>\r\0]|://|^ *(?:[-+#=]|\d{1,9}[.)])|^ {4}|[\t\v\f\x1c-\x1f\x85\xa0\u1680-\u3000]",
    re.MULTILINE,
)
_BETWEEN = re.compile(r"\n *\n")
_BR = "<br />\n"
_BREAK = re.compile(r" *\n *")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)
_BEHIND = ".,;:!?*_~)]"


def as_html(text: str) -> str:
    """Blocks of HTML, safe to stand in a page."""
    if _MARKED.search(text) is None:
        return _plain(text)
    return str(_parser().render(text)).strip()


def _plain(text: str) -> str:
    """What the parser makes of a text without any sign of Markdown, as most are."""
    found = (paragraph.strip(" \n") for paragraph in _BETWEEN.split(text))
    return "\n".join(f"<p>{_BREAK.sub(_BR, escape(one))}</p>" for one in found if one)


@cache
def _parser() -> MarkdownIt:
    # Imported when a page is first made: it is a noticeable part of starting.
    from markdown_it import MarkdownIt

    class Safe(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return url.strip().casefold().startswith(_SCHEMES)

    made = Safe("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    made.disable(["html_block", "html_inline", "entity", "reference", "lheading"])
    made.core.ruler.at("inline", _inline)
    # As in the window: a line below a quotation is no part of it, nor one below a list that is
    # not moved in.
    made.block.ruler.before("paragraph", "below_quote", _is_below_quote, {"alt": ["blockquote"]})
    made.block.ruler.before("paragraph", "below_item", _is_below_item, {"alt": ["paragraph"]})
    made.add_render_rule("image", _picture)
    made.add_render_rule("link_open", _link)
    made.add_render_rule("text", _text)
    made.add_render_rule("heading_open", _heading)
    made.add_render_rule("heading_close", _heading)
    made.add_render_rule("fence", _code)
    made.add_render_rule("code_block", _code)
    return made


def _is_below_quote(state: StateBlock, _line: int, _end: int, silent: bool) -> bool:
    return silent and state.parentType == "blockquote"


def _is_below_item(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    return silent and state.blkIndent > state.sCount[line]


def _inline(state: StateCore) -> None:
    """As the library's own rule, but what would cost too much stays text."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if len(_SIGNS.findall(token.content)) > MOST_SIGNS:
            plain = type(token)("text", "", 0)
            plain.content = token.content
            token.children.append(plain)
            continue
        state.md.inline.parse(token.content, state.md, state.env, token.children)
        depth = 0
        for child in token.children:
            depth += child.nesting if child.type.startswith("link_") else 0
            child.meta["is_linked"] = depth > 0


def _opened(address: str) -> str:
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">'


def _link(_: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return _opened(str(tokens[at].attrs.get("href", "")))


def _picture(_: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """A picture elsewhere is a link to it."""
    source = str(tokens[at].attrs.get("src", ""))
    if tokens[at].meta.get("is_linked"):
        return escape(tokens[at].content or source)
    return f"{_opened(source)}{escape(tokens[at].content or source)}</a>"


def _heading(_: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """The page's own headings are its days."""
    return "<p><strong>" if tokens[at].nesting > 0 else "</strong></p>\n"


def _code(_: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return f"<pre><code>{escape(tokens[at].content)}</code></pre>\n"


def _text(_: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """With the addresses in it as links, where it is in none."""
    text = tokens[at].content
    if tokens[at].meta.get("is_linked") or "://" not in text:
        return escape(text)
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = found.group().rstrip(_BEHIND)
        parts += [escape(text[end : found.start()]), _opened(address), escape(address), "</a>"]
        end = found.start() + len(address)
    return "".join([*parts, escape(text[end:])])
