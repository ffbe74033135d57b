"""The outbox: whatever breaks in between, each message is in its club exactly once and in order."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embedded_server.contracts.club import Author, Message, SendMessage
from embedded_server.contracts.errors import Code
from spaces_desktop.chat.writing.outbox import Outbox
from spaces_desktop.chat.writing.pending import KIND, Pending
from spaces_desktop.chat.writing.uploads import Uploads
from spaces_desktop.club.thread.posting import Posting
from spaces_desktop.kernel.errors import ApiError, NetworkError, Trouble, refusal
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.message_rows import RowState
from tests.kit.desktop import (
    FakeCalls,
    desktop_loop,
    dropped,
    live_events,
    message,
    refused,
    run,
    tasks,
    until,
    user,
)

CLUBS = ("c1", "c2")
ELSE = ("online", "restart", "kill", "rest")
WAYS = ("fine", "lost before", "lost after", "error", "rubbish", "busy")


class Server:
    """Stores what it is sent once for each client id; `way` is how the next answers go wrong."""

    def __init__(self) -> None:
        self.way = "fine"
        self.stored: dict[str, list[str]] = defaultdict(list)
        self._known: dict[str, Message] = {}

    async def send(self, community_id: str, form: SendMessage) -> Message:
        await asyncio.sleep(0)
        if self.way == "lost before":
            raise dropped()
        if self.way in ("error", "busy"):
            code = Code.INTERNAL if self.way == "error" else Code.TOO_MANY_REQUESTS
            raise ApiError(refusal(500, code))
        assert form.client_id is not None
        if form.client_id not in self._known:
            self.stored[community_id].append(form.text)
            self._known[form.client_id] = message(
                len(self._known) + 1,
                form.text,
                author=Author(kind="user", id="u1", name="Ada"),
                client_id=form.client_id,
                community_id=community_id,
            )
        await asyncio.sleep(0)
        if self.way == "lost after":
            raise dropped()
        if self.way == "rubbish":
            raise NetworkError(Trouble.OTHER_VERSION, "here")
        return self._known[form.client_id]


class App:
    """One life of the desktop, as far as the outbox goes."""

    def __init__(self, file: Path, server: Server) -> None:
        self.tasks = Tasks(desktop_loop())
        self.live = live_events(self.tasks)
        self.shelf = Shelf(file, "s1/ada")
        uploads = Uploads(FakeCalls(), self.tasks)
        post = Posting(server).post  # type: ignore[arg-type] # it only sends
        self.outbox = Outbox(post, self.live, self.tasks, self.shelf, uploads, "u1")

    def online(self) -> None:
        self.live.link = Link(LinkState.WAITING)
        self.live.link = Link(LinkState.ONLINE)

    async def kept(self, item: Pending) -> None:
        await until(lambda: item.client_id not in self.outbox._unkept)

    async def rest(self) -> None:
        await until(lambda: not self.tasks.names)

    async def end(self) -> None:
        self.outbox.close()
        await self.tasks.close()
        self.shelf.close()

    async def kill(self) -> None:
        """Nothing is finished, and what is not on the disk is lost."""
        self.shelf._thread.shutdown(wait=True, cancel_futures=True)
        self.outbox.close()
        await self.tasks.close()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(CLUBS), st.booleans()),
        st.tuples(st.just("server"), st.sampled_from(WAYS), st.booleans()),
        st.tuples(
            st.sampled_from(["online", "restart", "kill", "rest"]), st.just(""), st.just(True)
        ),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_each_message_arrives_once_and_in_order(steps: list[tuple[str, str, bool]]) -> None:
    written: dict[str, list[str]] = defaultdict(list)
    promised: set[str] = set()
    server = Server()

    async def act(file: Path) -> None:
        app = App(file, server)
        for number, (what, which, waits) in enumerate(steps):
            if what == "write":
                text = f"message {number}"
                written[which].append(text)
                item = Pending(community_id=which, text=text)
                app.outbox.add(item)
                if waits:
                    await app.kept(item)
                    promised.add(text)
            elif what == "server":
                server.way = which
            elif what == "online":
                app.online()
            elif what == "rest":
                await app.rest()
            else:
                await (app.end() if what == "restart" else app.kill())
                app = App(file, server)
        await app.rest()
        promised.update(item.text for item in app.outbox.items)
        server.way = "fine"
        app.online()
        await app.rest()
        assert app.outbox.items == []
        await app.end()

    with TemporaryDirectory() as folder:
        run(act(Path(folder) / "unsent.db"), within=60)
    for club, texts in server.stored.items():
        assert len(texts) == len(set(texts))
        assert texts == [text for text in written[club] if text in texts]
    assert promised <= {text for texts in server.stored.values() for text in texts}


class Bench:
    def __init__(self, shelf: Shelf | None = None) -> None:
        self.calls = FakeCalls(ask=None)
        self.calls.script("send", self.accept)
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.shelf = shelf or Shelf(None, "u1")
        self.prices: dict[str, int] = {}
        self.outbox = Outbox(
            Posting(self.calls).post,
            self.live,
            self.tasks,
            self.shelf,
            Uploads(self.calls, self.tasks),
            "u1",
            lambda _club, agent: self.prices.get(agent),
        )

    def accept(self, club: str, form: SendMessage) -> Message:
        author = Author(kind="user", id="u1", name="Ada")
        return message(7, form.text, author=author, client_id=form.client_id, community_id=club)

    async def write(self, **more: object) -> Pending:
        item = Pending(**({"community_id": "c1", "text": "hello"} | more))  # type: ignore[arg-type] # as given
        self.outbox.add(item)
        await until(lambda: not self.tasks.names)
        return item


def test_a_question_whose_price_has_changed_waits_for_a_word() -> None:
    bench = Bench()
    bench.prices["a1"] = 75

    async def act() -> None:
        item = await bench.write(agent_id="a1", fee_cents=25)
        held = bench.outbox.get(item.row_id)
        assert held is not None
        assert (held.state, held.price_cents) == (RowState.UNSENT, 75)
        assert "0.75" in held.note
        assert bench.calls.count("ask") == 0
        bench.live.link = Link(LinkState.ONLINE)
        await until(lambda: not bench.tasks.names)
        assert bench.calls.count("ask") == 0
        bench.outbox.retry(item.row_id)
        await until(lambda: not bench.tasks.names)

    run(act())
    assert bench.calls.last("ask")[1].accept_fee_cents == 75


def test_a_price_only_the_server_knows_holds_a_question_too() -> None:
    bench = Bench()
    due = msgspec.structs.replace(refusal(402, Code.FEE_NOT_ACCEPTED), amount_due_cents=100)
    bench.calls.script("ask", ApiError(due))
    item = run(bench.write(agent_id="a1", fee_cents=25))
    held = bench.outbox.get(item.row_id)
    assert held is not None
    assert held.price_cents == 100


@pytest.mark.parametrize("code", [Code.MEMBERSHIP_EXPIRED, Code.NOT_A_MEMBER, Code.NOT_FOUND])
def test_what_may_not_go_stays_with_its_reason_over_a_restart(tmp_path: Path, code: Code) -> None:
    bench = Bench(Shelf(tmp_path / "unsent.db", "u1"))
    bench.calls.script("send", refused(code, 403))
    item = run(bench.write())
    bench.outbox.close()
    bench.shelf.close()
    again = Bench(Shelf(tmp_path / "unsent.db", "u1"))
    kept = again.outbox.get(item.row_id)
    assert kept is not None
    assert kept.text == "hello"
    assert kept.note
    assert not kept.waits
    again.live.link = Link(LinkState.ONLINE)
    run(until(lambda: not again.tasks.names))
    assert again.calls.count("send") == 0
    again.shelf.close()


def test_one_club_that_waits_does_not_hold_up_another() -> None:
    bench = Bench()
    bench.calls.script(
        "send", lambda club, form: bench.accept(club, form) if club == "c2" else _fail()
    )

    async def act() -> None:
        await bench.write(community_id="c1", text="one")
        await bench.write(community_id="c2", text="two")

    run(act())
    assert [item.text for item in bench.outbox.items] == ["one"]


def _fail() -> Message:
    raise dropped()


def test_what_cannot_be_written_down_is_not_sent_and_said() -> None:
    bench = Bench()
    told: list[tuple[Pending, object]] = []
    bench.outbox.not_kept.connect(lambda item, advice: told.append((item, advice)))
    bench.shelf.close()
    item = run(bench.write())
    assert [one for one, _ in told] == [item]
    assert bench.outbox.items == []
    assert bench.calls.count("send") == 0


def test_an_account_does_not_see_what_another_left_unsent(tmp_path: Path) -> None:
    ada = Bench(Shelf(tmp_path / "unsent.db", "s1/ada"))
    ada.calls.script("send", dropped())
    run(ada.write())
    ada.shelf.close()
    ben = Bench(Shelf(tmp_path / "unsent.db", "s1/ben"))
    assert ben.outbox.items == []
    back = Shelf(tmp_path / "unsent.db", "s1/ada")
    assert len(back.load(KIND)) == 1
    back.close()
    ben.shelf.close()
    assert user().id == "u1"
