"""Set-up, sign-up, sign-in and sign-out over HTTP, with every way they are refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from embedded_server.contracts import accounts, communities
from embedded_server.contracts.accounts import ServerInfo, SignedIn, User
from embedded_server.kernel.auth import token_hash
from embedded_server.kernel.hub import Listener
from tests.kit.people import Person
from tests.kit.server import PASSWORD, LocalHost
from tests.kit.waiting import until

StartHost = Callable[..., Awaitable[LocalHost]]


def account(username: str = "ada", **more: Any) -> dict[str, Any]:
    return {"username": username, "password": PASSWORD, "displayName": "Ada", **more}


async def test_a_new_server_takes_its_admin_once_and_by_code_only(bare_host: LocalHost) -> None:
    anybody = bare_host.stranger()
    info = (await anybody.get(accounts.SERVER.url())).json
    assert info["needsSetup"] is True
    for path, body in (
        (accounts.REGISTER, account()),
        (accounts.LOGIN, {"username": "ada", "password": PASSWORD}),
    ):
        answer = await anybody.post(path.url(), body)
        assert (answer.status, answer.code) == (409, "needs_setup")
    wrong = await anybody.post(accounts.SETUP.url(), account(setupCode="WRONG"))
    assert (wrong.status, wrong.code) == (403, "bad_setup_code")
    code = bare_host.setup_code
    made = await anybody.post(
        accounts.SETUP.url(), account(setupCode=f" {str(code).lower()} ", serverName="Our house")
    )
    assert made.status == 201
    assert made.json["user"]["isAdmin"] is True
    info = (await anybody.get(accounts.SERVER.url())).json
    assert (info["needsSetup"], info["name"]) == (False, "Our house")
    again = await anybody.post(accounts.SETUP.url(), account("eve", setupCode=code))
    assert (again.status, again.code) == (409, "already_set_up")
    await bare_host.restart()
    assert bare_host.setup_code is None


async def test_of_many_set_ups_at_once_one_wins(bare_host: LocalHost) -> None:
    anybody = bare_host.stranger()
    answers = await asyncio.gather(
        *(
            anybody.post(accounts.SETUP.url(), account(f"admin{n}", setupCode=bare_host.setup_code))
            for n in range(8)
        )
    )
    assert sorted(answer.status for answer in answers) == [201, *[409] * 7]


async def test_setup_codes_cannot_be_tried_out(bare_host: LocalHost) -> None:
    anybody = bare_host.stranger()
    statuses = [
        (await anybody.post(accounts.SETUP.url(), account(setupCode=f"{n}"))).status
        for n in range(8)
    ]
    assert statuses[:5] == [403] * 5
    assert statuses[-1] == 429


async def test_who_signs_up_is_signed_in(host: LocalHost) -> None:
    anybody = host.stranger()
    made = await anybody.post(accounts.REGISTER.url(), account("Ada.L-0_9"))
    assert made.status == 201
    assert made.json["user"]["username"] == "ada.l-0_9"
    assert made.json["user"]["isAdmin"] is False
    person = Person(host.url, host.http, made.json["token"], made.json["user"])
    assert (await person.get(accounts.ME.url())).json == made.json["user"]
    taken = await anybody.post(accounts.REGISTER.url(), account("ADA.l-0_9"))
    assert (taken.status, taken.code) == (409, "username_taken")
    signed_in = await anybody.post(
        accounts.LOGIN.url(), {"username": " ADA.L-0_9 ", "password": PASSWORD}
    )
    assert signed_in.status == 200
    assert signed_in.json["token"] != made.json["token"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "ab"}, "username"),
        ({"username": "x" * 33}, "username"),
        ({"username": "a b c"}, "username"),
        ({"username": "ädam"}, "username"),
        ({"username": "adam\n"}, "username"),
        ({"password": "7777777"}, "password"),
        ({"password": 12345678}, "password"),
        ({"displayName": ""}, "displayName"),
        ({"displayName": "  "}, "displayName"),
        ({"displayName": "a\nb"}, "displayName"),
        ({"displayName": "x" * 81}, "displayName"),
        ({"isAdmin": True}, "isAdmin"),
    ],
)
async def test_a_wrong_account_is_refused_by_field(
    host: LocalHost, change: dict[str, Any], field: str
) -> None:
    answer = await host.stranger().post(accounts.REGISTER.url(), account() | change)
    assert (answer.status, answer.code) == (400, "validation")
    assert [error["field"] for error in answer.json["errors"]] == [field]


@pytest.mark.parametrize("username", ["admin", "nobody"])
async def test_wrong_passwords_are_slowed_down_name_by_name(host: LocalHost, username: str) -> None:
    anybody = host.stranger()
    path = accounts.LOGIN.url()
    for _ in range(5):
        wrong = await anybody.post(path, {"username": username, "password": "guess"})
        assert (wrong.status, wrong.code) == (401, "bad_credentials")
    held = await anybody.post(path, {"username": username, "password": PASSWORD})
    assert (held.status, held.code) == (429, "too_many_requests")
    assert int(held.headers["Retry-After"]) >= 1
    other = await host.person()
    await host.sign_in(other.user["username"])
    host.server.clock.advance(int(held.headers["Retry-After"]))
    later = await anybody.post(path, {"username": username, "password": PASSWORD})
    assert later.status == (200 if username == "admin" else 401)


async def test_signing_out_kills_the_token_and_its_connection_at_once(host: LocalHost) -> None:
    person = await host.person()
    other = await host.sign_in(person.user["username"])
    async with person.live() as live, other.live() as kept:
        await live.caught_up()
        await kept.caught_up()
        assert (await person.post(accounts.LOGOUT.url())).status == 204
        while (message := await live.socket.receive(5)).type is aiohttp.WSMsgType.TEXT:
            pass
        assert message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
        await kept.caught_up()
    answer = await person.get(accounts.ME.url())
    assert (answer.status, answer.code) == (401, "unauthenticated")
    assert (await person.post(accounts.LOGOUT.url())).status == 401
    assert (await other.get(accounts.ME.url())).status == 200
    await host.restart()
    assert (await host.back(person).get(accounts.ME.url())).status == 401
    assert (await host.back(other).get(accounts.ME.url())).status == 200


async def test_signing_out_while_a_connection_opens_cuts_it_too(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await host.person()
    assert (await person.get(accounts.ME.url())).status == 200
    hub, gate = host.server.hub, host.server.gate
    join = hub.join
    await host.server.database.write(lambda tx: tx.change("DELETE FROM sessions"))

    def join_late(listener: Listener) -> None:
        # What signing out does, in the moment before the connection is known.
        gate.forget_session(listener.session_id)
        hub.end_sessions(lambda session, _: session == listener.session_id)
        join(listener)

    monkeypatch.setattr(hub, "join", join_late)
    assert gate._known, "the token was remembered when the connection came"
    async with person.live(at_once=True) as live:
        closed = await live.socket.receive(5)
    assert closed.type is not aiohttp.WSMsgType.TEXT
    await until(lambda: hub.listeners() == 0)


async def test_a_sign_in_ends_by_itself(start_host: StartHost) -> None:
    host = await start_host(session_days=1)
    assert (await host.admin.get(accounts.ME.url())).status == 200
    answer = await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": 86_400})
    assert answer.status == 200
    assert (await host.admin.get(accounts.ME.url())).status == 401
    await host.sign_in("admin")


async def test_tokens_and_passwords_are_nowhere_in_the_files(host: LocalHost) -> None:
    person = await host.person()
    await host.server.database.close()
    for file in host.settings.data_dir.iterdir():
        held = file.read_bytes()
        assert str(person.token).encode() not in held
        assert PASSWORD.encode() not in held
    assert token_hash(str(person.token)) in (host.settings.data_dir / "spaces.db").read_bytes()


async def test_ones_name_can_be_changed(host: LocalHost) -> None:
    person = await host.person()
    answer = await person.patch(accounts.EDIT_ME.url(), {"displayName": " Ada Lovelace "})
    assert (answer.status, answer.json["displayName"]) == (200, "Ada Lovelace")
    club_id = await host.admin.create()
    await person.join(club_id)
    message = await person.say(club_id, "Hello")
    assert message["author"]["name"] == "Ada Lovelace"
    await person.patch(accounts.EDIT_ME.url(), {"displayName": "Countess"})
    (shown,) = await host.admin.history(club_id)
    assert shown["author"]["name"] == "Countess"


async def test_the_clock_is_moved_by_admins_of_test_servers_only(start_host: StartHost) -> None:
    host = await start_host(test_clock=False)
    answer = await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": 5})
    assert (answer.status, answer.code) == (404, "not_found")
    testing = await start_host()
    person = await testing.person()
    refused = await person.post(accounts.CLOCK.url(), {"advanceSeconds": 5})
    assert (refused.status, refused.code) == (403, "forbidden")


async def test_health_readiness_contract_and_figures(host: LocalHost) -> None:
    anybody = host.stranger()
    assert (await anybody.get(accounts.HEALTH.url())).json == {"status": "ok"}
    assert (await anybody.get(accounts.READY.url())).json == {"status": "ok"}
    document = (await anybody.get(accounts.OPENAPI.url())).json
    assert document["openapi"] == "3.1.0"
    page = await anybody.get(accounts.DOCS.url())
    assert page.headers["Content-Type"].startswith("text/html")
    assert b"src=" not in page.body
    assert b"http://" not in page.body
    assert b"https://" not in page.body
    figures = (await anybody.get(accounts.METRICS.url())).body.decode()
    assert f"spaces_event_seq {host.server.hub.seq}\n" in figures
    await host.server.database.close()
    not_ready = await anybody.get(accounts.READY.url())
    assert (not_ready.status, not_ready.code) == (503, "not_ready")
    assert "Retry-After" in not_ready.headers
    assert (await anybody.get(accounts.HEALTH.url())).status == 200


async def test_by_invite_only(start_host: StartHost) -> None:
    host = await start_host(registration="invite")
    anybody = host.stranger()
    path = accounts.REGISTER.url()
    for code in ({}, {"inviteCode": "NOTHING"}, {"inviteCode": ""}):
        answer = await anybody.post(path, account(**code))
        assert (answer.status, answer.code) == (403, "invite_required")
    club_id = await host.admin.create()
    invite = await host.admin.post(
        communities.CREATE_INVITE.url(communityId=club_id), {"maxUses": 1}
    )
    code = invite.json["code"]
    made = await anybody.post(path, account(inviteCode=code.lower()))
    assert made.status == 201
    person = Person(host.url, host.http, made.json["token"], made.json["user"])
    joined = await person.post(communities.ACCEPT_INVITE.url(code=code))
    assert joined.status == 201
    late = await anybody.post(path, account("eve", inviteCode=code))
    assert (late.status, late.code) == (410, "invite_gone")


async def test_an_invite_for_one_opens_one_account(start_host: StartHost) -> None:
    host = await start_host(registration="invite")
    anybody, path = host.stranger(), accounts.REGISTER.url()
    club_id = await host.admin.create()
    invites = communities.CREATE_INVITE.url(communityId=club_id)
    code = (await host.admin.post(invites, {"maxUses": 1})).json["code"]
    answers = await asyncio.gather(
        *[anybody.post(path, account(f"person{n}", inviteCode=code)) for n in range(6)]
    )
    assert sorted(answer.status for answer in answers) == [201] + [410] * 5
    late = await anybody.post(path, account("late", inviteCode=code))
    assert (late.status, late.code) == (410, "invite_gone")
    (made,) = [answer for answer in answers if answer.status == 201]
    person = Person(host.url, host.http, made.json["token"], made.json["user"])
    # Its use is kept for the one whose account it opened.
    open_one = (await host.admin.post(invites)).json["code"]
    other = await anybody.post(path, account("other", inviteCode=open_one))
    assert other.status == 201
    second = Person(host.url, host.http, other.json["token"], other.json["user"])
    accept = communities.ACCEPT_INVITE.url(code=code)
    refused = await second.post(accept)
    assert (refused.status, refused.code) == (410, "invite_gone")
    assert (await person.post(accept)).status == 201
    assert (await person.post(accept)).status == 200
    taken = await anybody.post(path, account("other", inviteCode=open_one))
    assert (taken.status, taken.code) == (409, "username_taken")


def test_what_the_answers_are_made_of() -> None:
    assert {"user", "token"} == set(SignedIn.__struct_fields__)
    assert "password_hash" not in User.__struct_fields__
    assert "setup_code" not in ServerInfo.__struct_fields__
