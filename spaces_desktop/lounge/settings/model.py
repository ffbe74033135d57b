"""What a lounge's creator decides about it: its words, the free time of a day, and its prices."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import wire_name
from embedded_server.contracts.communities import Community, EditCommunity
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.money import AmountError, typed_cents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

PRICES = ("join_fee_cents", "monthly_price_cents", "monthly_fee_cents")


class EditCalls(Protocol):
    async def edit(self, community_id: str, form: EditCommunity) -> Community: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it stands; `prices` are what was typed for each of `PRICES`."""

    name: str
    description: str
    free_minutes: int
    text_when_used: bool
    prices: dict[str, str]


class LoungeSettingsModel(QObject):
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    saved = Signal()

    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self,
        community: Community,
        calls: EditCalls,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community = community
        self._calls = calls
        self._tasks = tasks
        self._key = f"lounge settings {uuid4().hex}"

    @property
    def free_minutes(self) -> int:
        minutes = self.community.free_minutes_per_day
        return 0 if isinstance(minutes, UnsetType) else minutes

    @property
    def text_when_used(self) -> bool:
        return self.community.text_when_used is not False

    def price(self, field: str) -> int:
        """In cents, of one of `PRICES`."""
        cents = getattr(self.community, field)
        return 0 if isinstance(cents, UnsetType) else int(cents)

    def edited(self) -> None:
        self.form_advice = None

    def save(self, typed: Typed) -> None:
        """What is other than before, and nothing else: another window may have changed the rest."""
        if not typed.name.strip():
            self.form_advice = Advice(self.tr("Give it a name."), field="name")
            return
        cents: dict[str, int] = {}
        for field, text in typed.prices.items():
            try:
                cents[field] = typed_cents(text) if text.strip() else 0
            except AmountError as error:
                self.form_advice = Advice(str(error), field=wire_name(field))
                return
        if cents.get("monthly_price_cents") and cents.get("monthly_fee_cents"):
            self.form_advice = Advice(
                self.tr(
                    "Choose one of the two: a price for talking without a limit, or a fee for"
                    " being a member. Leave the other one empty."
                ),
                field="monthlyPriceCents",
            )
            return
        wanted: dict[str, Any] = {
            "name": typed.name.strip(),
            "description": typed.description.strip(),
            "free_minutes_per_day": typed.free_minutes,
            "text_when_used": typed.text_when_used,
            **cents,
        }
        changed = {
            field: value
            for field, value in wanted.items()
            if value != getattr(self.community, field)
        }
        if not self.busy:
            form = EditCommunity(**changed)
            self._tasks.spawn(
                guarded(self, lambda: self._save(form), log, "lounge settings"),
                name="lounge settings",
                key=self._key,
            )

    def close(self) -> None:
        self._tasks.cancel(self._key)

    async def _save(self, form: EditCommunity) -> None:
        self.community = await self._calls.edit(self.community.id, form)
        self.saved.emit()
