"""Small controls: icon buttons, drop-downs, switches, search fields, counts, and a few choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from spaces_desktop.widgets.icons import dress, icon
from spaces_desktop.widgets.theme import Themes

SEARCH_AFTER_MS = 200


def tool(
    name: str, text: str, icon_name: str, themes: Themes, role: str = "text_muted"
) -> QToolButton:
    """A button that is an icon alone; `text` is what it is called."""
    made = QToolButton()
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setToolTip(text)
    dress(made, icon_name, themes, role)
    return made


class Choice(QComboBox):
    """A list to choose from; it fits where its longest words do not."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class Toggle(QCheckBox):
    """A switch: what it says is so from the moment it is moved."""

    def __init__(self, text: str, name: str, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self._themes = themes
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes.changed.connect(self.update)

    def _track(self) -> QRect:
        tall = 2 * round(self.fontMetrics().height() * 0.6)
        wide = round(tall * 1.8)
        return QRect(4, (self.height() - tall) // 2, wide, tall)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.text())
        wide = self._track().width() + 8 + (words + 12 if self.text() else 0)
        return QSize(wide, max(metrics.height() + 12, self._track().height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, at: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self._track())
        radius = track.height() / 2
        on, enabled = self.isChecked(), self.isEnabled()
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(track.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
        edge = "accent" if on else "border_strong"
        painter.setPen(QPen(theme.color(edge if enabled else "border"), 1))
        ground = "accent" if on else "sunken"
        painter.setBrush(theme.color(ground if enabled else "sunken"))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        side = track.height() - 6
        x = track.right() - side - 3 if on else track.left() + 3
        knob = "on_accent" if on else "border_strong"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(knob if enabled else "text_disabled"))
        painter.drawEllipse(QRectF(x, track.top() + 3, side, side))
        painter.setPen(theme.color("text" if enabled else "text_disabled"))
        words = self.rect().adjusted(round(track.right()) + 12, 0, 0, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
        painter.end()


class SearchField(QLineEdit):
    """Tells what is searched for once typing pauses, and at once on Enter; Esc empties it."""

    searched = Signal(str)

    def __init__(self, hint: str, name: str, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        clear = self.findChild(QToolButton)
        if clear is not None:
            clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            clear.setAccessibleName(self.tr("Clear the search"))
            clear.setToolTip(clear.accessibleName())
        self._themes = themes
        self._told = ""
        self.setTextMargins(self._side + 4, 0, 0, 0)
        themes.changed.connect(self.update)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._tell)

    @property
    def _side(self) -> int:
        return round(self.fontMetrics().height() * 1.1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setTextMargins(self._side + 4, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # Qt would draw it in one size, whatever the font.
        side = self._side
        x = 10 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else None
        left = self.width() - side - 10 if x is None else x
        painter = QPainter(self)
        glass = icon("search", self._themes.current)
        glass.paint(painter, QRect(left, (self.height() - side) // 2, side, side))
        painter.end()

    def _tell(self) -> None:
        self._pause.stop()
        words = self.text().strip()
        if words != self._told:
            self._told = words
            self.searched.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
            return
        super().keyPressEvent(event)


class Badge(QLabel):
    """A count in a pill; there is none for 0."""

    def __init__(self, name: str, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._themes = themes
        self.setProperty("role", "badge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)
        self.hide()

    def show_count(self, count: int, meaning: str = "") -> None:
        """`meaning` is what is counted, for screen readers."""
        self.setText("99+" if count > 99 else str(count))
        self.setAccessibleName(meaning or str(count))
        self.setVisible(count > 0)

    def sizeHint(self) -> QSize:
        tall = self.fontMetrics().height() + 4
        return QSize(max(tall, self.fontMetrics().horizontalAdvance(self.text()) + 12), tall)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        painter.setPen(theme.color("on_accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class SegmentedControl(QFrame):
    """One choice among a few that are all seen; the arrow keys go from one to the next."""

    changed = Signal(str)
    """The key that somebody chose."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, title: str, chosen: str = ""
    ) -> None:
        """`choices` are keys and words."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "segments")
        self.setAccessibleName(title)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for key, words in choices:
            made = QPushButton(words)
            made.setObjectName(f"{name}_{key}")
            made.setProperty("role", "segment")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.clicked.connect(lambda _on=False, which=key: self.changed.emit(which))
            self._group.addButton(made)
            self._buttons[key] = made
            layout.addWidget(made)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.choose(chosen or choices[0][0])

    @property
    def chosen(self) -> str:
        return next((key for key, made in self._buttons.items() if made.isChecked()), "")

    def allow(self, key: str, allowed: bool) -> None:
        """Whether that can be chosen now."""
        self._buttons[key].setEnabled(allowed)

    def offer(self, key: str, offered: bool) -> None:
        """Whether that is among the choices at all."""
        self._buttons[key].setVisible(offered)

    def rename(self, key: str, words: str, *, is_loud: bool = False) -> None:
        """Say something else on one; `is_loud` where something new is behind it."""
        made = self._buttons[key]
        made.setText(words)
        if made.property("loud") is not is_loud:
            made.setProperty("loud", is_loud)
            made.style().unpolish(made)
            made.style().polish(made)

    def choose(self, key: str) -> None:
        """Without telling anybody."""
        self._buttons[key].setChecked(True)
