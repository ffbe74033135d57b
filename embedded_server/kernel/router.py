"""Finds the handler of a path in a tree of its segments.

aiohttp tries one pattern after the other; with a contract of this size that is a quarter of what
a request costs. A segment that is spelt out wins over a parameter, except that in the last place
the parameter's methods are served beside its own.
"""

from __future__ import annotations

from typing import Generic, TypeVar
from urllib.parse import unquote

T = TypeVar("T")


class _Node(Generic[T]):
    __slots__ = ("children", "methods", "parameter", "parameter_name")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.parameter: _Node[T] | None = None
        self.parameter_name = ""
        self.methods: dict[str, T] = {}


class Router(Generic[T]):
    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, method: str, path: str, value: T) -> None:
        """`path` has its parameters in braces; one place has one name for its parameter."""
        node = self._root
        for segment in path.split("/")[1:]:
            if not segment.startswith("{"):
                node = node.children.setdefault(segment, _Node())
                continue
            name = segment.strip("{}")
            if node.parameter is None:
                node.parameter, node.parameter_name = _Node(), name
            assert node.parameter_name == name, f"{path}: called {node.parameter_name} elsewhere"
            node = node.parameter
        assert method not in node.methods, f"{method} {path} is served twice"
        node.methods[method] = value

    def find(self, raw_path: str) -> tuple[dict[str, T], dict[str, str]]:
        """The path's handlers by method, none where it is unknown, and its decoded parameters."""
        node = parent = self._root
        parameters: dict[str, str] = {}
        segment, spelt_out = "", False
        for segment in raw_path.split("/")[1:]:
            parent = node
            child = node.children.get(segment)
            spelt_out = child is not None
            if child is None:
                child = node.parameter
                if child is None or not segment:
                    return {}, {}
                parameters[node.parameter_name] = _decoded(segment)
            node = child
        if spelt_out and segment and parent.parameter is not None:
            parameters[parent.parameter_name] = _decoded(segment)
            return {**parent.parameter.methods, **node.methods}, parameters
        return node.methods, parameters


def _decoded(segment: str) -> str:
    return unquote(segment, errors="replace") if "%" in segment else segment
