"""What stands over the text of a composer: what it answers, whom it asks, and its files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QProgressBar,
    QWidget,
)

from spaces_desktop.widgets.composer_data import Addressee, FileChip
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import Elided, column, label, line
from spaces_desktop.widgets.theme import Themes


class Banner(QFrame):
    """A message the text belongs to: the one it answers, or one's own that it changes."""

    dropped = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("composer_banner")
        self.setProperty("role", "banner")
        row = line(self)
        row.setContentsMargins(12, 4, 4, 4)
        texts = QWidget()
        lines = column(texts, 0, 0)
        self._title = Elided("", "strong", name="banner_title")
        self._text = Elided("", "small", name="banner_text")
        for one in (self._title, self._text):
            lines.addWidget(one)
        row.addWidget(texts, 1)
        self._drop = tool("banner_drop", "", "close", themes)
        self._drop.clicked.connect(self.dropped)
        row.addWidget(self._drop)
        self.hide()

    def show_reply(self, author: str, text: str) -> None:
        self._show(
            self.tr("Replying to {name}").format(name=author),
            text,
            self.tr("Cancel the reply (Esc)"),
        )

    def show_edit(self, text: str) -> None:
        self._show(self.tr("Editing your message"), text, self.tr("Cancel editing (Esc)"))

    def _show(self, title: str, text: str, drop: str) -> None:
        self._title.setText(title)
        self._text.setText(" ".join(text.split()))
        self._drop.setAccessibleName(drop)
        self._drop.setToolTip(drop)
        self.show()


class AskedChip(QFrame):
    """Which agent is asked, for how much, what it reads, and who sees its answer."""

    dropped = Signal()
    private_changed = Signal(bool)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("asked_chip")
        self.setProperty("role", "chip")
        row = line(self)
        row.setContentsMargins(12, 4, 4, 4)
        self._text = Elided("", name="asked_text")
        row.addWidget(self._text, 1)
        self.private = QCheckBox(self.tr("Only me"))
        self.private.setObjectName("asked_private")
        self.private.setToolTip(self.tr("Only you see the question and the answer"))
        self.private.toggled.connect(self.private_changed)
        row.addWidget(self.private)
        drop = tool("asked_drop", self.tr("Don’t ask"), "close", themes, "agent")
        drop.clicked.connect(self.dropped)
        row.addWidget(drop)
        self.hide()

    def show_asked(self, who: Addressee | None) -> None:
        self.setVisible(who is not None)
        if who is None:
            self.private.setChecked(False)
            return
        words = self.tr("Asking {name} · {detail}").format(name=who.name, detail=who.detail)
        self._text.setText(words)
        self._text.setToolTip(words)


class Tray(QWidget):
    """The files that go with the message."""

    removed = Signal(str)
    retried = Signal(str)
    COLUMNS = 2

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("file_tray")
        self._themes = themes
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._shown: dict[str, _File] = {}
        self.hide()

    def show_files(self, files: Sequence[FileChip]) -> None:
        if list(self._shown) != [one.id for one in files]:
            self._build(files)
        for one in files:
            self._shown[one.id].show_file(one)
        self.setVisible(bool(files))

    def _build(self, files: Sequence[FileChip]) -> None:
        for old in self._shown.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = {}
        for at, one in enumerate(files):
            made = self._shown[one.id] = _File(one, self._themes)
            made.removed.connect(self.removed)
            made.retried.connect(self.retried)
            self._grid.addWidget(made, at // self.COLUMNS, at % self.COLUMNS)


class _File(QFrame):
    removed = Signal(str)
    retried = Signal(str)

    def __init__(self, file: FileChip, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("file_chip")
        self.setProperty("role", "file")
        row = line(self)
        row.setContentsMargins(8, 4, 4, 4)
        picture = label("")
        side = max(20, round(1.2 * self.fontMetrics().height()))
        picture.setPixmap(icon(file.icon, themes.current).pixmap(QSize(side, side)))
        row.addWidget(picture)
        texts = QWidget()
        lines = column(texts, 0, 0)
        name = Elided(file.name)
        name.setToolTip(file.name)
        self._detail = Elided("", "small", name="file_detail")
        for one in (name, self._detail):
            lines.addWidget(one)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(self.tr("Upload of {name}").format(name=file.name))
        lines.addWidget(self._bar)
        row.addWidget(texts, 1)
        again = self.tr("Upload {name} again").format(name=file.name)
        self._again = tool("file_retry", again, "again", themes)
        self._again.clicked.connect(lambda: self.retried.emit(file.id))
        remove = self.tr("Remove {name}").format(name=file.name)
        drop = tool("file_remove", remove, "close", themes)
        drop.clicked.connect(lambda: self.removed.emit(file.id))
        row.addWidget(self._again)
        row.addWidget(drop, 0, Qt.AlignmentFlag.AlignRight)

    def show_file(self, file: FileChip) -> None:
        self._detail.setText(file.error or file.detail)
        self._detail.setToolTip(file.error)
        self._bar.setValue(int(file.done * 100))
        self._bar.setVisible(not file.error and file.done < 1)
        self._again.setVisible(bool(file.error))
