"""The dialog that finds a club: search, one of them closer, join it, or come in by an invite."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from embedded_server.contracts.communities import Community
from spaces_desktop.communities.browsing import BrowseModel, is_banned
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.own import member_count, paid_until
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.controls import SearchField
from spaces_desktop.widgets.entries import ENTRY, Entry
from spaces_desktop.widgets.entry_list import EntryList
from spaces_desktop.widgets.forms import FormDialog
from spaces_desktop.widgets.panes import Empty, button, column, frame, label, line, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes
from spaces_desktop.widgets.verified import VerifiedLine

WIDE, TALL = 46, 36
"""In lines' heights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseWords:
    """What the dialog calls what it finds; `{words}` is what was searched for."""

    title: str
    listed: str
    about: str
    choose: str
    act: str
    none_title: str
    none_text: str
    not_found_title: str
    not_found_text: str


class BrowseView(FormDialog):
    def __init__(
        self,
        model: BrowseModel,
        mine: CommunitiesModel,
        themes: Themes,
        parent: QWidget,
    ) -> None:
        super().__init__("", "browse_clubs", parent, wide=WIDE, tall=TALL)
        self._named = self._words()
        self.set_title(self._named.title)
        self._model = model
        self._mine = mine
        self._pressed = False
        hint = self.tr("Search by name or description")
        self._search = SearchField(hint, "browse_search", themes)
        self._search.setMaxLength(200)
        self.body.addWidget(self._search)
        both = line(spacing=16)
        both.addWidget(self._build_list(themes), 3)
        both.addWidget(self._build_closer(themes), 2)
        self.body.addLayout(both, 1)
        self._build_invite()
        fields = self.follow(model, model.edited)
        fields.add("inviteCode", self._invite, self.body)
        self.add_both(self.tr("Close"))
        self._search.textChanged.connect(model.look_for)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._list.doubleClicked.connect(lambda _at: model.join())
        self._list.activated.connect(lambda _at: self._join.setFocus())
        self.bindings.bind(model.found, "phase", self._on_phase)
        self.bindings.bind(model.found, "advice", self._states.show_advice)
        self.bindings.bind(model.found, "has_more", self._states.show_more)
        self.bindings.bind(model, "chosen", self._on_chosen)
        self.bindings.bind(model, "agents", self._on_agents)
        self.bindings.listen(model.entered, self.on_done)
        self.bindings.bind(model, "busy", self._on_busy)
        self.bindings.bind(model, "price", self._show_price)
        self.bindings.bind(model, "receipt", self._show_price)
        self.bindings.bind(model, "invite_price", self._on_invite_price)
        self.bindings.listen(model.found.changed, self._keep_choice)
        self._search.setFocus()
        model.begin()

    def _build_list(self, themes: Themes) -> QWidget:
        self._list = EntryList("browse_list", self._named.listed, self._model.entries, themes)
        self._none = Empty("", "", picture="browse", themes=themes)
        self._none.setObjectName("browse_none")
        self._states = StateStack(self._list, themes, self._none, name="browse")
        self._states.retry_requested.connect(self._model.found.load)
        self._states.more_requested.connect(self._model.found.more)
        return self._states

    def _build_closer(self, themes: Themes) -> QWidget:
        card = frame("card", "browse_closer")
        layout = column(card, 16, 8)
        self._title = label("", "title", wrap=True, name="browse_title")
        self._people = label("", "muted")
        self._verified = VerifiedLine("browse_verified", themes)
        layout.addWidget(self._title)
        layout.addWidget(self._verified)
        layout.addWidget(self._people)
        inside = QWidget()
        texts: QVBoxLayout = column(inside, 0, 8)
        self._about = label("", wrap=True, name="browse_about")
        self._agents = label("", "muted", wrap=True, name="browse_agents")
        self._terms = label("", "muted", wrap=True, name="browse_terms")
        self._asking = label("", "muted", wrap=True, name="browse_asking")
        for one in (self._about, self._agents, self._terms, self._asking):
            texts.addWidget(one)
        texts.addStretch(1)
        area = scroller(inside, self._named.about)
        layout.addWidget(area, 1)
        self._paid = label("", "good", wrap=True, name="browse_paid")
        layout.addWidget(self._paid)
        self._join = button(self._named.act, "browse_join", "primary")
        self._join.clicked.connect(self._on_join)
        layout.addWidget(self._join)
        return card

    def _build_invite(self) -> None:
        row = line(spacing=8)
        self._invite = QLineEdit()
        self._invite.setObjectName("invite_link")
        self._invite.setAccessibleName(self.tr("Invite link or code"))
        self._invite.setPlaceholderText(self.tr("Or paste an invite link or its code"))
        self._use = button(self.tr("Use the invite"), "invite_use")
        self._use.clicked.connect(self._on_invite)
        self._invite.returnPressed.connect(self._on_invite)
        self._invite.textChanged.connect(lambda _text: self._model.invite_edited())
        self._invite.textChanged.connect(lambda text: self._use.setVisible(bool(text.strip())))
        self._use.hide()
        self._invite.setVisible(self._takes_invites())
        self.body.addWidget(self._invite)
        row.addStretch(1)
        row.addWidget(self._use)
        self.body.addLayout(row)

    def _on_join(self) -> None:
        self._pressed = True
        self._model.join()

    def _on_invite(self) -> None:
        if self._invite.text().strip():
            self._model.accept(self._invite.text())

    def _on_phase(self, phase: object) -> None:
        searched, named = self._model.search, self._named
        if searched:
            words = named.not_found_text.format(words=searched)
            self._none.set_texts(named.not_found_title, words)
        else:
            self._none.set_texts(named.none_title, named.none_text)
        self._states.show_phase(self._model.found.phase)

    def _keep_choice(self) -> None:
        chosen = self._model.chosen
        if chosen is not None:
            self._list.select(chosen.id)
        elif self._model.found.items:
            self._list.setCurrentIndex(self._list.model().index(0, 0))

    def _on_current(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            self._model.choose(entry.id)

    def _on_chosen(self, chosen: Community | None) -> None:
        self._on_busy(self._model.busy)
        self._verified.setVisible(chosen is not None and chosen.is_verified)
        if chosen is None:
            self._title.setText(self._named.choose)
            for one in (self._people, self._about, self._agents, self._terms, self._asking):
                one.clear()
            self._join.setText(self._named.act)
            return
        self._title.setText(chosen.name)
        self._people.setText(self._made_by(chosen))
        self._about.setText(chosen.description.strip() or self.tr("No description."))
        self._show_price()

    def _show_price(self, _change: object = None) -> None:
        """The price stands on the button; below the words what it is made of."""
        chosen, paid = self._model.chosen, self._model.receipt
        self._paid.setText(paid)
        self._paid.setVisible(bool(paid))
        if chosen is None:
            return
        self._terms.setText(self._terms_of(chosen))
        asking = self.tr("A question to an agent costs {amount}, shown before you ask.")
        fee = chosen.agent_call_fee_cents
        self._asking.setText(asking.format(amount=money(fee)) if fee else "")
        self._join.setText(self._act_words(chosen))

    def _words(self) -> BrowseWords:
        return BrowseWords(
            title=self.tr("Find a club"),
            listed=self.tr("Clubs"),
            about=self.tr("About this club"),
            choose=self.tr("Choose a club"),
            act=self.tr("Join"),
            none_title=self.tr("No clubs on this server yet"),
            none_text=self.tr("Create the first one with the + button above your clubs."),
            not_found_title=self.tr("No clubs found"),
            not_found_text=self.tr("No club has “{words}” in its name or description."),
        )

    def _made_by(self, chosen: Community) -> str:
        words = self.tr("{members}, created by {name}")
        return words.format(members=member_count(chosen.member_count), name=chosen.creator_name)

    def _takes_invites(self) -> bool:
        return True

    def _terms_of(self, chosen: Community) -> str:
        join, month = money(chosen.join_fee_cents), money(chosen.monthly_fee_cents)
        until = paid_until(chosen)
        if until and not self._model.price and not self._mine.is_member(chosen.id):
            words = self.tr("You have paid until {day}: coming back before then costs nothing.")
            return words.format(day=day(until))
        if not chosen.monthly_fee_cents:
            return self.tr("{join} once, for good.").format(join=join) if self._model.price else ""
        words = self.tr(
            "{month} for every 30 days. It is taken by itself only if you switch that on in your"
            " wallet."
        )
        if chosen.join_fee_cents:
            words = self.tr(
                "{join} once, and {month} for every 30 days. The monthly fee is taken by itself"
                " only if you switch that on in your wallet."
            )
        return words.format(join=join, month=month)

    def _act_words(self, chosen: Community) -> str:
        if self._mine.is_member(chosen.id):
            return self.tr("Open")
        if is_banned(chosen):
            return self.tr("You may not join")
        price, month = self._model.price, chosen.monthly_fee_cents
        if not price:
            return self.tr("Join")
        if not month:
            return self.tr("Join · {amount}").format(amount=money(price))
        # Two lines, so that large letters have room for both amounts.
        now = self.tr("Join · {amount} now").format(amount=money(price))
        then = self.tr("then {month} every 30 days").format(month=money(month))
        return f"{now}\n{then}"

    def use_invite(self, code: str) -> None:
        """Somebody came with an invite: what it costs is asked for at once."""
        self._invite.setText(code)
        self._on_invite()

    def _on_invite_price(self, price: int) -> None:
        words = self.tr("Use the invite")
        if price:
            words = self.tr("Use the invite · {amount}").format(amount=money(price))
        self._use.setText(words)

    def _on_agents(self, names: tuple[str, ...]) -> None:
        words = self.tr("Agents you can ask: {names}")
        self._agents.setText(words.format(names=", ".join(names)) if names else "")

    def _on_busy(self, busy: bool) -> None:
        chosen = self._model.chosen
        self._join.setEnabled(chosen is not None and not busy and not is_banned(chosen))
        self._use.setEnabled(not busy)
        if not busy and self._pressed:
            # It was out of reach meanwhile, which moved the keyboard on.
            self._pressed = False
            self._join.setFocus()
