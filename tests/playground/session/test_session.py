"""A session's model and chat on a real server: coming, being lost, the state, and being put out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from embedded_server.contracts.errors import Code
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.playground.api import PlaygroundApi
from spaces_desktop.playground.page.bridge import Bridge
from spaces_desktop.playground.session.acts import SessionActs
from spaces_desktop.playground.session.chat import Chat
from spaces_desktop.playground.session.desk import PageDesk
from spaces_desktop.playground.session.model import SessionModel, Standing
from spaces_desktop.playground.session.replay import Replay
from spaces_desktop.widgets.message_rows import RowState
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import run, tasks, until
from tests.kit.people import Person
from tests.kit.server import LocalHost, fast_settings
from tests.playground.rooms import Room, begin


class Seat:
    """One person's window with a session, without widgets."""

    def __init__(self, person: Person, room: Room) -> None:
        self.tasks = tasks()
        self.http = HttpClient(person.url, person.token)
        self.live = LiveEvents(self.http.connect_events, self.tasks)
        self.keep = Forgetful()
        ids, me = (room.ids["spaceId"], room.ids["sessionId"]), person.user["id"]
        calls = PlaygroundApi(self.http)
        self.model = SessionModel(*ids, me, calls, self.live, self.tasks)
        self.acts = SessionActs(self.model, self.tasks)
        self.chat = Chat(self.model, self.live, self.tasks, self.keep)
        self.replay = Replay(*ids, me, calls, self.tasks)
        self.bridge = Bridge()
        self.desk = PageDesk(self.model, self.chat, self.bridge, self.tasks, lambda: "light")
        self.told: list[str] = []
        self.bridge.told.connect(self.told.append)

    async def come(self) -> None:
        self.live.start(None)
        self.model.come()
        await until(lambda: self.model.standing is Standing.IN, "one is in")
        await until(lambda: self.live.link.state.name == "ONLINE", "it hears what happens")

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self.chat.rows.rows]

    @property
    def row_states(self) -> list[RowState]:
        return [row.state for row in self.chat.rows.rows]

    @property
    def statuses(self) -> list[str]:
        return [one.status for one in self.model.people]

    async def close(self) -> None:
        self.replay.close()
        self.chat.close()
        self.model.close()
        self.live.stop()
        await self.tasks.close()
        await self.http.close()


@asynccontextmanager
async def two(folder: Path) -> AsyncIterator[tuple[Room, Seat, Seat, Person, Person]]:
    async with LocalHost(fast_settings(folder / "server")) as host:
        await host.set_up()
        ada, ben = await host.person(), await host.person()
        room = await begin(ada)
        first, second = Seat(ada, room), Seat(ben, room)
        try:
            await first.come()
            await second.come()
            yield room, first, second, ada, ben
        finally:
            await first.close()
            await second.close()


Doing = Callable[[Room, Seat, Seat, Person, Person], Awaitable[None]]


def _with_two(folder: Path, doing: Doing) -> None:
    async def whole() -> None:
        async with two(folder) as (room, first, second, ada, ben):
            await doing(room, first, second, ada, ben)

    run(whole())


def test_who_breaks_off_comes_back_as_the_same_participant(tmp_path: Path) -> None:
    async def doing(room: Room, first: Seat, second: Seat, ada: Person, ben: Person) -> None:
        await until(lambda: len(first.model.people) == 2, "both are seen")
        seat = second.model.mine
        assert seat is not None
        second.live.stop()
        await until(lambda: second.model.standing is Standing.AWAY, "it is known to be away")
        assert (await room.leave(ben, generation=seat.generation)).status == 200
        await until(lambda: first.statuses == ["connected", "disconnected"], "the other sees it")
        assert (await room.say(ada, "Where are you?")).status == 201
        second.live.start(None)
        await until(lambda: second.model.standing is Standing.IN, "it came back by itself")
        now = second.model.mine
        assert now is not None
        assert (now.id, now.generation) == (seat.id, seat.generation + 1)
        await until(lambda: second.texts == ["Where are you?"], "what was said meanwhile is there")
        await until(lambda: first.statuses == ["connected", "connected"], "the other sees it back")
        assert len(first.model.people) == 2

    _with_two(tmp_path, doing)


def test_a_page_writes_over_what_it_read_and_is_told_what_stands(tmp_path: Path) -> None:
    async def doing(room: Room, first: Seat, second: Seat, ada: Person, _ben: Person) -> None:
        second.bridge.receive('{"type":"hello","version":1}')
        assert '"type":"welcome"' in second.told[0]
        assert (await room.put(ada, 0, {"a": 1})).status == 200
        await until(lambda: second.model.shared.version == 1, "the state came")
        assert '"type":"state"' in second.told[-1]
        assert '"state":{"a":1}' in second.told[-1]
        second.bridge.receive('{"type":"state.set","id":1,"version":0,"state":{"b":2}}')
        await until(lambda: any('"refused"' in one for one in second.told), "it is refused")
        refusal = next(one for one in second.told if '"refused"' in one)
        assert Code.STALE_VERSION.value in refusal
        assert '"state":{"a":1}' in refusal
        second.bridge.receive('{"type":"state.set","id":2,"version":1,"state":{"b":2}}')
        await until(lambda: any('"done"' in one for one in second.told), "it is done")
        await until(lambda: first.model.shared.state == {"b": 2}, "all have it")
        second.bridge.receive('{"type":"signal.send","data":[1,2]}')
        first.bridge.receive('{"type":"hello","version":1}')
        second.bridge.receive('{"type":"signal.send","data":[3,4]}')
        await until(lambda: any('"data":[3,4]' in one for one in first.told), "the signal came")

    _with_two(tmp_path, doing)


def test_a_control_wish_is_carried_out_only_after_a_yes(tmp_path: Path) -> None:
    async def doing(_room: Room, first: Seat, second: Seat, _ada: Person, _ben: Person) -> None:
        second.bridge.receive('{"type":"hello","version":1}')
        asked: list[Any] = []
        second.desk.control_asked.connect(asked.append)
        second.bridge.receive('{"type":"control.ask","id":1,"mode":"agent"}')
        assert len(asked) == 1
        second.desk.answer_control(agrees=False)
        assert '"declined"' in second.told[-1]
        second.bridge.receive('{"type":"control.ask","id":2,"mode":"hybrid"}')
        second.desk.answer_control(agrees=True)
        await until(
            lambda: "hybrid" in [one.control_mode for one in first.model.people], "both see it"
        )
        first.acts.drive(first.model.people[1], "human")
        await until(lambda: second.model.mine and second.model.mine.control_mode == "human", "host")

    _with_two(tmp_path, doing)


def test_what_cannot_be_sent_waits_and_is_sent_once(tmp_path: Path) -> None:
    async def doing(room: Room, first: Seat, second: Seat, _ada: Person, _ben: Person) -> None:
        base = second.http.base_url
        second.http.base_url = "http://127.0.0.1:9"
        second.chat.send("One")
        second.chat.send("Two")
        await until(lambda: second.row_states == [RowState.UNSENT, RowState.UNSENT], "they wait")
        second.chat.keep_draft("Three")
        assert second.chat.draft == "One\nTwo\nThree"
        second.http.base_url = base
        second.chat.act(second.chat.rows.row_at(0).id, "retry")
        await until(lambda: first.texts == ["One", "Two"], "the other has both, in order")
        await until(lambda: second.row_states == [RowState.SENT, RowState.SENT], "they are sent")

    _with_two(tmp_path, doing)


def test_who_is_removed_is_told_so_and_does_not_come_back(tmp_path: Path) -> None:
    async def doing(_room: Room, first: Seat, second: Seat, _ada: Person, ben: Person) -> None:
        seat = first.model.seat_of(ben.user["id"])
        assert seat is not None
        first.acts.remove(seat)
        await until(lambda: second.model.standing is Standing.REMOVED, "it knows")
        second.model.come()
        second.model.come_back()
        assert second.model.standing is Standing.REMOVED
        await until(lambda: not first.acts.busy, "it is answered")
        assert [one.user_id for one in first.model.people] == [first.model.me_id]

    _with_two(tmp_path, doing)


def test_an_ended_session_is_told_again(tmp_path: Path) -> None:
    async def doing(room: Room, first: Seat, second: Seat, _ada: Person, ben: Person) -> None:
        first.chat.send("That was it.")
        await until(lambda: second.texts == ["That was it."], "it was said")
        first.acts.end()
        await until(lambda: second.model.standing is Standing.ENDED, "it ended for all")
        replay = second.replay
        replay.load()
        await until(lambda: replay.moments, "it is told again")
        texts = [one.row.text for one in replay.moments]
        assert "That was it." in texts
        assert len(replay.rows.rows) == len(replay.moments)
        replay.seek(0)
        assert len(replay.rows.rows) < len(replay.moments)
        assert len(replay.here) == 1
        replay.set_speed(60)
        replay.play()
        await until(lambda: not replay.is_playing, "it plays to its end")
        assert len(replay.rows.rows) == len(replay.moments)
        late = Seat(ben, room)
        late.model.come()
        await until(lambda: late.model.standing is Standing.ENDED, "who comes later finds it ended")
        assert late.model.advice is None
        assert late.model.facts is not None
        await late.close()

    _with_two(tmp_path, doing)
