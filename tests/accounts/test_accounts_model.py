"""Getting in, without a server: every way in and every way it can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from embedded_server.contracts.accounts import Register, Setup
from embedded_server.contracts.communities import CommunityType, InviteFacts, Role
from embedded_server.contracts.errors import Code
from spaces_desktop.accounts.model import AccountsModel, Entrance, Started, Step
from spaces_desktop.kernel.address import parse_address
from spaces_desktop.kernel.errors import NetworkError, ServerError, Trouble
from spaces_desktop.kernel.keychain import Keychain
from spaces_desktop.kernel.memory import Memory, Place
from tests.kit.desktop import FakeCalls, refused, run, server_info, signed_in, tasks, until, user

PLACE = Place(server_id="s1", url="http://10.0.0.5:80", own=False, username="ada")


class BrokenKeyring:
    def get_password(self, service_name: str, username: str) -> str | None:
        raise RuntimeError("locked")

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise RuntimeError("locked")

    def delete_password(self, service_name: str, username: str) -> None:
        raise RuntimeError("locked")


class Bench:
    """A model with scripted calls; `tokens` are those it connected with."""

    def __init__(self, folder: Path, last: Place | None = None) -> None:
        self.calls = FakeCalls(
            server=server_info(),
            setup=signed_in(),
            register=signed_in(),
            login=signed_in(),
            me=user(),
            logout=None,
            invite=InviteFacts(
                community_id="c1",
                community_name="Blue Door",
                type=CommunityType.CLUB,
                inviter_name="Ada",
                member_count=3,
                role=Role.MEMBER,
                fee_cents=0,
            ),
        )
        self.own = FakeCalls(start=Started("http://127.0.0.1:5000", "CODE"))
        self.tasks = tasks()
        self.urls: list[str] = []
        self.tokens: list[str | None] = []
        self.memory = Memory(folder)
        if last is not None:
            self.memory.remember(last)
        self.keychain = Keychain(folder, BrokenKeyring())
        self.entrances: list[Entrance] = []
        self.model = AccountsModel(
            self._connect, self.own, self.keychain, self.memory, self.tasks, parse_address
        )
        self.model.entered.connect(self.entrances.append)

    def _connect(self, url: str, token: str | None) -> FakeCalls:
        self.urls.append(url)
        self.tokens.append(token)
        return self.calls

    async def idle(self) -> None:
        await until(lambda: not self.tasks.names, "it ends")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def returning(tmp_path: Path) -> Bench:
    return Bench(tmp_path, PLACE)


def test_the_first_start_offers_the_choice(bench: Bench) -> None:
    bench.model.begin()
    assert bench.model.step is Step.CHOOSE


def test_an_own_space_is_set_up_with_the_code_that_its_server_announced(bench: Bench) -> None:
    bench.calls.script("server", server_info(needs_setup=True), server_info())

    async def act() -> None:
        bench.model.start_own()
        await bench.idle()
        assert bench.model.step is Step.SETUP
        bench.model.sign_up("Ada", "ada", "long enough")
        await bench.idle()

    run(act())
    form = bench.calls.last("setup")[0]
    assert isinstance(form, Setup)
    assert (form.setup_code, form.username) == ("CODE", "ada")
    assert bench.model.step is Step.INSIDE
    assert [one.own for one in bench.entrances] == [True]
    assert bench.memory.last is not None
    assert run(bench.keychain.read(bench.memory.last.account)) == "token of Ada"


def test_an_own_server_that_does_not_start_says_so_and_can_be_tried_again(bench: Bench) -> None:
    bench.own.script(
        "start", ServerError("It is broken.", "last words"), Started("http://h:1", None)
    )

    async def act() -> None:
        bench.model.start_own()
        await bench.idle()
        advice = bench.model.advice
        assert advice is not None
        assert (advice.text, advice.details, advice.can_retry) == (
            "It is broken.",
            "last words",
            True,
        )
        bench.model.try_again()
        await bench.idle()

    run(act())
    assert bench.model.advice is None
    assert bench.model.step is Step.SIGN_IN


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("192.168.1.20:8080", "http://192.168.1.20:8080"),
        (" https://spaces.example/ ", "https://spaces.example"),
        ("[::1]:99", "http://[::1]:99"),
    ],
)
def test_an_address_is_looked_up_as_it_was_meant(bench: Bench, typed: str, url: str) -> None:
    async def act() -> None:
        bench.model.want_to_join()
        bench.model.look_up(typed)
        await bench.idle()

    run(act())
    assert bench.urls == [url]
    assert bench.model.step is Step.SIGN_IN


@pytest.mark.parametrize(
    ("failure", "part"),
    [
        (NetworkError(Trouble.REFUSED, "h:1"), "Check the port"),
        (NetworkError(Trouble.NOT_SPACES, "h:1"), "not a Spaces server"),
        (NetworkError(Trouble.UNKNOWN_HOST, "h:1"), "spelling"),
        (server_info(protocol=99), "a different version"),
        (server_info(needs_setup=True), "not been set up"),
    ],
)
def test_each_wrong_address_says_what_happened(bench: Bench, failure: object, part: str) -> None:
    bench.calls.script("server", failure)

    async def act() -> None:
        bench.model.want_to_join()
        bench.model.look_up("h:1")
        await bench.idle()

    run(act())
    assert bench.model.step is Step.ADDRESS
    assert bench.model.advice is not None
    assert part in bench.model.advice.text


@pytest.mark.parametrize("typed", ["", "ftp://x", "http://", "a b", "host:notaport"])
def test_what_is_no_address_is_refused_before_any_call(bench: Bench, typed: str) -> None:
    async def act() -> None:
        bench.model.look_up(typed)
        await bench.idle()

    run(act())
    assert bench.urls == []
    assert bench.model.advice is not None
    assert "not an address" in bench.model.advice.text


def test_registering_sends_the_invite_only_where_there_is_one(bench: Bench) -> None:
    async def act() -> None:
        bench.model.look_up("h:1")
        await bench.idle()
        bench.model.want_account(True)
        bench.model.sign_up("Ada", "ada", "long enough", " ")
        await bench.idle()

    run(act())
    form = bench.calls.last("register")[0]
    assert isinstance(form, Register)
    assert form.invite_code is None
    assert [one.own for one in bench.entrances] == [False]


@pytest.mark.parametrize(
    "fields", [("", "ada", "long enough"), ("Ada", "ab", "long enough"), ("Ada", "ada", "short")]
)
def test_a_form_that_cannot_work_is_not_sent(bench: Bench, fields: tuple[str, str, str]) -> None:
    bench.model.sign_up(*fields)
    assert bench.model.advice is not None
    assert bench.calls.asked == []


def test_a_wrong_password_stays_on_the_form(bench: Bench) -> None:
    bench.calls.script("login", refused(Code.BAD_CREDENTIALS, 401))

    async def act() -> None:
        bench.model.look_up("h:1")
        await bench.idle()
        bench.model.sign_in("ada", "nope")
        await bench.idle()

    run(act())
    assert bench.model.step is Step.SIGN_IN
    assert bench.model.advice is not None
    assert "wrong" in bench.model.advice.text
    assert bench.entrances == []


def test_a_later_start_goes_straight_in_with_the_kept_token(returning: Bench) -> None:
    async def act() -> None:
        await returning.keychain.write(PLACE.account, "kept")
        returning.model.begin()
        await returning.idle()

    run(act())
    assert returning.tokens[1] == "kept"
    assert [one.token for one in returning.entrances] == ["kept"]


def test_a_token_that_has_expired_leads_to_sign_in_with_the_name_filled_in(
    returning: Bench,
) -> None:
    returning.calls.script("me", refused(Code.UNAUTHENTICATED, 401))

    async def act() -> str | None:
        await returning.keychain.write(PLACE.account, "old")
        returning.model.begin()
        await returning.idle()
        return await returning.keychain.read(PLACE.account)

    assert run(act()) is None
    assert returning.model.step is Step.SIGN_IN
    assert returning.model.username == "ada"


def test_a_server_that_is_away_at_the_start_can_be_tried_again(returning: Bench) -> None:
    returning.calls.script("server", NetworkError(Trouble.REFUSED, "h"), server_info())

    async def act() -> None:
        await returning.keychain.write(PLACE.account, "kept")
        returning.model.begin()
        await returning.idle()
        assert returning.model.step is Step.UNREACHABLE
        returning.model.try_again()
        await returning.idle()

    run(act())
    assert returning.model.step is Step.INSIDE


def test_signing_out_forgets_the_token_even_when_the_server_is_away(bench: Bench) -> None:
    bench.calls.script("logout", NetworkError(Trouble.DROPPED, "h"))

    async def act() -> str | None:
        bench.model.look_up("h:1")
        await bench.idle()
        bench.model.sign_in("ada", "long enough")
        await bench.idle()
        bench.model.sign_out(bench.entrances[0])
        await bench.idle()
        return await bench.keychain.read("s1/ada")

    assert run(act()) is None
    assert bench.model.step is Step.SIGN_IN
    assert bench.model.username == "ada"
