"""A route is a value: the server serves it, the desktop calls it, OpenAPI is written from it.

No URL is typed twice. A slice's routes stand in its contract module beside the types they carry.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Literal, TypeVar

import msgspec

from embedded_server.contracts.base import Query
from embedded_server.contracts.errors import Code

B = TypeVar("B")
A = TypeVar("A")


class Access(Enum):
    """Who may call at all; what a caller may do is decided by the service."""

    PUBLIC = "public"
    OPTIONAL = "optional"
    """Open to all, and answers more to who is signed in."""
    USER = "user"
    ADMIN = "admin"
    LOCAL = "local"
    """An admin, or a caller on the server's own machine."""


class Kind(Enum):
    """What the answer is made of."""

    JSON = "application/json"
    EVENTS = "text/event-stream"
    SOCKET = "websocket"
    HTML = "text/html"
    SCRIPT = "text/javascript"
    TEXT = "text/plain"
    BYTES = "application/octet-stream"
    """A file; the answer names its real type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Generic[B, A]):
    """One verb of the public contract. `B` is the JSON body, `A` the answer (None: 204)."""

    method: str
    path: str
    """With parameters in braces, named as on the wire: `/api/communities/{communityId}`."""
    summary: str
    body: type[B] | None = None
    answer: type[A] | None = None
    query: type[Query] | None = None
    status: int = 200
    repeat: int | None = None
    """The status of a harmless repeat, where it differs from `status`."""
    empty: int | None = None
    """The status where there is nothing to be sent."""
    errors: tuple[Code, ...] = ()
    access: Access = Access.USER
    kind: Kind = Kind.JSON
    upload: type[msgspec.Struct] | None = None
    """The fields of a multipart form that may stand in place of the JSON body."""
    body_optional: bool = False
    max_body: int = 256 * 1024
    max_form: int | None = None
    """Of a form that the handler takes in as it comes; None: it is read whole, like a body."""
    guests: bool = False
    """Whether a visitor's limited account may call it, for its own community."""
    pages: bool = False
    """Whether a page's token may call it, for its own session."""
    embeds: Literal["script", "iframe"] | None = None
    """As what a page of another site may load it; None: not at all."""

    @property
    def name(self) -> str:
        """A stable operation id, such as `post_communities_communityId_messages`."""
        words = self.path.removeprefix("/api/").replace("{", "").replace("}", "")
        return (
            f"{self.method.lower()}_{words.replace('/', '_').replace('-', '_').replace('.', '_')}"
        )

    def url(self, **parameters: str) -> str:
        """The path with its parameters filled in, percent-encoded."""
        from urllib.parse import quote

        return self.path.format(**{key: quote(value, safe="") for key, value in parameters.items()})


def get(path: str, answer: type[A], summary: str, **more: Any) -> Route[None, A]:
    return Route(method="GET", path=path, summary=summary, answer=answer, **more)


def post(
    path: str, body: type[B], answer: type[A], summary: str, *, status: int = 201, **more: Any
) -> Route[B, A]:
    return Route(
        method="POST", path=path, summary=summary, body=body, answer=answer, status=status, **more
    )


def act(path: str, answer: type[A], summary: str, **more: Any) -> Route[None, A]:
    """A POST without a body."""
    return Route(method="POST", path=path, summary=summary, answer=answer, **more)


def patch(path: str, body: type[B], answer: type[A], summary: str, **more: Any) -> Route[B, A]:
    return Route(method="PATCH", path=path, summary=summary, body=body, answer=answer, **more)


def command(method: str, path: str, summary: str, **more: Any) -> Route[None, None]:
    """Any verb without a body that answers 204."""
    return Route(method=method, path=path, summary=summary, status=204, **more)


def put(path: str, body: type[B], summary: str, **more: Any) -> Route[B, None]:
    """A PUT that answers 204."""
    return Route(method="PUT", path=path, summary=summary, body=body, status=204, **more)
