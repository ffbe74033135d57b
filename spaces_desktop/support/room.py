"""What the support room adds to the shell: answering a brand's customers, and asking brands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject

from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import Community
from embedded_server.contracts.support import Conversation
from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.place import Place
from spaces_desktop.chat.rows import first_words
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.communities.pages_view import Made, PageKind
from spaces_desktop.communities.rights import is_creator
from spaces_desktop.communities.types_view import begin_other
from spaces_desktop.support.console.api import ConsoleApi
from spaces_desktop.support.console.model import Counter
from spaces_desktop.support.console.ringing import SoundBell
from spaces_desktop.support.customer.api import CustomerApi
from spaces_desktop.support.customer.beginning import Beginning, QuestionApi, is_new
from spaces_desktop.support.customer.finding import FIND, about_brand, places_of
from spaces_desktop.support.customer.model import CustomerModel
from spaces_desktop.support.customer.own import OwnConversations
from spaces_desktop.support.customer.view import CustomerView
from spaces_desktop.support.keys import shortcuts
from spaces_desktop.support.model import SupportModel
from spaces_desktop.support.report.api import ReportApi
from spaces_desktop.support.report.model import ReportModel
from spaces_desktop.support.report.view import ReportView
from spaces_desktop.support.settings.doors import ServiceDoors
from spaces_desktop.support.settings.finding import NEW
from spaces_desktop.support.settings.finding import entries as service_entries
from spaces_desktop.support.settings.menu_view import ServiceMenu
from spaces_desktop.support.threads import make_desk
from spaces_desktop.support.view import SupportView
from spaces_desktop.verification.api import VerificationApi
from spaces_desktop.verification.application_view import VerificationView
from spaces_desktop.verification.applying import ApplicationModel
from spaces_desktop.widgets.rooms import Badge, Context, Found, Room, Thing

KEY = "support"
RING = "support_ring"
"""The tag of the note about who waits: there is one at a time."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("support", text)


def build(context: Context) -> Room:
    asking = CustomerApi(context.http)
    talks = QuestionApi(context.http)
    beginning = Beginning(asking, talks)
    desk = make_desk(
        talks,
        context.live,
        context.tasks,
        context.me,
        context.shelf,
        beginning.begin,
        is_new,
    )

    def thread_of(one: Conversation) -> ThreadModel:
        return ThreadModel(Place(one.community_id, one.id), desk)

    counter = Counter(
        calls=ConsoleApi(context.http),
        live=context.live,
        tasks=context.tasks,
        me=context.me,
        keep=context.keep,
        drafts=desk.drafts,
        thread_of=thread_of,
    )
    bell = SoundBell(context.tasks)
    model = SupportModel(CommunitiesApi(context.http), counter, bell, context.is_quiet)
    customer = CustomerModel(
        asking,
        CommunitiesApi(context.http),
        model.brands,
        desk,
        context.keep,
        lambda brand, inner: context.visit(KEY, brand, inner),
    )
    beginning.started = customer.started
    customer.read_here.connect(lambda brand: context.tell(brand, "", "", KEY))
    emoji = KeptEmoji(context.keep)
    side = CustomerView(customer, context.themes, emoji)
    menu = _menu(context, model)
    side.side.service_wanted.connect(lambda: context.visit(KEY, NEW))
    pages = (_report(context), _verification(context))
    view = SupportView(model, context.themes, emoji, pages, side, menu)
    model.setParent(view)
    customer.setParent(view)
    view.place_wanted.connect(lambda brand, page: context.visit(KEY, brand, page))
    _announce(context, model, view)

    def start() -> None:
        model.start()
        customer.start()

    def close() -> None:
        view.release()
        side.release()
        customer.close()
        model.close()
        bell.close()
        desk.files.close()
        desk.outbox.close()

    def step_out() -> bool:
        return view.console is not None and view.console.close_tab()

    def entries() -> list[Found]:
        settings = service_entries(
            model.staffed,
            lambda brand, page: context.visit(KEY, brand, page),
            menu.settings,
            menu.canned,
        )
        staffed = [_brand(one, context) for one in model.staffed]
        return [*staffed, *settings, *places_of(customer, KEY, context.visit)]

    def open_place(thing: str, inner: str) -> None:
        if thing == FIND:
            side.browse()
        elif thing == NEW:
            menu.create_service(inner)
        else:
            view.open(thing, inner)

    def about(thing: str) -> Thing | None:
        # What customers write is told by the console, which knows whose conversation it is.
        one = model.brands.get(thing)
        if one is not None and thing in model.consoles:
            return Thing(one.name, "none")
        return about_brand(customer, thing)

    return Room(
        KEY,
        view.tr("Support"),
        "support",
        view,
        open_place,
        start,
        close,
        badge=SupportBadge(model, customer.own, view),
        entries=entries,
        shortcuts=shortcuts(model, view),
        about=about,
        step_out=step_out,
        fleeting=frozenset({FIND, NEW}),
    )


class SupportBadge(Badge):
    """Who waits for a person, and whose words in conversations of one's own are new, on either
    side of them."""

    def __init__(self, model: SupportModel, own: OwnConversations, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._own = own
        model.counted.connect(self._recount)
        own.unread_changed.connect(lambda _count: self._recount())
        self._recount()

    def _recount(self) -> None:
        new = self._model.new_of_mine + self._own.unread
        self.count = self._model.waiting + new
        self.names_me = self._model.ringer.ringing or new > 0
        self.is_filled = True
        self.filled.emit()


def _menu(context: Context, model: SupportModel) -> ServiceMenu:
    """The menu of the brand on the screen; a new one begins with its settings."""
    made = ServiceMenu(
        ServiceDoors(context),
        model.brands,
        lambda: None if model.console is None else model.console.community,
        context.themes,
    )
    made.other_wanted.connect(partial(begin_other, context.visit))

    def look_again(brand: Community) -> None:
        console = model.consoles.get(brand.id)
        if console is not None:
            console.opening.load()

    made.changed.connect(look_again)

    def begin(community_id: str) -> None:
        context.visit(KEY, community_id)
        made.settings()

    model.brands.created.connect(begin)
    return made


def _report(context: Context) -> PageKind:
    def make(community: Community) -> Made:
        model = ReportModel(community, ReportApi(context.http), context.live, context.tasks)
        view = ReportView(model, context.themes)
        model.setParent(view)
        model.load()

        def release() -> None:
            view.release()
            model.close()

        return Made(view, release)

    return PageKind("report", _tr("Report"), make)


def _verification(context: Context) -> PageKind:
    def make(community: Community) -> Made:
        calls = VerificationApi(context.http)
        model = ApplicationModel(community.id, calls, context.live, context.tasks)
        view = VerificationView(model, context.themes, with_header=False)
        model.setParent(view)
        model.load()

        def release() -> None:
            view.release()
            model.close()

        return Made(view, release)

    return PageKind("verification", _tr("Verification"), make, is_creator)


def _announce(context: Context, model: SupportModel, view: SupportView) -> None:
    """Tell who looks elsewhere of customers that wait, and of words in one's own conversations."""

    def waiting(one: Conversation) -> None:
        title = view.tr("{name} waits for a person").format(name=one.customer.name)
        context.tell(RING, title, one.last_text, KEY, one.community_id, one.id)

    def wrote(one: Conversation, message: Message) -> None:
        console = model.consoles.get(one.community_id)
        if console is None or console.book.is_watched(one.id):
            return
        title = view.tr("{name} has written").format(name=one.customer.name)
        context.tell(f"{KEY}/{one.id}", title, first_words(message), KEY, one.community_id, one.id)

    model.announced.connect(waiting)
    model.wrote.connect(wrote)
    model.ringer.calmed.connect(lambda: context.tell(RING, "", "", KEY))


def _brand(one: Community, context: Context) -> Found:
    def going() -> None:
        context.visit(KEY, one.id)

    act: Callable[[], None] = going
    return Found(id=f"{KEY}/{one.id}", title=one.name, act=act, kind="community", is_mine=True)
