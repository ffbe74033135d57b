"""Making, changing, browsing and deleting spaces, and letting people into private ones."""

from __future__ import annotations

from typing import Any

import msgspec

from embedded_server.contracts.base import UNSET
from embedded_server.contracts.playground import (
    CreateSpace,
    EditSpace,
    Space,
    SpaceInvite,
    SpacePage,
    SpaceQuery,
)
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.ids import new_code, new_id
from embedded_server.kernel.text import check_storable, clean_name, fold
from embedded_server.playground import store
from embedded_server.playground.service import access, checks, ending, views

MOST_A_PAGE = 50


def create(
    tx: Transaction, user_id: str, body: CreateSpace, key: str | None, *, lan_pages: bool
) -> tuple[Space, bool]:
    def make() -> str:
        space_id = new_id()
        tags, category = checks.tags(body.tags or []), checks.category(body.category)
        values: dict[str, Any] = {
            "id": space_id,
            "owner_id": user_id,
            "name": clean_name("name", body.name),
            "description": check_storable("description", body.description),
            "category": category,
            "tags": tags,
            "definition": checks.definition(body.definition or {}, lan_pages=lan_pages),
            "is_public": body.is_public,
            "max_participants": body.max_participants,
        }
        store.spaces.insert(tx, _columns(values))
        return space_id

    request = ("spaces", msgspec.structs.replace(body, client_id=None))
    space_id, new = idempotency.once(tx, user_id, key, request, make)
    return read(tx, space_id, user_id), new


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """With what is searched by."""
    words = [values["name"], values["description"], values["category"] or "", *values["tags"]]
    category = values["category"]
    return {
        **values,
        "tags": msgspec.json.encode(values["tags"]).decode(),
        "folded_tags": msgspec.json.encode([fold(one) for one in values["tags"]]).decode(),
        "folded_category": None if category is None else fold(category),
        "folded": fold("\n".join(words)),
    }


def edit(
    tx: Transaction, space_id: str, user_id: str, body: EditSpace, *, lan_pages: bool
) -> Space:
    space = access.owned(tx, space_id, user_id)
    values: dict[str, Any] = {
        "name": space.name,
        "description": space.description,
        "category": space.category,
        "tags": space.tags,
    }
    if body.name is not UNSET:
        values["name"] = clean_name("name", body.name)
    if body.description is not UNSET:
        values["description"] = check_storable("description", body.description)
    if body.category is not UNSET:
        values["category"] = checks.category(body.category)
    if body.tags is not UNSET:
        values["tags"] = checks.tags(body.tags)
    if body.definition is not UNSET:
        values["definition"] = checks.definition(body.definition, lan_pages=lan_pages)
    if body.is_public is not UNSET:
        values["is_public"] = body.is_public
    if body.max_participants is not UNSET:
        values["max_participants"] = body.max_participants
    store.spaces.update(tx, space_id, _columns(values))
    return read(tx, space_id, user_id)


def delete(tx: Transaction, space_id: str, user_id: str) -> None:
    """Its live sessions end, and who is in them is told."""
    access.owned(tx, space_id, user_id)
    for session in store.sessions.live_sessions(tx, space_id):
        ending.end(tx, session, user_id)
    store.spaces.delete(tx, space_id)


def read(reader: Reader, space_id: str, user_id: str) -> Space:
    return views.space_with_sessions(reader, access.seen(reader, space_id, user_id))


def browse(reader: Reader, user_id: str, query: SpaceQuery) -> SpacePage:
    limit = min(query.limit, MOST_A_PAGE)
    found, total = store.spaces.browse(
        reader,
        mine_id=user_id if query.mine else None,
        search=_folded(query.search),
        category=_folded(query.category),
        tag=_folded(query.tag),
        offset=(query.page - 1) * limit,
        limit=limit,
    )
    return SpacePage(
        spaces=views.spaces(reader, found),
        total=total,
        page=query.page,
        total_pages=-(-total // limit),
    )


def _folded(words: str | None) -> str | None:
    """What is looked for; None where nothing is."""
    return fold(words.strip()) if words is not None and words.strip() else None


def invite(tx: Transaction, space_id: str, user_id: str) -> SpaceInvite:
    """A new code; the one before is worth nothing from now on."""
    access.owned(tx, space_id, user_id)
    code = new_code()
    store.spaces.set_invite(tx, space_id, code)
    return SpaceInvite(
        code=code, url=f"spaces://space/{code}", space_id=space_id, created_at=to_wire(tx.now)
    )


def accept_invite(tx: Transaction, code: str, user_id: str) -> Space:
    space_id = store.spaces.invited_to(tx, code.strip().upper())
    space = None if space_id is None else store.spaces.find(tx, space_id)
    if space_id is None or space is None:
        raise not_found()
    if space.owner_id != user_id:
        store.spaces.let_in(tx, space_id, user_id)
    return read(tx, space_id, user_id)
