# ruff: noqa: RUF001 - words of other scripts are meant as they stand
"""Acting in a playground: how a reply says what it does to the shared state, and what the built-in
agent does when it is told to.

A reply may end with one block, fenced as `state`, that holds a JSON Merge Patch (RFC 7396) of the
shared state; all before it is said in the chat.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_BLOCK = re.compile(r"```state[ \t]*\r?\n(.*?)(?:```|\Z)", re.DOTALL)
_KEY = r"(?P<key>[^\s\"'.!]{1,60}|\"[^\"]{1,60}\")"
_SET = re.compile(rf"set {_KEY} to (?P<value>.{{1,300}}?)[.!]?", re.IGNORECASE | re.DOTALL)
_REMOVE = re.compile(rf"(?:remove|clear|delete) {_KEY}[.!]?", re.IGNORECASE)
_SET_CHINESE = re.compile(
    r"把(?P<key>.{1,60}?)(?:设为|改成|设成)(?P<value>.{1,300}?)[。！]?", re.DOTALL
)
_POLITE = ("please", "请")
_MOST = 500
"""Characters of something to do."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The session that an agent has a seat in: who is there, and its shared state as JSON."""

    space: str
    people: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Act:
    """`patch` is None where nothing is to be changed, `is_broken` where what stood there was no
    JSON object."""

    words: str
    patch: dict[str, Any] | None = None
    is_broken: bool = False


def split_act(text: str) -> Act:
    """What of a reply is said, and what it does."""
    found = _BLOCK.search(text)
    if found is None:
        return Act(text.strip())
    words = (text[: found.start()] + text[found.end() :]).strip()
    try:
        patch = json.loads(found.group(1))
    except (ValueError, RecursionError):
        return Act(words, is_broken=True)
    return Act(words, patch) if isinstance(patch, dict) else Act(words, is_broken=True)


def merged(target: Any, patch: Any) -> Any:
    """RFC 7396; `target` itself is left alone."""
    if not isinstance(patch, dict):
        return patch
    made = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            made.pop(key, None)
        else:
            made[key] = merged(made.get(key), value)
    return made


def obey(said: str) -> str | None:
    """The built-in agent's reply to being told to set or remove one thing of the state; else
    None."""
    told = _without_address(said)
    if len(told) > _MOST:
        return None
    if (found := _SET.fullmatch(told)) is not None:
        key = found["key"].strip('"')
        return _reply(f"I set {key}.", {key: _value(found["value"])})
    if (found := _SET_CHINESE.fullmatch(told)) is not None:
        key = found["key"].strip()
        return _reply(f"已设置 {key}。", {key: _value(found["value"])})
    if (found := _REMOVE.fullmatch(told)) is not None:
        key = found["key"].strip('"')
        return _reply(f"I removed {key}.", {key: None})
    return None


def _without_address(said: str) -> str:
    """Without the names it is addressed to, and without courtesy."""
    words = said.strip().split(" ")
    while words and (words[0].startswith("@") or words[0].strip(",:").lower() in _POLITE):
        words.pop(0)
    return " ".join(words).removeprefix("请").strip()


def _value(text: str) -> Any:
    text = text.strip()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _reply(words: str, patch: dict[str, Any]) -> str:
    return f"{words}\n\n```state\n{json.dumps(patch, ensure_ascii=False)}\n```"
