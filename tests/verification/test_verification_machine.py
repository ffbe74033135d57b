"""Names, requests and decisions in any order: the badge stands on approved names alone."""

from __future__ import annotations

import random

import pytest

from embedded_server.communities import service as communities
from embedded_server.communities.service import settings
from embedded_server.contracts.communities import CommunityType, CreateCommunity, EditCommunity
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.ids import new_id
from embedded_server.verification import service, store
from embedded_server.verification.store import DocumentValue
from tests.kit.server import LocalHost

NAMES = ("Tea", "Bank", "Shop")


def document() -> DocumentValue:
    return DocumentValue(new_id(), new_id(), 0, "a.pdf", "application/pdf", 1, "00")


class Machine:
    """One community; `approved` are the names that an admin looked at and let pass."""

    def __init__(self, tx: Transaction, admin_id: str, seed: int) -> None:
        self.tx = tx
        self.admin_id = admin_id
        self.random = random.Random(seed)
        form = CreateCommunity(type=CommunityType.OFFICIAL, name="Tea")
        self.id = settings.create(tx, admin_id, form, None)[0].id
        self.approved: set[str] = set()

    @property
    def name(self) -> str:
        return communities.exists(self.tx, self.id).name

    def step(self) -> None:
        act = self.random.choice((self.submit, self.withdraw, self.decide, self.rename))
        try:
            act()
        except Refusal as refusal:
            if refusal.status not in (404, 409):
                raise
        self.check()

    def submit(self) -> None:
        service.submit(self.tx, self.id, self.admin_id, "Tea Ltd", "", [document()])

    def withdraw(self) -> None:
        service.withdraw(self.tx, self.id, self.admin_id)

    def decide(self) -> None:
        waiting = store.pending(self.tx, self.id)
        if waiting is None:
            return
        if self.random.random() < 0.4:
            service.reject(self.tx, waiting.id, self.admin_id, "No")
            return
        seen = self.random.choice(NAMES)
        service.approve(self.tx, waiting.id, self.admin_id, "", seen)
        assert seen == self.name
        self.approved.add(seen)

    def rename(self) -> None:
        form = EditCommunity(name=self.random.choice(NAMES))
        settings.edit(self.tx, self.id, self.admin_id, form, lambda *_: False, service.on_new_name)

    def check(self) -> None:
        community = communities.exists(self.tx, self.id)
        newest = store.newest(self.tx, self.id)
        waiting = store.pending(self.tx, self.id)
        if community.is_verified:
            assert community.name in self.approved
            assert waiting is None
        if waiting is not None:
            assert waiting == newest, "what waits is the newest"
            if waiting.is_rename:
                assert waiting.previous_name in self.approved
                assert waiting.previous_name != community.name


@pytest.mark.parametrize("seed", range(3))
async def test_the_badge_is_only_ever_on_an_approved_name(host: LocalHost, seed: int) -> None:
    def run(tx: Transaction) -> None:
        machine = Machine(tx, host.admin.id, seed)
        for _ in range(150):
            machine.step()
        assert machine.approved

    await host.server.database.write(run)
