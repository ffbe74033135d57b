"""The chat on a brand's web site: its script, and a visitor's limited account."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from embedded_server.contracts.base import Answer, Input, Query
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Access, Kind, get, post


class WidgetFacts(Answer, frozen=True, kw_only=True):
    """What the widget shows before anybody has written."""

    community_id: str
    community_name: str
    is_verified: bool
    greeting: str
    agent_name: str | None
    """The AI that answers first; null where only people do."""
    staff_available: bool


class AssetQuery(Query, frozen=True, kw_only=True):
    """`v` is the version of all files together, as the page names it."""

    v: Annotated[str, Meta(max_length=64)] = ""


class BecomeGuest(Input, frozen=True, kw_only=True):
    """`name` is what staff see; without it, a name is made."""

    name: Annotated[str, Meta(max_length=80)] = ""


class Guest(Answer, frozen=True, kw_only=True):
    """A limited account: it may talk with this one community and nothing else."""

    user_id: str
    name: str
    token: str


_W = "/api/widget/{communityId}"

SCRIPT = get(
    "/widget.js",
    str,
    "What a brand puts on its web site, to show its chat there",
    kind=Kind.SCRIPT,
    access=Access.PUBLIC,
    embeds="script",
)
PAGE = get(
    "/widget/{communityId}",
    str,
    "The chat itself, in a frame of that site",
    kind=Kind.HTML,
    access=Access.PUBLIC,
    embeds="iframe",
    errors=(Code.SITE_NOT_ALLOWED,),
)
ASSET = get(
    "/widget/assets/{file}",
    bytes,
    "Script and style of that page",
    query=AssetQuery,
    kind=Kind.BYTES,
    access=Access.PUBLIC,
)

FACTS = get(
    _W,
    WidgetFacts,
    "What the widget shows first",
    access=Access.PUBLIC,
    errors=(Code.SITE_NOT_ALLOWED,),
)
BECOME_GUEST = post(
    f"{_W}/guests",
    BecomeGuest,
    Guest,
    "Make a visitor's account, with their first message",
    body_optional=True,
    access=Access.PUBLIC,
    errors=(Code.SITE_NOT_ALLOWED, Code.TOO_MANY_REQUESTS),
)
