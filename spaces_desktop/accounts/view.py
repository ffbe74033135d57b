"""The way in: one calm card whose content follows the model's step."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spaces_desktop.accounts.discovery import DiscoveryModel
from spaces_desktop.accounts.model import AccountsModel, Step
from spaces_desktop.accounts.places_view import KnownPlaces, Nearby
from spaces_desktop.kernel.field_view import FieldErrors
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.choice import Choice
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.forms import captioned
from spaces_desktop.widgets.panes import button, column, frame, label
from spaces_desktop.widgets.secret_field import SecretField
from spaces_desktop.widgets.theme import Themes

WIDE = 460


class AccountsView(QWidget):
    def __init__(
        self,
        model: AccountsModel,
        themes: Themes,
        parent: QWidget | None = None,
        discovery: DiscoveryModel | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("accounts")
        self._model = model
        self._themes = themes
        self._discovery = discovery
        self._bindings = Bindings()
        self._pages = QWidget()
        self._column = column(self._pages, 0, 0)
        self._page_of: dict[Step, QWidget] = {}
        self._first: dict[Step, QWidget] = {}
        self._error = ErrorStrip(name="accounts_error")
        self._advised: QWidget | None = None
        """The field that the error is about."""
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Working"))

        room = QWidget()
        outer = QHBoxLayout(room)
        middle = QVBoxLayout()
        card = frame("card", "accounts_card")
        card.setFixedWidth(max(WIDE, 27 * self.fontMetrics().height()))
        inner = column(card, 32, 16)
        inner.addWidget(self._pages)
        inner.addWidget(self._error)
        inner.addWidget(self._progress)
        self._fields = FieldErrors(self._error, inner, model.edited)
        middle.addStretch(2)
        middle.addWidget(card)
        middle.addStretch(3)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(room)
        column(self, 0, 0).addWidget(area)

        self._add(Step.OPENING, self._opening())
        self._add(Step.CHOOSE, self._choose())
        self._add(Step.SETUP, self._new_account(Step.SETUP))
        self._add(Step.ADDRESS, self._address())
        self._add(Step.SIGN_IN, self._sign_in())
        self._add(Step.REGISTER, self._new_account(Step.REGISTER))
        self._add(Step.UNREACHABLE, self._unreachable())

        self._error.retry_requested.connect(model.try_again)
        bindings = self._bindings
        bindings.bind(model, "busy", self._on_busy)
        bindings.bind(model, "advice", self._on_advice)
        bindings.bind(model, "server", self._on_server)
        bindings.bind(model, "invited", self._on_server)
        bindings.bind(model, "username", self._username.setText)
        bindings.bind(model, "step", self._on_step)

    def release(self) -> None:
        """Another view takes its place."""
        if self._discovery is not None:
            self._discovery.stop()
        self._bindings.release()

    def _add(self, step: Step, page: QWidget) -> None:
        self._page_of[step] = page
        page.hide()
        self._column.addWidget(page)

    def _opening(self) -> QWidget:
        page, layout = _page()
        layout.addWidget(label(self.tr("Spaces"), "hero"))
        layout.addWidget(label(self.tr("Opening your space…"), "muted"))
        return page

    def _choose(self) -> QWidget:
        page, layout = _page()
        layout.addWidget(label(self.tr("Welcome to Spaces"), "hero"))
        layout.addWidget(
            label(
                self.tr("Clubs, people and AI agents, on machines that belong to you."),
                "muted",
                wrap=True,
            )
        )
        layout.addSpacing(8)
        own = self._choice(
            self.tr("Start my own space"),
            self.tr("It runs here; you decide who comes in."),
            "start_own",
            "server",
        )
        join = self._choice(
            self.tr("Join a space"),
            self.tr("With an invite link, an address, or one found on this network."),
            "join_one",
            "join",
        )
        own.clicked.connect(self._model.start_own)
        join.clicked.connect(self._model.want_to_join)
        layout.addWidget(own)
        layout.addWidget(join)
        self._known = KnownPlaces(self._model.go_to)
        layout.addWidget(self._known)
        self._first[Step.CHOOSE] = own
        return page

    def _choice(self, title: str, text: str, name: str, icon: str) -> QPushButton:
        return Choice(title, text, name, icon, self._themes)

    def _new_account(self, step: Step) -> QWidget:
        page, layout = _page()
        setup = step is Step.SETUP
        prefix = "setup" if setup else "register"
        title = self.tr("Your account") if setup else self.tr("Create an account")
        layout.addWidget(label(title, "title"))
        where = label("", "muted", wrap=True, name=f"{prefix}_where")
        layout.addWidget(where)
        display = _field(layout, self.tr("Your name"), f"{prefix}_display_name")
        display.setPlaceholderText(self.tr("as others see it"))
        user = _field(layout, self.tr("User name"), f"{prefix}_username")
        user.setPlaceholderText(self.tr("letters, digits, . _ -"))
        secret = SecretField(f"{prefix}_password", self._themes)
        captioned(layout, self.tr("Password"), secret)
        secret.setPlaceholderText(self.tr("at least 8 characters"))
        display.setMaxLength(80)
        user.setMaxLength(32)
        for path, edit in (("displayName", display), ("username", user), ("password", secret)):
            self._fields.add(path, edit, layout)
        invite = QLineEdit()
        if not setup:
            self._invite_label = label(self.tr("Invite code"), "section")
            layout.addWidget(self._invite_label)
            invite.setObjectName("register_invite")
            invite.setAccessibleName(self.tr("Invite code"))
            invite.setMaxLength(128)
            layout.addWidget(invite)
            self._fields.add("inviteCode", invite, layout)
            self._invite = invite

        def submit() -> None:
            self._model.sign_up(display.text(), user.text(), secret.text(), invite.text())

        _enter_walks([display, user, secret], submit)
        done = self.tr("Create my space") if setup else self.tr("Create account")
        self._end(layout, done, f"{prefix}_submit", submit)
        if not setup:
            other = button(self.tr("I already have an account"), "to_sign_in", "link")
            other.clicked.connect(lambda: self._model.want_account(False))
            layout.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self._first[step] = display
        return page

    def _address(self) -> QWidget:
        page, layout = _page()
        layout.addWidget(label(self.tr("Join a space"), "title"))
        text = self.tr(
            "Paste the invite link you were given, or the address of the space, such as "
            "192.168.1.20:8080."
        )
        layout.addWidget(label(text, "muted", wrap=True))
        address = _field(layout, self.tr("Invite link or address"), "address")
        address.setMaxLength(2000)
        self._fields.add("", address, layout)

        def submit() -> None:
            if address.text().strip():
                self._model.look_up(address.text())

        address.returnPressed.connect(submit)
        if self._discovery is not None:
            layout.addWidget(Nearby(self._discovery, self._model.look_up, self._bindings))
        self._end(layout, self.tr("Continue"), "address_submit", submit)
        self._first[Step.ADDRESS] = address
        return page

    def _sign_in(self) -> QWidget:
        page, layout = _page()
        layout.addWidget(label(self.tr("Sign in"), "title"))
        layout.addWidget(label("", "muted", wrap=True, name="sign_in_where"))
        self._username = _field(layout, self.tr("User name"), "sign_in_username")
        secret = SecretField("sign_in_password", self._themes)
        captioned(layout, self.tr("Password"), secret)
        self._username.setMaxLength(256)
        self._fields.add("username", self._username, layout)
        self._fields.add("password", secret, layout)

        def submit() -> None:
            self._model.sign_in(self._username.text(), secret.text())
            secret.clear()

        _enter_walks([self._username, secret], submit)
        self._end(layout, self.tr("Sign in"), "sign_in_submit", submit)
        other = button(self.tr("I am new here"), "to_register", "link")
        other.clicked.connect(lambda: self._model.want_account(True))
        layout.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self._first[Step.SIGN_IN] = self._username
        self._password = secret
        return page

    def _unreachable(self) -> QWidget:
        page, layout = _page()
        layout.addWidget(label(self.tr("Your space cannot be opened"), "title"))
        text = self.tr("Try again, or go back and choose another space.")
        layout.addWidget(label(text, "muted", wrap=True))
        self._end(layout, self.tr("Try again"), "unreachable_retry", self._model.try_again)
        return page

    def _end(self, layout: QVBoxLayout, text: str, name: str, submit: Callable[[], None]) -> None:
        """The line that closes a form: the way back, and the one thing to do."""
        back = button(self.tr("Back"), f"{name}_back", "link")
        back.clicked.connect(self._model.choose_again)
        done = button(text, name, "primary")
        done.clicked.connect(submit)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(done)
        layout.addLayout(row)

    def _on_step(self, step: Step) -> None:
        page = self._page_of.get(step)
        if page is None:
            return
        if self._discovery is not None:
            self._discovery.start() if step is Step.ADDRESS else self._discovery.stop()
        if step is Step.CHOOSE:
            self._known.show_places(self._model.places)
        # Not a stack: that would be as tall as the tallest page.
        for other in self._page_of.values():
            other.setVisible(other is page)
        first = self._first.get(step)
        if first is self._username and self._username.text():
            first = self._password
        first = self._advised or first
        if first is not None:
            first.setFocus()

    def _on_busy(self, busy: bool) -> None:
        self._pages.setEnabled(not busy)
        self._progress.setVisible(busy)
        if not busy:
            self._on_step(self._model.step)

    def _on_advice(self, advice: object) -> None:
        self._advised = self._fields.place(self._model.advice)
        self._error.show_advice(self._model.advice, offer_details=True)
        if self._advised is not None:
            self._advised.setFocus()

    def _on_server(self, _server: object) -> None:
        server = self._model.server
        if server is None:
            return
        own = self.tr("The first account of your space; you run it.")
        name = self.tr("At {name}").format(name=server.name)
        invited = self._model.invited
        if invited is not None and self._model.invite:
            words = self.tr("{inviter} invited you. Join {club} at {name}.")
            name = words.format(
                inviter=invited.inviter_name, club=invited.community_name, name=server.name
            )
        for prefix in ("sign_in", "register", "setup"):
            where = self.findChild(QLabel, f"{prefix}_where")
            if where is not None:
                where.setText(own if prefix == "setup" else name)
        # One that was brought along is used without a word.
        asks = server.registration == "invite" and not self._model.invite
        self._invite.setVisible(asks)
        self._invite_label.setVisible(asks)


def _page() -> tuple[QFrame, QVBoxLayout]:
    page = QFrame()
    return page, column(page, 0, 8)


def _field(layout: QVBoxLayout, text: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    captioned(layout, text, edit, name)
    return edit


def _enter_walks(edits: list[QLineEdit], submit: Callable[[], None]) -> None:
    """Enter goes to the next field, and sends from the last."""
    for edit, following in pairwise(edits):
        edit.returnPressed.connect(following.setFocus)
    edits[-1].returnPressed.connect(submit)
