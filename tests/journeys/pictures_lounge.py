"""A lounge for the README: `python -m tests.journeys.pictures_lounge [FOLDER]`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice

from tests.journeys.driver import Driver, opened
from tests.journeys.lounge_steps import (
    FACTS,
    QUESTION,
    ask_aloud,
    come_in,
    create_lounge,
    give_voice,
    sign_in,
    text,
)
from tests.journeys.spoken import Listener
from tests.kit.desktop import run, until
from tests.kit.server import ServerProcess
from tests.kit.virtual_audio import VirtualAudio

NAMES = {"recording": "studio", "consent": "consent", "published": "voice"}


async def take(place: Path, folder: Path, audio: VirtualAudio) -> None:
    facts = place / "bread.md"
    facts.write_text(FACTS, "utf-8")
    host = ServerProcess(place / "server")
    async with Listener(QUESTION) as listener:
        await host.start(SPACES_TRANSCRIPTION_URL=listener.url, SPACES_SERVER_NAME="Mill Lane")
        try:
            await host.set_up()
            for name in ("ada", "ben"):
                await host.person(name)
            async with opened(place / "ada") as driver:
                await sign_in(driver, host, "ada")
                await create_lounge(driver, facts)
                await give_voice(driver, audio, camera(driver, folder))
            async with opened(place / "ben") as driver:
                await sign_in(driver, host, "ben")
                await come_in(driver)
                await ask_aloud(driver, audio, QUESTION)
                await until(lambda: "is speaking" in text(driver, "talk_state"), "it is heard")
                await until(lambda: any("Hilda" in row.text for row in driver.rows), "it is read")
                await until(lambda: "Loading" not in driver.words(driver.window), "it plays")
                shoot(driver, folder / "lounge.png")
        finally:
            await host.end()


def camera(driver: Driver, folder: Path) -> Callable[[str], None]:
    def look(moment: str) -> None:
        name = NAMES.pop(moment, "")
        if name:
            shoot(driver, folder / f"{name}.png")

    return look


def shoot(driver: Driver, path: Path) -> None:
    """In fewer colours than a screen has: nobody sees it, and it is a third as large."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    driver.window.grab().save(held, "PNG")
    taken = Image.open(BytesIO(held.data().data())).convert("RGB")
    taken.quantize(192, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "resources/pictures").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        tempfile.TemporaryDirectory(prefix="sound-") as sound,
    ):
        audio = VirtualAudio(Path(sound))
        os.environ.update(audio.environment)
        audio.start()
        try:
            with audio.room():
                run(take(Path(place), folder, audio), within=300)
        finally:
            audio.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
