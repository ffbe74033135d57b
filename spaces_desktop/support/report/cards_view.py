"""The cards of a report: outcomes, times, ratings, and the waiting-time targets that were met."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from embedded_server.contracts.support_desk import SupportReport
from spaces_desktop.support.report.figures import (
    FEWEST,
    apart,
    outcomes,
    rating,
    rating_count,
    targets,
    times,
)
from spaces_desktop.widgets.panes import column, label
from spaces_desktop.widgets.theme import Themes

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft
GOOD, POOR = 90, 70
"""Percent of targets met, from which and below which a bar has another colour."""


class _Card(QFrame):
    """A title, a line that explains, and a table below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self._layout = column(self, 16, 8)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(24)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(0, 1)

    def begin(self, title: str, about: str = "") -> None:
        self._layout.addWidget(label(title, "strong"))
        if about:
            self._layout.addWidget(label(about, "small", wrap=True))
        self._layout.addLayout(self.grid)

    def add(self, words: str) -> None:
        """A figure that belongs to no side."""
        self._layout.addWidget(label(words, wrap=True))

    def head(self, *captions: str) -> None:
        for at, caption in enumerate(captions):
            self.grid.addWidget(
                label(caption, "section"), 0, at, RIGHT if at else Qt.AlignmentFlag.AlignLeft
            )

    def row(self, at: int, title: str, meaning: str, values: Sequence[str]) -> None:
        """A figure with what it means under its name; read out as one sentence."""
        words = QWidget()
        texts = column(words, 0, 0)
        texts.addWidget(label(title, wrap=True))
        if meaning:
            texts.addWidget(label(meaning, "small", wrap=True))
        self.grid.addWidget(words, at, 0)
        for place, value in enumerate(values, 1):
            self.grid.addWidget(label(value), at, place, RIGHT)


class OutcomeCard(_Card):
    def __init__(self, report: SupportReport) -> None:
        super().__init__("report_outcomes")
        about = self.tr("Each line is counted apart. Shares are told from {count} on.")
        self.begin(self.tr("What became of them"), about.format(count=FEWEST))
        self.head("", self.tr("AI"), self.tr("People"))
        for at, one in enumerate(outcomes(report), 1):
            self.row(at, one.title, one.meaning, (one.ai, one.person))
        for words in apart(report):
            self.add(words)


class TimeCard(_Card):
    def __init__(self, report: SupportReport) -> None:
        super().__init__("report_times")
        self.begin(self.tr("How long it took"))
        self.head("", self.tr("Half within"), self.tr("9 of 10 within"))
        for at, one in enumerate(times(report), 1):
            self.row(at, one.title, one.meaning, (one.half, one.most))


class RatingCard(_Card):
    def __init__(self, report: SupportReport) -> None:
        super().__init__("report_ratings")
        self.begin(self.tr("How customers rated it"), rating_count(report.rating_count))
        if not report.rating_count:
            return
        self.head("", self.tr("AI"), self.tr("People"))
        of_ai, of_people = report.rating_count_ai, report.rating_count_person
        averages = (
            rating(report.rating_average_ai, of_ai),
            rating(report.rating_average_person, of_people),
        )
        told = self.tr("By who answered last. An average is told from {count} ratings on.")
        self.row(1, self.tr("Average"), told.format(count=FEWEST), averages)
        self.row(2, self.tr("Ratings"), "", (str(of_ai), str(of_people)))


class TargetCard(_Card):
    def __init__(self, report: SupportReport, themes: Themes) -> None:
        super().__init__("report_targets")
        self.begin(
            self.tr("Waiting-time targets"),
            self.tr("Counted inside business hours, by the targets that held at the time."),
        )
        for at, one in enumerate(targets(report.targets)):
            self.grid.addWidget(label(one.title, wrap=True), at, 0)
            if one.share is not None:
                self.grid.addWidget(_Bar(one.share, themes), at, 1)
            said = QLabel(one.words)
            self.grid.addWidget(said, at, 2, RIGHT)


class _Bar(QWidget):
    """How much of a whole; the words beside it say the same."""

    def __init__(self, share: int, themes: Themes) -> None:
        super().__init__()
        self._share = share
        self._themes = themes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 8, em)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tall = self.fontMetrics().height() * 0.5
        track = QRectF(0, (self.height() - tall) / 2, self.width(), tall)
        painter.setBrush(theme.color("border"))
        painter.drawRoundedRect(track, tall / 2, tall / 2)
        role = "success" if self._share >= GOOD else "warning" if self._share >= POOR else "danger"
        painter.setBrush(theme.color(role))
        filled = QRectF(track)
        filled.setWidth(max(track.width() * self._share / 100, tall))
        painter.drawRoundedRect(filled, tall / 2, tall / 2)
        painter.end()
