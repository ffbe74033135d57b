"""Who may know whom, where import-linter cannot say it: rules that hold for any room there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import (
    DESKTOP,
    ROOT,
    SERVER,
    TESTS,
    imports,
    module,
    name,
    python_files,
    rooms,
)

PRIVATE = ("store", "models")
_TEST_FOLDERS = {
    "architecture",
    "benchmarks",
    "faults",
    "fuzz",
    "gallery",
    "journeys",
    "kit",
    "migrations",
    "setup",
    "translations",
}
_HEAVY = ("PySide6.QtWebEngineCore", "PySide6.QtMultimedia", "numpy", "openai", "pyqtgraph")


def test_a_room_keeps_its_store_and_models_to_itself() -> None:
    found = []
    for path in python_files(SERVER):
        for imported, line in imports(path):
            parts = imported.split(".")
            if len(parts) < 3 or parts[0] != "embedded_server" or parts[2] not in PRIVATE:
                continue
            if not module(path).startswith(f"embedded_server.{parts[1]}."):
                found.append(f"{name(path)}:{line} imports {imported}")
    assert found == []


def test_the_kernels_know_no_feature() -> None:
    found = []
    for program in (SERVER, DESKTOP):
        features = {f"{program.name}.{room}" for room in rooms(program)}
        for path in python_files(program / "kernel"):
            for imported, line in imports(path):
                if ".".join(imported.split(".")[:2]) in features:
                    found.append(f"{name(path)}:{line} imports {imported}")
    assert found == []


def test_the_desktop_knows_only_the_servers_contracts() -> None:
    found = [
        f"{name(path)}:{line} imports {imported}"
        for path in python_files(DESKTOP)
        for imported, line in imports(path)
        if imported.split(".")[0] == "embedded_server"
        and imported.split(".")[1:2] not in ([], ["contracts"])
    ]
    assert found == []


def test_only_views_widgets_and_the_shell_know_widgets() -> None:
    """A model runs without a screen, so it never takes anything from QtWidgets."""
    found = []
    for path in python_files(DESKTOP):
        parts = path.relative_to(DESKTOP).parts
        if parts[0] in ("widgets", "shell", "__main__.py") or "view" in path.stem:
            continue
        found += [
            f"{name(path)}:{line} imports {imported}"
            for imported, line in imports(path)
            if imported.startswith(("PySide6.QtWidgets", "qtawesome"))
        ]
    assert found == []


def test_the_same_rooms_stand_on_both_sides() -> None:
    """The server may lead by a room whose window is not built; the desktop never does."""
    assert rooms(DESKTOP) - rooms(SERVER) == set()
    assert rooms(SERVER) & rooms(DESKTOP) >= {"accounts", "agents", "club", "communities"}


def test_tests_lie_where_their_room_does() -> None:
    known = rooms(SERVER) | rooms(DESKTOP) | _TEST_FOLDERS
    for program, prefix in ((SERVER, "kernel"), (DESKTOP, "desktop")):
        known |= {f"{prefix}_{folder.name}" for folder in program.iterdir() if folder.is_dir()}
    known |= {"kernel", "shell", "widgets", "contracts", "audio", "chat"}
    folders = {folder.name for folder in TESTS.iterdir() if folder.is_dir()} - {"__pycache__"}
    assert folders - known == set()


def test_no_module_has_a_layer_above_it_in_its_own_room() -> None:
    """`routes` over `service` over `store` over `models`; `view` over `model` over `api`."""
    floors = {
        SERVER: ("models", "store", "service", "routes"),
        DESKTOP: ("api", "model", "view"),
    }
    found = []
    for program, order in floors.items():
        for path in python_files(program):
            parts = module(path).split(".")
            if len(parts) < 3 or parts[1] in ("contracts", "kernel") or parts[2] not in order:
                continue
            above = order[order.index(parts[2]) + 1 :]
            for imported, line in imports(path):
                other = imported.split(".")
                if other[:2] == parts[:2] and len(other) > 2 and other[2] in above:
                    found.append(f"{name(path)}:{line} imports {imported}")
    assert found == []


def _modules_after(code: str) -> set[str]:
    """The modules that are loaded after `code` ran in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stdout.split())


def test_contracts_drag_in_neither_web_server_nor_database() -> None:
    names = sorted(
        module(path) for path in (SERVER / "contracts").glob("*.py") if path.stem != "__init__"
    )
    loaded = _modules_after("import " + ", ".join(names))
    assert set(names) <= loaded
    assert loaded.isdisjoint({"aiohttp", "peewee", "PySide6", "embedded_server.kernel"})


@pytest.mark.parametrize("entry", ["embedded_server.app", "spaces_desktop.shell.application"])
def test_heavy_libraries_are_imported_when_first_used(entry: str) -> None:
    loaded = _modules_after(f"import {entry}")
    assert entry in loaded
    assert loaded.isdisjoint(_HEAVY)


def test_the_server_never_needs_qt() -> None:
    loaded = _modules_after("import embedded_server.app")
    assert not any(word.startswith("PySide6") for word in loaded)


def test_every_package_of_ours_can_be_found_by_a_bundle() -> None:
    """A folder of modules without `__init__.py` is left out of a frozen app."""
    missing = {
        name(folder)
        for program in (SERVER, DESKTOP)
        for folder in {path.parent for path in python_files(program)}
        if not (Path(folder) / "__init__.py").exists()
    }
    assert missing == set()
