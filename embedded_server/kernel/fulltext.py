"""Words for SQLite's FTS5 in any script.

FTS5's `unicode61` splits at spaces, which Chinese, Japanese, Thai, Khmer, Lao and Burmese do not
write. Each character of those scripts is indexed as a word of its own, and a run of them is
searched as a phrase; so one character is enough to find, and order is kept. Words of other
scripts are found from their beginning. Case and accents are folded (NFKC, then FTS5's own).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff\u31f0-\u31ff"  # Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\U00020000-\U0003ffff"
)
_SINGLE = re.compile(f"([{_UNSPACED}])")
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+", re.UNICODE)
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+", re.UNICODE)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


def segment(text: str) -> str:
    """`text` as FTS5 should index it: folded, unspaced scripts cut into single characters."""
    return _SINGLE.sub(r" \1 ", unicodedata.normalize("NFKC", text).lower())


def words(text: str) -> list[str]:
    """The words of `text`; a run of an unspaced script is one."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def tokens(text: str) -> list[str]:
    """What is indexed of `text`: its words, and each character of an unspaced script by itself."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def is_unspaced(word: str) -> bool:
    return _IS_UNSPACED.match(word) is not None


def is_mostly_chinese(texts: Iterable[str]) -> bool:
    """Whether more is written in Chinese than in words of other scripts, such as Japanese."""
    chinese = others = 0
    for text in texts:
        for word in _WORD.findall(text):
            if _HAN.fullmatch(word):
                # Two characters make a word, as a rule.
                chinese += (len(word) + 1) // 2
            else:
                others += 1
    return chinese > others


def term(word: str, *, prefix: bool) -> str:
    """One word as an FTS5 expression, quoted so that nothing in it is an operator."""
    if is_unspaced(word):
        return '"' + " ".join(word) + '"'
    return f'"{word}"*' if prefix else f'"{word}"'


def match_all(text: str) -> str | None:
    """An expression for texts that hold every word of `text`; None where it has no word."""
    found = words(text)
    return " AND ".join(term(word, prefix=True) for word in found) if found else None
