"""A screen without a screen: an X server in memory, a window manager and a tray, as a desktop has.

Debian's packages `xvfb`, `openbox`, `trayer` and `xdotool` provide them; `missing()` names what
is not there.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PIL import Image, ImageGrab

from tests.kit.desktop import until

NEEDED = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "trayer": "trayer",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
}
WIDE, TALL = 1360, 860


def missing() -> str:
    """The command that installs what is missing, "" where all is there."""
    packages = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    return f"sudo apt-get install -y {' '.join(packages)}" if packages else ""


class VirtualScreen:
    display: str

    def __init__(self, folder: Path, *, with_tray: bool = True, bus: str = "") -> None:
        """`folder` takes what the programs would keep in a person's home; `bus` is the address of
        a session bus. No bus of the machine's own session takes part."""
        self._folder = folder
        self._bus = bus or f"unix:path={folder / 'no-bus'}"
        self._with_tray = with_tray
        self._running: list[Process] = []

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(self._folder),
            "XDG_CONFIG_HOME": str(self._folder / "config"),
            "LANG": "C.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": self._bus,
            "SPACES_PASSWORD_COST": "test",
        }

    async def __aenter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            await self._start()
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stop()

    async def _start(self) -> None:
        read, write = os.pipe()
        server = await asyncio.create_subprocess_exec(
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{WIDE}x{TALL}x24",
            "-nolisten",
            "tcp",
            "-noreset",
            pass_fds=(write,),
            stdout=DEVNULL,
            stderr=DEVNULL,
        )
        self._running.append(server)
        os.close(write)
        with os.fdopen(read) as announced:
            number = await asyncio.to_thread(announced.readline)
        if not number.strip():
            raise AssertionError("Xvfb did not start")
        self.display = f":{number.strip()}"
        await self._run("openbox", "--sm-disable")
        if self._with_tray:
            await self._run(
                "trayer",
                "--edge",
                "bottom",
                "--align",
                "right",
                "--widthtype",
                "request",
                "--height",
                "32",
            )
            await until(lambda: self._running[-1].returncode is None, "the tray runs")
            await self.until_window("panel")

    async def _run(self, *command: str) -> None:
        process = await asyncio.create_subprocess_exec(
            *command, env=self.environment, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
        )
        self._running.append(process)

    async def xdotool(self, *words: str) -> str:
        """What xdotool says; "" where it found nothing."""
        process = await asyncio.create_subprocess_exec(
            "xdotool", *words, env=self.environment, stdout=PIPE, stderr=DEVNULL
        )
        said, _ = await process.communicate()
        return said.decode().strip()

    async def until_window(self, name: str) -> None:
        async with asyncio.timeout(20):
            while not await self.xdotool("search", "--onlyvisible", "--name", name):  # noqa: ASYNC110 - another program tells no event
                await asyncio.sleep(0.05)

    def picture(self) -> Image.Image:
        """What is on the screen now."""
        return ImageGrab.grab(xdisplay=self.display)

    def piece(self, seen: dict[str, Any]) -> Image.Image:
        """What is on the screen where that was seen."""
        x, y = seen["x"], seen["y"]
        return self.picture().crop((x, y, x + seen["w"], y + seen["h"]))

    async def _stop(self) -> None:
        for process in reversed(self._running):
            if process.returncode is None:
                process.terminate()
            await process.wait()
        self._running.clear()
