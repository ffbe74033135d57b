"""A customer's window and a real server: one conversation through queue, person, end and rating."""

from __future__ import annotations

from pathlib import Path

import msgspec

from embedded_server.contracts import support
from embedded_server.contracts.accounts import User
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.support import ConversationStatus
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.support.customer.api import CustomerApi
from spaces_desktop.support.customer.beginning import Beginning, QuestionApi, is_new
from spaces_desktop.support.customer.model import CustomerModel
from spaces_desktop.support.threads import make_desk
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import run, tasks, until
from tests.kit.people import Person
from tests.kit.server import LocalHost, fast_settings
from tests.kit.service import Brand, act, make_brand, write

_Status = ConversationStatus


class Customer:
    """One person's desktop, without a window."""

    def __init__(self, person: Person) -> None:
        self.tasks = tasks()
        self.http = HttpClient(person.url, person.token)
        self.live = LiveEvents(self.http.connect_events, self.tasks)
        me = msgspec.convert(person.user, User)
        calls = CustomerApi(self.http)
        talks = QuestionApi(self.http)
        self.beginning = Beginning(calls, talks)
        self.desk = make_desk(
            talks,
            self.live,
            self.tasks,
            me,
            Shelf(None, me.id),
            self.beginning.begin,
            is_new,
        )
        communities = CommunitiesApi(self.http)
        self.brands = CommunitiesModel(
            CommunityType.OFFICIAL, communities, self.live, self.tasks, me.id
        )
        self.brands.loaded.connect(self.live.start)
        self.model = CustomerModel(
            calls, communities, self.brands, self.desk, Forgetful(), self._visit
        )
        self.beginning.started = self.model.started

    def _visit(self, brand: str, inner: str) -> None:
        self.model.show(brand, inner)

    async def close(self) -> None:
        self.model.close()
        self.brands.close()
        self.desk.files.close()
        self.desk.outbox.close()
        self.live.stop()
        await self.tasks.close()
        await self.http.close()

    @property
    def texts(self) -> list[str]:
        assert self.model.open is not None
        return [row.text for row in self.model.open.thread_model.rows.rows]

    async def status(self, wanted: ConversationStatus) -> str:
        """The open conversation's id, once it stands like that."""

        def stands() -> bool:
            talk = self.model.open
            return talk is not None and talk.told is not None and talk.told.status is wanted

        await until(stands, f"the conversation is {wanted}")
        assert self.model.open is not None
        return self.model.open.id


async def _through_its_life(customer: Customer, brand: Brand, folder: Path) -> None:
    agent = await brand.colleague(name="maria")
    model = customer.model
    customer.brands.load()
    model.start()
    await until(lambda: not model.own.is_loading)
    await until(lambda: customer.live.link.state.name == "ONLINE", "it hears what happens")
    model.show(brand.id)
    await until(lambda: model.open is not None and model.open.brand is not None)
    assert model.open is not None
    assert model.open.strip.title == "People answer here"
    model.open.thread_model.send("My lamp flickers")
    key = await customer.status(_Status.WAITING_HUMAN)
    await until(lambda: "My lamp flickers" in customer.texts, "the first message is there")
    assert customer.texts.count("My lamp flickers") == 1

    assert (await act(agent, support.ACCEPT, key)).status == 200
    await customer.status(_Status.HUMAN_ACTIVE)
    assert model.open.strip.title == "Maria is here for you"
    assert (await write(agent, key, "A new one is on its way.")).status == 201
    await until(lambda: "A new one is on its way." in customer.texts)
    assert "Maria has joined." in customer.texts
    await until(lambda: model.own.unread > 0, "what is new is counted")
    model.open.thread_model.send("Thank you")
    await until(lambda: customer.texts.count("Thank you") == 1)

    model.open.resolve(solved=True)
    await customer.status(_Status.RESOLVED)
    assert model.open.may_rate
    model.open.rate(5, "Quick")
    await until(lambda: model.open is not None and not model.open.may_rate)
    model.open.save("txt", folder / "said.txt")
    await until(lambda: (folder / "said.txt").exists(), "the transcript is saved")
    assert "A new one is on its way." in (folder / "said.txt").read_text("utf-8")
    model.begin(brand.id)
    await until(lambda: model.open is not None and model.open.is_new)


def test_a_conversation_goes_through_its_whole_life(tmp_path: Path) -> None:
    async def go() -> None:
        async with LocalHost(fast_settings(tmp_path / "data")) as host:
            await host.set_up()
            brand = await make_brand(host, "human_only", agent=False)
            customer = Customer(await host.person("ada"))
            try:
                await _through_its_life(customer, brand, tmp_path)
                stands = [one.status for one in customer.model.own.all]
                assert stands == [_Status.RESOLVED]
            finally:
                await customer.close()

    run(go())
