"""A session in the list of a space: whether it is live, who is in it, and the way in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from embedded_server.contracts.playground import Session, SessionStatus
from spaces_desktop.kernel.moments import when
from spaces_desktop.playground.words import people_words, who_is_in
from spaces_desktop.widgets.panes import Elided, button, column, label, line


class SessionRow(QFrame):
    opened = Signal(str)
    end_wanted = Signal(str)

    def __init__(self, session: Session, *, am_in: bool, may_end: bool, most: int | None) -> None:
        super().__init__()
        self.setObjectName("session_row")
        self.setProperty("role", "file")
        row = line(self, 12, 12)
        texts = column(spacing=2)
        is_over = session.status is SessionStatus.ENDED
        if is_over:
            title = self.tr("Ended {time}").format(time=when(session.ended_at or ""))
            texts.addWidget(Elided(title, "strong"))
            detail = self.tr("Begun {time}").format(time=when(session.created_at))
        else:
            words = self.tr("Live")
            if session.status is SessionStatus.WAITING:
                words = self.tr("Live, waiting for others")
            if session.is_locked:
                words = self.tr("Live, locked by its host")
            texts.addWidget(label(words, "live"))
            texts.addWidget(Elided(who_is_in(session), "strong"))
            people = people_words(session.participant_count)
            detail = self.tr("{people} · since {time}").format(
                people=people, time=when(session.created_at)
            )
        texts.addWidget(Elided(detail, "small"))
        row.addLayout(texts, 1)
        if may_end and not is_over:
            end = button(self.tr("End"), "session_end", "link")
            end.clicked.connect(lambda: self.end_wanted.emit(session.id))
            row.addWidget(end)
        verb, role = self.tr("Join"), "primary"
        is_full = most is not None and session.participant_count >= most
        if is_over:
            verb, role = self.tr("Look back"), ""
        elif am_in:
            verb = self.tr("Return")
        elif is_full:
            verb = self.tr("Full")
        go = button(verb, "session_open", role)
        go.setEnabled(is_over or am_in or not (is_full or session.is_locked))
        go.clicked.connect(lambda: self.opened.emit(session.id))
        row.addWidget(go)
