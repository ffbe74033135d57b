"""What every file has to be like: short, introduced, without unexplained waivers."""

from __future__ import annotations

import ast
import re
import tokenize
from pathlib import Path

import pytest

from tests.architecture.sources import DESKTOP, ROOT, SERVER, TESTS, name, python_files, tree

MOST_LINES = 400
_WAIVER = re.compile(
    r"#\s*(?:ruff:\s*)?noqa\b|#\s*type:\s*ignore\b|#\s*(?:pragma|pylint|fmt|isort):"
)
_EXPLAINED = re.compile(
    r"#\s*(?:ruff:\s*)?noqa:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*\W+\w"
    r"|#\s*type:\s*ignore\[[a-z\-, ]+\]\W+\w"
)
_SPAWNERS = {SERVER / "kernel" / "tasks.py", DESKTOP / "kernel" / "tasks.py"}
_SPAWNING = {"create_task", "ensure_future", "run_coroutine_threadsafe"}
_TEXT_ENDINGS = {".py", ".md", ".toml", ".sh", ".qss", ".json", ".yml", ".yaml", ".cfg", ".txt"}
_GENERATED = {"__pycache__", ".hypothesis"}
# Put together here, so that this file does not name one itself.
_MACHINE_PATHS = re.compile("|".join(rf"(?<![\w.\-]){path}" for path in ("/root/", "/work/")))
_HOME = re.compile(r"(?<![\w.])/home/[a-z]|/Users/[a-z]|[A-Z]:\\\\?Users\\", re.IGNORECASE)
_TEMPORARY = re.compile(r"(?<![\w.])/t" r"mp/")


def _id(path: Path) -> str:
    return name(path)


@pytest.mark.parametrize("path", python_files(), ids=_id)
def test_a_file_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= MOST_LINES, "split it by what it does"
    if text.strip():
        docstring = ast.get_docstring(tree(path))
        assert docstring, "a module opens with one sentence saying what it is"
        assert len(docstring.split()) >= 3


@pytest.mark.parametrize("path", python_files(), ids=_id)
def test_every_waiver_gives_its_reason(path: Path) -> None:
    with path.open("rb") as file:
        comments = [
            (token.start[0], token.string)
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.COMMENT
        ]
    unexplained = [
        f"{line}: {comment}"
        for line, comment in comments
        if _WAIVER.search(comment) and not _EXPLAINED.search(comment)
    ]
    assert unexplained == []


def test_only_the_spawners_start_tasks() -> None:
    """Or a group, whose tasks end with the block that made it."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in python_files(SERVER, DESKTOP)
        if path not in _SPAWNERS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in _SPAWNING
        and ast.unparse(node.value) not in _task_groups(path)
    ]
    assert found == []


def _task_groups(path: Path) -> set[str]:
    """What `asyncio.TaskGroup()` is called there."""
    return {
        ast.unparse(item.optional_vars)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.AsyncWith)
        for item in node.items
        if item.optional_vars is not None
        and ast.unparse(item.context_expr) == "asyncio.TaskGroup()"
    }


def test_tests_wait_for_conditions_and_never_sleep_blindly() -> None:
    """`time.sleep` blocks; a pause of some length inside a test is a guess about a machine."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in python_files(TESTS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and ((node.value.id, node.attr) == ("time", "sleep") or node.attr in {"qWait", "qSleep"})
    ]
    assert found == []


def test_every_test_asserts_something() -> None:
    """A test without an assertion cannot fail for the reason it was written."""
    empty = []
    for path in python_files(TESTS):
        if not path.name.startswith("test_"):
            continue
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                and node.name.startswith("test_")
                and not _can_fail(node)
            ):
                empty.append(f"{name(path)}:{node.lineno} {node.name}")
    assert empty == []


def _can_fail(function: ast.AST) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = node.func
            word = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if re.match(r"_?(assert|check|expect|raises|refuse|until|wait|fails|validate)", word):
                return True
    return False


def test_nothing_names_a_path_of_somebodys_machine() -> None:
    found = []
    for path in _text_files():
        text = path.read_text("utf-8", errors="replace")
        inside_tests = path.is_relative_to(TESTS)
        for number, line in enumerate(text.splitlines(), 1):
            temporary = not inside_tests and _TEMPORARY.search(line)
            if _MACHINE_PATHS.search(line) or _HOME.search(line) or temporary:
                found.append(f"{name(path)}:{number}: {line.strip()[:100]}")
    assert found == []


def _text_files() -> list[Path]:
    found = [path for path in ROOT.iterdir() if path.is_file() and path.suffix in _TEXT_ENDINGS]
    found += [ROOT / "Makefile", ROOT / ".ci" / "run"]
    for folder in (SERVER, DESKTOP, TESTS, ROOT / "resources"):
        found += [
            path
            for path in folder.rglob("*")
            if path.suffix in _TEXT_ENDINGS and not _GENERATED.intersection(path.parts)
        ]
    this = Path(__file__).resolve()
    return sorted(path for path in found if path.resolve() != this)
