"""The repository as its own tests read it: files, syntax trees, and what each module imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "embedded_server"
DESKTOP = ROOT / "spaces_desktop"
TESTS = ROOT / "tests"

NOT_ROOMS = frozenset({"contracts", "kernel", "shell", "widgets", "audio", "chat"})
"""Packages that are floors or parts of a program, not features."""


@cache
def python_files(*folders: Path) -> tuple[Path, ...]:
    """Every Python file of ours, or those below `folders`."""
    found: list[Path] = []
    for folder in folders or (SERVER, DESKTOP, TESTS):
        found += sorted(folder.rglob("*.py"))
    return tuple(found)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """`(dotted name, line)` of all that a file imports, names taken from a module included."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return tuple(found)


def rooms(program: Path) -> set[str]:
    """The features that a program has a room for."""
    return {
        folder.name
        for folder in program.iterdir()
        if folder.name not in NOT_ROOMS and (folder / "__init__.py").exists()
    }


def strings(path: Path) -> Iterator[tuple[str, int]]:
    """`(text, line)` of every string that the program uses; docstrings are not among them."""
    prose = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value, node.lineno
