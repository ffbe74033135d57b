"""The server itself, its first set-up, and the people on it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from embedded_server.contracts.base import (
    UNSET,
    Answer,
    Input,
    ListQuery,
    Name,
    Page,
    Timestamp,
    UnsetType,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Access, Kind, command, get, patch, post, put

Username = Annotated[
    str,
    Meta(
        min_length=3,
        max_length=32,
        pattern=r"^[A-Za-z0-9_.\-]+(?!\n)$",
        description="letters, digits, `_`, `.` and `-`; unique whatever the case",
    ),
]
Password = Annotated[str, Meta(min_length=8, max_length=1024)]
AnyPassword = Annotated[str, Meta(max_length=1024)]


class Health(Answer, frozen=True, kw_only=True):
    status: Literal["ok"]


class ServerInfo(Answer, frozen=True, kw_only=True):
    """What anybody may know before signing in."""

    server_id: str
    name: str
    version: str
    protocol: int
    needs_setup: bool
    registration: Literal["open", "invite"]
    features: dict[str, bool]
    """`checkout` is there only where a payment service is set up."""
    currency: str | UnsetType = UNSET
    """Of the money in wallets, as ISO 4217 in small letters, where it is set up."""


class User(Answer, frozen=True, kw_only=True):
    id: str
    username: str
    display_name: str
    is_admin: bool
    created_at: Timestamp
    shares_presence: bool = True
    """Whether others are told that one is here, and that one is writing."""


class SignedIn(Answer, frozen=True, kw_only=True):
    """`token` goes into `Authorization: Bearer …`; the server keeps only its hash."""

    user: User
    token: str


class Setup(Input, frozen=True, kw_only=True):
    """`setup_code` is shown on the host, so that nobody on the network can be first."""

    setup_code: Annotated[str, Meta(max_length=128)]
    username: Username
    password: Password
    display_name: Name
    server_name: Name | None = None


class Register(Input, frozen=True, kw_only=True):
    username: Username
    password: Password
    display_name: Name
    invite_code: Annotated[str, Meta(max_length=128)] | None = None


class Login(Input, frozen=True, kw_only=True):
    username: Annotated[str, Meta(max_length=256)]
    password: AnyPassword


class EditMe(Input, frozen=True, kw_only=True):
    display_name: Name | UnsetType = UNSET
    shares_presence: bool | UnsetType = UNSET


class ChangePassword(Input, frozen=True, kw_only=True):
    current_password: AnyPassword
    new_password: Password


class PeopleQuery(ListQuery, frozen=True, kw_only=True):
    """`search` is a part of a user name or a display name, whatever the case."""

    search: Annotated[str, Meta(max_length=80)] | None = None


HEALTH = get("/api/health", Health, "Whether the process serves", access=Access.PUBLIC)
READY = get(
    "/api/ready",
    Health,
    "Whether database and writer answer",
    access=Access.PUBLIC,
    errors=(Code.NOT_READY,),
)
SERVER = get("/api/server", ServerInfo, "What this server is", access=Access.PUBLIC)
SETUP = post(
    "/api/setup",
    Setup,
    SignedIn,
    "Make the first admin",
    access=Access.PUBLIC,
    errors=(Code.BAD_SETUP_CODE, Code.ALREADY_SET_UP),
)
REGISTER = post(
    "/api/auth/register",
    Register,
    SignedIn,
    "Make an account",
    access=Access.PUBLIC,
    errors=(Code.NEEDS_SETUP, Code.USERNAME_TAKEN, Code.INVITE_REQUIRED, Code.INVITE_GONE),
)
LOGIN = post(
    "/api/auth/login",
    Login,
    SignedIn,
    "Sign in",
    status=200,
    access=Access.PUBLIC,
    errors=(Code.NEEDS_SETUP, Code.BAD_CREDENTIALS),
)
LOGOUT = command("POST", "/api/auth/logout", "End this sign-in; the token is dead at once")
ME = get("/api/me", User, "Who is signed in")
CHANGE_PASSWORD = put(
    "/api/me/password",
    ChangePassword,
    "Change one's password; every other sign-in of oneself ends",
    errors=(Code.BAD_CREDENTIALS,),
)
EDIT_ME = patch("/api/me", EditMe, User, "Change one's own name")
PEOPLE = get(
    "/api/admin/people",
    Page[User],
    "People of this server, newest first",
    query=PeopleQuery,
    access=Access.ADMIN,
)
METRICS = get("/api/metrics", str, "Prometheus metrics", access=Access.LOCAL, kind=Kind.TEXT)
OPENAPI = get("/api/openapi.json", dict, "This contract as OpenAPI 3.1", access=Access.PUBLIC)
DOCS = get("/api/docs", str, "This contract, readable", access=Access.PUBLIC, kind=Kind.HTML)


class AdvanceClock(Input, frozen=True, kw_only=True):
    advance_seconds: Annotated[int, Meta(ge=0, le=10 * 366 * 86400)]


class ClockTime(Answer, frozen=True, kw_only=True):
    now: Timestamp


CLOCK = post(
    "/api/admin/clock",
    AdvanceClock,
    ClockTime,
    "Move the server's clock forward, where tests were switched on",
    status=200,
    access=Access.ADMIN,
    errors=(Code.NOT_FOUND,),
)
