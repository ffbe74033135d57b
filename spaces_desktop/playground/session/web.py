"""One embedded page in the web engine: all of it is made together, and goes in the right order."""

from __future__ import annotations

import logging
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEnginePermission
from PySide6.QtWebEngineWidgets import QWebEngineView

from spaces_desktop.playground.page.addresses import Allowed
from spaces_desktop.playground.page.bridge import Bridge
from spaces_desktop.playground.page.guarding import Guard
from spaces_desktop.playground.page.permissions import Power
from spaces_desktop.playground.page.profile import page_profile
from spaces_desktop.playground.page.web_page import WebPage

log = logging.getLogger(__name__)
_FAILED = QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus
_HTTP = QWebEngineLoadingInfo.ErrorDomain.HttpStatusCodeDomain


class PowerRequest:
    """What a page waits for; answered once."""

    def __init__(self, power: Power, permission: QWebEnginePermission) -> None:
        self.power = power
        self._permission = permission

    def answer(self, *, grants: bool) -> None:
        if not self._permission.isValid():
            return  # the page went on in the meantime
        if grants:
            self._permission.grant()
        else:
            self._permission.deny()


class EmbeddedPage(QObject):
    """`view` is what is shown. `close` ends page and profile; nothing of them is kept."""

    power_asked = Signal(object)
    """A PowerRequest."""
    link_asked = Signal(str)
    broke = Signal()
    failed = Signal()
    """It could not be loaded."""
    blocked = Signal(str)
    """Something that it wanted to load was refused: why, as `guarding` says it."""

    def __init__(self, bridge: Bridge, allowed: Allowed, *, may_choose_files: bool) -> None:
        super().__init__()
        self._guard = Guard(allowed)
        self._profile = page_profile(self._guard)
        self._page = WebPage(self._profile, bridge)
        self._page.may_choose_files = may_choose_files
        self.view = QWebEngineView()
        self.view.setPage(self._page)
        self._is_open = True
        self._guard.refused.connect(lambda _url, why: self.blocked.emit(why))
        self._page.power_asked.connect(self._on_power)
        self._page.link_asked.connect(self.link_asked)
        self._page.broke.connect(self.broke)
        self._page.loadingChanged.connect(self._on_loading)

    def open(self, url: str) -> None:
        self._page.open(url)

    def run(self, script: str, told: Callable[[object], None]) -> None:
        """For tests: what a script in the page gives."""
        self._page.runJavaScript(script, told)

    def close(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        # A profile that goes before its page, or a page before its view, is trouble.
        for one in (self.view, self._page, self._profile, self._guard):
            shiboken6.delete(one)

    def _on_power(self, power: Power, permission: QWebEnginePermission) -> None:
        self.power_asked.emit(PowerRequest(power, permission))

    def _on_loading(self, info: QWebEngineLoadingInfo) -> None:
        refused = info.errorDomain() == _HTTP and info.errorCode() >= 400
        if info.status() == _FAILED or refused:
            log.info("a page was not loaded: %s", info.errorString()[:200])
            self.failed.emit()
