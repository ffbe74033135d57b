"""The pane beside an agent's form in which one asks it, as it is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QWidget

from spaces_desktop.agents.tryout import Line, TryOutModel
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, button, clear, column, frame, label, line

MOST = 16_000


class TryOutPane(QFrame):
    def __init__(self, model: TryOutModel) -> None:
        super().__init__()
        self.setObjectName("tryout")
        self.setProperty("role", "card")
        self._model = model
        self._bindings = Bindings()
        self._growing: QLabel | None = None
        self._shown: tuple[Line, ...] = ()
        layout = column(self, 16, 8)
        head = line(spacing=8)
        head.addWidget(label(self.tr("Try it out"), "strong"), 1)
        self._clear = button(self.tr("Start over"), "tryout_clear", "link")
        self._clear.clicked.connect(model.clear)
        head.addWidget(self._clear)
        layout.addLayout(head)
        self._unsaved = label("", "small", wrap=True, name="tryout_unsaved")
        layout.addWidget(self._unsaved)
        self._none = Empty(
            "", self.tr("Ask it something. Nobody else sees this, and nothing is kept.")
        )
        layout.addWidget(self._none, 1)
        self._area = QScrollArea()
        self._area.setAccessibleName(self.tr("What was said"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        self._lines = column(inside, 0, 8)
        self._area.setWidget(inside)
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: bar.setValue(high))
        layout.addWidget(self._area, 1)
        self._error = ErrorStrip(name="tryout_error")
        layout.addWidget(self._error)
        row = line(spacing=8)
        self._field = QLineEdit()
        self._field.setObjectName("tryout_field")
        self._field.setAccessibleName(self.tr("Question"))
        self._field.setPlaceholderText(self.tr("Ask as a member would"))
        self._field.setMaxLength(MOST)
        self._field.returnPressed.connect(self._ask)
        self._ask_button = button(self.tr("Ask"), "tryout_ask")
        self._ask_button.clicked.connect(self._ask)
        self._stop = button(self.tr("Stop"), "tryout_stop")
        self._stop.clicked.connect(model.stop)
        row.addWidget(self._field, 1)
        row.addWidget(self._ask_button)
        row.addWidget(self._stop)
        layout.addLayout(row)
        bind = self._bindings.bind
        bind(model, "lines", self._on_lines)
        bind(model, "busy", self._on_busy)
        bind(model, "advice", self._error.show_advice)

    def release(self) -> None:
        self._bindings.release()

    def show_unsaved(self, unsaved: bool) -> None:
        """Whether the form says something else than the agent that answers here."""
        words = self.tr("It answers as last saved. Save your changes to try them.")
        self._unsaved.setText(words)
        self._unsaved.setVisible(unsaved)

    def _ask(self) -> None:
        if self._model.ask(self._field.text()):
            self._field.clear()

    def _on_busy(self, busy: bool) -> None:
        self._stop.setVisible(busy)
        self._ask_button.setVisible(not busy)

    def _on_lines(self, lines: tuple[Line, ...]) -> None:
        self._none.setVisible(not lines)
        self._area.setVisible(bool(lines))
        self._clear.setVisible(bool(lines))
        same = len(lines) == len(self._shown) and lines[:-1] == self._shown[:-1]
        if same and lines and lines[-1].is_growing and self._growing is not None:
            self._growing.setText(self._words(lines[-1]))
        else:
            clear(self._lines)
            for one in lines:
                self._lines.addWidget(self._row(one))
            self._lines.addStretch(1)
        self._shown = lines

    def _row(self, one: Line) -> QFrame:
        made = frame("chip" if one.kind == "agent" else "bubble")
        layout = column(made, 10, 4)
        text = label(self._words(one), wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(text)
        for cited in one.citations:
            source = self.tr("[{number}] {title}").format(number=cited.number, title=cited.title)
            mark = label(source, "small", wrap=True)
            mark.setToolTip(cited.passage)
            layout.addWidget(mark)
        if one.note:
            layout.addWidget(label(one.note, "small", wrap=True))
        self._growing = text if one.is_growing else None
        return made

    def _words(self, one: Line) -> str:
        if one.is_growing and not one.text:
            return self.tr("is looking for an answer")
        return one.text
