"""Changing one's password: with the present one only, and other sign-ins end with it."""

from __future__ import annotations

import asyncio

import pytest

from embedded_server.contracts import accounts
from embedded_server.contracts.errors import Code
from spaces_desktop.accounts.profile import ProfileModel
from tests.kit.desktop import FakeCalls, refused, run, tasks, until, user
from tests.kit.people import Person, Reply
from tests.kit.server import PASSWORD, LocalHost

NEW = "a staple of batteries"


async def change(person: Person, current: object, new: object) -> Reply:
    path = accounts.CHANGE_PASSWORD.url()
    return await person.put(path, {"currentPassword": current, "newPassword": new})


async def test_the_new_one_signs_in_and_the_old_one_does_not(host: LocalHost) -> None:
    person = await host.person("cleo")
    elsewhere = await host.sign_in("cleo")
    async with elsewhere.live() as live:
        await live.caught_up()
        assert (await change(person, PASSWORD, NEW)).status == 204
        async with asyncio.timeout(10):
            while not live.socket.closed:
                await live.socket.receive()
    assert (await elsewhere.get(accounts.ME.url())).status == 401
    assert (await person.get(accounts.ME.url())).status == 200, "this sign-in goes on"
    login = accounts.LOGIN.url()
    old = await host.stranger().post(login, {"username": "cleo", "password": PASSWORD})
    new = await host.stranger().post(login, {"username": "cleo", "password": NEW})
    assert (old.status, new.status) == (401, 200)


async def test_the_present_one_is_asked_for_and_cannot_be_guessed(host: LocalHost) -> None:
    person = await host.person()
    answers = [await change(person, f"guess {number}", NEW) for number in range(7)]
    assert answers[0].code == "bad_credentials"
    assert answers[-1].status == 429
    assert (await person.get(accounts.ME.url())).status == 200


@pytest.mark.parametrize("new", ["short", "", None, 12345678, "x" * 1025])
async def test_a_new_one_keeps_to_the_rules(host: LocalHost, new: object) -> None:
    person = await host.person()
    answer = await change(person, PASSWORD, new)
    assert (answer.status, answer.code) == (400, "validation")
    assert (await host.sign_in(person.user["username"])).token


def test_what_went_wrong_is_said_and_what_went_well_too() -> None:
    calls = FakeCalls(change_password=None)
    model = ProfileModel(calls, tasks(), user())
    done: list[bool] = []
    model.password_changed.connect(lambda: done.append(True))
    said: list[object] = []
    model.password_advice_changed.connect(said.append)
    model.change_password("now", "short")
    assert len(said) == 1
    assert calls.count("change_password") == 0

    async def act() -> None:
        calls.script("change_password", refused(Code.BAD_CREDENTIALS, 401), None)
        model.change_password("wrong", NEW)
        await until(lambda: model.password_advice and "present" in model.password_advice.text)
        model.change_password("right", NEW)
        await until(lambda: done == [True])

    run(act())
    assert said[-1] is None
    assert calls.last("change_password")[0].new_password == NEW
