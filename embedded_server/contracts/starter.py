"""The first minute of a new server: a ready-made club with an agent that knows the product."""

from __future__ import annotations

from typing import Literal

from embedded_server.contracts.base import Input
from embedded_server.contracts.communities import Community
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import post


class MakeStarter(Input, frozen=True, kw_only=True):
    """`language` is that of the club's texts and of the guide's manual."""

    language: Literal["en", "zh"] = "en"


CREATE = post(
    "/api/starter-club",
    MakeStarter,
    Community,
    "Make the ready-made club with its guide, or join the one that is there",
    repeat=200,
    body_optional=True,
    errors=(Code.BANNED, Code.NOT_AVAILABLE),
)
