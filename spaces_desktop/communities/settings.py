"""One community's settings: its words, what it keeps, invites, audit, export, and its end."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.communities import (
    AuditEntry,
    Community,
    CreateInvite,
    EditCommunity,
    Invite,
    Role,
)
from embedded_server.contracts.moderation import ExportFormat
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.rights import is_creator
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.moments import wire_time
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class SettingsModel(QObject):
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    invite_advice_changed = Signal(object)
    export_advice_changed = Signal(object)
    exported_bytes_changed = Signal(object)
    saved = Signal()
    deleted = Signal()
    done = Signal()
    """The settings are closed."""
    exported = Signal(str)

    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    invite_advice = Observed[Advice | None](None)
    export_advice = Observed[Advice | None](None)
    exported_bytes = Observed[int | None](None)
    """How much of the export is here; None while none is under way."""

    def __init__(
        self,
        community: Community,
        calls: CommunitiesCalls,
        mine: CommunitiesModel,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community = community
        self._calls = calls
        self._mine = mine
        self._tasks = tasks
        self._key = f"settings {uuid4().hex}"
        self.invites: Paged[Invite] = Paged("invites", self._fetch_invites, live, tasks, self)
        self.audit: Paged[AuditEntry] = Paged("audit", self._fetch_audit, live, tasks, self)

    @property
    def is_creator(self) -> bool:
        return is_creator(self.community)

    @property
    def retention_days(self) -> int | None:
        days = self.community.retention_days
        return None if isinstance(days, UnsetType) else days

    @property
    def slow_seconds(self) -> int:
        """How far apart a member's messages are, 0 for as one likes."""
        seconds = self.community.slow_seconds
        return 0 if isinstance(seconds, UnsetType) else seconds or 0

    @property
    def roles(self) -> tuple[Role, ...]:
        """What an invite of one's own may give."""
        return (Role.MEMBER, Role.MODERATOR) if self.is_creator else (Role.MEMBER,)

    def load(self) -> None:
        self.invites.load()
        if self.is_creator:
            self.audit.load()

    def close(self) -> None:
        self.stop_export()
        self.invites.close()
        self.audit.close()
        self.done.emit()

    def edited(self) -> None:
        self.form_advice = None

    def save(
        self, name: str, description: str, retention_days: int | None, slow_seconds: int
    ) -> None:
        if not name.strip():
            self.form_advice = Advice(self.tr("Give it a name."), field="name")
            return
        form = EditCommunity(
            name=name.strip(),
            description=description.strip(),
            retention_days=retention_days,
            slow_seconds=slow_seconds,
        )
        self._act(lambda: self._save(form))

    def delete(self) -> None:
        self._act(self._delete)

    def make_invite(self, role: Role, max_uses: int | None, days: int | None) -> None:
        """One for that role, so often, for so many days; None for without a limit."""
        until = None if days is None else wire_time(datetime.now(UTC) + timedelta(days=days))
        form = CreateInvite(role=role, max_uses=max_uses, expires_at=until, client_id=uuid4().hex)
        self._tasks.spawn(self._make_invite(form), name="make an invite", key=f"{self._key} invite")

    def withdraw(self, code: str) -> None:
        self._tasks.spawn(self._withdraw(code), name="withdraw an invite")

    def export(self, form: ExportFormat, target: Path) -> None:
        if self.exported_bytes is None:
            self._tasks.spawn(self._export(form, target), name="export", key=f"{self._key} export")

    def stop_export(self) -> None:
        self._tasks.cancel(f"{self._key} export")

    async def _fetch_invites(self, cursor: str | None) -> Page[Invite]:
        return await self._calls.invites(self.community.id, cursor)

    async def _fetch_audit(self, cursor: str | None) -> Page[AuditEntry]:
        return await self._calls.audit(self.community.id, cursor)

    async def _save(self, form: EditCommunity) -> None:
        changed = await self._calls.edit(self.community.id, form)
        self._mine.take(changed)
        self.community = self._mine.get(changed.id) or changed
        self._mine.community_changed.emit(changed.id)
        self.saved.emit()

    async def _delete(self) -> None:
        await self._calls.delete(self.community.id)
        self.deleted.emit()

    async def _make_invite(self, form: CreateInvite) -> None:
        self.invite_advice = None
        try:
            made = await self._calls.invite(self.community.id, form)
        except DesktopError as error:
            log.info("invite: %s", error)
            self.invite_advice = advise(error)
            return
        self.invites.put((made, *(one for one in self.invites.items if one.code != made.code)))

    async def _withdraw(self, code: str) -> None:
        self.invite_advice = None
        try:
            await self._calls.withdraw(self.community.id, code)
        except DesktopError as error:
            log.info("invite: %s", error)
            self.invite_advice = advise(error)
            return
        self.invites.put(one for one in self.invites.items if one.code != code)

    async def _export(self, form: ExportFormat, target: Path) -> None:
        self.export_advice = None
        self.exported_bytes = 0
        try:
            await self._calls.export(self.community.id, form, target, self._on_progress)
        except DesktopError as error:
            log.info("export: %s", error)
            self.export_advice = advise(error)
        else:
            self.exported.emit(str(target))
        finally:
            self.exported_bytes = None

    def _on_progress(self, done: int, _total: int) -> None:
        self.exported_bytes = done

    def _act(self, doing: Callable[[], Awaitable[None]]) -> None:
        if not self.busy:
            self._tasks.spawn(guarded(self, doing, log, "settings"), name="settings", key=self._key)
