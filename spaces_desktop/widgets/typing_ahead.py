"""Where letters go that are typed while no field has the keyboard: into the composer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from spaces_desktop.widgets.composer import Composer

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""So AltGr comes on Windows, where it makes letters."""


def types_text(event: QKeyEvent) -> bool:
    """Whether the key would put something into a text."""
    commands = event.modifiers() & _COMMANDS
    if commands and commands != _ALT_GR:
        return event.matches(QKeySequence.StandardKey.Paste)
    text = event.text()
    return bool(text.strip()) and text.isprintable()


def hand_on(event: QKeyEvent, composer: Composer) -> bool:
    """Give the composer the keyboard, and the key; whether it was one for it."""
    edit = composer.edit
    if not types_text(event) or not edit.isVisible() or not edit.isEnabled():
        return False
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    QCoreApplication.sendEvent(edit, event)
    return True


def leave_keyboard(parent: QWidget) -> None:
    """A click on one of its buttons presses it, and takes the keyboard from nothing; Tab still
    reaches them all."""
    for one in parent.findChildren(QAbstractButton):
        if one.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
