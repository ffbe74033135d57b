"""The first minute: a ready-made club with a guide, or an invite that was brought along."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Literal, Protocol

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts import communities, starter
from embedded_server.contracts.communities import Community, Join, Membership
from embedded_server.contracts.errors import Code
from embedded_server.contracts.starter import MakeStarter
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class StarterCalls(Protocol):
    async def make_starter(self, form: MakeStarter) -> Community: ...
    async def accept_invite(self, code: str) -> Membership: ...


class StarterApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def make_starter(self, form: MakeStarter) -> Community:
        return await self._http.call(starter.CREATE, form)

    async def accept_invite(self, code: str) -> Membership:
        return await self._http.call(communities.ACCEPT_INVITE, Join(), code=code)


class StarterModel(QObject):
    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    made = Signal(str)
    """One is in; with the community's id."""
    costs = Signal(str)
    """The invite with that code costs something, which nobody has agreed to yet."""

    busy = Observed(False)
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: StarterCalls,
        tasks: Tasks,
        language: Literal["en", "zh"],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._language = language

    def make(self) -> None:
        self._act(self._make)

    def accept(self, code: str) -> None:
        """Come in by an invite; what goes wrong is in `advice`."""

        async def accept() -> str:
            try:
                return (await self._calls.accept_invite(code)).community_id
            except ApiError as error:
                if error.code is not Code.FEE_NOT_ACCEPTED:
                    raise
                self.costs.emit(code)
                return ""

        self._act(accept)

    async def _make(self) -> str:
        return (await self._calls.make_starter(MakeStarter(language=self._language))).id

    def _act(self, doing: Callable[[], Coroutine[Any, Any, str]]) -> None:
        self._tasks.spawn(self._guarded(doing), name="starter", key="starter")

    async def _guarded(self, doing: Callable[[], Coroutine[Any, Any, str]]) -> None:
        self.advice = None
        self.busy = True
        try:
            community_id = await doing()
        except DesktopError as error:
            log.info("starter: %s", error)
            self.advice = advise(error)
        else:
            if community_id:
                self.made.emit(community_id)
        finally:
            self.busy = False
