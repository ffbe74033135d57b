"""Set-up that every test shares: no screen is needed, and servers start fresh in a folder each."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*.debug=false;qt.qpa.*=false")

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.kit.scripted import PLACES, Script
from tests.kit.server import Host, LocalHost, ServerProcess, fast_settings
from tests.kit.virtual_audio import virtual_audio, virtual_machine

MANY_CONTAINERS = 3_000
BEGIN_EARLY = ("journeys", "faults", "widget", "audio")
"""Folders of tests that take many seconds each: one that began last would leave the other workers
with nothing to do. Side by side they would also crowd each other."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.parent.name not in BEGIN_EARLY)


def pytest_collection_finish() -> None:
    """What is there before the first test lives to the end: no collection looks at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def _frozen_here() -> Iterator[None]:
    """What a module leaves behind after a full collection (modules imported, syntax trees read,
    an application) is there to stay too; each later collection would pay for it."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _closed_here() -> Iterator[None]:
    """A window that a test leaves behind would be dressed, laid out and painted with every later
    one: what was opened here goes away here."""
    before = set(_windows())
    yield
    left = [window for window in _windows() if window not in before]
    for window in left:
        window.deleteLater()
    if left:
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def _windows() -> list[QWidget]:
    return QApplication.topLevelWidgets() if QApplication.instance() else []


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Where automatic collection is off for Qt's sake, the test's own thread collects: what is
    new alone, as all that the test made is. The rest waits for the end of the module."""
    yield
    if not gc.isenabled() and gc.get_count()[0] > MANY_CONTAINERS:
        gc.collect(0)


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[LocalHost]:
    """A set-up server in this process, on a real port and file; its admin is `host.admin`."""
    async with LocalHost(fast_settings(tmp_path / "server")) as running:
        await running.set_up()
        yield running


@pytest.fixture
async def bare_host(tmp_path: Path) -> AsyncIterator[LocalHost]:
    """A server that has no admin yet."""
    async with LocalHost(fast_settings(tmp_path / "server")) as running:
        yield running


@pytest.fixture
async def start_host(tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[LocalHost]]]:
    """Starts set-up servers in this process, with settings of one's own."""
    started: list[LocalHost] = []

    async def start(**settings: Any) -> LocalHost:
        running = LocalHost(fast_settings(tmp_path / f"server{len(started)}", **settings))
        await running.start()
        started.append(running)
        await running.set_up()
        return running

    yield start
    for running in started:
        await running.stop()


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    """What every agent of a server in this process answers."""
    scripted = Script()
    for place in PLACES:
        monkeypatch.setattr(place, scripted.source)
    return scripted


@pytest.fixture
async def start_process(tmp_path: Path) -> AsyncIterator[Callable[..., ServerProcess]]:
    """Starts real server processes, all on the same data folder, and ends what is left of them."""
    started: list[ServerProcess] = []

    def start(*flags: str, program: str = "embedded_server") -> ServerProcess:
        process = ServerProcess(tmp_path / "server", *flags, program=program)
        started.append(process)
        return process

    yield start
    for process in started:
        await process.end()


__all__ = ["Host", "virtual_audio", "virtual_machine"]
