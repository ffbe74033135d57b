"""Parts of a service's settings: a fault beside its field, a switch with words, a duration."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSpinBox, QVBoxLayout, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.settings.model import ServiceModel
from spaces_desktop.widgets.controls import Choice, Toggle
from spaces_desktop.widgets.forms import pad
from spaces_desktop.widgets.panes import column, label, line
from spaces_desktop.widgets.theme import Themes

UNITS = (1, 60, 3600, 86_400)
MOST = 30 * 86_400


def tab_through(before: QWidget, holder: QWidget) -> None:
    """Let Tab go on from `before` through what stands in `holder` now: fields that were made later
    would else come after everything else of the window."""
    for one in holder.findChildren(QWidget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_hidden(one, holder):
            QWidget.setTabOrder(before, one)
            before = one


def tab_before(follower: QWidget, holder: QWidget) -> None:
    """As `tab_through`, from what comes before `follower` now. Qt knows an order only between
    widgets that take the focus."""
    before = follower.previousInFocusChain()
    while before is not None and before is not follower:
        if before.focusPolicy() & Qt.FocusPolicy.TabFocus and not holder.isAncestorOf(before):
            tab_through(before, holder)
            return
        before = before.previousInFocusChain()


def _is_hidden(widget: QWidget, holder: QWidget) -> bool:
    """By hand, itself or with what it stands in; what is not shown yet is not meant."""
    by_hand = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    at: QWidget | None = widget
    while at is not None and at is not holder:
        if at.isHidden() and at.testAttribute(by_hand):
            return True
        at = at.parentWidget()
    return False


class FaultLabel(QLabel):
    """What is wrong with the field of that wire path, or with one that lies below it."""

    def __init__(self, path: str, model: ServiceModel, bindings: Bindings) -> None:
        super().__init__()
        self.setObjectName(f"fault_{path}")
        self.setProperty("role", "bad")
        self.setWordWrap(True)
        self._path = path
        bindings.bind(model, "faults", self.show_faults)

    def show_faults(self, faults: dict[str, str]) -> None:
        path = self._path
        below = (f"{path}[", f"{path}.")
        told = next((faults[one] for one in faults if one == path or one.startswith(below)), "")
        self.setText(told)
        self.setVisible(bool(told))


def switch(layout: QVBoxLayout, text: str, hint: str, name: str, themes: Themes) -> Toggle:
    """A switch with a quiet line under it."""
    made = Toggle(text, name, themes)
    made.setAccessibleDescription(hint)
    layout.addWidget(made)
    layout.addWidget(label(hint, "small", wrap=True))
    return made


def page(spacing: int = 8) -> tuple[QWidget, QVBoxLayout]:
    """An empty page of the settings and the column in it."""
    made = QWidget()
    return made, column(made, 16, spacing)


class DurationField(QWidget):
    """A number and its unit; 0 is never."""

    changed = Signal(object)
    """Seconds, or None for never."""

    def __init__(
        self, name: str, title: str, never: str, *, units: tuple[int, ...] = UNITS
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._units = units
        row = line(self, 0, 8)
        self._count = QSpinBox()
        self._count.setObjectName(f"{name}_count")
        self._count.setAccessibleName(title)
        self._count.setSpecialValueText(never)
        pad(self._count)
        self._unit = Choice()
        self._unit.setObjectName(f"{name}_unit")
        self._unit.setAccessibleName(self.tr("Unit of “{title}”").format(title=title))
        words = {
            1: self.tr("seconds"),
            60: self.tr("minutes"),
            3600: self.tr("hours"),
            86_400: self.tr("days"),
        }
        for unit in units:
            self._unit.addItem(words[unit], unit)
        row.addWidget(self._count, 2)
        row.addWidget(self._unit, 3)
        row.addStretch(3)
        self._count.valueChanged.connect(lambda _count: self._tell())
        self._unit.currentIndexChanged.connect(lambda _at: self._on_unit())
        self.show_seconds(None)

    @property
    def seconds(self) -> int | None:
        return self._count.value() * int(self._unit.currentData()) or None

    def show_seconds(self, seconds: int | None) -> None:
        """Without telling anybody."""
        if seconds == self.seconds and self._count.maximum() > 99:
            return
        usual = 60 if 60 in self._units else self._units[0]
        unit = usual
        if seconds:
            unit = max((one for one in self._units if seconds % one == 0), default=self._units[0])
        for one in (self._count, self._unit):
            one.blockSignals(True)
        self._unit.setCurrentIndex(self._unit.findData(unit))
        self._count.setRange(0, MOST // unit)
        self._count.setValue((seconds or 0) // unit)
        for one in (self._count, self._unit):
            one.blockSignals(False)

    def _on_unit(self) -> None:
        self._count.setMaximum(MOST // int(self._unit.currentData()))
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.seconds)
