"""Whom a composer can address; plain data, so that models may build it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody `@` can pick; `detail` says what picking means, such as the price."""

    id: str
    name: str
    detail: str
