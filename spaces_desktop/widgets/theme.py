"""The design tokens as palette, style sheet and colours; nothing is coloured anywhere else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from spaces_desktop.kernel.resources import resource

NAMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Theme:
    """One resolved set of tokens; `space` and `radius` in pixels, `scale` against the font."""

    name: str
    colors: dict[str, str]
    avatars: tuple[str, ...]
    space: dict[str, int]
    radius: dict[str, int]
    scale: dict[str, float]

    def color(self, role: str) -> QColor:
        return QColor(self.colors[role])

    def avatar(self, key: str) -> QColor:
        """A colour that stays with a person."""
        return QColor(self.avatars[sum(key.encode()) % len(self.avatars)])

    def font(self, role: str, base: QFont) -> QFont:
        font = QFont(base)
        font.setPointSizeF(base.pointSizeF() * self.scale[role])
        return font


def load_theme(name: str) -> Theme:
    tokens = tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8"))
    colors = dict(tokens["color"])
    avatars = tuple(colors.pop("avatars"))
    return Theme(name, colors, avatars, tokens["space"], tokens["radius"], tokens["type"])


class Themes(QObject):
    """The current theme: `system` follows the desktop, `light` and `dark` stay."""

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._plain = QFont(app.font())
        """As the system has it."""
        self._base = QFont(self._plain)
        self._choice = choice
        self.current = load_theme(self._wanted())
        app.setStyle("Fusion")
        self._dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> str:
        return self._choice

    def choose(self, choice: str) -> None:
        self._choice = choice
        self._refresh()
        self.chosen.emit(choice)

    def scale_text(self, percent: int) -> None:
        """Against the size that the system has set."""
        size = self._plain.pointSizeF() * percent / 100
        if abs(self._base.pointSizeF() - size) < 0.01:
            return
        self._base.setPointSizeF(size)
        self._app.setFont(self._base)
        self._dress()
        self.changed.emit()

    def _wanted(self) -> str:
        if self._choice in NAMES:
            return self._choice
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        if self._wanted() != self.current.name:
            self.current = load_theme(self._wanted())
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._app.setPalette(_palette(self.current))
        sheet = Template(resource("themes", "base.qss").read_text("utf-8"))
        words = sheet.substitute(_words(self.current, self._base))
        # Every widget is dressed anew by it, also by the same words.
        if words != self._app.styleSheet():
            self._app.setStyleSheet(words)


def _words(theme: Theme, base: QFont) -> dict[str, str]:
    words = {f"color_{key}": value for key, value in theme.colors.items()}
    words |= {f"space_{key}": str(value) for key, value in theme.space.items()}
    words |= {f"radius_{key}": str(value) for key, value in theme.radius.items()}
    words |= {"theme": theme.name, "icons": resource("icons").as_posix()}
    size = base.pointSizeF()
    return words | {f"type_{key}": f"{size * value:.1f}" for key, value in theme.scale.items()}


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.PlaceholderText: "text_muted",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Mid: "border",
        role.Accent: "accent",
    }
    palette = QPalette()
    for which, name in roles.items():
        palette.setColor(which, theme.color(name))
    off = QPalette.ColorGroup.Disabled
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(off, which, theme.color("text_disabled"))
    return palette
