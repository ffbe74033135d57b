"""The windows of an owner and a guest against one real server: made, invited, begun, deleted."""

from __future__ import annotations

from pathlib import Path

from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.playground.api import PlaygroundApi, beat, signal
from spaces_desktop.playground.editor.templates import templates
from spaces_desktop.playground.model import PlaygroundsModel
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import run, tasks, until
from tests.kit.people import Person
from tests.kit.server import LocalHost, fast_settings


class Window:
    def __init__(self, person: Person) -> None:
        self.tasks = tasks()
        self.http = HttpClient(person.url, person.token)
        self.live = LiveEvents(self.http.connect_events, self.tasks)
        self.live.start(0)
        self.calls = PlaygroundApi(self.http)
        self.model = PlaygroundsModel(
            self.calls,
            self.live,
            self.tasks,
            str(person.user["id"]),
            Forgetful(),
            Shelf(None, "somebody"),
            self.http.where,
        )
        self.came: list[tuple[str, str]] = []
        self.model.come_in.connect(lambda *to: self.came.append(to))
        self.model.start()

    async def close(self) -> None:
        self.model.close()
        self.live.stop()
        await self.tasks.close()
        await self.http.close()


async def _make(owner: Window) -> str:
    model = owner.model
    model.edit(None)
    editor = model.editing
    assert editor is not None
    saved: list[str] = []
    editor.saved.connect(lambda space: saved.append(space.id))
    page = next(one for one in templates() if one.key == "page")
    editor.begin_with(page)
    editor.change(name="Chess", tags=["games"], definition='{\n "iframeUrl": "http://10.0.0.3/"\n}')
    editor.save()
    await until(lambda: editor.refused_at is not None, "the server takes no http page")
    assert editor.refused_at is not None
    assert editor.refused_at.line == 2
    editor.begin_with(templates()[0])
    editor.save()
    await until(lambda: saved)
    return saved[0]


def test_a_space_is_made_shared_played_in_and_deleted(tmp_path: Path) -> None:
    async def story() -> None:
        async with LocalHost(fast_settings(tmp_path / "server")) as host:
            await host.set_up()
            owner, guest = Window(await host.person()), Window(await host.person())
            space_id = await _make(owner)
            owner.model.show(space_id)
            mine = owner.model.open
            assert mine is not None
            mine.make_invite()
            await until(lambda: mine.invite)
            assert mine.invite is not None
            guest.model.follow(mine.invite.url)
            await until(lambda: guest.came == [(space_id, "")])
            begun: list[str] = []
            mine.started.connect(begun.append)
            await until(lambda: not mine.busy)
            mine.start()
            await until(lambda: begun)
            beat(owner.live, begun[0])
            signal(owner.live, begun[0], {"x": 1})
            link = await owner.calls.link(space_id, begun[0])
            guest.model.follow(link.url)
            await until(lambda: guest.came[1:] == [(space_id, begun[0])])
            guest.model.show(space_id)
            theirs = guest.model.open
            assert theirs is not None
            await until(lambda: [one.id for one in theirs.listed] == begun)
            assert not theirs.is_mine
            gone: list[str] = []
            guest.model.gone.connect(gone.append)
            await until(lambda: not mine.busy)
            mine.delete()
            await until(lambda: owner.model.own.phase is Phase.EMPTY)
            theirs.load()
            await until(lambda: gone == [space_id])
            for one in (owner, guest):
                await one.close()

    run(story())
