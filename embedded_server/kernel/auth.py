"""Bearer tokens: who calls, remembered for a while, forgotten at once when a sign-in ends."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256

from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Refusal

_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Caller:
    user_id: str
    session_id: str
    username: str
    display_name: str
    is_admin: bool
    expires_at: int
    """When the sign-in ends, in milliseconds."""
    guest_of: str | None = None
    """The one community that a visitor of its web site may write to."""
    page_of: str | None = None
    """The one session of a playground that a page's token is good for."""

    @property
    def is_visitor(self) -> bool:
        """Whether they have no account of their own."""
        return self.username.startswith("guest:")


def token_hash(token: str) -> bytes:
    """What is stored in place of a token: it has 256 random bits, so a plain hash suffices."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


class Gate:
    """Turns tokens into callers. `find` asks the store for a token's hash."""

    def __init__(self, find: Callable[[bytes], Awaitable[Caller | None]]) -> None:
        self._find = find
        self._known: OrderedDict[bytes, Caller] = OrderedDict()
        self._forgotten = 0

    async def caller(self, token: str | None, now: int) -> Caller:
        """Refuses with `unauthenticated`."""
        if token is not None:
            key = token_hash(token)
            caller = self._known.get(key)
            if caller is None:
                forgotten = self._forgotten
                caller = await self._find(key)
                # A sign-in that ended while it was being looked up must not be remembered.
                if caller is not None and forgotten == self._forgotten:
                    self._known[key] = caller
                    if len(self._known) > _MOST:
                        self._known.popitem(last=False)
            if caller is not None and caller.expires_at > now:
                return caller
        raise Refusal(Code.UNAUTHENTICATED, "Sign in first: the token is missing or has ended.")

    async def still_in(self, token: str | None, now: int) -> bool:
        """Whether a sign-in that held a moment ago holds yet."""
        try:
            await self.caller(token, now)
        except Refusal:
            return False
        return True

    def forget_session(self, session_id: str) -> None:
        self._forget(lambda caller: caller.session_id == session_id)

    def forget_user(self, user_id: str) -> None:
        self._forget(lambda caller: caller.user_id == user_id)

    def _forget(self, ended: Callable[[Caller], bool]) -> None:
        self._forgotten += 1
        for key in [key for key, caller in self._known.items() if ended(caller)]:
            del self._known[key]
