"""The brands one belongs to: those whose customers one answers, each with its console."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import Community, CommunityType, Role, Standing
from embedded_server.contracts.support import Conversation
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.rights import role_in
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.support.console.model import ConsoleModel, Counter
from spaces_desktop.support.console.ringing import Bell, Ringer

ANSWERING = (Role.CREATOR, Role.MODERATOR, Role.CS_AGENT)


class SupportModel(QObject):
    staffed_changed = Signal(object)
    console_changed = Signal(object)
    counted = Signal()
    """What waits in the room may be another number."""
    announced = Signal(object)
    """A Conversation of somebody who waits, to be told where one looks elsewhere."""
    wrote = Signal(object, object)
    """A customer of one's own wrote: the Conversation and the Message."""

    staffed = Observed[tuple[Community, ...]](())
    """Brands whose customers one answers, by name."""
    console = Observed[ConsoleModel | None](None)
    """The one on the screen."""

    def __init__(
        self,
        communities: CommunitiesCalls,
        counter: Counter,
        bell: Bell,
        is_quiet: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._wanted: tuple[str, str] = ("", "")
        """Which brand, and which conversation of it, as soon as they are known."""
        self.consoles: dict[str, ConsoleModel] = {}
        self.brands = CommunitiesModel(
            CommunityType.OFFICIAL,
            communities,
            counter.live,
            counter.tasks,
            counter.me.id,
            parent=self,
        )
        self.ringer = Ringer(bell, counter.keep, is_quiet, self)
        self.ringer.announced.connect(self.announced)
        self.brands.loaded.connect(lambda _seq: self._settle())
        self.brands.community_changed.connect(lambda _one: self._settle())
        self.brands.created.connect(lambda _one: self._settle())
        self.brands.joined.connect(lambda _one: self._settle())
        self.brands.ended.connect(self._on_ended)
        self.brands.gone.connect(self._on_gone)
        self.brands.phase_changed.connect(lambda _phase: self._settle())

    def start(self) -> None:
        self.brands.load()

    def close(self) -> None:
        self.ringer.close()
        for one in self.consoles.values():
            one.close()
        self.brands.close()
        self._counter.drafts.flush()

    @property
    def waiting(self) -> int:
        return sum(len(one.waiting) for one in self.consoles.values() if not one.farewell)

    @property
    def new_of_mine(self) -> int:
        return sum(one.new_of_mine for one in self.consoles.values() if not one.farewell)

    def open(self, community_id: str, conversation_id: str = "") -> bool:
        """Show a brand's console, at one of its conversations where one is named; whether one
        answers there. What is not known yet is opened once it is."""
        self._wanted = (community_id, conversation_id)
        return self._open_wanted()

    def show_first(self) -> bool:
        """The console one was at, or the first there is."""
        if self.console is None and self.staffed:
            self.open(self.staffed[0].id)
        return self.console is not None

    def _open_wanted(self) -> bool:
        community_id, conversation_id = self._wanted
        found = self.consoles.get(community_id)
        if found is None:
            return False
        self._wanted = ("", "")
        self.console = found
        if conversation_id:
            found.show(conversation_id)
        return True

    def _settle(self) -> None:
        """A console for each brand in which one answers; those that are new are fetched."""
        answered = sorted(
            (one for one in self.brands.mine if role_in(one) in ANSWERING),
            key=lambda one: (one.name.casefold(), one.id),
        )
        for community in answered:
            held = self.consoles.get(community.id)
            if held is not None and held.farewell:
                self._drop(community.id)
                held = None
            if held is None:
                self._add(community)
            else:
                held.community = community
        kept = {one.id for one in answered}
        for community_id, console in self.consoles.items():
            if community_id not in kept and not console.farewell and self._knows(community_id):
                console.say_goodbye(
                    self.tr("You do not answer customers of {name} any more.").format(
                        name=console.community.name
                    )
                )
        self.staffed = tuple(answered)
        if self.brands.phase is Phase.READY:
            self._open_wanted()
        self._recount()

    def _knows(self, community_id: str) -> bool:
        return self.brands.get(community_id) is not None

    def _add(self, community: Community) -> None:
        made = self.consoles[community.id] = ConsoleModel(community, self._counter, self)
        made.queue_changed.connect(self._recount)
        made.listing.counts_changed.connect(lambda _counts: self._recount())
        made.customer_wrote.connect(self._on_wrote)
        made.acts.done.connect(self._on_done)
        made.load()

    def _drop(self, community_id: str) -> None:
        old = self.consoles.pop(community_id)
        if self.console is old:
            self.console = None
        old.close()
        old.setParent(None)

    def _recount(self) -> None:
        """Those ring who wait where one is online."""
        ringing: list[Conversation] = []
        for one in self.consoles.values():
            if one.colleagues.availability == "online" and not one.farewell:
                ringing += [
                    waiting for waiting in one.waiting if waiting.customer.id != self._counter.me.id
                ]
        self.ringer.look(ringing)
        self.counted.emit()

    def _on_done(self, act: str, one: Conversation) -> None:
        if act == "release":
            self.ringer.skip(one.id)
            self._recount()

    def _on_wrote(self, one: Conversation, message: Message) -> None:
        self.counted.emit()
        self.wrote.emit(one, message)

    def _on_ended(self, community: Community, standing: Standing) -> None:
        console = self.consoles.get(community.id)
        if console is None:
            return
        words = self.tr("You are not with {name} any more.")
        if standing is Standing.BANNED:
            words = self.tr("You were banned from {name}.")
        elif standing is Standing.REMOVED:
            words = self.tr("You were removed from {name}.")
        console.say_goodbye(words.format(name=community.name))
        self._settle()

    def _on_gone(self, community_id: str) -> None:
        console = self.consoles.get(community_id)
        if console is not None and not console.farewell:
            words = self.tr("{name} does not exist any more, or you are not with it.")
            console.say_goodbye(words.format(name=console.community.name))
        self._settle()
