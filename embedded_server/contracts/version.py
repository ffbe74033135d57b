"""Which program this is, and which form of the contract it speaks."""

from __future__ import annotations

VERSION = "0.1.0"

PROTOCOL = 1
"""Raised when an older desktop could no longer use a newer server."""
