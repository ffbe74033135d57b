"""Sessions in a plain browser: links into them, visitors without an account, tokens for a page."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from embedded_server.contracts.base import Answer, Input, Timestamp
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Access, Kind, act, get, post
from embedded_server.contracts.widget import AssetQuery

PAGE_TOKEN_HOURS = 12
"""A page's token ends then, with the session, or when its holder is removed: whatever is first."""
BUILT_IN: dict[str, str] = {
    "whiteboard": "A board that everybody draws on",
    "watch": "A video that everybody sees at the same moment",
    "quiz": "Questions that one asks and all answer",
}
"""What `builtIn` in a definition may name: pages of our own, at `/playgrounds/{name}/`."""
BuiltIn = Literal["whiteboard", "watch", "quiz"]


class SessionLink(Answer, frozen=True, kw_only=True):
    """For anybody who has it, until the session ends; making a new one ends the old one.

    `url` opens in a browser, `app_url` in the app; both lead to the same session.
    """

    code: str
    url: str
    app_url: str
    created_at: Timestamp


class PageToken(Answer, frozen=True, kw_only=True):
    """Good for this one session and for what its page may do, as who asked for it. It stands behind
    the `#` of `url`, which no server and no log sees."""

    token: str
    url: str
    expires_at: Timestamp


class PageFacts(Answer, frozen=True, kw_only=True):
    """What a browser shows a session with."""

    space_id: str
    session_id: str
    space_name: str
    owner_name: str
    definition: dict[str, Any]
    page_url: str | None
    """The embedded page's address: the one in the definition, or that of a built-in playground, as
    a path on this server. None: there is no page."""
    allowed_origins: list[str]
    """Those in private networks that an admin lets pages reach; the window refuses all others."""


class PlayFacts(Answer, frozen=True, kw_only=True):
    """What one is shown before one goes in."""

    space_id: str
    session_id: str
    space_name: str
    description: str
    host_name: str
    participant_count: int
    is_live: bool
    is_locked: bool
    is_full: bool


class CameIn(Answer, frozen=True, kw_only=True):
    space_id: str
    session_id: str


class Visit(Input, frozen=True, kw_only=True):
    name: Annotated[str, Meta(max_length=80)]


class Visitor(Answer, frozen=True, kw_only=True):
    """A limited account for one session; it may do what a page's token may, and nothing else."""

    user_id: str
    space_id: str
    session_id: str
    name: str
    token: str
    expires_at: Timestamp


_SESSION = "/api/spaces/{spaceId}/sessions/{sessionId}"
_PLAY = "/api/play/{code}"

LINK = act(
    f"{_SESSION}/links",
    SessionLink,
    "Make a link into the session, as somebody who is in it",
    status=201,
    errors=(Code.SESSION_ENDED,),
)
PAGE_TOKEN = act(
    f"{_SESSION}/page-token",
    PageToken,
    "Go on in a browser, as oneself",
    status=201,
    errors=(Code.SESSION_ENDED,),
)
PAGE_FACTS = get(f"{_SESSION}/page", PageFacts, "What its page is, for who is in it", pages=True)
FACTS = get(_PLAY, PlayFacts, "What a link leads to", access=Access.PUBLIC)
COME_IN = act(f"{_PLAY}/accept", CameIn, "See, with one's own account, what a link leads to")
VISIT = post(
    f"{_PLAY}/visitors",
    Visit,
    Visitor,
    "Go in by a link, under a name",
    access=Access.PUBLIC,
    errors=(
        Code.SESSION_ENDED,
        Code.SESSION_LOCKED,
        Code.SESSION_FULL,
        Code.TOO_MANY_REQUESTS,
    ),
)
PLAY_PAGE = get("/play/{code}", str, "A session in a browser", kind=Kind.HTML, access=Access.PUBLIC)
PLAY_FILE = get(
    "/play/assets/{file}",
    bytes,
    "Scripts and style of that page",
    kind=Kind.BYTES,
    access=Access.PUBLIC,
    query=AssetQuery,
)
SDK = get(
    "/sdk/spaces.js",
    str,
    "What a page includes to take part in a session",
    kind=Kind.SCRIPT,
    access=Access.PUBLIC,
    embeds="script",
)
SDK_TYPES = get(
    "/sdk/spaces.d.ts", str, "Its TypeScript types", kind=Kind.TEXT, access=Access.PUBLIC
)
SDK_EXAMPLE = get(
    "/sdk/example.html", str, "A whole page that uses it", kind=Kind.HTML, access=Access.PUBLIC
)
BUILT_IN_PAGE = get(
    "/playgrounds/{name}/",
    str,
    "A playground of our own",
    kind=Kind.HTML,
    access=Access.PUBLIC,
    embeds="iframe",
)
BUILT_IN_FILE = get(
    "/playgrounds/{name}/{file}",
    bytes,
    "Scripts of it",
    kind=Kind.BYTES,
    access=Access.PUBLIC,
    query=AssetQuery,
    embeds="script",
)
