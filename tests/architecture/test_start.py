"""What the desktop loads before its window is on the screen: a list that nothing gets on unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spaces_desktop.shell import opening
from tests.architecture.sources import ROOT

OURS = {
    "spaces_desktop",
    "spaces_desktop.__main__",
    "spaces_desktop.kernel",
    "spaces_desktop.kernel.home",
    "spaces_desktop.shell",
    "spaces_desktop.shell.application",
    "spaces_desktop.shell.main_window",
    "spaces_desktop.shell.opening",
    "spaces_desktop.shell.sharing",
    "spaces_desktop.shell.single",
}
"""All of ours that may be there at the first paint."""

MORE = {"_ctypes", "ctypes", "ctypes._endian", "fcntl", "msvcrt"}
"""Of others, what an empty window does without."""

MOST_ENUMERATIONS = 30
"""Qt's enumerations are made by Python when first touched. An event filter on the application, or
naming `Qt` itself, makes some 180 of them at once, which takes a third of the whole start."""

SAY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
import enum
made = []
create = enum.EnumType._create_
def counted(cls, name, *more, **named):
    made.append(name)
    return create(cls, name, *more, **named)
enum.EnumType._create_ = counted
def say():
    print(*sys.modules)
    print(*made)
    sys.stdout.flush()
    import os
    os._exit(0)
"""
EMPTY = (
    SAY
    + """
class Window(QMainWindow):
    def paintEvent(self, event):
        say()
app = QApplication([])
window = Window()
window.show()
app.exec()
"""
)
APP = (
    SAY
    + """
from spaces_desktop import __main__
from spaces_desktop.shell import application
paint = application._paint
def painted(app, window):
    paint(app, window)
    assert window.is_painted
    say()
application._paint = painted
sys.argv = ["app"]
__main__.main()
"""
)


def _at_first_paint(code: str, home: Path) -> tuple[set[str], list[str]]:
    """The modules that are loaded, and the enumerations that were made."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "SPACES_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    modules, made = done.stdout.splitlines()
    return set(modules.split()), made.split()


@pytest.mark.parametrize("again", [False, True], ids=["the first start", "a later start"])
def test_the_first_paint_waits_for_nothing_else(tmp_path: Path, again: bool) -> None:
    if again:
        (tmp_path / "desktop").mkdir()
        look = opening.Look("#101418", "#e6e8ea", 26.0)
        opening.remember(tmp_path / "desktop", look)
        assert opening.recall(tmp_path / "desktop") == look
    needed, _ = _at_first_paint(EMPTY, tmp_path)
    loaded, made = _at_first_paint(APP, tmp_path)
    ours = {word for word in loaded if word.startswith(("spaces_desktop", "embedded_server"))}
    assert ours == OURS
    assert loaded - needed - ours - MORE == set()
    assert len(made) <= MOST_ENUMERATIONS, made
