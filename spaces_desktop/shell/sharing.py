"""Lets web pages be shown later on: their view has to share what it draws with the window."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication

_SHARE = 18
"""Qt's `AA_ShareOpenGLContexts`."""
_LINUX = (
    "Qt/lib/libQt6Core.so.6",
    "_ZN16QCoreApplication12setAttributeEN2Qt20ApplicationAttributeEb",
)


def share_drawing() -> None:
    """Call it before the application is made. Naming `Qt` makes all its enumerations, a third of
    the whole start; where Qt's library can be asked directly that is spared."""
    if not (sys.platform == "linux" and _ask_directly()):
        from PySide6.QtCore import Qt

        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def _ask_directly() -> bool:
    where, name = _LINUX
    try:
        # It is loaded already; this only finds it.
        ask = getattr(ctypes.CDLL(str(Path(PySide6.__file__).parent / where)), name)
    except (OSError, AttributeError):
        return False
    ask.argtypes, ask.restype = [ctypes.c_int, ctypes.c_bool], None
    ask(_SHARE, True)
    return True
