"""How one customer service works: what the server has, what somebody is changing, and saving it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community, CsMode, EditCommunity
from embedded_server.contracts.support_desk import (
    BusinessHours,
    Inactivity,
    SupportSettings,
    Targets,
    WebChat,
)
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.rights import is_creator, is_staff
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.settings.api import ServiceCalls
from spaces_desktop.support.settings.checks import faults_of, origin_of
from spaces_desktop.support.settings.clock import local_now, now_words

log = logging.getLogger(__name__)

MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class Brand:
    """What a community itself says of its service."""

    name: str
    description: str
    mode: CsMode


def brand_of(community: Community) -> Brand:
    mode = community.cs_mode
    return Brand(
        community.name, community.description, "hybrid" if isinstance(mode, UnsetType) else mode
    )


class ServiceModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    draft_changed = Signal(object)
    brand_changed = Signal(object)
    faults_changed = Signal(object)
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    is_dirty_changed = Signal(bool)
    saved = Signal(object)
    """With the community as it is now."""
    refused = Signal(str)
    """Saving met a fault; with the path of the first."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    draft = Observed(SupportSettings())
    brand = Observed(Brand("", "", "hybrid"))
    faults = Observed[dict[str, str]]({})
    """What is wrong, by wire path; it is told once somebody tried to save."""
    form_advice = Observed[Advice | None](None)
    busy = Observed(False)
    is_dirty = Observed(False)

    def __init__(
        self,
        community: Community,
        calls: ServiceCalls,
        communities: CommunitiesCalls,
        live: LiveEvents,
        tasks: Tasks,
        address: str,
        parent: QObject | None = None,
    ) -> None:
        """`address` is the server's own, as this window reaches it: `http://192.168.1.20:8080`."""
        super().__init__(parent)
        self.community = community
        self.address = address
        self._calls = calls
        self._communities = communities
        self._live = live
        self._tasks = tasks
        self._key = f"service {uuid4().hex}"
        self._kept = SupportSettings()
        self.brand = brand_of(community)
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)

    @property
    def is_creator(self) -> bool:
        return is_creator(self.community)

    @property
    def is_staff(self) -> bool:
        """Creator or moderator: who may see to the people of the service."""
        return is_staff(self.community)

    @property
    def opening(self) -> str:
        """What a customer would find now, by the hours as they stand in the form."""
        hours = self.draft.hours
        return now_words(hours, local_now(hours.time_zone))

    def opening_at(self, now: datetime) -> str:
        return now_words(self.draft.hours, now)

    @property
    def snippet(self) -> str:
        """What a web site takes in for the chat to stand there."""
        source = f"{self.address}/widget.js"
        return f'<script src="{source}" data-community="{self.community.id}" async></script>'

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="service settings", key=self._key)

    def change_hours(self, change: Callable[[BusinessHours], BusinessHours]) -> None:
        self._change(replace(self.draft, hours=change(self.draft.hours)))

    def change_inactivity(self, change: Callable[[Inactivity], Inactivity]) -> None:
        self._change(replace(self.draft, inactivity=change(self.draft.inactivity)))

    def change_targets(self, change: Callable[[Targets], Targets]) -> None:
        self._change(replace(self.draft, targets=change(self.draft.targets)))

    def change_web_chat(self, change: Callable[[WebChat], WebChat]) -> None:
        self._change(replace(self.draft, web_chat=change(self.draft.web_chat)))

    def change(
        self,
        *,
        grace_seconds: int | None = None,
        auto_assign: bool | None = None,
        most_per_agent: int | None = None,
    ) -> None:
        given = {
            name: value
            for name, value in (
                ("grace_seconds", grace_seconds),
                ("auto_assign", auto_assign),
                ("most_per_agent", most_per_agent),
            )
            if value is not None
        }
        self._change(replace(self.draft, **given))

    def set_brand(self, brand: Brand) -> None:
        self.brand = brand
        self._forget_faults()

    def discard(self) -> None:
        """What was changed and not saved is as the server has it again."""
        self.brand = brand_of(self.community)
        self._change(self._kept)

    def save(self) -> None:
        """All that was changed; a fault is told at its field, and nothing is sent then."""
        found = self._brand_faults() | faults_of(self.draft)
        self.form_advice = None
        self.faults = found
        if found:
            self.refused.emit(next(iter(found)))
            return
        if self.is_dirty and not self.busy:
            self._tasks.spawn(self._save(), name="save service settings", key=self._key)

    def _change(self, draft: SupportSettings) -> None:
        self.draft = draft
        self._forget_faults()

    def _forget_faults(self) -> None:
        """Once told, faults follow the form: those that are mended go, no new ones come."""
        now = self._brand_faults() | faults_of(self.draft) if self.faults else {}
        self.faults = {path: now[path] for path in self.faults if path in now}
        self.form_advice = None
        self.is_dirty = self.draft != self._kept or self.brand != brand_of(self.community)

    def _brand_faults(self) -> dict[str, str]:
        return {} if self.brand.name.strip() else {"name": self.tr("Give it a name.")}

    async def _load(self) -> None:
        try:
            found = await self._calls.settings(self.community.id)
        except DesktopError as error:
            log.info("service settings: %s", error)
            self.advice = advise(error)
            if self.phase is not Phase.READY:
                self.phase = Phase.FAILED
            return
        self.advice = None
        untouched = not self.is_dirty
        self._kept = found
        if untouched:
            self._change(found)
        self.phase = Phase.READY

    async def _save(self) -> None:
        self.busy = True
        try:
            await self._save_brand()
            await self._save_settings()
        except ApiError as error:
            log.info("service settings: %s", error)
            self._refuse(error)
        except DesktopError as error:
            log.info("service settings: %s", error)
            self.form_advice = advise(error)
        else:
            self.saved.emit(self.community)
        finally:
            self.busy = False

    async def _save_brand(self) -> None:
        brand, old = self.brand, brand_of(self.community)
        if brand == old:
            return
        form = EditCommunity(
            name=brand.name.strip(), description=brand.description.strip(), cs_mode=brand.mode
        )
        changed = await self._communities.edit(self.community.id, form)
        self.community = replace(
            changed, membership=changed.membership or self.community.membership
        )
        if self.brand == brand:
            self.set_brand(brand_of(self.community))

    async def _save_settings(self) -> None:
        sent = self.draft
        if sent == self._kept:
            return
        sites = [origin_of(site) for site in sent.web_chat.sites]
        form = replace(sent, web_chat=replace(sent.web_chat, sites=sites))
        self._kept = await self._calls.set_settings(self.community.id, form)
        self._change(self._kept if self.draft == sent else self.draft)

    def _refuse(self, error: ApiError) -> None:
        """At the fields that the server named, or beside the button where it named none."""
        told = advise(error)
        if not error.errors:
            self.form_advice = told
            return
        self.faults = {one.field: told.text for one in error.errors}
        self.form_advice = told
        self.refused.emit(error.errors[0].field)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()
