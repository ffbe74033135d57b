"""A place shows one of its four states, and a short wait is not announced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton, QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings, Observed
from spaces_desktop.widgets.panes import Empty
from spaces_desktop.widgets.skeleton import Shape, Skeleton
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, run, until


class Model(QObject):
    phase_changed = Signal(object)
    phase = Observed(Phase.LOADING)
    advice_changed = Signal(object)
    advice: Observed[Advice | None] = Observed(None)


class Bench:
    def __init__(self) -> None:
        self.themes = Themes(application(), "light")
        self.content = QWidget()
        self.empty = Empty("Nothing", "yet", picture="clubs", themes=self.themes)
        self.stack = StateStack(self.content, self.themes, self.empty, name="place")
        self.model = Model()
        self.bindings = Bindings()
        self.stack.resize(400, 300)
        self.stack.show()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.bindings.release()
    made.stack.close()
    made.themes.deleteLater()


def test_an_error_takes_room_only_while_there_is_one(bench: Bench) -> None:
    bench.stack.follow(bench.bindings, bench.model)
    bench.model.phase = Phase.READY
    whole = bench.stack.height()
    application().processEvents()
    assert bench.content.height() == whole
    bench.model.advice = Advice("The network is gone.")
    application().processEvents()
    assert bench.content.height() < whole
    bench.model.advice = None
    application().processEvents()
    assert bench.content.height() == whole


def test_a_short_wait_shows_nothing_and_a_long_one_its_shape(bench: Bench) -> None:
    bench.stack.follow(bench.bindings, bench.model)
    assert bench.stack.currentWidget() is not bench.stack.skeleton
    bench.model.phase = Phase.READY
    assert bench.stack.currentWidget() is bench.content
    bench.model.phase = Phase.LOADING

    async def slow() -> None:
        await until(lambda: bench.stack.currentWidget() is bench.stack.skeleton, "it takes long")

    run(slow())
    bench.model.phase = Phase.EMPTY
    assert bench.stack.currentWidget() is bench.empty


def test_a_failure_says_what_and_offers_to_try_again(bench: Bench) -> None:
    bench.stack.follow(bench.bindings, bench.model)
    asked = QSignalSpy(bench.stack.retry_requested)
    bench.model.advice = Advice("No answer", can_retry=True)
    bench.model.phase = Phase.FAILED
    assert bench.stack.error.isVisible()
    assert bench.stack.error.text == "No answer"
    retry = bench.stack.findChild(QPushButton, "place_error_retry")
    assert retry is not None
    retry.click()
    assert asked.count() == 1


def test_without_an_empty_page_there_is_the_content(bench: Bench) -> None:
    content = QWidget()
    stack = StateStack(content, bench.themes)
    stack.show_phase(Phase.EMPTY)
    assert stack.currentWidget() is content


@pytest.mark.parametrize("shape", ["entries", "messages", "form", "cards"])
def test_a_skeleton_is_painted_in_its_colour(bench: Bench, shape: Shape) -> None:
    skeleton = Skeleton(shape, bench.themes)
    skeleton.resize(420, 360)
    image = skeleton.grab().toImage()
    wanted = bench.themes.current.color("skeleton").rgb()
    found = sum(image.pixel(x, y) == wanted for x in range(0, 420, 6) for y in range(0, 360, 6))
    assert found > 100
    assert skeleton.accessibleName()
