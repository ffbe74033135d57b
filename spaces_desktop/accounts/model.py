"""Getting in: one's own space or another's, a new account or a known one, and coming back."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.accounts import Login, Register, ServerInfo, Setup, SignedIn, User
from embedded_server.contracts.communities import InviteFacts
from embedded_server.contracts.errors import Code, FieldError
from embedded_server.contracts.version import PROTOCOL
from spaces_desktop.accounts.api import AccountsCalls
from spaces_desktop.accounts.links import parse_link
from spaces_desktop.kernel.errors import (
    Advice,
    ApiError,
    DesktopError,
    NetworkError,
    Trouble,
    advise,
    refusal,
)
from spaces_desktop.kernel.field_words import field_words
from spaces_desktop.kernel.keychain import Keychain
from spaces_desktop.kernel.memory import Memory, Place
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

MIN_PASSWORD = 8
MOST_OF_NAME = 60
"""Letters of a person's name that go into the name of their space."""
_USERNAME = re.compile(r"[A-Za-z0-9_.\-]{3,32}")


class Step(Enum):
    OPENING = auto()
    CHOOSE = auto()
    SETUP = auto()
    ADDRESS = auto()
    SIGN_IN = auto()
    REGISTER = auto()
    UNREACHABLE = auto()
    INSIDE = auto()


@dataclass(frozen=True, slots=True)
class Started:
    """An own server that answers; `setup_code` is there until somebody has set it up."""

    url: str
    setup_code: str | None


class OwnServer(Protocol):
    async def start(self) -> Started:
        """Start it, or give the one that runs. Raises DesktopError."""
        ...


@dataclass(frozen=True, slots=True)
class Entrance:
    """Somebody is in: where, who, and the token that says so."""

    url: str
    own: bool
    token: str
    user: User
    server: ServerInfo
    invite: str = ""
    """A code that was brought along, to a community one is not in yet."""

    @property
    def account(self) -> str:
        return f"{self.server.server_id}/{self.user.username}"


class AccountsModel(QObject):
    step_changed = Signal(object)
    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    server_changed = Signal(object)
    username_changed = Signal(str)
    invited_changed = Signal(object)
    entered = Signal(object)

    step = Observed(Step.OPENING)
    busy = Observed(False)
    advice = Observed[Advice | None](None)
    server = Observed[ServerInfo | None](None)
    invited = Observed[InviteFacts | None](None)
    """What the invite leads to that was brought along, as far as it is known."""
    username = Observed("")
    """The name to begin the sign-in form with."""

    def __init__(
        self,
        connect: Callable[[str, str | None], AccountsCalls],
        own: OwnServer,
        keychain: Keychain,
        memory: Memory,
        tasks: Tasks,
        parse_address: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connect = connect
        self._own_server = own
        self._keychain = keychain
        self._memory = memory
        self._tasks = tasks
        self._parse_address = parse_address
        self._url = ""
        self._is_own = False
        self._setup_code: str | None = None
        self._invite = ""
        self._again: Callable[[], None] | None = None

    @property
    def is_own(self) -> bool:
        return self._is_own

    @property
    def invite(self) -> str:
        """The code of the invite that was brought along; "" for none."""
        return self._invite

    @property
    def places(self) -> tuple[Place, ...]:
        """Where one was signed in before, the latest first."""
        return self._memory.places

    def begin(self) -> None:
        """Go back to where one was last time, or show the first choice."""
        place = self._memory.last
        if place is None:
            self.step = Step.CHOOSE
        else:
            self._act(self._come_back(place), self.begin)

    def go_to(self, place: Place) -> None:
        """Back to a place one was at before."""
        self._invite = ""
        self._act(self._come_back(place), lambda: self.go_to(place))

    def choose_again(self) -> None:
        """Leave whatever was under way and show the first choice."""
        self._tasks.cancel("accounts")
        self.busy = False
        self.advice = None
        self.step = Step.CHOOSE

    def start_own(self) -> None:
        self._act(self._start_own(), self.start_own)

    def want_to_join(self) -> None:
        self._invite = ""
        self.advice = None
        self.step = Step.ADDRESS

    def look_up(self, address: str) -> None:
        """An address, or the link of an invite."""
        self._act(self._look_up(address), lambda: self.look_up(address))

    def want_account(self, wanted: bool) -> None:
        """Between making a new account and signing in to one."""
        self.advice = None
        self.step = Step.REGISTER if wanted else Step.SIGN_IN

    def sign_up(self, display_name: str, username: str, password: str, invite: str = "") -> None:
        """The three fields: sets the server up on `SETUP`, registers on `REGISTER`."""
        problem = self._check(display_name, username, password)
        if problem is not None:
            self.advice = problem
            return
        self._act(
            self._sign_up(display_name.strip(), username.strip(), password, invite.strip()),
            lambda: self.sign_up(display_name, username, password, invite),
        )

    def sign_in(self, username: str, password: str) -> None:
        self._act(
            self._sign_in(username.strip(), password), lambda: self.sign_in(username, password)
        )

    def edited(self) -> None:
        """A field is being changed: what was wrong with it before is no longer the point."""
        self.advice = None

    def try_again(self) -> None:
        if self._again is not None:
            self._again()

    def sign_out(self, entrance: Entrance) -> None:
        """End the sign-in here at once, and on the server if it can be reached."""
        self._act(self._sign_out(entrance), None)

    def expired(self, entrance: Entrance) -> None:
        """The server no longer knows the token: ask for the password, with the name filled in."""
        self._remember_place(entrance.url, entrance.own, entrance.server)
        self.username = entrance.user.username
        self.advice = Advice(self.tr("Your sign-in has expired. Sign in again."))
        self.step = Step.SIGN_IN

    def _act(self, doing: Coroutine[Any, Any, None], again: Callable[[], None] | None) -> None:
        self._again = again
        self._tasks.spawn(self._guarded(doing), name="accounts", key="accounts")

    async def _guarded(self, doing: Coroutine[Any, Any, None]) -> None:
        self.advice = None
        self.busy = True
        try:
            await doing
        except DesktopError as error:
            log.info("accounts: %s", error)
            self.advice = advise(error)
        finally:
            self.busy = False

    async def _come_back(self, place: Place) -> None:
        self.step = Step.OPENING
        self.username = place.username
        try:
            if place.own:
                await self._find_own()
            else:
                await self._find(place.url, own=False)
        except DesktopError:
            self.step = Step.UNREACHABLE
            raise
        if self._setup_code is not None and self._needs_setup():
            self.step = Step.SETUP
            return
        token = await self._keychain.read(place.account)
        if token is None:
            self.step = Step.SIGN_IN
            return
        try:
            user = await self._connect(self._url, token).me()
        except ApiError as error:
            if error.code is not Code.UNAUTHENTICATED:
                self.step = Step.UNREACHABLE
                raise
            await self._keychain.forget(place.account)
            self.step = Step.SIGN_IN
            self.advice = Advice(self.tr("Your sign-in has expired. Sign in again."))
        except NetworkError:
            self.step = Step.UNREACHABLE
            raise
        else:
            await self._enter(SignedIn(user=user, token=token))

    async def _enter_known(self, place: Place) -> bool:
        """Whether the sign-in of last time still holds there."""
        token = await self._keychain.read(place.account)
        if token is None:
            return False
        try:
            user = await self._connect(self._url, token).me()
        except ApiError as error:
            log.info("the sign-in there has ended: %s", error)
            return False
        await self._enter(SignedIn(user=user, token=token))
        return True

    async def _start_own(self) -> None:
        await self._find_own()
        self.step = Step.SETUP if self._needs_setup() else Step.SIGN_IN

    async def _find_own(self) -> None:
        started = await self._own_server.start()
        self._setup_code = started.setup_code
        await self._find(started.url, own=True)

    async def _look_up(self, address: str) -> None:
        link = parse_link(address, self._parse_address)
        info = await self._find(link.url, own=False)
        if info.needs_setup:
            raise ApiError(refusal(409, Code.NEEDS_SETUP))
        self._invite = link.invite
        self.invited = await self._read_invite(link.url, link.invite)
        known = next((one for one in self._memory.places if one.server_id == info.server_id), None)
        self.username = known.username if known is not None else ""
        if known is not None and await self._enter_known(known):
            return
        # Who was invited is new as a rule; who was here before has an account.
        self.step = Step.REGISTER if link.invite and known is None else Step.SIGN_IN

    async def _read_invite(self, url: str, code: str) -> InviteFacts | None:
        """Raises ApiError for one that has ended."""
        if not code:
            return None
        try:
            return await self._connect(url, None).invite(code)
        except ApiError as error:
            if error.code is Code.INVITE_GONE:
                raise
            log.info("the invite says nothing of itself: %s", error)
            return None

    async def _find(self, url: str, *, own: bool) -> ServerInfo:
        info = await self._connect(url, None).server()
        if info.protocol != PROTOCOL:
            raise NetworkError(Trouble.OTHER_VERSION, url, f"protocol {info.protocol}")
        self._remember_place(url, own, info)
        return info

    def _remember_place(self, url: str, own: bool, info: ServerInfo) -> None:
        self._url, self._is_own = url, own
        self.server = info

    def _needs_setup(self) -> bool:
        return self.server is not None and self.server.needs_setup

    def _check(self, display_name: str, username: str, password: str) -> Advice | None:
        if not display_name.strip():
            return Advice(self.tr("Fill in all three fields."), field="displayName")
        if not username.strip():
            return Advice(self.tr("Fill in all three fields."), field="username")
        if not _USERNAME.fullmatch(username.strip()):
            return Advice(field_words(FieldError(field="username", message="")), field="username")
        if len(password) < MIN_PASSWORD:
            return Advice(self.tr("A password needs at least 8 characters."), field="password")
        return None

    async def _sign_up(self, display_name: str, username: str, password: str, invite: str) -> None:
        calls = self._connect(self._url, None)
        if self.step is Step.SETUP:
            form = Setup(
                setup_code=self._setup_code or "",
                username=username,
                password=password,
                display_name=display_name,
                server_name=self.tr("{name}'s space").format(name=display_name[:MOST_OF_NAME]),
            )
            signed = await calls.setup(form)
            self._setup_code = None
        else:
            signed = await calls.register(
                Register(
                    username=username,
                    password=password,
                    display_name=display_name,
                    invite_code=invite or self._invite or None,
                )
            )
        await self._enter(signed)

    async def _sign_in(self, username: str, password: str) -> None:
        calls = self._connect(self._url, None)
        await self._enter(await calls.login(Login(username=username, password=password)))

    async def _enter(self, signed: SignedIn) -> None:
        # What the server says of itself may have changed by signing in (a set-up ends one state).
        info = await self._connect(self._url, signed.token).server()
        self._remember_place(self._url, self._is_own, info)
        place = Place(
            server_id=info.server_id,
            url=self._url,
            own=self._is_own,
            username=signed.user.username,
            name=info.name,
        )
        await self._keychain.write(place.account, signed.token)
        self._memory.remember(place)
        self.username = signed.user.username
        self.step = Step.INSIDE
        invite, self._invite = self._invite, ""
        self.entered.emit(
            Entrance(self._url, self._is_own, signed.token, signed.user, info, invite)
        )

    async def _sign_out(self, entrance: Entrance) -> None:
        self._remember_place(entrance.url, entrance.own, entrance.server)
        await self._keychain.forget(entrance.account)
        self.step = Step.SIGN_IN
        try:
            await self._connect(entrance.url, entrance.token).logout()
        except DesktopError as error:
            log.info("the server could not be told of the sign-out: %s", error)
