"""Every pair of colours that meets in the window can be told apart, in both themes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor

from spaces_desktop.kernel.resources import resource
from spaces_desktop.widgets.theme import NAMES, Theme, load_theme

TEXT, PART = 4.5, 3.0
"""What WCAG 2.2 asks for at AA: of text, and of parts one has to see to use them."""

_GROUNDS = ("window", "surface", "sunken", "hover", "rail")
_ROWS = ("mention_soft", "private_soft")
_TEXTS: dict[str, tuple[str, ...]] = {
    "text": (*_GROUNDS, *_ROWS, "accent_soft", "agent_soft", "code", "warning_soft"),
    # Placeholders are muted text on a field's surface.
    "text_muted": (*_GROUNDS, *_ROWS, "accent_soft", "code"),
    "accent": (*_GROUNDS, "accent_soft"),
    "link": (*_GROUNDS, *_ROWS, "accent_soft", "code"),
    "agent": ("agent_soft", "window", "surface", "hover", *_ROWS),
    "danger": ("danger_soft", "window", "surface", "hover", *_ROWS),
    "warning": ("warning_soft", "surface", "window"),
    "success": ("success_soft", "surface", "window"),
    # Selected text, primary buttons and badges.
    "on_accent": ("accent", "accent_hover", "danger"),
    "on_mention": ("mention",),
    "on_badge": ("badge",),
}
_PARTS: dict[str, tuple[str, ...]] = {
    "border_strong": ("surface", "window", "sunken", "code"),
    "focus": (*_GROUNDS, *_ROWS, "accent_soft", "code"),
    "accent": (*_GROUNDS, "accent_soft"),
    "mention": ("surface", "mention_soft"),
    "success": ("window", "surface"),
    "badge": ("rail", "window"),
    "scroll": ("surface", "window"),
    "on_accent": ("accent",),
}
_EXEMPT = {
    "text_disabled": "what cannot be used",
    "border": "a line that only decorates",
    "code_border": "a line that only decorates",
    "link_line": "the link's colour says that it is one; the line is a second sign",
    "shadow": "a shadow",
    "skeleton": "the shape of what is not here yet",
}


def _luminance(color: QColor) -> float:
    parts = []
    for part in (color.redF(), color.greenF(), color.blueF()):
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def _too_weak(theme: Theme, pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    return [
        f"{front} on {ground}: {found:.2f}"
        for front, grounds in pairs.items()
        for ground in grounds
        if (found := contrast(theme.color(front), theme.color(ground))) < least
    ]


def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    assert _too_weak(theme, _TEXTS, TEXT) == []


def test_parts_can_be_seen_on_every_ground(theme: Theme) -> None:
    assert _too_weak(theme, _PARTS, PART) == []


def test_initials_can_be_read_on_every_picture(theme: Theme) -> None:
    grounds = [QColor(one) for one in theme.avatars]
    weak = [one.name() for one in grounds if contrast(theme.color("on_avatar"), one) < TEXT]
    assert weak == []


def test_both_themes_name_the_same_colours_and_each_is_looked_at(theme: Theme) -> None:
    known = set(_EXEMPT) | {"on_avatar"}
    for pairs in (_TEXTS, _PARTS):
        known |= set(pairs) | {one for grounds in pairs.values() for one in grounds}
    assert set(theme.colors) - known == set()
    assert set(load_theme("light").colors) == set(load_theme("dark").colors)


def test_the_style_sheet_uses_only_tokens() -> None:
    sheet = resource("themes", "base.qss").read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-]*\s*\{)", sheet) == []
    named = set(re.findall(r"\$\{?color_(\w+)", sheet))
    assert named <= set(load_theme("light").colors)
