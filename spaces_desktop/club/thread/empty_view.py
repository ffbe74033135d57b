"""A club in which nothing has been said: whom one can ask in it, and whom to bring in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from spaces_desktop.widgets.panes import Empty, button, line
from spaces_desktop.widgets.theme import Themes


class EmptyThread(Empty):
    invite_wanted = Signal()
    agent_wanted = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__("", "", picture="chat", themes=themes)
        self._invite = button(self.tr("Invite people"), "empty_invite", "primary")
        self._invite.clicked.connect(self.invite_wanted)
        self._agent = button(self.tr("Add an agent"), "empty_agent")
        self._agent.clicked.connect(self.agent_wanted)
        row = line(spacing=8)
        row.addWidget(self._invite)
        row.addWidget(self._agent)
        row.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = self.body
        layout.insertLayout(layout.count() - 1, row)
        self.show_club((), is_staff=False)

    def show_club(self, agents: Sequence[str], *, is_staff: bool) -> None:
        """`agents` are the names of those one can ask here."""
        words = self.tr("Write the first message.")
        if len(agents) == 1:
            words = self.tr("Write the first message, or ask {name} with @.")
        elif agents:
            words = self.tr("Write the first message, or ask one of {name} with @.")
        self.set_texts(self.tr("No messages yet"), words.format(name=", ".join(agents)))
        self._invite.setVisible(is_staff)
        self._agent.setVisible(is_staff and not agents)
