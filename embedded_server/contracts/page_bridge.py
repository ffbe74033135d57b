"""What an embedded page and whoever shows it say to each other: a closed set of messages.

Each is a JSON object with `type`, passed by `postMessage` within `{"spaces": 1, "message": …}`,
which tells them from a page's own. The page knows nothing but this: no token, no address of the
server. Whoever shows it (the window, or our own page in a browser) checks each message against
these types, sizes and rates, does what it asks for as the participant, and answers by its `id`.
What is malformed is answered with `refused` and forgotten; a page that goes on is not listened to
any longer.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from embedded_server.contracts.base import Answer, Timestamp

VERSION = 1
MAX_MESSAGE_BYTES = 80 * 1024
"""Of one message as JSON; a state alone may have 64 KiB."""
MAX_SIGNAL_BYTES = 4 * 1024
PER_SECOND = 60
"""Messages of a page on the long run; `BURST` of them at once."""
BURST = 120
MOST_REFUSED = 200
"""So many refusals in a minute, and the page is no longer listened to."""

Id = Annotated[int, Meta(ge=0, le=2**53)]
Text = Annotated[str, Meta(min_length=1, max_length=4000)]


class _FromPage(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag_field="type",
    rename="camel",
    forbid_unknown_fields=True,
):
    pass


class Hello(_FromPage, frozen=True, kw_only=True, tag="hello"):
    """First; answered by `Welcome`. A page that was reloaded says it again."""

    version: Annotated[int, Meta(ge=1, le=1000)]


class SetState(_FromPage, frozen=True, kw_only=True, tag="state.set"):
    """`version` is the one that was read; another has written since where it is not the present
    one, and the answer carries what stands now."""

    id: Id
    version: Annotated[int, Meta(ge=0, le=2**53)]
    state: dict[str, Any]


class Say(_FromPage, frozen=True, kw_only=True, tag="message.send"):
    id: Id
    text: Text


class SendSignal(_FromPage, frozen=True, kw_only=True, tag="signal.send"):
    """For all who are in, now; kept by nobody. A cursor, a stroke that is being drawn."""

    data: Any


class AskControl(_FromPage, frozen=True, kw_only=True, tag="control.ask"):
    """Who drives one's own seat. Whoever shows the page asks the person first."""

    id: Id
    mode: Literal["human", "agent", "hybrid"]


class OpenLink(_FromPage, frozen=True, kw_only=True, tag="link.open"):
    """Outside, after the person has agreed."""

    url: Annotated[str, Meta(max_length=2048)]


FromPage = Hello | SetState | Say | SendSignal | AskControl | OpenLink


class Person(Answer, frozen=True, kw_only=True):
    """A participant as a page is told of them. `is_me` is who looks at this page."""

    id: str
    name: str
    is_me: bool
    is_host: bool
    is_connected: bool
    role: str | None
    control_mode: Literal["human", "agent", "hybrid"]
    agent_name: str | None


class _ToPage(Answer, frozen=True, kw_only=True, tag_field="type"):
    pass


class Welcome(_ToPage, frozen=True, kw_only=True, tag="welcome"):
    version: int
    space_name: str
    definition: dict[str, Any]
    people: list[Person]
    state_version: int
    state: dict[str, Any]
    language: str
    theme: Literal["light", "dark"]


class PeopleNow(_ToPage, frozen=True, kw_only=True, tag="people"):
    people: list[Person]


class StateNow(_ToPage, frozen=True, kw_only=True, tag="state"):
    """`by` is a participant's id."""

    version: int
    state: dict[str, Any]
    by: str | None


class Said(_ToPage, frozen=True, kw_only=True, tag="message"):
    """`by` is a participant's id; `by_ai` is whether an agent in that seat said it."""

    by: str | None
    by_ai: bool
    name: str
    text: str
    at: Timestamp


class Signal(_ToPage, frozen=True, kw_only=True, tag="signal"):
    by: str
    data: Any


class Done(_ToPage, frozen=True, kw_only=True, tag="done"):
    """A request was carried out; `version` after `state.set`."""

    id: int
    version: int | None = None


class Refused(_ToPage, frozen=True, kw_only=True, tag="refused"):
    """`code` is one of the server's, or `malformed`, `too_large`, `too_often`, `declined`. With
    `stale_version` the present state comes along."""

    id: int | None
    code: str
    detail: str
    version: int | None = None
    state: dict[str, Any] | None = None


class Ended(_ToPage, frozen=True, kw_only=True, tag="ended"):
    """The session is over, or one is no longer in it."""


ToPage = Welcome | PeopleNow | StateNow | Said | Signal | Done | Refused | Ended
