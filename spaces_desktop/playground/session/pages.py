"""How pages come into the window: the engine where there is one, and our own server's files."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, Qt

from embedded_server.contracts.play import PageFacts
from spaces_desktop.kernel.errors import DesktopError
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.page import engine
from spaces_desktop.playground.page.addresses import Allowed
from spaces_desktop.playground.page.bridge import Bridge
from spaces_desktop.playground.page.proxy import BuiltInFile, Fetch
from spaces_desktop.playground.session.consent import is_built_in

log = logging.getLogger(__name__)
MOST_BYTES = 8 * 1024 * 1024


class PowerAsked(Protocol):
    @property
    def power(self) -> Any: ...
    def answer(self, *, grants: bool) -> None: ...


class Shown(Protocol):
    """As `web.EmbeddedPage`."""

    @property
    def view(self) -> Any:
        """A widget, which only views know as one."""
        ...

    @property
    def power_asked(self) -> Any: ...
    @property
    def link_asked(self) -> Any: ...
    @property
    def broke(self) -> Any: ...
    @property
    def failed(self) -> Any: ...
    @property
    def blocked(self) -> Any: ...
    def open(self, url: str) -> None: ...
    def close(self) -> None: ...


MakePage = Callable[[Bridge, PageFacts], Shown | None]
"""None where no page can be shown in this window."""


def in_the_engine(http: HttpClient, tasks: Tasks) -> MakePage:
    def make(bridge: Bridge, facts: PageFacts) -> Shown | None:
        shares = QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
        if not engine.is_installed() or not shares:
            return None
        try:
            proxy = engine.proxy()
            from spaces_desktop.playground.session.web import EmbeddedPage
        except (OSError, ImportError) as error:
            log.warning("pages cannot be shown in the window: %s", error)
            return None
        proxy.allowed = Allowed(frozenset(facts.allowed_origins))
        proxy.fetch = built_in_files(http, tasks)
        page_url = facts.page_url or ""
        return EmbeddedPage(bridge, proxy.allowed, may_choose_files=is_built_in(page_url))

    return make


def look_at(make: MakePage, url: str) -> Shown | None:
    """A page of its own, in no session: it is told nothing, and nothing private is in its reach."""
    facts = PageFacts(
        space_id="",
        session_id="",
        space_name="",
        owner_name="",
        definition={},
        page_url=url,
        allowed_origins=[],
    )
    return make(Bridge(), facts)


def built_in_files(http: HttpClient, tasks: Tasks) -> Fetch:
    """Brings files of our own server for the proxy, which asks on a thread of its own."""
    loop = asyncio.get_running_loop()

    async def bring(path: str, done: concurrent.futures.Future[BuiltInFile]) -> None:
        try:
            headers, body = await http.file(path, MOST_BYTES)
        except DesktopError as error:
            done.set_exception(error)
        else:
            done.set_result(BuiltInFile(200, tuple(headers.items()), body))
        finally:
            if not done.done():
                done.cancel()

    def start(path: str, done: concurrent.futures.Future[BuiltInFile]) -> None:
        if tasks.spawn(bring(path, done), name="a file of a built-in playground") is None:
            done.cancel()

    async def fetch(path: str) -> BuiltInFile:
        done: concurrent.futures.Future[BuiltInFile] = concurrent.futures.Future()
        loop.call_soon_threadsafe(start, path, done)
        return await asyncio.wrap_future(done)

    return fetch
