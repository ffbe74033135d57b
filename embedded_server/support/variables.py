"""Variables in ready-made answers, such as `{customer.name|there}`, with a word for who has none.

What has the shape of a variable and is none of ours stays as it was typed, for all to see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

KNOWN = ("customer.name", "agent.name", "community.name", "conversation.number")
_SHAPE = re.compile(r"\{\s*([A-Za-z][\w-]*(?:\.[\w-]+)*)\s*(?:\|([^{}]*))?\}")


def unknown(text: str) -> list[str]:
    """The variables in `text` that are none of ours, each once, as typed."""
    names = (match[1] for match in _SHAPE.finditer(text))
    return list(dict.fromkeys(name for name in names if name.lower() not in KNOWN))


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """`text` with each variable's value, or its fallback; one that has neither stays as typed."""

    def value(match: re.Match[str]) -> str:
        if match[1].lower() not in KNOWN:
            return match[0]
        fallback = match[2].strip() if match[2] is not None else match[0]
        return values.get(match[1].lower(), "").strip() or fallback

    return _SHAPE.sub(value, text)
