"""A brand with its customers and staff, as tests of customer service need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from embedded_server.accounts import service as accounts
from embedded_server.contracts import communities, support, support_desk
from embedded_server.contracts.accounts import SignedIn
from embedded_server.contracts.routes import Route
from embedded_server.contracts.support import StartConversation
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Transaction
from embedded_server.support import service
from embedded_server.support.routes.office import office_of
from tests.kit.people import Person, Reply, Sse, parse_sse
from tests.kit.server import Host, LocalHost

EVENTS = {"Accept": "text/event-stream"}


@dataclass
class Brand:
    """An official community; `lead` is its creator."""

    host: Host
    id: str
    lead: Person
    agent_id: str | None = None
    colleagues: list[Person] = field(default_factory=list)

    async def colleague(self, role: str = "cs_agent", name: str | None = None) -> Person:
        """Somebody new who serves customers."""
        person = await self.host.person(name)
        await self.hire(person, role)
        return person

    async def hire(self, person: Person, role: str = "cs_agent") -> None:
        await person.join(self.id)
        path = communities.EDIT_MEMBER.url(communityId=self.id, userId=person.id)
        answer = await self.lead.patch(path, {"role": role})
        assert answer.status == 200, answer.json
        self.colleagues.append(person)

    async def start(self, customer: Person, message: str | None = None, **more: Any) -> str:
        body = {**more} if message is None else {"message": message, **more}
        answer = await customer.post(support.START.url(communityId=self.id), body)
        assert answer.status in (200, 201), answer.json
        return str(answer.json["id"])

    async def waiting(self, customer: Person, message: str = "Help me, please.") -> str:
        """A conversation in the queue, whatever the mode."""
        conversation_id = await self.start(customer, message)
        if (await one(customer, conversation_id))["status"] == "ai_active":
            answer = await act(customer, support.TRANSFER, conversation_id)
            assert answer.status == 200, answer.json
        return conversation_id

    async def queue(self, viewer: Person | None = None) -> list[dict[str, Any]]:
        return await (viewer or self.lead).pages(support.QUEUE.url(communityId=self.id))


async def make_brand(host: Host, mode: str = "hybrid", *, agent: bool = True) -> Brand:
    lead = await host.person()
    brand = Brand(host, await lead.create("official", "Shop", csMode=mode), lead)
    if agent:
        brand.agent_id = await lead.make_agent(brand.id)
    return brand


async def show_on(lead: Person, community_id: str, *sites: str, **more: Any) -> None:
    """Switch the web chat of a brand on, for these sites."""
    path = support_desk.SETTINGS.url(communityId=community_id)
    body = (await lead.get(path)).json
    body["webChat"] = {"isOn": True, "sites": list(sites), "greeting": "", **more}
    answer = await lead.put(path, body)
    assert answer.status == 200, answer.json


async def act(
    person: Person, route: Route[Any, Any], conversation_id: str, body: Any = None, **more: Any
) -> Reply:
    path = route.url(conversationId=conversation_id)
    return await person.call(route.method, path, body, **more)


async def one(person: Person, conversation_id: str) -> dict[str, Any]:
    answer = await person.get(support.READ.url(conversationId=conversation_id))
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


async def said(person: Person, conversation_id: str) -> list[dict[str, Any]]:
    """All its messages, oldest first."""
    found = await person.pages(support.MESSAGES.url(conversationId=conversation_id), limit="100")
    return found[::-1]


async def write(person: Person, conversation_id: str, text: str, **more: Any) -> Reply:
    return await act(person, support.SEND, conversation_id, {"text": text, **more})


async def ask(person: Person, conversation_id: str, text: str) -> list[Sse]:
    """Write, and read the reply's stream to its end."""
    answer = await act(person, support.SEND, conversation_id, {"text": text}, headers=EVENTS)
    assert answer.status == 200, answer.json
    return parse_sse(answer.body)


def notices(messages: list[dict[str, Any]]) -> list[str]:
    """What the system lines among them tell."""
    return [message["notice"]["act"] for message in messages if message["kind"] == "system"]


async def crowd(host: LocalHost, names: Sequence[str]) -> list[Person]:
    """Many people at once, made in one change."""

    def register(tx: Transaction) -> list[SignedIn]:
        return [accounts.register(tx, name, name.title(), "", 1) for name in names]

    made = await host.server.database.write(register)
    return [
        Person(host.url, host.http, one.token, {"id": one.user.id, "displayName": name.title()})
        for one, name in zip(made, names, strict=True)
    ]


async def fill_queue(host: LocalHost, brand: Brand, customers: Sequence[Person]) -> list[str]:
    """All of them wait for a person, in this order; made in one change."""
    office = office_of(host.server)

    def start(tx: Transaction) -> list[str]:
        made = []
        for person in customers:
            caller = Caller(person.id, "", "", person.user["displayName"], False, 2**62)
            one, _ = service.start(
                tx, office, brand.id, caller, StartConversation(message="Help"), None
            )
            made.append(one.id)
        return made

    return await host.server.database.write(start)
