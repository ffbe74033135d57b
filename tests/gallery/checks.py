"""What must hold on every screen: names for who listens, order for who types, room for the words.

Each function gives complaints, none where all is well.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QTabBar,
    QWidget,
)

_CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractSlider,
    QAbstractScrollArea,
    QTabBar,
)
MOST_STOPS = 2000


def _visible(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not _is_part(widget):
            yield widget


def _is_part(widget: QWidget) -> bool:
    """Whether Qt made it as a part of another control, which speaks for it."""
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox):
            return True
        if type(parent).__module__.startswith("PySide6") and isinstance(parent, QTabBar):
            return True
        parent = parent.parentWidget()
    return False


def describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.objectName()}”"


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name, by Qt's own accessibility tree."""
    found = []
    for widget in _visible(root):
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not (isinstance(widget, _CONTROLS) and takes_focus):
            continue
        heard = QAccessible.queryAccessibleInterface(widget)
        if not heard.text(QAccessible.Text.Name).strip():
            found.append(describe(widget))
    return found


def unreachable(root: QWidget) -> list[str]:
    """Enabled controls that the Tab key never comes to."""
    window = root.window()
    reached = {id(widget) for widget in _chain(window)}
    found = []
    for widget in _visible(root):
        if not isinstance(widget, _CONTROLS) or not widget.isEnabled():
            continue
        if isinstance(widget, QAbstractScrollArea) and not _scrolls_itself(widget):
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and isinstance(widget, QAbstractButton):
            if not widget.property("mouse_only"):
                found.append(f"{describe(widget)} takes no focus")
        elif id(widget) not in reached:
            found.append(f"{describe(widget)} is not in the chain")
    return found


def _chain(window: QWidget) -> Iterator[QWidget]:
    """The widgets of a window in the order of the Tab key."""
    here = window.nextInFocusChain()
    for _ in range(MOST_STOPS):
        if here is None or here is window:
            return
        yield here
        here = here.nextInFocusChain()


def _scrolls_itself(area: QAbstractScrollArea) -> bool:
    return area.focusPolicy() != Qt.FocusPolicy.NoFocus


def out_of_order(root: QWidget) -> list[str]:
    """Tab stops that jump back up by more than half the screen, other than to another column."""
    window = root.window()
    stops: list[QRect] = []
    names: list[str] = []
    for here in _chain(window):
        takes = bool(here.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and here.isVisibleTo(root) and here.isEnabled() and root.isAncestorOf(here):
            where = here.mapTo(root, QPoint(0, 0))
            # What is scrolled out of sight comes into it with the focus.
            where.setY(min(max(where.y(), 0), root.height()))
            stops.append(QRect(where, here.size()))
            names.append(describe(here))
    found = []
    for at in range(1, len(stops)):
        before, now = stops[at - 1], stops[at]
        same_column = now.left() < before.right() and before.left() < now.right()
        # What is scrolled out below comes into sight at the lower edge.
        top = min(before.top(), root.height())
        if same_column and top - now.bottom() > root.height() // 2:
            found.append(f"{names[at]} comes after {names[at - 1]}")
    return found


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit, and controls that lie outside what is shown."""
    found = []
    for widget in _visible(root):
        if isinstance(widget, QLabel) and _label_is_cut(widget):
            found.append(f"{describe(widget)}: {widget.text()[:40]!r}")
        elif isinstance(widget, QPushButton | QCheckBox) and widget.text():
            room, needed = widget.contentsRect(), widget.minimumSizeHint()
            if room.height() + 2 < min(needed.height(), widget.sizeHint().height()):
                found.append(f"{describe(widget)} is too low for {widget.text()!r}")
            if widget.width() + 2 < needed.width():
                found.append(f"{describe(widget)} is too narrow for {widget.text()!r}")
    return found


def _label_is_cut(label: QLabel) -> bool:
    if not label.text() or label.property("may_elide"):
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 2
    return label.fontMetrics().height() > label.height() + 1
