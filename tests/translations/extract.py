"""Collects what the desktop shows to people, with the context Qt looks each string up by."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ROOT / "spaces_desktop"


@dataclass(frozen=True, slots=True, order=True)
class String:
    context: str
    text: str
    where: str = field(compare=False, default="")


@dataclass(slots=True)
class Module:
    """What one file gives: its strings, and calls whose words cannot be told from the source."""

    strings: list[String] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def strings() -> list[String]:
    """All of them, once each, by context and text. Raises ValueError where one is unclear."""
    found: dict[String, None] = {}
    unclear: list[str] = []
    for path in sorted(DESKTOP.rglob("*.py")):
        module = read(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
        found |= dict.fromkeys(module.strings)
        unclear += module.unclear
    if unclear:
        raise ValueError("\n".join(unclear))
    return sorted(found)


def read(source: str, name: str) -> Module:
    tree = ast.parse(source)
    reader = _Reader(name, _context_of(tree))
    reader.visit(tree)
    if reader.has_variable and not reader.has_noop:
        reader.module.unclear.append(f"{name}: a table goes through _tr, but nothing is noop'ed")
    return reader.module


def literals(node: ast.expr) -> list[str] | None:
    """The texts an argument may be; None where it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        one, other = literals(node.body), literals(node.orelse)
        return None if one is None or other is None else one + other
    return None


def _context_of(tree: ast.Module) -> str:
    """The context of the module's own `_tr`."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "_tr":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call.func).endswith(".translate"):
                    found = literals(call.args[0])
                    return found[0] if found else ""
    return ""


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return ""


class _Reader(ast.NodeVisitor):
    def __init__(self, name: str, context: str) -> None:
        self.module = Module()
        self.has_noop = False
        self.has_variable = False
        self._file = name
        self._context = context
        self._classes: list[str] = []
        self._made: list[dict[str, str]] = [{}]
        """The classes that local names were made from."""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name == "_tr" and not self._classes:
            return
        self._made.append(dict(self._made[-1]) | dict(_made_in(node)))
        self.generic_visit(node)
        self._made.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name == "_tr" or name == "noop":
            self._take(node, self._context, node.args[0], may_vary=name == "_tr")
            self.has_noop = self.has_noop or name == "noop"
        elif name.endswith("QCoreApplication.translate"):
            context = literals(node.args[0])
            self._take(node, context[0] if context else "", node.args[1])
        elif name.endswith(".tr"):
            self._take(node, self._owner(name.removesuffix(".tr")), node.args[0])
        self.generic_visit(node)

    def _owner(self, name: str) -> str:
        if name == "self":
            return self._classes[-1] if self._classes else ""
        return self._made[-1].get(name, "")

    def _take(self, call: ast.Call, context: str, node: ast.expr, may_vary: bool = False) -> None:
        where = f"{self._file}:{call.lineno}"
        found = literals(node)
        if found is None and may_vary:
            self.has_variable = True
        elif found is None or not context:
            self.module.unclear.append(f"{where}: {ast.unparse(call)}")
        else:
            self.module.strings += [String(context, text, where) for text in found]


def _made_in(node: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Call):
            made = _name(one.value.func).rsplit(".", 1)[-1]
            for target in one.targets:
                if isinstance(target, ast.Name) and made[:1].isupper():
                    yield target.id, made
    for argument in node.args.args:
        if argument.annotation is not None:
            yield argument.arg, _name(argument.annotation).rsplit(".", 1)[-1]
