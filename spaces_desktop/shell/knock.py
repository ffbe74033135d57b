"""How a second start speaks to the first: one line over a local socket, answered with one word."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

MOST_BYTES = 4096
ANSWER = b"ok\n"
TRY_EVERY_MS = 100


def socket_name(folder: Path) -> str:
    """Of this person and this folder; short, for a path of a socket may not be long."""
    who = os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "")
    told = f"{who} {folder.resolve()}".encode()
    return f"spaces-{hashlib.sha256(told).hexdigest()[:20]}"


class Door(QObject):
    """Listens for those who start later. `knocked` carries the link they were given, or ""."""

    knocked = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = socket_name(folder)
        QLocalServer.removeServer(name)  # of one that crashed: the lock says that we are alone
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(name):
            log.warning("later starts cannot be heard: %s", self._server.errorString())

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_words(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._on_words(socket)

    def _on_words(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > MOST_BYTES:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        said = bytes(socket.readLine(MOST_BYTES).data()).decode("utf-8", "replace").strip()
        socket.write(ANSWER)
        socket.flush()
        socket.disconnectFromServer()
        self.knocked.emit(said)


def knock(folder: Path, link: str, within_ms: int = 5000) -> bool:
    """Ask the first to come forward, with a link where one was given; whether it answered."""
    deadline = QDeadlineTimer(within_ms)
    while not deadline.hasExpired():
        socket = QLocalSocket()
        socket.connectToServer(socket_name(folder))
        if socket.waitForConnected(500):
            socket.write(link.encode()[: MOST_BYTES - 1] + b"\n")
            socket.waitForBytesWritten(500)
            if socket.waitForReadyRead(max(1, deadline.remainingTime())):
                return True
        QThread.msleep(TRY_EVERY_MS)  # it may be starting just now
    return False
