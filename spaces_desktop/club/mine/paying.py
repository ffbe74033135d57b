"""What things cost in the open club, for whom, and whether the wallet has it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import Community
from spaces_desktop.agents.model import LinkedAgentsModel
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.billing.pricing import PricingModel
from spaces_desktop.billing.wallet import WalletModel, place_of
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.renewing import RenewModel
from spaces_desktop.communities.rights import is_staff
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.tasks import Tasks

LOW_QUESTIONS = 3
"""With money for fewer questions than this the balance is shown beside the price."""


class Paying(QObject):
    changed = Signal()
    """What is shown of prices may be other now."""
    receipt_wanted = Signal(str)
    """What tells the wallet which entry it is."""

    def __init__(
        self,
        communities: CommunitiesCalls,
        clubs: CommunitiesModel,
        agents: LinkedAgentsModel,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        billing: BillingCalls | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Without `billing` the wallet is not known, and prices cannot be tried."""
        super().__init__(parent)
        self._tasks = tasks
        self.current: Callable[[], Community | None] = lambda: None
        """The open club."""
        self._billing = billing
        self._agents = agents
        agents.is_free = lambda: is_staff(self.current())
        agents.purse = self.purse
        self.renewal = RenewModel(communities, clubs, tasks, parent=self)
        self.wallet: WalletModel | None = None
        if billing is not None:
            self.wallet = WalletModel(billing, live, tasks, my_id, parent=self)
            self.wallet.wallet_changed.connect(lambda _it: self.changed.emit())

    def start(self) -> None:
        if self.wallet is not None:
            self.wallet.load()

    def close(self) -> None:
        if self.wallet is not None:
            self.wallet.close()

    def receipt_of(self, reply: Message) -> None:
        """Go to the receipt of a reply: what was set aside for it when it began."""
        self.receipt_wanted.emit(place_of(reply.community_id, reply.created_at))

    def fee_of(self, agent_id: str) -> int:
        """What asking costs whoever is here: nothing for staff."""
        linked = self._agents.get(agent_id)
        return 0 if linked is None else self._agents.fee(linked)

    def price_now(self, community_id: str, agent_id: str) -> int | None:
        """None where that is not known: for a club that is not open."""
        club = self.current()
        known = club is not None and club.id == community_id and self._agents.get(agent_id)
        return self.fee_of(agent_id) if known else None

    def purse(self, cents: int) -> str:
        """What is in the wallet, where it is little against a fee; "" else."""
        wallet = None if self.wallet is None else self.wallet.wallet
        if wallet is None or not cents or wallet.balance_cents >= LOW_QUESTIONS * cents:
            return ""
        return self.tr("{amount} in your wallet").format(amount=money(wallet.balance_cents))

    def prices_of(self, community: Community) -> PricingModel | None:
        """The prices of one's own club, opened to be tried and changed."""
        if self._billing is None:
            return None
        return PricingModel(community, self._billing, self._tasks)
