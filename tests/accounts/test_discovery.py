"""Servers are found on the network by themselves, and only those that may be."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Callable

import pytest
from zeroconf import ServiceInfo

from embedded_server.contracts.discovery import NAME, PROTOCOL, SERVER_ID, SERVICE, Found
from embedded_server.kernel.beacon import Beacon, addresses_of, may_be_found
from spaces_desktop.accounts.discovery import DiscoveryModel, Heard
from spaces_desktop.accounts.ear import MulticastEar, read_record
from tests.kit.desktop import run, tasks, until

HERE = "127.0.0.1"


def test_an_announced_server_is_heard_of_and_its_goodbye_too() -> None:
    async def act() -> tuple[Found, ...]:
        spawner = tasks()
        model = DiscoveryModel(lambda: MulticastEar([HERE]), spawner)
        model.start()
        beacon = Beacon(HERE, 7337, "0190-aa", "Ada's space")
        async with beacon:
            await until(lambda: model.found, "the server is found")
            found = model.found
        await until(lambda: not model.found, "its end is heard")
        model.stop()
        await spawner.close()
        return found

    assert run(act()) == (Found("0190-aa", "Ada's space", "127.0.0.1:7337", 1),)


class FakeEar:
    def __init__(self, failure: OSError | None = None) -> None:
        self.failure = failure
        self.heard: Heard | None = None
        self.closed = threading.Event()

    def open(self, heard: Heard) -> None:
        if self.failure is not None:
            raise self.failure
        self.heard = heard

    def close(self) -> None:
        self.closed.set()


def _with_ear(ear: FakeEar, act: Callable[[DiscoveryModel], None]) -> DiscoveryModel:
    async def go() -> DiscoveryModel:
        spawner = tasks()
        model = DiscoveryModel(lambda: ear, spawner)
        model.start()
        await until(lambda: ear.heard is not None or ear.failure is not None, "it listens")
        act(model)
        model.stop()
        await until(ear.closed.is_set, "it is closed")
        await spawner.close()
        return model

    return run(go())


def test_a_server_with_two_addresses_is_shown_once_and_they_stand_by_name() -> None:
    ear = FakeEar()

    def act(_model: DiscoveryModel) -> None:
        assert ear.heard is not None
        ear.heard("b", Found("2", "Zoo", "10.0.0.2:1", 1))
        ear.heard("a", Found("1", "Attic", "10.0.0.1:1", 1))
        ear.heard("a again", Found("1", "Attic", "10.0.0.9:1", 1))

    model = _with_ear(ear, act)
    assert [one.name for one in model.found] == ["Attic", "Zoo"]


def test_a_network_that_cannot_be_listened_to_finds_nobody_and_breaks_nothing() -> None:
    ear = FakeEar(OSError("no such device"))
    assert _with_ear(ear, lambda _model: None).found == ()


def _record(**more: object) -> ServiceInfo:
    told = {SERVER_ID: "s1", NAME: "Ada's", PROTOCOL: "1"} | more
    packed = [ipaddress.ip_address(HERE).packed]
    return ServiceInfo(SERVICE, f"x.{SERVICE}", addresses=packed, port=80, properties=told)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (_record(), Found("s1", "Ada's", "127.0.0.1:80", 1)),
        (_record(id=None), None),
        (_record(name=None), Found("s1", HERE, "127.0.0.1:80", 1)),
        (_record(name="a\n\tb"), Found("s1", "a b", "127.0.0.1:80", 1)),
        (_record(protocol="９９"), Found("s1", "Ada's", "127.0.0.1:80", 99)),
        (_record(protocol="-1"), Found("s1", "Ada's", "127.0.0.1:80", 0)),
    ],
)
def test_what_strangers_say_of_themselves_is_taken_with_care(
    record: ServiceInfo, expected: Found | None
) -> None:
    assert read_record(record) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", False),
        ("::1", False),
        ("localhost", False),
        ("0.0.0.0", True),
        ("192.168.1.20", True),
    ],
)
def test_only_a_server_that_others_can_reach_is_announced(host: str, expected: bool) -> None:
    assert may_be_found(host) is expected


def test_who_listens_everywhere_names_no_loopback() -> None:
    assert not any(address.is_loopback for address in addresses_of("0.0.0.0"))
