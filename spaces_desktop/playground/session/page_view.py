"""The page of a session: asked about first, then shown, with what it asks for above it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from embedded_server.contracts.page_bridge import AskControl
from embedded_server.contracts.play import PageFacts
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.page.addresses import BUILT_IN_HOST
from spaces_desktop.playground.page.bridge import Bridge
from spaces_desktop.playground.page.permissions import Power
from spaces_desktop.playground.session import consent
from spaces_desktop.playground.session.acts import SessionActs
from spaces_desktop.playground.session.ask_view import AskStrip, Question
from spaces_desktop.playground.session.card_view import ConsentCard
from spaces_desktop.playground.session.chat import Chat
from spaces_desktop.playground.session.desk import PageDesk
from spaces_desktop.playground.session.model import SessionModel, Standing
from spaces_desktop.playground.session.pages import MakePage, PowerAsked, Shown
from spaces_desktop.playground.session.words import blocked_words, mode_wish, power_words
from spaces_desktop.widgets.links import host_of, open_link
from spaces_desktop.widgets.panes import Empty, button, column, label
from spaces_desktop.widgets.rooms import Keep
from spaces_desktop.widgets.theme import Themes


class PagePane(QWidget):
    """`outside` opens an address in the person's own browser; tests put their own in its place."""

    def __init__(
        self,
        model: SessionModel,
        acts: SessionActs,
        chat: Chat,
        tasks: Tasks,
        keep: Keep,
        themes: Themes,
        make_page: MakePage,
        outside: Callable[[str], object] = open_link,
    ) -> None:
        super().__init__()
        self._acts = acts
        self._model, self._themes, self._make_page, self._outside = (
            model,
            themes,
            make_page,
            outside,
        )
        self.bridge = Bridge(self)
        self.desk = PageDesk(model, chat, self.bridge, tasks, self._theme, self)
        self.consents = consent.Consents(keep, model.space_id)
        self.permissions = consent.permissions(keep)
        self.page: Shown | None = None
        self._url = ""
        self._told_blocked: set[str] = set()
        layout = column(self, 0, 0)
        self.ask = AskStrip()
        layout.addWidget(self.ask)
        self.quiet = label("", "small", wrap=True, name="page_blocked")
        self.quiet.setContentsMargins(16, 4, 16, 4)
        self.quiet.hide()
        layout.addWidget(self.quiet)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        self._blank = QWidget()
        self._none = Empty(
            _tr("This space has no page"),
            _tr("You can talk here, and share what agents and pages write."),
            picture="web",
            themes=themes,
        )
        self.card = ConsentCard(themes)
        self.card.agreed.connect(self._on_agreed)
        self._again = button(_tr("Load again"), "page_again", "primary")
        self._again.clicked.connect(self.load)
        self._trouble = Empty("", "", self._again, picture="warning", themes=themes)
        self.elsewhere = button(_tr("Open in browser"), "page_outside", "primary")
        self.elsewhere.clicked.connect(self.open_outside)
        self._outside_card = Empty(
            _tr("This page opens in your browser"),
            "",
            self.elsewhere,
            picture="web",
            themes=themes,
        )
        self._holder = QWidget()
        column(self._holder, 0, 0)
        for one in (self._blank, self._none, self.card, self._trouble, self._outside_card):
            self._stack.addWidget(one)
        self._stack.addWidget(self._holder)
        self.bridge.silenced.connect(self._on_silenced)
        self.desk.control_asked.connect(self._on_control)
        self.desk.link_asked.connect(self._on_link)
        self._bindings = Bindings()
        self._bindings.bind(model, "facts", self._on_facts)
        self._bindings.listen(model.standing_changed, self._on_standing)

    def _theme(self) -> Literal["light", "dark"]:
        return "dark" if self._themes.current.name == "dark" else "light"

    @property
    def state(self) -> str:
        """Which of its faces is shown, in a word."""
        names: dict[QWidget | None, str] = {
            self._none: "none",
            self.card: "ask",
            self._trouble: "trouble",
            self._outside_card: "outside",
            self._holder: "page",
        }
        return names.get(self._stack.currentWidget(), "")

    # Before it is shown

    def _on_facts(self, facts: PageFacts | None) -> None:
        if facts is None or self._model.is_over:
            self._stack.setCurrentWidget(self._blank)
        elif facts.page_url is None:
            self._stack.setCurrentWidget(self._none)
        elif self.consents.has(facts.page_url):
            self.load()
        else:
            self.card.show_facts(facts)
            self._stack.setCurrentWidget(self.card)

    def _on_agreed(self) -> None:
        facts = self._model.facts
        if facts is not None and facts.page_url is not None:
            self.consents.give(facts.page_url)
            self.load()

    def load(self) -> None:
        """Show it, or show it anew."""
        facts = self._model.facts
        if facts is None or facts.page_url is None or self._model.is_over:
            return
        self.close_page()
        self._url = consent.address_in_window(facts.page_url)
        self.bridge.restart()
        self.desk.restart()
        page = self._make_page(self.bridge, facts)
        if page is None:
            shown = facts.page_url
            if consent.is_built_in(facts.page_url):
                shown = _tr("A built-in playground of this space’s own server.")
            words = _tr(
                "This app has no web engine, so the page is not shown here. People and chat work"
                " all the same."
            )
            self._outside_card.set_texts(
                _tr("This page opens in your browser"), f"{words}\n\n{shown}"
            )
            self._stack.setCurrentWidget(self._outside_card)
            return
        self.page = page
        page.view.setAccessibleName(_tr("The page of {space}").format(space=facts.space_name))
        page.power_asked.connect(self._on_power)
        page.link_asked.connect(self.desk.ask_link)
        page.broke.connect(self._on_broke, Qt.ConnectionType.QueuedConnection)
        page.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        page.blocked.connect(self._on_blocked)
        layout = self._holder.layout()
        assert layout is not None
        layout.addWidget(page.view)
        page.view.show()
        self._stack.setCurrentWidget(self._holder)
        page.open(self._url)

    def close_page(self) -> None:
        """View, page and profile go, in this order."""
        self.ask.drop()
        self.quiet.hide()
        self._told_blocked.clear()
        page, self.page = self.page, None
        if page is not None:
            page.close()

    def release(self) -> None:
        self._bindings.release()
        self.close_page()

    def open_outside(self) -> None:
        """Go on in a browser, as oneself."""
        self._acts.ask_outside(self._outside)

    # What happens to it

    def _show_trouble(self, title: str, text: str) -> None:
        self.close_page()
        self._trouble.set_texts(title, text)
        self._stack.setCurrentWidget(self._trouble)

    def _on_broke(self) -> None:
        self._show_trouble(
            _tr("The page crashed"),
            _tr("Nothing of the session is lost: people, chat and shared state are still here."),
        )

    def _on_silenced(self) -> None:
        self._show_trouble(
            _tr("The page was stopped"),
            _tr("It sent far too many messages that make no sense."),
        )

    def _on_failed(self) -> None:
        if self.page is None:
            return
        host = host_of(self._url)
        words = _tr("{site} could not be reached, or would not give the page out.")
        if host == BUILT_IN_HOST:
            words = _tr("The server did not give the page out. Check the connection.")
        self._show_trouble(_tr("The page could not be loaded"), words.format(site=host))

    def _on_blocked(self, why: str) -> None:
        if why not in self._told_blocked:
            self._told_blocked.add(why)
            self.quiet.setText(blocked_words(why))
            self.quiet.show()

    def _on_standing(self, now: Standing) -> None:
        if self._model.is_over:
            self.close_page()
            self._stack.setCurrentWidget(self._blank)
        elif now is Standing.IN and self.page is None:
            self._on_facts(self._model.facts)

    # What it asks for

    def _on_power(self, request: PowerAsked) -> None:
        space, site = self._model.space_id, _origin(self._url)
        known = self.permissions.decided(space, site, request.power)
        if known is not None:
            request.answer(grants=known)
            return

        def answer(says: bool) -> None:
            if self.page is not None:
                self.permissions.decide(space, site, request.power, grants=says)
            request.answer(grants=says)

        words = _tr("The page wants {what}.").format(what=power_words(request.power))
        self.ask.ask(Question(words, _tr("Allow"), _tr("Refuse"), answer))

    def _on_control(self, message: AskControl) -> None:
        words = mode_wish(message.mode)

        def answer(says: bool) -> None:
            self.desk.answer_control(agrees=says)

        self.ask.ask(Question(words, _tr("Agree"), _tr("Decline"), answer))

    def _on_link(self, url: str) -> None:
        def answer(says: bool) -> None:
            self.desk.answer_link(agrees=says)
            if says:
                self._outside(url)

        words = _tr("The page wants to open this in your browser:\n{url}").format(url=url[:300])
        self.ask.ask(Question(words, _tr("Open"), _tr("Do not open"), answer))

    # What it was granted

    def permissions_menu(self) -> QMenu:
        """What was decided about this space's pages; a click takes it back."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        decided = self.permissions.of_space(self._model.space_id)
        for origin, power, grants in decided:
            words = _tr("Take back: {what}") if grants else _tr("Ask again: {what}")
            act = menu.addAction(words.format(what=power_words(power)))
            act.setObjectName(f"take_back_{power}")
            act.triggered.connect(partial(self._take_back, origin, power))
        if not decided:
            menu.addAction(_tr("This page was granted nothing")).setEnabled(False)
        menu.addSeparator()
        reload = menu.addAction(_tr("Load the page again"))
        reload.setObjectName("page_reload")
        reload.setEnabled(self.page is not None)
        reload.triggered.connect(self.load)
        away = menu.addAction(_tr("Do not show this page any more"))
        away.setObjectName("page_away")
        away.setEnabled(self.page is not None)
        away.triggered.connect(self._on_away)
        copy = menu.addAction(_tr("Copy the page’s address"))
        copy.setObjectName("page_copy")
        facts = self._model.facts
        copy.setEnabled(facts is not None and bool(facts.page_url))
        copy.triggered.connect(self._copy_address)
        return menu

    def _take_back(self, origin: str, power: Power) -> None:
        self.permissions.take_back(self._model.space_id, origin, power)
        # What runs already would go on: a page loaded anew has to ask.
        if self.page is not None:
            self.load()

    def _on_away(self) -> None:
        self.consents.take_back()
        self.close_page()
        self._on_facts(self._model.facts)

    def _copy_address(self) -> None:
        facts = self._model.facts
        if facts is not None and facts.page_url:
            QGuiApplication.clipboard().setText(facts.page_url)


def _origin(url: str) -> str:
    found = QUrl(url)
    port = found.port()
    return f"{found.scheme()}://{found.host()}" + (f":{port}" if port >= 0 else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_page", text)
