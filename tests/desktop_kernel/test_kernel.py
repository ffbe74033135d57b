"""The small parts of the desktop's ground floor."""

from __future__ import annotations

import asyncio
import random
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.errors import STATUS, Code
from spaces_desktop.kernel.errors import (
    Advice,
    ApiError,
    NetworkError,
    Trouble,
    advise,
    refusal,
)
from spaces_desktop.kernel.keychain import Keychain
from spaces_desktop.kernel.memory import Memory, Place
from spaces_desktop.kernel.notices import Notices
from spaces_desktop.kernel.properties import Bindings, Observed
from spaces_desktop.kernel.sse import SseParser
from spaces_desktop.kernel.tasks import Tasks
from tests.kit.desktop import desktop_loop, run, until


class Counter(QObject):
    count_changed = Signal(int)
    count = Observed(0)


def test_an_observed_property_tells_only_of_real_changes() -> None:
    counter = Counter()
    seen: list[int] = []
    bindings = Bindings()
    bindings.bind(counter, "count", seen.append)
    counter.count = 1
    counter.count = 1
    counter.count = 2
    bindings.release()
    counter.count = 3
    assert seen == [0, 1, 2]
    assert Counter().count == 0


def test_a_property_without_its_signal_is_a_mistake_at_once() -> None:
    with pytest.raises((TypeError, RuntimeError)):
        type("Broken", (QObject,), {"count": Observed(0)})


def test_a_task_replaces_the_older_of_its_key_and_errors_are_told() -> None:
    told: list[tuple[str, str]] = []
    tasks = Tasks(desktop_loop(), lambda name, error: told.append((name, str(error))))
    ended: list[str] = []

    async def work(name: str) -> None:
        await asyncio.Event().wait() if name == "old" else None
        ended.append(name)

    async def fail() -> None:
        raise ValueError("ours")

    async def act() -> None:
        tasks.spawn(work("old"), name="old", key="k")
        await asyncio.sleep(0)
        tasks.spawn(work("new"), name="new", key="k")
        tasks.spawn(fail(), name="bad")
        await until(lambda: not tasks.names)

    run(act())
    assert ended == ["new"]
    assert told == [("bad", "ours")]


def test_closing_cancels_what_runs_and_starts_nothing_more() -> None:
    tasks = Tasks(desktop_loop())
    cancelled: list[bool] = []

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.append(True)

    async def act() -> None:
        tasks.spawn(forever(), name="forever")
        await asyncio.sleep(0)
        await tasks.close()
        assert tasks.spawn(forever(), name="late") is None

    run(act())
    assert cancelled == [True]
    assert tasks.names == []


class DictKeyring:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service_name: str, username: str) -> str | None:
        return self.kept.get((service_name, username))

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.kept[service_name, username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        del self.kept[service_name, username]


class LockedKeyring(DictKeyring):
    def get_password(self, service_name: str, username: str) -> str | None:
        raise OSError("locked")

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise OSError("locked")


async def keep_and_forget(keychain: Keychain) -> list[str | None]:
    await keychain.write("s/ada", "t1")
    found = [await keychain.read("s/ada"), await keychain.read("s/ben")]
    await keychain.forget("s/ada")
    return [*found, await keychain.read("s/ada")]


def test_a_token_lives_in_the_keyring_and_nowhere_else(tmp_path: Path) -> None:
    keyring = DictKeyring()
    assert run(keep_and_forget(Keychain(tmp_path, keyring))) == ["t1", None, None]
    assert list(tmp_path.iterdir()) == []


def test_without_a_keyring_it_lives_in_a_file_of_ones_own(tmp_path: Path) -> None:
    keychain = Keychain(tmp_path, LockedKeyring())
    run(keychain.write("s/ada", "t1"))
    kept = tmp_path / "tokens.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert run(keep_and_forget(keychain)) == ["t1", None, None]
    kept.write_text("damaged")
    assert run(keychain.read("s/ada")) is None


def test_the_last_place_and_the_theme_are_remembered(tmp_path: Path) -> None:
    place = Place(server_id="s", url="http://h", own=True, username="ada", name="Home")
    memory = Memory(tmp_path)
    memory.remember(place)
    memory.set_theme("dark")
    again = Memory(tmp_path)
    assert (again.last, again.theme) == (place, "dark")


@pytest.mark.parametrize("content", ["", "[]", '{"last": {"x": 1}, "theme": "dark"}', "\x00"])
def test_a_damaged_memory_is_begun_afresh(tmp_path: Path, content: str) -> None:
    (tmp_path / "desktop.json").write_text(content)
    assert Memory(tmp_path).last is None


def test_notices_wait_for_a_window() -> None:
    notices = Notices()
    seen: list[str] = []
    notices.post("one")
    notices.posted.connect(lambda notice: seen.append(notice.text))
    notices.window_ready()
    notices.post("two")
    assert seen == ["one", "two"]


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_has_words(code: Code) -> None:
    advice = advise(ApiError(refusal(STATUS[code], code, f"about {code}")))
    assert isinstance(advice, Advice)
    assert advice.text


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_names_the_place_and_can_be_tried_again(trouble: Trouble) -> None:
    advice = advise(NetworkError(trouble, "h:80"))
    assert "h:80" in advice.text
    assert advice.can_retry


@given(
    some.lists(some.tuples(some.sampled_from(["chunk", "done"]), some.text()), max_size=8),
    some.randoms(use_true_random=False),
)
def test_a_stream_reads_the_same_however_it_is_cut(
    events: list[tuple[str, str]], cut: random.Random
) -> None:
    wanted = [(name, "\n".join(text.splitlines() or [""])) for name, text in events]
    wire = "".join(
        f"event: {name}\n" + "".join(f"data: {line}\n" for line in text.split("\n")) + "\n"
        for name, text in ((name, "\n".join(text.splitlines() or [""])) for name, text in events)
    ).encode()
    parser, at = SseParser(), 0
    seen: list[tuple[str, str]] = []
    while at < len(wire):
        step = cut.randint(1, 9)
        seen += list(parser.feed(wire[at : at + step]))
        at += step
    assert seen == wanted
