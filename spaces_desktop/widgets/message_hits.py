"""What a place in a message row is, for the mouse and the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class HitKind(Enum):
    ACTION = auto()
    VERB = auto()
    LINK = auto()
    QUOTE = auto()
    MEDIA = auto()
    REACTION = auto()
    ADD_REACTION = auto()
    SOURCE = auto()
    CODE_COPY = auto()
    AUTHOR = auto()
    MENU = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """`key` says which one: an action's or verb's key, a link's address, a row's or file's id, an
    emoji, a source's mark, the code to copy, an author's id; "" for what there is one of."""

    kind: HitKind
    key: str = ""
