"""What an embedded page may load and where it may go, asked of each request before it is made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from spaces_desktop.playground.page.addresses import Allowed, why_not


class Guard(QWebEngineUrlRequestInterceptor):
    """Refuses by what the address says; what a name leads to is looked at by the proxy, for this
    runs on the window's thread."""

    refused = Signal(str, str)
    """The address and why: `scheme`, `address`, `own` or `private`."""

    def __init__(self, allowed: Allowed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.allowed = allowed

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl().toString()
        reason = why_not(url, self.allowed)
        if reason is not None:
            info.block(True)
            self.refused.emit(url, reason)
