"""The first minute of a new server: a club that is ready, with a guide that knows the manual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from embedded_server.agents import service as agents
from embedded_server.agents.service import PreparedText
from embedded_server.club import service as club
from embedded_server.communities import service as communities
from embedded_server.communities.service import CommunityValue
from embedded_server.contracts.communities import CommunityType, CreateCommunity, Join
from embedded_server.contracts.errors import Code
from embedded_server.hosting import store
from embedded_server.hosting.store import Page, Starter
from embedded_server.hosting.wording import WORDING
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.server import ChargeEntry

starter = store.starter


@dataclass(frozen=True, slots=True)
class Stale:
    """What of the guide's knowledge is not what the manual says now, by the pages' names."""

    owner_id: str
    agent_id: str
    pages: Mapping[str, PreparedText]


def enter(
    tx: Transaction,
    caller: Caller,
    language: str,
    manual: Mapping[str, PreparedText],
    charge: ChargeEntry,
) -> tuple[CommunityValue, bool]:
    """Join the ready-made club, or make it; `manual` is prepared for no agent yet. Answers with
    the club and whether it is new."""
    known = _standing(tx)
    if known is not None:
        communities.join(tx, known.id, caller.user_id, Join(), charge)
        return communities.exists(tx, known.id), False
    if not caller.is_admin:
        raise Refusal(
            Code.FORBIDDEN,
            "The club for newcomers has not been made yet. Only an admin of this server makes it;"
            " then everybody can join.",
        )
    if not manual:
        # It was deleted a moment ago, when the manual seemed not to be needed.
        raise Refusal(Code.NOT_READY, "Try again in a moment.", retry_after_seconds=1)
    return _make(tx, caller, language, manual), True


def _standing(reader: Reader) -> CommunityValue | None:
    """The ready-made club, unless there is none or it was deleted."""
    known = store.starter(reader)
    if known is None:
        return None
    try:
        return communities.exists(reader, known.community_id)
    except Refusal:
        return None


def is_there(reader: Reader) -> bool:
    return _standing(reader) is not None


def _make(
    tx: Transaction, caller: Caller, language: str, manual: Mapping[str, PreparedText]
) -> CommunityValue:
    words = WORDING[language]
    body = CreateCommunity(type=CommunityType.CLUB, name=words.club, description=words.description)
    made, _ = communities.create(tx, caller.user_id, body, None)
    agent_id = agents.make_builtin(
        tx, caller.user_id, words.guide, words.about_guide, words.persona
    )
    agents.link_own(tx, made.id, caller.user_id, agent_id)
    pages = {
        name: Page(agents.learn(tx, caller.user_id, agent_id, text), text.digest.hex())
        for name, text in manual.items()
    }
    store.keep_starter(tx, Starter(made.id, agent_id, language, pages))
    club.greet(tx, made.id, agent_id, words.guide, words.greetings)
    return communities.exists(tx, made.id)


def stale(reader: Reader, manual: Mapping[str, PreparedText]) -> Stale | None:
    """None where there is no guide, or where it knows the manual as it is. A page that the
    guide's owner deleted stays deleted until the manual itself says something else there."""
    known = store.starter(reader)
    if known is None:
        return None
    owner_id = agents.owner_of(reader, known.agent_id)
    if owner_id is None:
        return None
    changed = {
        name: text
        for name, text in manual.items()
        if name not in known.pages or known.pages[name].digest != text.digest.hex()
    }
    gone = known.pages.keys() - manual.keys()
    return Stale(owner_id, known.agent_id, changed) if changed or gone else None


def read_again(tx: Transaction, manual: Mapping[str, PreparedText]) -> None:
    """Let the guide know the manual as it is now."""
    known, found = store.starter(tx), stale(tx, manual)
    if known is None or found is None:
        return
    pages = {name: page for name, page in known.pages.items() if name in manual}
    for name, page in known.pages.items():
        if name not in manual:
            agents.unlearn(tx, found.owner_id, found.agent_id, page.document_id)
    for name, text in found.pages.items():
        old = known.pages.get(name)
        old_id = None if old is None else old.document_id
        document_id = agents.learn(tx, found.owner_id, found.agent_id, text, old_id)
        pages[name] = Page(document_id, text.digest.hex())
    store.keep_starter(tx, Starter(known.community_id, known.agent_id, known.language, pages))
