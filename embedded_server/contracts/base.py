"""The building blocks of every contract: struct bases, shared field types and the list page.

Answers are frozen and camelCase on the wire. Inputs also refuse unknown keys. A PATCH field that
was not sent is `UNSET`, which differs from one sent as null.
"""

from __future__ import annotations

import re
from typing import Annotated, Generic, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

__all__ = [
    "UNSET",
    "Answer",
    "Cents",
    "ClientId",
    "Description",
    "Fee",
    "Input",
    "ListQuery",
    "Name",
    "Page",
    "Query",
    "Timestamp",
    "UnsetType",
    "wire_name",
]

Timestamp = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
        description="ISO 8601 UTC with milliseconds",
    ),
]
Cents = Annotated[int, Meta(description="integer cents")]
Fee = Annotated[int, Meta(ge=0, le=100_000_000, description="integer cents, 0 is free")]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
Description = Annotated[str, Meta(max_length=2000)]
ClientId = Annotated[
    str,
    Meta(
        min_length=1, max_length=64, description="chosen by the client; a repeat is answered alike"
    ),
]


class Answer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Base of what the server sends."""


class Input(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Base of what a client sends as a JSON body."""


class Query(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Base of what a client sends behind the question mark."""


class ListQuery(Query, frozen=True, kw_only=True):
    """`limit` above 100 acts as 100; `cursor` is opaque and bound to its list."""

    limit: Annotated[int, Meta(ge=1)] = 50
    cursor: Annotated[str, Meta(max_length=512)] | None = None

    @property
    def page_size(self) -> int:
        return min(self.limit, 100)


T = TypeVar("T")


class Page(Answer, Generic[T], frozen=True, kw_only=True):
    """One page of a list; `next_cursor` is null exactly when `has_more` is false."""

    items: list[T]
    next_cursor: str | None
    has_more: bool


def wire_name(python_name: str) -> str:
    """`joined_at` → `joinedAt`, as msgspec renames fields."""
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), python_name)
