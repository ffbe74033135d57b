"""One embedded page: it stays where it is, opens nothing, and asks for what it wants by name."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from PySide6.QtCore import QFile, QIODevice, QObject, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDesktopMediaRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEngineNavigationRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineRegisterProtocolHandlerRequest,
    QWebEngineScript,
)

from spaces_desktop.kernel.resources import resource
from spaces_desktop.playground.page.bridge import Bridge
from spaces_desktop.playground.page.permissions import Power

log = logging.getLogger(__name__)
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_Kind = QWebEnginePermission.PermissionType
_POWERS = {
    _Kind.MediaAudioCapture: Power.MICROPHONE,
    _Kind.MediaVideoCapture: Power.CAMERA,
    _Kind.MediaAudioVideoCapture: Power.CAMERA_AND_MICROPHONE,
    _Kind.Geolocation: Power.POSITION,
    _Kind.Notifications: Power.NOTIFICATIONS,
    _Kind.ClipboardReadWrite: Power.CLIPBOARD,
    _Kind.MouseLock: Power.POINTER_LOCK,
}
_OUTSIDE = ("http", "https")


class _Relay(QObject):
    """All that the page's side of the channel sees."""

    told = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        bridge.told.connect(self.told)

    @Slot(str)
    def receive(self, text: str) -> None:
        self._bridge.receive(text)

    @Slot()
    def listens(self) -> None:
        """The page's side is ready; a page that is loaded anew starts over."""
        self._bridge.restart()


class WebPage(QWebEnginePage):
    power_asked = Signal(object, object)
    """A Power and the request; `answer` it."""
    link_asked = Signal(str)
    """The page wants an address opened outside."""
    broke = Signal()
    """The page's process has ended."""

    def __init__(
        self, profile: QWebEngineProfile, bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(profile, parent)
        self._home = QUrl()
        self.may_choose_files = False
        """Whether its file fields open the system's dialog: for playgrounds of our own alone."""
        self._relay = _Relay(bridge)
        self._channel = QWebChannel(self)
        self._channel.registerObject("bridge", self._relay)
        self.setWebChannel(self._channel, _WORLD.value)
        self.scripts().insert(_relay_script())
        self.certificateError.connect(_refuse_certificate)
        self.permissionRequested.connect(self._on_permission)
        self.desktopMediaRequested.connect(_refuse_screen)
        self.fullScreenRequested.connect(_refuse_full_screen)
        self.fileSystemAccessRequested.connect(_refuse_files)
        self.registerProtocolHandlerRequested.connect(_refuse_handler)
        self.navigationRequested.connect(self._on_navigation)
        self.newWindowRequested.connect(self._on_new_window)
        self.renderProcessTerminated.connect(lambda _status, _code: self.broke.emit())

    def open(self, url: str) -> None:
        """Show that page; from now on it stays with its origin."""
        self._home = QUrl(url)
        self.load(self._home)

    def _on_navigation(self, request: QWebEngineNavigationRequest) -> None:
        url = request.url()
        if not request.isMainFrame() or _origin(url) == _origin(self._home):
            request.accept()
            return
        request.reject()
        by_hand = request.navigationType() in (
            QWebEngineNavigationRequest.NavigationType.LinkClickedNavigation,
            QWebEngineNavigationRequest.NavigationType.FormSubmittedNavigation,
        )
        if by_hand and url.scheme() in _OUTSIDE:
            self.link_asked.emit(url.toString())

    def _on_new_window(self, request: QWebEngineNewWindowRequest) -> None:
        # What is not opened is dropped.
        url = request.requestedUrl()
        if request.isUserInitiated() and url.scheme() in _OUTSIDE:
            self.link_asked.emit(url.toString())

    def _on_permission(self, permission: QWebEnginePermission) -> None:
        power = _POWERS.get(permission.permissionType())
        if power is None or _origin(permission.origin()) != _origin(self._home):
            # Frames of others within the page get nothing.
            permission.deny()
            return
        self.power_asked.emit(power, permission)

    # What would open a dialog over the window says nothing.

    def javaScriptAlert(self, _site: QUrl | str, _text: str) -> None:
        return

    def javaScriptConfirm(self, _site: QUrl | str, _text: str) -> bool:
        return False

    def javaScriptPrompt(self, _site: QUrl | str, _text: str, _default: str) -> tuple[bool, str]:
        return False, ""

    def chooseFiles(
        self,
        mode: QWebEnginePage.FileSelectionMode,
        old: Iterable[str],
        kinds: Iterable[str],
    ) -> list[str]:
        if not self.may_choose_files:
            return []
        return super().chooseFiles(mode, list(old), list(kinds))

    def javaScriptConsoleMessage(
        self,
        _level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        log.debug("page: %s:%d %s", source[:200], line, message[:500])


def _origin(url: QUrl) -> str:
    port = url.port()
    return f"{url.scheme()}://{url.host()}" + (f":{port}" if port >= 0 else "")


def origin_of(url: str) -> str:
    """Scheme, host and port, as permissions are remembered by."""
    return _origin(QUrl(url))


def _relay_script() -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName("relay")
    script.setWorldId(_WORLD.value)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setRunsOnSubFrames(False)
    relay = resource("playground", "window", "relay.js").read_text("utf-8")
    script.setSourceCode(f"{_channel_source()}\n{relay}")
    return script


def _channel_source() -> str:
    """Qt's own client of the channel, which comes with it."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise OSError("Qt came without the client of its web channel")
    return bytes(file.readAll().data()).decode("utf-8")


def _refuse_certificate(error: QWebEngineCertificateError) -> None:
    error.rejectCertificate()


def _refuse_screen(request: QWebEngineDesktopMediaRequest) -> None:
    request.cancel()


def _refuse_full_screen(request: QWebEngineFullScreenRequest) -> None:
    request.reject()


def _refuse_files(request: QWebEngineFileSystemAccessRequest) -> None:
    request.reject()


def _refuse_handler(request: QWebEngineRegisterProtocolHandlerRequest) -> None:
    request.reject()
