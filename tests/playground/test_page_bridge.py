"""The bridge between an embedded page and its session, and what a page was allowed."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedded_server.contracts.page_bridge import BURST, MOST_REFUSED, Ended, Hello, SendSignal
from spaces_desktop.playground.page.bridge import Bridge
from spaces_desktop.playground.page.permissions import Grants, Permissions, Power


class Desk:
    """A bridge on a clock of the test's, with all that came out of it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.bridge = Bridge(clock=lambda: self.now)
        self.asked: list[object] = []
        self.told: list[dict[str, object]] = []
        self.silenced = 0
        self.bridge.asked.connect(self.asked.append)
        self.bridge.told.connect(lambda text: self.told.append(msgspec.json.decode(text)))
        self.bridge.silenced.connect(self._on_silenced)

    def _on_silenced(self) -> None:
        self.silenced += 1

    def send(self, message: object) -> None:
        self.bridge.receive(msgspec.json.encode(message).decode())


def test_nothing_is_told_to_a_page_that_has_not_greeted() -> None:
    desk = Desk()
    desk.bridge.tell(Ended())
    assert desk.told == []
    desk.send({"type": "hello", "version": 1})
    assert desk.asked == [Hello(version=1)]
    desk.bridge.tell(Ended())
    assert desk.told == [{"type": "ended"}]
    desk.bridge.restart()
    desk.bridge.tell(Ended())
    assert len(desk.told) == 1


@pytest.mark.parametrize(
    ("message", "code", "id_"),
    [
        ({"type": "admin", "id": 7}, "malformed", 7),
        ({"type": "message.send", "id": 7, "text": ""}, "malformed", 7),
        ({"type": "message.send", "id": 7, "text": "x", "more": 1}, "malformed", 7),
        ({"type": "message.send", "id": -1, "text": "x"}, "malformed", None),
        ({"type": "state.set", "id": 7, "version": 0, "state": []}, "malformed", 7),
        ({"type": "control.ask", "id": 7, "mode": "root"}, "malformed", 7),
        (
            {"type": "state.set", "id": 7, "version": 0, "state": {"a": "x" * 90_000}},
            "too_large",
            None,
        ),
        ({"type": "signal.send", "data": "x" * 5_000}, "too_large", None),
        ([1], "malformed", None),
        (None, "malformed", None),
    ],
)
def test_a_message_outside_of_the_closed_set_is_refused(
    message: object, code: str, id_: int | None
) -> None:
    desk = Desk()
    desk.send(message)
    assert desk.asked == []
    (told,) = desk.told
    assert (told["type"], told["code"], told["id"]) == ("refused", code, id_)


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_no_text_breaks_the_bridge(text: str) -> None:
    desk = Desk()
    desk.bridge.receive(text)
    desk.send({"type": "hello", "version": 1})
    assert isinstance(desk.asked[-1], Hello)


def test_a_page_speaks_so_fast_and_no_faster() -> None:
    desk = Desk()
    for _ in range(BURST + 5):
        desk.send({"type": "signal.send", "data": 1})
    assert len(desk.asked) == BURST
    assert all(isinstance(one, SendSignal) for one in desk.asked)
    desk.now += 1.0
    desk.send({"type": "signal.send", "data": 1})
    assert len(desk.asked) == BURST + 1


def test_a_page_that_goes_on_is_given_up_until_it_is_loaded_anew() -> None:
    desk = Desk()
    for _ in range(MOST_REFUSED + 50):
        desk.now += 0.05
        desk.send({"type": "admin"})
    assert (desk.silenced, len(desk.told)) == (1, MOST_REFUSED)
    desk.send({"type": "hello", "version": 1})
    assert desk.asked == []
    desk.bridge.restart()
    desk.send({"type": "hello", "version": 1})
    assert len(desk.asked) == 1


def test_a_few_mistakes_a_minute_are_forgiven() -> None:
    desk = Desk()
    for _ in range(3 * MOST_REFUSED):
        desk.now += 1.0
        desk.send({"type": "admin"})
    assert desk.silenced == 0


def test_what_was_allowed_is_of_one_space_one_origin_and_one_kind() -> None:
    kept: list[Grants] = []
    permissions = Permissions(Grants(), kept.append)
    assert permissions.decided("s1", "https://a.example", Power.CAMERA) is None
    permissions.decide("s1", "https://a.example", Power.CAMERA, grants=True)
    permissions.decide("s1", "https://a.example", Power.POSITION, grants=False)
    again = Permissions(kept[-1], kept.append)
    assert again.decided("s1", "https://a.example", Power.CAMERA) is True
    assert again.decided("s1", "https://a.example", Power.POSITION) is False
    assert again.decided("s2", "https://a.example", Power.CAMERA) is None
    assert again.decided("s1", "https://b.example", Power.CAMERA) is None
    assert again.decided("s1", "https://a.example", Power.MICROPHONE) is None
    again.take_back("s1", "https://a.example", Power.CAMERA)
    assert again.of_space("s1") == [("https://a.example", Power.POSITION, False)]
    again.take_back_all("s1")
    assert (kept[-1].granted, kept[-1].refused) == ((), ())
