"""The clubs room as a whole: which club is open, its thread, its people and its agents."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.accounts import User
from embedded_server.contracts.agents import Agent
from embedded_server.contracts.communities import Community, CommunityType
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.agents.editor import EditorModel
from spaces_desktop.agents.library import LibraryModel
from spaces_desktop.agents.link import LinkModel
from spaces_desktop.agents.model import LinkedAgentsModel
from spaces_desktop.agents.new_agent import NewAgentModel
from spaces_desktop.agents.rereading import Rereading
from spaces_desktop.agents.sources import SourceBook
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.chat.writing.drafts import Draft
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.club.api import ClubCalls
from spaces_desktop.club.links import MessageLink
from spaces_desktop.club.mine.paying import Paying
from spaces_desktop.club.mine.places import Places
from spaces_desktop.club.search.api import FindingCalls
from spaces_desktop.club.search.finding import FindingModel
from spaces_desktop.club.thread.addressees import whom
from spaces_desktop.club.thread.desk import Known, make_desk
from spaces_desktop.club.thread.model import ClubThread
from spaces_desktop.club.thread.slow import SlowMode
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.browsing import BrowseModel
from spaces_desktop.communities.members import MembersModel
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.own import number
from spaces_desktop.communities.rights import is_staff
from spaces_desktop.communities.settings import SettingsModel
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.composer_data import Addressee
from spaces_desktop.widgets.rooms import Forgetful, Keep

MENTIONS, MY_AGENTS = "mentions", "agents"
"""Pages of the room that stand in the place of a club's thread."""
MOST_LOOKED_AT = 30
"""So many clubs are asked whether an agent is in them."""
AGAIN_MS = 3000
"""So long after it failed the first list of all is asked for once more."""
EMOJI = "emoji"
"""Under this name those used last are kept."""
MOST_THREADS = 20
"""Threads that are kept up to date at once: the ones that were opened last."""


class ClubsModel(QObject):
    open_thread_changed = Signal(object)
    orphans_changed = Signal(object)
    orphans = Observed[tuple[Pending, ...]](())
    """Unsent messages of clubs that one is not in any more."""
    page_changed = Signal(str)

    open_thread = Observed[ClubThread | None](None)
    page = Observed("")
    """Which page stands in the place of a thread, "" for none."""

    def __init__(
        self,
        communities: CommunitiesCalls,
        agents: AgentsCalls,
        club: ClubCalls,
        live: LiveEvents,
        tasks: Tasks,
        me: User,
        visit: Callable[[str], None],
        shelf: Shelf | None = None,
        where: str = "",
        parent: QObject | None = None,
        *,
        finding: FindingCalls,
        keep: Keep | None = None,
        billing: BillingCalls | None = None,
    ) -> None:
        """`visit` goes to a club by id, or to the room itself by ""; without a shelf drafts and
        unsent messages do not outlive the model, without `keep` the last searches do not; `where`
        is the server's address in links."""
        super().__init__(parent)
        self._agents_calls = agents
        self._communities = communities
        self._live = live
        self._tasks = tasks
        self._me = me
        self._threads: dict[str, ClubThread] = {}
        self._wanted = ""
        self.where = where
        self.visit = visit
        self.clubs = CommunitiesModel(
            CommunityType.CLUB, communities, live, tasks, me.id, parent=self
        )
        self.members = MembersModel(communities, live, tasks, me.id, parent=self)
        self.agents = LinkedAgentsModel(agents, live, tasks, parent=self)
        self.paying = Paying(
            communities, self.clubs, self.agents, live, tasks, me.id, billing, self
        )
        self.paying.current = lambda: self.current
        self.paying.renewal.renewed.connect(self._on_renewed)
        slow = SlowMode(self.clubs.get, parent=self)
        self.clubs.community_changed.connect(slow.look_again)
        kept = shelf or Shelf(None, me.id)
        self._desk = make_desk(club, live, tasks, me, kept, self._known(), slow, self)
        self.drafts = self._desk.drafts
        self.outbox = self._desk.outbox
        live.link_changed.connect(self._on_link)
        self._keep = keep
        self.places = Places(self.clubs, self.outbox, self._threads.get, self)
        self.clubs.draft_of = self.drafts.text_of
        self.drafts.changed.connect(lambda _club: self.clubs.refresh())
        self.browsing = BrowseModel(
            CommunityType.CLUB, communities, self.clubs, self._agent_names, live, tasks, parent=self
        )
        self.finding = FindingModel(finding, live, tasks, me.id, self.clubs, keep, parent=self)
        self.finding.jump_wanted.connect(self.go_to)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.clubs.load)
        self.clubs.phase_changed.connect(self._on_phase)
        self.library = LibraryModel(agents, live, tasks, me.id, parent=self)
        book = SourceBook(Forgetful() if keep is None else keep)
        self.rereading = Rereading(agents, book, tasks, parent=self)
        for signal in (self.outbox.changed, self.outbox.gone, self.clubs.gone, self.clubs.loaded):
            signal.connect(self._find_orphans)
        self.clubs.loaded.connect(self._on_loaded)
        self.clubs.created.connect(visit)
        self.clubs.joined.connect(visit)
        self.clubs.gone.connect(self._on_gone)

    def start(self) -> None:
        self.clubs.load()
        self.rereading.check()
        self.paying.start()

    def close(self) -> None:
        for thread in self._threads.values():
            thread.close()
        self._again.stop()
        self._desk.files.close()
        self._live.link_changed.disconnect(self._on_link)
        self.drafts.flush()
        self.outbox.close()
        self.clubs.close()
        self.paying.close()
        self.members.close()
        self.agents.close()
        self.browsing.close()
        self.finding.close()
        self.library.close()
        self.rereading.close()

    @property
    def current(self) -> Community | None:
        return None if self.open_thread is None else self.clubs.get(self.open_thread.community_id)

    @property
    def addressees(self) -> list[Addressee] | None:
        """Whom one can ask or name in the open club; None while that is not known."""
        thread = self.open_thread
        if thread is None or self.agents.loaded_for != thread.community_id:
            return None
        others = (one for one in self.members.members if one.user_id != self._me.id)
        return whom(self.agents.addressees, others, may_name_everyone=self.may_add_agents)

    @property
    def may_add_agents(self) -> bool:
        return is_staff(self.current)

    def may_edit_agent(self, agent_id: str) -> bool:
        known = self.agents.get(agent_id)
        return known is not None and known.agent.owner_id == self._me.id

    @property
    def my_id(self) -> str:
        return self._me.id

    @property
    def recent_emoji(self) -> tuple[str, ...]:
        return tuple(self._keep.get(EMOJI).split()) if self._keep is not None else ()

    def keep_emoji(self, recent: tuple[str, ...]) -> None:
        if self._keep is not None:
            self._keep.put(EMOJI, " ".join(recent))

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE:
            self.rereading.check()  # what changed meanwhile could not be sent

    def link_to(self, community_id: str, message_id: str) -> str:
        """What leads back to one message, for whoever may see it."""
        return MessageLink(self.where, community_id, message_id).text

    @property
    def may_leave(self) -> bool:
        club = self.current
        return club is not None and club.creator_id != self._me.id

    def open(self, community_id: str) -> None:
        """Show one club's thread; "" shows none. One that is not known yet opens once it is."""
        self._wanted = community_id
        if community_id:
            self.places.farewell = None
        self.page = community_id if community_id in (MENTIONS, MY_AGENTS) else ""
        if not self.clubs.is_member(community_id):
            self.open_thread = None
            self.finding.open("", is_staff=False)
            if self.page == MENTIONS:
                self.finding.mentions.open()
            elif self.page == MY_AGENTS:
                self.library.open()
            return
        if community_id not in self._threads:
            self._threads[community_id] = ClubThread(community_id, self._desk, parent=self)
        thread = self._threads[community_id] = self._threads.pop(community_id)
        held = self.clubs.get(community_id)
        mine = None if held is None else held.membership
        self.members.open(community_id, None if mine is None else mine.role)
        self.agents.open(community_id)
        self.paying.renewal.open(community_id)
        self.finding.open(community_id, is_staff=is_staff(self.clubs.get(community_id)))
        if thread is not self.open_thread:
            self._enter(thread)
            self.open_thread = thread
        self._close_oldest()

    def _close_oldest(self) -> None:
        """What was written and not sent stays; the rest of it is fetched again when needed."""
        while len(self._threads) > MOST_THREADS:
            old = self._threads.pop(next(iter(self._threads)))
            old.close()
            # Not deleted at once: an answer that is on its way may still be put to it.
            old.setParent(None)

    def _enter(self, thread: ClubThread) -> None:
        club = self.clubs.get(thread.community_id)
        held = None if club is None else club.membership
        if held is None:
            thread.enter(0, 0)
            return
        self.places.tell(thread)
        thread.enter(number(held.last_read_seq), number(held.unread_count))

    def go_to(self, community_id: str, message_id: str) -> None:
        """Open a club at one of its messages."""
        self.visit(community_id)
        if self.open_thread is not None and self.open_thread.community_id == community_id:
            self.open_thread.jump_to(message_id)

    def ask(self, agent_id: str, text: str) -> None:
        """Send a text to the open club, to an agent where one is named."""
        if self.open_thread is None:
            return
        self.open_thread.submit(Draft(text=text, agent_id=agent_id))

    def new_agent(self) -> NewAgentModel:
        """One agent in the making, for the open club."""
        if self.open_thread is None:
            raise RuntimeError("no club is open")
        return NewAgentModel(
            self.open_thread.community_id,
            self._agents_calls,
            self._tasks,
            taught=self.rereading.taught,
        )

    def editor(self, agent_id: str) -> EditorModel:
        """One of one's own agents, opened to be changed. Raises KeyError for any other."""
        linked = self.agents.get(agent_id)
        agent = self.library.get(agent_id) or (None if linked is None else linked.agent)
        if agent is None or agent.owner_id != self._me.id:
            raise KeyError(agent_id)
        clubs = tuple(one.id for one in self.clubs.mine)[:MOST_LOOKED_AT]
        made = EditorModel(
            agent, self._agents_calls, self._live, self._tasks, self.rereading, clubs
        )
        made.saved.connect(self._on_agent_saved)
        return made

    def link_of(self, agent_id: str) -> LinkModel | None:
        """How the open club has one of its agents, opened to be changed."""
        linked = self.agents.get(agent_id)
        if linked is None or not self.may_add_agents:
            return None
        return LinkModel(linked, self._agents_calls, self._tasks)

    @property
    def club_names(self) -> dict[str, str]:
        return {one.id: one.name for one in self.clubs.mine}

    def _on_agent_saved(self, agent: Agent) -> None:
        # Not every change is told to the club, and one sees more of one's own.
        self.agents.reload()
        if self.library.get(agent.id) is not None:
            self.library.put(agent)

    def settings_of(self, community_id: str) -> SettingsModel | None:
        """The settings of one of one's own clubs, for who may see them."""
        club = self.clubs.get(community_id)
        if club is None or not is_staff(club):
            return None
        return SettingsModel(club, self._communities, self.clubs, self._live, self._tasks)

    def copy_invite(self, community_id: str, copy: Callable[[str], object]) -> None:
        """Hand the link of an invite without limits to `copy`; one is made if there is none."""
        self.clubs.invite_link(community_id, copy)

    async def _agent_names(self, community_id: str) -> list[str]:
        return [one.agent.name for one in await self._agents_calls.linked(community_id)]

    def leave(self) -> None:
        if self.open_thread is not None:
            self.clubs.leave(self.open_thread.community_id)

    def _known(self) -> Known:
        return Known(
            fee_of=self.paying.fee_of,
            price_now=self.paying.price_now,
            name_of=self._name_of,
            club_name=self._name_of_club,
        )

    def _name_of(self, user_id: str) -> str:
        known = self.members.get(user_id)
        return "" if known is None else known.display_name

    def _name_of_club(self, community_id: str) -> str:
        club = self.clubs.get(community_id)
        return "" if club is None else club.name

    def _find_orphans(self, _change: object) -> None:
        known = self._live.last_seq is not None  # before that no club is known
        self.orphans = tuple(
            item
            for item in self.outbox.items
            if known and not self.clubs.is_member(item.community_id)
        )

    def _on_phase(self, phase: Phase) -> None:
        # Before the first list there is no live connection whose coming back could tell.
        if phase is Phase.FAILED and self._live.last_seq is None:
            self._again.start()

    def _on_loaded(self, seq: int) -> None:
        if self._live.last_seq is None:
            self._live.start(seq)
        if self.open_thread is None and self._wanted:
            self.open(self._wanted)

    def _on_renewed(self, community_id: str, said: str) -> None:
        """All that was refused meanwhile is fetched, and what waits goes out."""
        thread = self._threads.get(community_id)
        if thread is not None:
            thread.load()
            thread.said.emit(said)
        self.outbox.retry_all(community_id)
        self.open(community_id)

    def _on_gone(self, community_id: str) -> None:
        thread = self._threads.pop(community_id, None)
        if thread is None:
            return
        if thread is self.open_thread:
            self.open_thread = None
            self.visit("")
        thread.close()
        thread.deleteLater()
