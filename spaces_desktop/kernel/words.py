"""Marks words that stand in a table and are translated where they are shown."""

from __future__ import annotations


def noop(text: str) -> str:
    """The text itself; what collects the strings finds it by this call."""
    return text
