"""Whom a text names: `@` at the start of a word, and behind it what a member is called.

The longest name that fits wins, whatever its case, be it a user name or a display name, with
spaces and in any script. `@everyone` counts from staff alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from embedded_server.club import store
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Author, Mention, Message
from embedded_server.kernel import fulltext
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.text import fold

EVERYONE = "everyone"
MOST_SIGNS = 50
"""How many `@` of one text are looked at."""
MAX_NAME = 80


@dataclass(slots=True)
class Names:
    """What the members of a club are called: whom a folded name stands for."""

    by_name: dict[str, set[str]] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)

    def add(self, name: str, user_id: str) -> None:
        folded = fold(name)
        self.by_name.setdefault(folded, set()).add(user_id)
        # Folding and composing change lengths; a text may hold the name in any of these forms.
        self.lengths |= {len(name), len(folded), len(unicodedata.normalize("NFD", name))}


def named_in(reader: Reader, community_id: str, author: Author, text: str) -> list[Mention]:
    """In the order of the text, each person once. Nothing is looked up without an `@` in it, and
    what an agent writes names nobody."""
    if "@" not in text or author.kind != "user":
        return []
    candidates = _candidates(text)
    if not candidates:
        return []
    is_staff = communities.is_staff(reader, community_id, author.id)
    names = Names()
    for user_id, username, display_name in communities.called(reader, community_id, candidates):
        names.add(username, user_id)
        names.add(display_name, user_id)
    return find(text, names, may_name_everyone=is_staff)


def find(text: str, names: Names, *, may_name_everyone: bool) -> list[Mention]:
    found: dict[str, Mention] = {}
    lengths = sorted(names.lengths | {len(EVERYONE)}, reverse=True)
    for at in _signs(text):
        for length in lengths:
            end = at + 1 + length
            word = text[at + 1 : end]
            if len(word) < length or not _ends_at(text, end):
                continue
            folded = fold(word)
            if folded == EVERYONE and may_name_everyone:
                found.setdefault("", Mention(kind="everyone", id=EVERYONE, name=word))
                break
            if ids := names.by_name.get(folded):
                for user_id in sorted(ids):
                    found.setdefault(user_id, Mention(kind="user", id=user_id, name=word))
                break
    return list(found.values())


def _candidates(text: str) -> set[str]:
    """Every folded text behind an `@` that could be a name."""
    return {
        fold(text[at + 1 : end])
        for at in _signs(text)
        for end in range(at + 2, min(at + 1 + MAX_NAME, len(text)) + 1)
        if not text[end - 1].isspace() and _ends_at(text, end)
    }


def _signs(text: str) -> Iterable[int]:
    """Where an `@` begins a word, as it does not in `me@example.org`."""
    at = text.find("@")
    for _ in range(MOST_SIGNS):
        if at < 0:
            return
        before = text[at - 1] if at else " "
        if before != "@" and (not _in_word(before) or fulltext.is_unspaced(before)):
            yield at
        at = text.find("@", at + 1)


def _ends_at(text: str, end: int) -> bool:
    """Whether a name that ends before `end` is not the beginning of a longer word."""
    if end >= len(text):
        return True
    last, following = text[end - 1], text[end]
    if unicodedata.category(following).startswith("M"):
        return False
    return (
        not _in_word(following)
        or not _in_word(last)
        or fulltext.is_unspaced(last)
        or fulltext.is_unspaced(following)
    )


def _in_word(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] in "LNM"


def index(tx: Transaction, number: int, message: Message) -> None:
    """So that whom it names finds it; its author is not told of themselves."""
    ids = {
        store.EVERYBODY if mention.kind == "everyone" else mention.id
        for mention in message.mentions
        if mention.kind == "everyone" or mention.id != message.author.id
    }
    store.set_mentions(tx, number, message.community_id, message.seq, sorted(ids))


def inbox(reader: Reader, user_id: str, before: int, limit: int) -> Sequence[tuple[int, Message]]:
    """Where others named one, newest first, in the clubs one may read now."""
    joined = {held.community_id: held.joined_at for held in communities.own(reader, user_id)}
    return store.mentioning(reader, user_id, joined, before, limit)
