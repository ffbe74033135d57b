"""All screens, room by room; a view that is in none of these fails a test."""

from __future__ import annotations

import importlib
import pkgutil

from tests.gallery import screens
from tests.gallery.screen import Screen


def all_screens() -> tuple[Screen, ...]:
    """The `SCREENS` of every module beside this one."""
    found: list[Screen] = []
    for module in sorted(pkgutil.iter_modules(screens.__path__), key=lambda one: one.name):
        found += importlib.import_module(f"{screens.__name__}.{module.name}").SCREENS
    return tuple(found)
