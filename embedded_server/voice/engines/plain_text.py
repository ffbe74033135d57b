"""What of a written text is spoken: words and numbers, without Markdown, addresses and emoji."""

from __future__ import annotations

import re
import unicodedata

MOST_LETTERS = 60
"""Of one word; longer ones are no words but keys and garbage, and would be spelled for minutes."""

_FENCE = re.compile(r"^(```|~~~).*?(?:^\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ \t|:-]*\|[ \t|:-]*$", re.MULTILINE)
_LINE_MARK = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?)", re.MULTILINE
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)")
_SOURCE = re.compile(r"\[\^?\d{1,3}\]")
_ADDRESS = re.compile(
    r"https?://(?:www\.)?([^\s/<>()\"'\uff0c\u3002]{1,253})[^\s<>\"'\uff0c\u3002]*", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_ENTITY = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": '"', "&#39;": "'"}
_MARKS = re.compile(r"\*+|~~+|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|\[\[|\]\]|\|")
_REPEATED = re.compile(r"([^\w\s])\1{2,}")
_LONG = re.compile(rf"[^\s\u2e80-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]{{{MOST_LETTERS + 1},}}")
_LINE_END = re.compile(r"(?<![\s.!?:;,…\u3002\uff01\uff1f\uff1a\uff1b\uff0c\u3001])[ \t]*\n+\s*")
_UNSPOKEN = frozenset({"So", "Sk", "Cs", "Co", "Cn", "Cf"})


def plain_text(text: str) -> str:
    """One line to be spoken; empty where no letter and no digit is left."""
    text = _FENCE.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _TABLE_RULE.sub("", _RULE.sub("", text))
    text = _LINE_MARK.sub("", text)
    text = _SOURCE.sub("", _LINK.sub(r"\1", text))
    text = _TAG.sub(" ", _ADDRESS.sub(_host, text))
    for entity, letter in _ENTITY.items():
        text = text.replace(entity, letter)
    text = _MARKS.sub(" ", text)
    text = "".join(_spoken(letter) for letter in text)
    text = _REPEATED.sub(r"\1", text)
    text = _LONG.sub(lambda found: found[0][:MOST_LETTERS], text)
    # A heading or an item of a list ends where its line ends.
    text = _LINE_END.sub(". ", text.strip())
    text = " ".join(text.split())
    return text if any(letter.isalnum() for letter in text) else ""


def _host(found: re.Match[str]) -> str:
    return found[1].rstrip(".,;:!?")


def _spoken(letter: str) -> str:
    if letter in "\n\t ":
        return letter
    kind = unicodedata.category(letter)
    # Whole families of emoji are put together by joiners and selectors, which go with them.
    if kind in _UNSPOKEN or "\ufe00" <= letter <= "\ufe0f" or letter == "\u20e3":
        return "°" if letter == "°" else " " if kind != "Cf" else ""
    return " " if kind[0] == "C" else letter
