"""One's own account while signed in: the name others see, and what they are told of oneself."""

from __future__ import annotations

import logging
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.accounts import ChangePassword, EditMe, User
from embedded_server.contracts.errors import Code
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

MIN_PASSWORD = 8

log = logging.getLogger(__name__)


class ProfileCalls(Protocol):
    async def edit_me(self, form: EditMe) -> User: ...
    async def change_password(self, form: ChangePassword) -> None: ...


class ProfileModel(QObject):
    me_changed = Signal(object)
    busy_changed = Signal(bool)
    name_advice_changed = Signal(object)
    share_advice_changed = Signal(object)
    password_advice_changed = Signal(object)
    password_changed = Signal()
    """It is another one now, and one's other sign-ins have ended."""

    busy = Observed(False)
    name_advice = Observed[Advice | None](None)
    share_advice = Observed[Advice | None](None)
    password_advice = Observed[Advice | None](None)

    def __init__(
        self, calls: ProfileCalls, tasks: Tasks, me: User, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._me = me
        self._wanted = me.shares_presence

    @property
    def me(self) -> User:
        return self._me

    def rename(self, name: str) -> None:
        name = name.strip()
        if not name:
            self.name_advice = Advice(self.tr("Your name cannot be empty."), field="displayName")
        elif name != self._me.display_name:
            self._tasks.spawn(self._rename(name), name="rename", key="profile name")

    def change_password(self, current: str, new: str) -> None:
        if len(new) < MIN_PASSWORD:
            self.password_advice = Advice(
                self.tr("A password needs at least 8 characters."), field="newPassword"
            )
            return
        form = ChangePassword(current_password=current, new_password=new)
        self._tasks.spawn(self._change_password(form), name="password", key="profile password")

    async def _change_password(self, form: ChangePassword) -> None:
        self.busy = True
        try:
            await self._calls.change_password(form)
        except DesktopError as error:
            log.info("password: %s", error)
            wrong = isinstance(error, ApiError) and error.code is Code.BAD_CREDENTIALS
            self.password_advice = (
                Advice(self.tr("Your present password is another one."), field="currentPassword")
                if wrong
                else advise(error)
            )
        else:
            self.password_advice = None
            self.password_changed.emit()
        finally:
            self.busy = False

    def share_presence(self, shares: bool) -> None:
        if shares == self._me.shares_presence:
            self.share_advice = None
            return
        self._wanted = shares
        self._tasks.spawn(self._share(shares), name="share", key="profile share")

    def share_again(self) -> None:
        """What was wanted last, and did not work."""
        self.share_presence(self._wanted)

    async def _rename(self, name: str) -> None:
        self.name_advice = await self._edit(EditMe(display_name=name))

    async def _share(self, shares: bool) -> None:
        self.share_advice = await self._edit(EditMe(shares_presence=shares))

    async def _edit(self, form: EditMe) -> Advice | None:
        """What went wrong; the account is as the server says in any case."""
        self.busy = True
        try:
            self._me = await self._calls.edit_me(form)
        except DesktopError as error:
            log.info("profile: %s", error)
            return advise(error)
        finally:
            self.busy = False
            self.me_changed.emit(self._me)
        return None
