"""Somebody at the screen: looks where things are, and uses keys and mouse like anybody."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from operator import ne
from pathlib import Path
from typing import IO, Any

from tests.journeys.screen import VirtualScreen
from tests.kit.desktop import until

WITHIN = 30.0
MOST_STEPS = 40
"""Keys pressed to come to something; whoever needs more has lost the way."""
Seen = dict[str, Any]


class Person:
    def __init__(self, screen: VirtualScreen, home: Path, app: Process, socket: Path) -> None:
        self.screen = screen
        self.home = home
        self.app = app
        self._socket = socket
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            with suppress(ConnectionError):  # the app may have ended first
                await self._writer.wait_closed()
            self._writer = None

    # Looking

    async def look(self, what: str, name: str = "") -> Any:
        """What the app tells of itself; see `watched_app`. Raises ConnectionError when it ended."""
        if self._writer is None or self._reader is None:
            opened = await asyncio.open_unix_connection(str(self._socket), limit=2**24)
            self._reader, self._writer = opened
        self._writer.write(json.dumps([what, name]).encode() + b"\n")
        await self._writer.drain()
        told = await self._reader.readline()
        if not told:
            raise ConnectionResetError("the app has ended")
        return json.loads(told)

    async def until(
        self, holds: Callable[[Any], object], what: str, name: str = "", why: str = ""
    ) -> Any:
        """Look again until it holds; gives what was seen. Raises AssertionError."""
        seen: Any = None
        try:
            async with asyncio.timeout(WITHIN):
                while True:
                    seen = await self.look(what, name)
                    if holds(seen):
                        return seen
                    await asyncio.sleep(0.03)
        except TimeoutError:
            raise AssertionError(
                f"never came true: {why or what} {name}; last seen: {str(seen)[:600]}"
            ) from None

    async def see(self, name: str) -> Seen:
        """A widget, once it can be used and has come to rest."""
        before: list[Seen | None] = [None]

        def rests(seen: Seen | None) -> bool:
            same = seen is not None and seen == before[0] and bool(seen["enabled"])
            before[0] = seen
            return same

        found: Seen = await self.until(rests, "widget", name, f"{name} can be used")
        return found

    async def gone(self, name: str) -> None:
        await self.until(lambda seen: seen is None, "widget", name, f"{name} is gone")

    async def says(self, name: str, word: str) -> None:
        """Wait until a label, a field or a button says that."""

        def holds(seen: Seen | None) -> bool:
            return seen is not None and (word in seen["name"] or word in seen["value"])

        await self.until(holds, "widget", name, f"{name} says {word!r}")

    async def has_keys(self, name: str) -> None:
        await self.until(
            lambda seen: seen is not None and seen["focus"], "widget", name, f"{name} has the keys"
        )

    async def items(self, name: str) -> list[str]:
        return [item["text"] for item in await self.look("items", name) or []]

    async def until_item(self, name: str, word: str) -> Seen:
        """An item of a list that says `word`, on the screen."""

        def find(seen: list[Seen] | None) -> Seen | None:
            return next((one for one in seen or [] if word in one["text"] and one["seen"]), None)

        seen = await self.until(find, "items", name, f"{name} says {word!r}")
        found = find(seen)
        assert found is not None
        return found

    # Acting

    async def click(self, name: str) -> None:
        await self.click_at(await self.see(name))

    async def click_item(self, name: str, word: str) -> None:
        await self.click_at(await self.until_item(name, word))

    async def click_at(self, seen: Seen, button: int = 1) -> None:
        x, y = seen["x"] + seen["w"] // 2, seen["y"] + seen["h"] // 2
        await self.screen.xdotool("mousemove", str(x), str(y), "click", str(button))

    async def choose(self, word: str) -> None:
        """An entry of the menu that is open, with the mouse."""
        found: Seen | None = await self._offered(word)
        while found is not None:
            # A choice that was only just let down takes no click yet: it would be the same one.
            await self.click_at(found)
            for _ in range(10):
                try:
                    found = _entry(await self.look("menu"), word)
                except ConnectionError:
                    return  # that was to quit
                if found is None:
                    break

    async def choose_by_keys(self, word: str) -> None:
        """An entry of the menu that is open, with the arrow keys and Enter."""
        await self._offered(word)
        await self.step("Down", "menu", "", word)
        await self.key("Return")

    async def step(self, key: str, what: str, name: str, word: str) -> None:
        """Press a key until the item that says `word` is the current one of a menu or list."""
        for _ in range(MOST_STEPS):
            before = _current(await self.look(what, name))
            if before is not None and word in before["text"]:
                return
            await self.key(key)
            await self.until(partial(_is_other, before), what, name, f"{key} moves")
        raise AssertionError(f"{key} does not come to {word!r}")

    async def _offered(self, word: str) -> Seen:
        seen = await self.until(
            lambda seen: _entry(seen, word), "menu", why=f"the menu offers {word!r}"
        )
        found = _entry(seen, word)
        assert found is not None
        return found

    async def tab_to(self, name: str, *, back: bool = False) -> None:
        """With Tab (or Shift+Tab) alone, as often as it takes."""
        for _ in range(MOST_STEPS):
            seen = await self.look("widget", name)
            if seen is not None and seen["focus"]:
                return
            before = await self.look("focus")
            await self.key("shift+Tab" if back else "Tab")
            await self.until(partial(ne, before), "focus", why="Tab moves")
        raise AssertionError(f"Tab does not come to {name}")

    async def come_forward(self) -> None:
        """Bring this app's window before the others on the screen."""
        main = next(one for one in await self.look("windows") if one["id"] == "main_window")
        await self.screen.xdotool("windowactivate", str(main["handle"]))
        await self.until(lambda seen: any(one["active"] for one in seen), "windows")

    async def key(self, *keys: str) -> None:
        """Such as `ctrl+k`, `Return`, `alt+Left`."""
        for one in keys:
            await self.screen.xdotool("key", "--clearmodifiers", one)

    async def type(self, text: str) -> None:
        """To whatever has the keyboard."""
        await self.screen.xdotool("type", "--clearmodifiers", "--delay", "3", "--", text)

    async def type_into(self, name: str, text: str, *, enter: bool = False) -> None:
        await self.click(name)
        await self.has_keys(name)
        await self.type(text)
        if enter:
            await self.key("Return")

    async def is_well(self) -> bool:
        """The app runs, and has met no error of its own."""
        log = self.home / "desktop" / "desktop.log"
        if self.app.returncode is None:
            return "Traceback" not in await asyncio.to_thread(log.read_text, "utf-8")
        return False

    async def until_ended(self) -> int:
        async with asyncio.timeout(WITHIN):
            return await self.app.wait()


def _entry(seen: list[Seen] | None, word: str) -> Seen | None:
    return next((one for one in seen or [] if word in one["text"]), None)


def _current(seen: list[Seen] | None) -> Seen | None:
    return next((one for one in seen or [] if one["current"]), None)


def _is_other(before: Seen | None, seen: list[Seen] | None) -> bool:
    return _current(seen) != before


async def start_app(screen: VirtualScreen, home: Path, socket: Path, *words: str) -> Process:
    """The real program on that data folder, with those arguments."""
    environment = screen.environment | {"SPACES_HOME": str(home)}
    with log_file(home) as errors:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.journeys.watched_app",
            *words,
            str(socket),
            env=environment,
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=errors,
        )


def log_file(home: Path) -> IO[bytes]:
    home.parent.mkdir(parents=True, exist_ok=True)
    return (home.parent / "app.log").open("ab")


@asynccontextmanager
async def at_the_screen(folder: Path, *, bus: str = "") -> AsyncIterator[Person]:
    """Somebody in front of the freshly opened app; everything is ended at the end."""
    async with (
        VirtualScreen(folder / "machine", bus=bus) as screen,
        opened_on(screen, folder) as person,
    ):
        yield person


@asynccontextmanager
async def opened_on(screen: VirtualScreen, folder: Path) -> AsyncIterator[Person]:
    """Somebody with an app and a data folder of their own on a screen that is there."""
    home, socket = folder / "home", folder / "look"
    app = await start_app(screen, home, socket)
    person = Person(screen, home, app, socket)
    try:
        await until(socket.exists, "the app is up")
        yield person
    except BaseException:
        screen.picture().save(folder / "last-seen.png")
        raise
    finally:
        await person.close()
        if app.returncode is None:
            app.send_signal(signal.SIGCONT)  # a test may have left it asleep
            app.terminate()
        await app.wait()
