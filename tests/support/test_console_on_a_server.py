"""An agent's console against a real server: one conversation from the queue to its end, live."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from embedded_server.contracts import support
from embedded_server.contracts.support import ConversationStatus
from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.place import Place
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.support.api import ConversationApi
from spaces_desktop.support.console.api import ConsoleApi
from spaces_desktop.support.console.model import Counter
from spaces_desktop.support.model import SupportModel
from spaces_desktop.support.threads import make_desk
from spaces_desktop.support.view import SupportView
from spaces_desktop.widgets.rooms import Forgetful
from spaces_desktop.widgets.theme import Themes
from tests.gallery.consoles import SilentBell
from tests.kit.desktop import (
    application,
    run,
    tasks,
    until,
    user,
)
from tests.kit.server import LocalHost, fast_settings
from tests.kit.service import act, make_brand, write


@asynccontextmanager
async def _served(folder: Path) -> AsyncIterator[LocalHost]:
    async with LocalHost(fast_settings(folder / "server")) as host:
        await host.set_up()
        yield host


def test_a_conversation_with_a_real_server(tmp_path: Path) -> None:
    """From the queue over the reply, a note and a ready-made answer to the end, live."""

    async def serve() -> None:
        async with _served(tmp_path) as host:
            brand = await make_brand(host, "human_only")
            customer = await host.person("noor")
            lead = brand.lead
            spawner = tasks()
            http = HttpClient(lead.url, lead.token)
            live = LiveEvents(http.connect_events, spawner)
            me = user("Lead", lead.id)
            shelf = Shelf(None, me.id)
            desk = make_desk(ConversationApi(http), live, spawner, me, shelf)
            counter = Counter(
                calls=ConsoleApi(http),
                live=live,
                tasks=spawner,
                me=me,
                keep=Forgetful(),
                drafts=desk.drafts,
                thread_of=lambda one: ThreadModel(Place(one.community_id, one.id), desk),
            )
            bell = SilentBell()
            model = SupportModel(CommunitiesApi(http), counter, bell)
            model.brands.loaded.connect(live.start)
            model.start()
            await until(lambda: model.consoles and live.link.state is LinkState.ONLINE)
            console = model.consoles[brand.id]
            await until(lambda: console.listing.phase is not Phase.LOADING)
            view = SupportView(model, Themes(application(), "light"), KeptEmoji(Forgetful()))
            view.open(brand.id)
            view.resize(1180, 760)
            view.show()
            view.activateWindow()
            console.colleagues.set_availability("online")
            await until(lambda: console.colleagues.availability == "online")
            key = await brand.waiting(customer, "My lamp flickers.")
            await until(lambda: [one.id for one in console.waiting] == [key], "it is told live")
            await until(lambda: model.ringer.ringing, "it rings")
            console.accept_next()
            await until(lambda: console.open is not None and console.open.is_mine)
            await until(lambda: not model.ringer.ringing, "it is calm")
            opened = console.open
            assert opened is not None
            await until(lambda: opened.talk.phase is Phase.READY)
            opened.talk.send("Hello, I look.")
            assert (await write(customer, key, "Thank you")).status == 201
            await until(
                lambda: (
                    {"Hello, I look.", "Thank you"} <= {row.text for row in opened.talk.rows.rows}
                )
            )
            opened.beside.notes.add("Check the driver")
            await until(lambda: opened.beside.notes.items)
            await until(lambda: opened.beside.handoff.value is not None)
            await until(lambda: opened.beside.customer.value is not None)
            console.acts.resolve(key, "solved")
            await until(
                lambda: (
                    opened.told is not None and opened.told.status is ConversationStatus.RESOLVED
                )
            )
            assert "resolved" in opened.barred
            fresh = await http.call(support.READ, conversationId=key)
            assert opened.told is not None
            assert (opened.told.status, opened.told.outcome, opened.told.last_seq) == (
                fresh.status,
                fresh.outcome,
                fresh.last_seq,
            )
            assert (await act(customer, support.RATE, key, {"score": 5})).status == 204
            view.release()
            view.close()
            view.deleteLater()
            model.close()
            desk.outbox.close()
            live.stop()
            await spawner.close()
            shelf.close()
            await http.close()

    run(serve(), within=40)
