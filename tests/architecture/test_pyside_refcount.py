"""PySide6 6.12.0 on Python before 3.12 loses a reference to None with each call that gives none."""

from __future__ import annotations

import subprocess
import sys

CALLS = 2000
PROGRAM = f"""
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
def tick(): pass
before = sys.getrefcount(None)
for _ in range({CALLS}):
    QTimer.singleShot(0, tick)
    label.repaint()
app.processEvents()
print(sys.getrefcount(None) - before)
"""


def test_calls_that_give_nothing_keep_the_references_to_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > -CALLS / 10, "each call loses a reference; pin another PySide6"
