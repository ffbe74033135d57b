"""A screen without a screen: an X server in memory, a window manager and a tray, as a desktop has.

Debian's packages `xvfb`, `openbox`, `trayer` and `xdotool` provide them; `missing()` names what
is not there.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PIL import Image, ImageGrab

NEEDED = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "trayer": "trayer",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
}
WIDE, TALL = 1360, 860
TRAY = (
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
PATIENCE = 30.0
"""Seconds in which a program of the desktop is there, even on a crowded machine."""


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
        await self._start_server()
        await self._until_runs("openbox", "--sm-disable", is_up=self._is_managed)
        if self._with_tray:
            await self._until_runs(*TRAY, is_up=self._has_tray)

    async def _start_server(self) -> None:
        read, write = os.pipe()
        try:
            await self._run(
                *("Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDE}x{TALL}x24"),
                *("-nolisten", "tcp", "-noreset"),
                pass_fds=(write,),
            )
        finally:
            os.close(write)
        with os.fdopen(read) as announced:
            number = await asyncio.to_thread(announced.readline)
        if not number.strip():
            raise AssertionError(f"Xvfb did not start: {self._said_by('Xvfb')}")
        self.display = f":{number.strip()}"

    async def _is_managed(self) -> bool:
        """The window manager has done what it was asked, so its loop runs. What it is sent while
        it still starts it may read and then leave until something else comes: a window that asked
        to be shown in that moment would stay away, as the tray's did."""
        await self.xdotool("set_num_desktops", "1")
        return await self.xdotool("get_num_desktops") == "1"

    async def _has_tray(self) -> bool:
        return bool(await self.xdotool("search", "--onlyvisible", "--name", "panel"))

    async def _until_runs(self, *command: str, is_up: Callable[[], Awaitable[bool]]) -> None:
        """Start a program of the desktop and wait until it is there. Raises AssertionError with
        what it said."""
        process = await self._run(*command)
        deadline = time.monotonic() + PATIENCE
        while not await is_up():
            if time.monotonic() > deadline or process.returncode is not None:
                raise AssertionError(
                    f"{command[0]} did not come up; it ended with {process.returncode} and said: "
                    f"{self._said_by(command[0])!r}; windows there are: "
                    f"{await self.xdotool('search', '--name', '.*', 'getwindowname', '%@')!r}"
                )
            await asyncio.sleep(0.05)

    async def _run(self, *command: str, pass_fds: tuple[int, ...] = ()) -> Process:
        with self._log(command[0]).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command,
                env=self.environment if hasattr(self, "display") else None,
                pass_fds=pass_fds,
                stdin=DEVNULL,
                stdout=log,
                stderr=STDOUT,
            )
        self._running.append(process)
        return process

    def _log(self, program: str) -> Path:
        return self._folder / f"{program}.log"

    def _said_by(self, program: str) -> str:
        return self._log(program).read_text("utf-8", "replace")[-2000:]

    async def xdotool(self, *words: str) -> str:
        """What xdotool says; "" where it found nothing."""
        process = await asyncio.create_subprocess_exec(
            "xdotool", *words, env=self.environment, stdout=PIPE, stderr=DEVNULL
        )
        said, _ = await process.communicate()
        return said.decode().strip()

    def picture(self) -> Image.Image:
        """What is on the screen now."""
        return ImageGrab.grab(xdisplay=self.display)

    def piece(self, seen: dict[str, Any]) -> Image.Image:
        """What is on the screen where that was seen."""
        x, y = seen["x"], seen["y"]
        return self.picture().crop((x, y, x + seen["w"], y + seen["h"]))

    async def _stop(self) -> None:
        for process in reversed(self._running):
            await self._end(process)
        self._running.clear()

    @staticmethod
    async def _end(process: Process) -> None:
        if process.returncode is None:
            process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
