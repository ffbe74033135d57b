"""The customer's side of the room: one's conversations, the open one, and finding a brand."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.chat.acts_view import RecentEmoji
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.customer.brands_view import BrandsView
from spaces_desktop.support.customer.list_view import OwnSide
from spaces_desktop.support.customer.model import CustomerModel
from spaces_desktop.support.customer.talk import Talk
from spaces_desktop.support.customer.talk_view import TalkPane
from spaces_desktop.widgets.panes import Empty, ThreePanes, button, column, frame
from spaces_desktop.widgets.theme import Themes


class CustomerView(QWidget):
    def __init__(self, model: CustomerModel, themes: Themes, emoji: RecentEmoji) -> None:
        super().__init__()
        self.setObjectName("customer")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        self.side = OwnSide(model, themes)
        self.side.browse_wanted.connect(self.browse)
        self.talk = TalkPane(themes, emoji)
        self.talk.again_wanted.connect(self._on_again)
        self.talk.earlier_wanted.connect(model.show_one)
        self._none = self._build_none(themes)
        self._main = QStackedWidget()
        for page in (self._none, self.talk):
            self._main.addWidget(page)
        column(self, 0, 0).addWidget(ThreePanes(self.side, self._main))
        self._bindings.bind(model, "open", self._on_open)
        self._bindings.bind(model.own, "phase", self._on_phase)

    @property
    def widget(self) -> QWidget:
        return self

    def release(self) -> None:
        self._bindings.release()
        self.side.release()
        self.talk.release()

    def open(self, thing: str, inner: str = "") -> None:
        """A brand, and a conversation or a message in it; "" for none."""
        if thing:
            self._model.show(thing, inner)
        else:
            self._model.leave()

    def has(self, community_id: str) -> bool:
        return self._model.has(community_id)

    def holds(self, inner: str) -> bool:
        return self._model.holds(inner)

    def browse(self) -> None:
        """Find a brand to write to."""
        BrandsView(self._model.brands, self._model.brands_of_mine, self._themes, self).open()

    def _build_none(self, themes: Themes) -> QWidget:
        page = frame("pane")
        find = button(self.tr("Find a brand"), "empty_find_brand", "primary")
        find.clicked.connect(self.browse)
        self._empty = Empty("", "", find, picture="support", themes=themes)
        column(page, 0, 0).addWidget(self._empty)
        return page

    def _on_phase(self, phase: Phase) -> None:
        self._empty.setVisible(phase in (Phase.EMPTY, Phase.READY))
        if phase is Phase.READY:
            self._empty.set_texts(
                self.tr("Choose a conversation"),
                self.tr("Pick one on the left, or write to another brand."),
            )
        else:
            self._empty.set_texts(
                self.tr("Ask a brand"),
                self.tr("Find the company you have a question for. You need not join it or pay."),
            )

    def _on_open(self, talk: Talk | None) -> None:
        self.talk.show_talk(talk)
        self._main.setCurrentWidget(self._none if talk is None else self.talk)

    def _on_again(self) -> None:
        talk = self._model.open
        if talk is not None:
            self._model.begin(talk.place.community_id)
