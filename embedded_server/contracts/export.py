"""The file that a club is saved as, so that any program can read it.

`GET /api/communities/{communityId}/export?format=json` answers with one `ClubExport` as UTF-8
JSON. It holds what all members see: no private messages, no deleted ones, and of files their
names and digests, not their bytes.
"""

from __future__ import annotations

from typing import Literal

from embedded_server.contracts.base import Answer, Timestamp
from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import Community, Role

EXPORT_VERSION = 1
"""Grows when a reader of the older form would be misled by the newer."""


class ExportedMember(Answer, frozen=True, kw_only=True):
    user_id: str
    display_name: str
    role: Role
    joined_at: Timestamp


class ExportedAgent(Answer, frozen=True, kw_only=True):
    agent_id: str
    name: str
    linked_at: Timestamp


class ExportedFile(Answer, frozen=True, kw_only=True):
    """`sha256` is of the bytes, in hexadecimal."""

    id: str
    message_id: str
    name: str
    mime_type: str
    size_bytes: int
    sha256: str


class ClubExport(Answer, frozen=True, kw_only=True):
    """`messages` stand in the order they were written, up to and with `up_to_seq`."""

    format: Literal["spaces-club"]
    version: int
    server_id: str
    exported_at: Timestamp
    up_to_seq: int
    community: Community
    members: list[ExportedMember]
    agents: list[ExportedAgent]
    messages: list[Message]
    files: list[ExportedFile]
