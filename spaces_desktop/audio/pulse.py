"""The devices of Linux's sound server, by name, and word of each that comes or goes.

PipeWire speaks the same protocol. To PortAudio all of them are one device.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from spaces_desktop.audio.scanned import Device, Scanned

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""How often a watcher looks whether it is to end, and how long it waits for a server to be back."""


def scan() -> Scanned | None:
    """None where there is no such server. May wait for it: not for the window's thread."""
    try:
        with _connection("devices") as server:
            return _devices_of(server)
    except Exception as error:  # noqa: BLE001 whatever it is, another list is tried
        log.debug("no sound server: %s", error)
        return None


class Watch:
    """Calls `on_change` on a thread of its own whenever a device came, went or was changed."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sound devices", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Without waiting; it calls nobody from now on."""
        self._ending.set()

    def _run(self) -> None:
        was_there = True
        while not self._ending.is_set():
            try:
                with _connection("device watch") as server:
                    if not was_there:
                        self._tell()
                    was_there = True
                    self._follow(server)
            except ImportError:
                return
            except Exception as error:  # noqa: BLE001 the server is gone, and may come back
                log.debug("the sound server is not there: %s", error)
                if was_there:
                    self._tell()
                was_there = False
            self._ending.wait(LOOK_SECONDS)

    def _follow(self, server: Any) -> None:
        server.event_mask_set("sink", "source", "server")
        server.event_callback_set(lambda _event: self._tell())
        while not self._ending.is_set():
            server.event_listen(timeout=LOOK_SECONDS)

    def _tell(self) -> None:
        if not self._ending.is_set():
            self._on_change()


def _connection(name: str) -> Any:
    """Raises ImportError where the system has no such library."""
    try:
        import pulsectl
    except (ImportError, OSError) as error:
        raise ImportError(str(error)) from error
    return pulsectl.Pulse(name)


def _devices_of(server: Any) -> Scanned:
    about = server.server_info()
    # What is played can be recorded too, but that is nobody's microphone.
    sources = [one for one in server.source_list() if one.proplist.get("device.class") != "monitor"]
    return Scanned(
        inputs=_named(sources, about.default_source_name),
        outputs=_named(server.sink_list(), about.default_sink_name),
    )


def _named(found: list[Any], usual: str) -> tuple[Device, ...]:
    devices: list[Device] = []
    for one in found:
        name = _own_name(one.description or one.name, {device.name for device in devices})
        muted = bool(one.mute)
        devices.append(Device(name, pulse=one.name, is_usual=one.name == usual, is_muted=muted))
    return tuple(devices)


def _own_name(name: str, taken: set[str]) -> str:
    """Two headsets of one make are told apart by a number."""
    number, tried = 1, name
    while tried in taken:
        number += 1
        tried = f"{name} ({number})"
    return tried
