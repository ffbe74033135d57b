"""One session of a space, put together out of what the app shares."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spaces_desktop.agents.api import AgentsApi
from spaces_desktop.playground.api import PlaygroundApi
from spaces_desktop.playground.session.acts import SessionActs
from spaces_desktop.playground.session.agents import SeatAgents
from spaces_desktop.playground.session.chat import Chat
from spaces_desktop.playground.session.model import SessionModel
from spaces_desktop.playground.session.page_view import PagePane
from spaces_desktop.playground.session.pages import in_the_engine
from spaces_desktop.playground.session.pane_view import SessionView
from spaces_desktop.playground.session.replay import Replay
from spaces_desktop.widgets.panes import column
from spaces_desktop.widgets.rooms import Context


class SessionPane(QWidget):
    left = Signal()
    """Nobody here is in it any more: they left."""

    def __init__(self, context: Context, space_id: str, session_id: str) -> None:
        super().__init__()
        self.space_id, self.session_id = space_id, session_id
        calls, tasks, me = PlaygroundApi(context.http), context.tasks, context.me.id
        self.model = SessionModel(space_id, session_id, me, calls, context.live, tasks, self)
        self.acts = SessionActs(self.model, tasks, self)
        self.chat = Chat(self.model, context.live, tasks, context.keep, self)
        self.agents = SeatAgents(self.model, self.chat, AgentsApi(context.http), tasks, self)
        self.replay = Replay(space_id, session_id, me, calls, tasks, self)
        page = PagePane(
            self.model,
            self.acts,
            self.chat,
            tasks,
            context.keep,
            context.themes,
            in_the_engine(context.http, tasks),
        )
        self.view = SessionView(
            self.model, self.acts, self.chat, self.agents, self.replay, page, context.themes
        )
        self.view.left.connect(self.left)
        column(self, 0, 0).addWidget(self.view)
        self.model.come()

    def release(self) -> None:
        """Let go of everything; it is shown no more."""
        self.view.release()
        self.replay.close()
        self.chat.close()
        self.agents.close()
        self.model.close()
