"""Calls about the server itself and the people on it."""

from __future__ import annotations

from typing import Protocol

from embedded_server.contracts import accounts, communities
from embedded_server.contracts.accounts import (
    ChangePassword,
    EditMe,
    Login,
    Register,
    ServerInfo,
    Setup,
    SignedIn,
    User,
)
from embedded_server.contracts.communities import InviteFacts
from spaces_desktop.kernel.http import HttpClient


class AccountsCalls(Protocol):
    """What the models need, so that tests can stand in for it."""

    async def server(self) -> ServerInfo: ...
    async def setup(self, form: Setup) -> SignedIn: ...
    async def register(self, form: Register) -> SignedIn: ...
    async def login(self, form: Login) -> SignedIn: ...
    async def me(self) -> User: ...
    async def logout(self) -> None: ...
    async def invite(self, code: str) -> InviteFacts: ...


class AccountsApi:
    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def server(self) -> ServerInfo:
        return await self._http.call(accounts.SERVER)

    async def setup(self, form: Setup) -> SignedIn:
        return await self._http.call(accounts.SETUP, form)

    async def register(self, form: Register) -> SignedIn:
        return await self._http.call(accounts.REGISTER, form)

    async def login(self, form: Login) -> SignedIn:
        return await self._http.call(accounts.LOGIN, form)

    async def me(self) -> User:
        return await self._http.call(accounts.ME)

    async def edit_me(self, form: EditMe) -> User:
        return await self._http.call(accounts.EDIT_ME, form)

    async def change_password(self, form: ChangePassword) -> None:
        await self._http.call(accounts.CHANGE_PASSWORD, form)

    async def invite(self, code: str) -> InviteFacts:
        return await self._http.call(communities.READ_INVITE, code=code)

    async def logout(self) -> None:
        await self._http.call(accounts.LOGOUT)
