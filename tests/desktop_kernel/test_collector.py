"""Cyclic garbage with Qt objects in it dies on the main thread, whoever allocates."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from spaces_desktop.kernel import collector
from spaces_desktop.kernel.collector import Collector
from tests.kit.desktop import desktop_loop, run


class Knot(QObject):
    """Only the collector can free it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collecting() -> Iterator[Collector]:
    desktop_loop()
    made = Collector()
    made.start()
    yield made
    made.stop()
    gc.unfreeze()


def _died_on(knots: int) -> tuple[list[int], list[weakref.ref[Knot]]]:
    died: list[int] = []
    refs = []
    for _ in range(knots):
        refs.append(weakref.ref(Knot(), lambda _ref: died.append(threading.get_ident())))
    return died, refs


def test_a_worker_that_allocates_much_frees_nothing_of_qt(
    collecting: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "YOUNG", 1)
    monkeypatch.setattr(collector, "MIDDLE", 0)
    monkeypatch.setattr(collector, "OLD", 0)
    died, refs = _died_on(50)

    async def allocate_elsewhere() -> int:
        return await asyncio.to_thread(lambda: len([[number] for number in range(200_000)]))

    assert run(allocate_elsewhere()) == 200_000
    assert died == []
    collecting.look()
    assert len(died) == len(refs)
    assert set(died) == {threading.get_ident()}


def test_it_looks_only_when_there_is_something_to_see(
    collecting: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    monkeypatch.setattr(gc, "get_count", lambda: (collector.YOUNG - 1, 0, 0))
    collecting.look()
    for middle, old in ((0, 0), (collector.MIDDLE, 0), (collector.MIDDLE, collector.OLD)):
        monkeypatch.setattr(gc, "get_count", lambda seen=(collector.YOUNG, middle, old): seen)
        collecting.look()
    assert asked == [0, 1, 2]


def test_afterwards_python_collects_as_before(collecting: Collector) -> None:
    assert not gc.isenabled()
