"""Finding messages: by words, and by who wrote them, where, when, and what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.accounts import service as accounts
from embedded_server.club import store
from embedded_server.club.service import access, words
from embedded_server.club.service.query import Query, parse
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Message
from embedded_server.kernel import fulltext
from embedded_server.kernel.database import Reader
from embedded_server.kernel.text import fold

Found = Sequence[tuple[int, Message]]
ME = "me"


def readable(reader: Reader, user_id: str, community_id: str | None) -> list[str]:
    """The clubs to search: the one given, if one may read it, or all one may."""
    if community_id is not None:
        access.member(reader, community_id, user_id)
        return [community_id]
    return [held.community_id for held in communities.own(reader, user_id)]


def find(
    reader: Reader, user_id: str, community_id: str | None, text: str, before: int, limit: int
) -> Found:
    """What `user_id` sees of what `text` asks for, newest first, with positions."""
    query = parse(text)
    clubs = readable(reader, user_id, community_id)
    if query.clubs:
        wanted = {fold(name) for name in query.clubs}
        clubs = [id_ for id_ in clubs if fold(communities.exists(reader, id_).name) in wanted]
    expression = _expression(reader, user_id, query, clubs)
    if expression is None:
        return []
    first = store.first_number_since(reader, query.since) if query.since else 0
    if query.until < store.LAST:
        before = min(before, store.first_number_since(reader, query.until))
    moments = (query.since, query.until)
    return store.search(reader, expression, user_id, (first, before), moments, limit)


def _expression(reader: Reader, user_id: str, query: Query, clubs: Sequence[str]) -> str | None:
    """For FTS5; None where nothing can be found."""
    rooms = [word for id_ in clubs for word in (words.room(id_), words.room(id_, user_id))]
    parts = [rooms]
    if query.authors:
        parts.append(sorted(_authors(reader, user_id, query.authors)))
    parts += [[words.having(what)] for what in sorted(query.has)]
    if not all(parts):
        return None
    found = [f"room:({' OR '.join(part)})" for part in parts]
    said = fulltext.match_all(query.words)
    if said is not None:
        found.append(f"body:({said})")
    elif query.words.strip() or not _has_filter(query):
        return None
    return " AND ".join(found)


def _has_filter(query: Query) -> bool:
    return bool(
        query.authors or query.clubs or query.has or query.since or query.until < store.LAST
    )


def _authors(reader: Reader, user_id: str, names: Sequence[str]) -> set[str]:
    """The labels of people with such a user name or display name, and of agents that answered
    under it; `me` is oneself."""
    wanted = {fold(name.removeprefix("@")) for name in names}
    found = {words.agent(name) for name in wanted}
    if ME in wanted:
        found.add(words.author(user_id))
    return found | {words.author(id_) for id_, *_ in accounts.called(reader, wanted)}
