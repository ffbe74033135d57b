"""Variables in ready-made answers, such as `{customer.name|there}`: the server fills them in."""

from __future__ import annotations

import re
from collections.abc import Mapping

KNOWN = ("customer.name", "agent.name", "community.name", "conversation.number")
_SHAPE = re.compile(r"\{\s*([A-Za-z][\w-]*(?:\.[\w-]+)*)\s*(?:\|([^{}]*))?\}")


def unknown(text: str) -> list[str]:
    """Those that are none of ours and stay as they are typed, each once."""
    names = (match[1] for match in _SHAPE.finditer(text))
    return list(dict.fromkeys(name for name in names if name.lower() not in KNOWN))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each variable's value, or with the word behind `|` where there is none."""

    def value(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name not in KNOWN:
            return match[0]
        fallback = match[0] if match[2] is None else match[2].strip()
        return values.get(name, "").strip() or fallback

    return _SHAPE.sub(value, text)
