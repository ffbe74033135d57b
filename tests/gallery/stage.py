"""What views are built on for the gallery: scripted calls, a theme, a language, and a window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.notices import Notices
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import FakeCalls, application, dropped, live_events, tasks, until

W = TypeVar("W", bound=QWidget)

SETTLE_TURNS = 4


class Stage:
    """One screen's surroundings. `close` takes everything down again that was made on it."""

    def __init__(self, themes: Themes) -> None:
        self.app: QApplication = application()
        self.themes = themes
        self.tasks: Tasks = tasks()
        self.notices = Notices()
        self.live: LiveEvents = live_events(self.tasks)
        self.live.link = Link(LinkState.ONLINE)
        self._closing: list[Callable[[], object]] = []
        self._shown: list[QWidget] = []
        self._before = set(self.app.topLevelWidgets())

    def calls(self, **answers: Any) -> FakeCalls:
        """Scripted calls of a room; an exception is raised, a callable asked."""
        return FakeCalls(**answers)

    def never(self, calls: FakeCalls, *names: str) -> None:
        """These calls do not answer: what waits for them keeps loading."""
        for name in names:
            calls.hold(name)

    def broken(self, *names: str) -> dict[str, BaseException]:
        """Answers for `calls`: the connection broke at each of them."""
        return {name: dropped() for name in names}

    def at_close(self, undo: Callable[[], object]) -> None:
        self._closing.append(undo)

    async def until(self, holds: Callable[[], object], what: str = "") -> None:
        await until(holds, what)

    async def show(self, widget: W, size: tuple[int, int]) -> W:
        """Put it on the screen at that size, and let it come to rest."""
        self._shown.append(widget)
        if isinstance(widget, QDialog):
            widget.setModal(False)
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        if not isinstance(widget, QDialog):
            widget.resize(QSize(*size))
        widget.show()
        widget.activateWindow()
        await self.rest()
        stacks = widget.findChildren(StateStack)
        await until(lambda: not any(one.is_waiting for one in stacks), "what is loading is seen")
        return widget

    async def rest(self) -> None:
        """Let what is queued be done: layouts, deferred deletions, calls that were scripted."""
        for _ in range(SETTLE_TURNS):
            await asyncio.sleep(0.01)
            self.app.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))

    async def close(self) -> None:
        for undo in reversed(self._closing):
            undo()
        for widget in self._shown:
            widget.close()
            widget.setParent(None)
            widget.deleteLater()
        await self.tasks.close()
        # Windows that nobody closed would be dressed and laid out again with every later screen.
        for left in set(self.app.topLevelWidgets()) - self._before:
            left.deleteLater()
        self.app.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
