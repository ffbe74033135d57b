"""What can go wrong outside ourselves, and what to tell the person about it.

    DesktopError
    ├── ApiError        the server answered and refused; carries its Problem
    ├── NetworkError    there was no proper answer; carries a Trouble
    ├── DiskError       a file of this machine cannot be read or written; carries a DiskTrouble
    └── ServerError     the own server could not be started; carries its last words

Anything else that is raised is a bug of ours and is reported as one. A cancelled task raises
`asyncio.CancelledError`, which is no error and is never shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.errors import (
    AGENT_OF_OTHERS,
    DRAFT_FAILED,
    NO_AGENT,
    Code,
    FieldError,
    Problem,
)
from spaces_desktop.kernel.field_words import field_words, plain, too_large_words
from spaces_desktop.kernel.moments import when_ends
from spaces_desktop.kernel.money import money


class Trouble(Enum):
    REFUSED = auto()
    UNKNOWN_HOST = auto()
    UNREACHABLE = auto()
    TIMEOUT = auto()
    DROPPED = auto()
    NOT_SPACES = auto()
    OTHER_VERSION = auto()
    BAD_ADDRESS = auto()
    TOO_LARGE = auto()


class DiskTrouble(Enum):
    FULL = auto()
    NOT_ALLOWED = auto()
    GONE = auto()
    OTHER = auto()


class DesktopError(Exception):
    """The world outside did not do what was asked."""


class ApiError(DesktopError):
    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.status} {problem.code}: {problem.detail}")
        self.problem = problem

    @property
    def code(self) -> Code:
        return self.problem.code

    @property
    def errors(self) -> list[FieldError]:
        found = self.problem.errors
        return [] if isinstance(found, UnsetType) else found


class NetworkError(DesktopError):
    def __init__(self, trouble: Trouble, where: str, detail: str = "") -> None:
        super().__init__(f"{trouble.name} {where} {detail}".strip())
        self.trouble = trouble
        self.where = where


class DiskError(DesktopError):
    """`name` is the file's name, without its folder."""

    def __init__(self, trouble: DiskTrouble, name: str, detail: str = "") -> None:
        super().__init__(f"{trouble.name} {name} {detail}".strip())
        self.trouble = trouble
        self.name = name


class ServerError(DesktopError):
    """`details` is the end of what the server wrote to its log."""

    def __init__(self, text: str, details: str = "") -> None:
        super().__init__(text)
        self.details = details


def refusal(status: int, code: Code, detail: str = "") -> Problem:
    """A problem that this side found out by itself."""
    return Problem(type="about:blank", title="", status=status, detail=detail, code=code)


@dataclass(frozen=True, slots=True)
class Advice:
    """What happened, what to do, and whether trying again is a remedy.

    `field` is the wire path of the field it is about, "" where it is about none.
    """

    text: str
    can_retry: bool = False
    details: str = ""
    field: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("errors", text)


def advise(error: DesktopError) -> Advice:
    """The words for a person. `details` is for copying, never needed to understand."""
    if isinstance(error, NetworkError):
        return Advice(_network_text(error), can_retry=True, details=str(error))
    if isinstance(error, ApiError):
        return Advice(_api_text(error), _may_pass(error.code), str(error), _field_of(error))
    if isinstance(error, DiskError):
        return Advice(_disk_text(error), can_retry=True, details=str(error))
    if isinstance(error, ServerError):
        return Advice(str(error), can_retry=True, details=error.details)
    return Advice(str(error) or _tr("That did not work."))


def needs_other_words(error: DesktopError) -> bool:
    """Whether the same thing, sent again, is bound to be refused again."""
    return isinstance(error, ApiError) and error.code in {Code.VALIDATION, Code.TOO_LARGE}


def _field_of(error: ApiError) -> str:
    if error.code is Code.USERNAME_TAKEN:
        return "username"
    if error.code in {Code.INVITE_REQUIRED, Code.INVITE_GONE}:
        return "inviteCode"
    if error.code is Code.ENDPOINT_NOT_ALLOWED:
        return "provider.baseUrl"
    return error.errors[0].field if error.errors else ""


def _may_pass(code: Code) -> bool:
    return code in {
        Code.TOO_MANY_REQUESTS,
        Code.STOPPING,
        Code.NOT_READY,
        Code.STORAGE_FULL,
        Code.INTERNAL,
    }


def _network_text(error: NetworkError) -> str:
    texts = {
        Trouble.REFUSED: _tr(
            "Nothing answers at {where}. Check the port, and that the space is running there."
        ),
        Trouble.UNKNOWN_HOST: _tr("There is no machine called {where}. Check the spelling."),
        Trouble.UNREACHABLE: _tr(
            "{where} cannot be reached. Check that you are on the same network."
        ),
        Trouble.TIMEOUT: _tr("{where} did not answer in time. Try again in a moment."),
        Trouble.DROPPED: _tr("The connection to {where} was lost. Try again."),
        Trouble.NOT_SPACES: _tr(
            "Something answers at {where}, but it is not a Spaces server. Check the address."
        ),
        Trouble.OTHER_VERSION: _tr(
            "The server at {where} runs a different version. Update whichever is older."
        ),
        Trouble.BAD_ADDRESS: _tr(
            "“{where}” is not an address. Try something like 192.168.1.20:8080."
        ),
        Trouble.TOO_LARGE: _tr("What {where} sent is too large to be shown."),
    }
    return texts[error.trouble].format(where=error.where)


def _disk_text(error: DiskError) -> str:
    texts = {
        DiskTrouble.FULL: _tr(
            "There is no room left for “{name}”. Free some space, then try again."
        ),
        DiskTrouble.NOT_ALLOWED: _tr("You are not allowed to read or write “{name}” there."),
        DiskTrouble.GONE: _tr("“{name}” or its folder is not there any more."),
        DiskTrouble.OTHER: _tr("“{name}” cannot be read or written. Try another place."),
    }
    return texts[error.trouble].format(name=error.name)


def _price_text(problem: Problem) -> str:
    """Nothing was charged: what it costs, and where the wallet is short what is in it."""
    due, there = problem.amount_due_cents, problem.balance_cents
    if isinstance(due, UnsetType):
        return _tr("The price has changed. Check it, then try again.")
    if problem.code is Code.FEE_NOT_ACCEPTED and not due:
        return _tr("It costs nothing now. Nothing was charged: press again if you agree.")
    if problem.code is Code.FEE_NOT_ACCEPTED:
        words = _tr("It costs {amount} now. Nothing was charged: press again if you agree.")
        return words.format(amount=money(due))
    words = _tr(
        "That takes {amount}, and {balance} are in your wallet. Nothing was charged."
        " Ask the host of this space to top it up."
    )
    balance = 0 if isinstance(there, UnsetType) else there
    return words.format(amount=money(due), balance=money(balance))


def _muted_text(problem: Problem) -> str:
    until = problem.muted_until
    if isinstance(until, UnsetType):
        return _tr("You are muted here for now.")
    return _tr("You are muted here until {time}.").format(time=when_ends(until))


def _unavailable_text(problem: Problem) -> str:
    texts = {
        NO_AGENT: _tr("There is no AI agent here that could do that."),
        AGENT_OF_OTHERS: _tr("The AI agent is somebody else's, who alone decides what it knows."),
        DRAFT_FAILED: _tr("The AI could not write a draft. Try again, or answer it yourself."),
    }
    state = "" if isinstance(problem.state, UnsetType) else problem.state
    return texts.get(state, _tr("This server does not offer that yet."))


def _service_texts(problem: Problem) -> dict[Code, str]:
    """What a customer service refuses."""
    name = problem.assignee_name
    taken = _tr("Somebody else has accepted it.")
    if not isinstance(name, UnsetType) and name:
        taken = _tr("{name} answers this conversation already.").format(name=name)
    return {
        Code.ALREADY_RESOLVED: _tr("This conversation is resolved already."),
        Code.TRANSFER_NOT_ALLOWED: _tr("That is not possible in this conversation."),
        Code.ALREADY_WAITING: _tr("A person has been asked for already."),
        Code.NOT_WAITING: _tr("It does not wait for a person any more."),
        Code.ALREADY_ACCEPTED: taken,
        Code.NOT_ASSIGNEE: _tr("Only whoever answers this conversation can do that."),
        Code.OWN_CONVERSATION: _tr("This is your own conversation: somebody else has to take it."),
        Code.AGENT_UNAVAILABLE: _tr("Your colleague is not online any more. Choose another."),
        Code.NOT_RESOLVED: _tr("That has to be resolved first."),
        Code.ALREADY_RATED: _tr("It has been rated already."),
        Code.SHORTCUT_TAKEN: _tr("There is a ready-made answer with that shortcut already."),
        Code.NOTHING_TO_LEARN: _tr("There is nothing to be learned from it yet."),
    }


def _lounge_texts(problem: Problem) -> dict[Code, str]:
    """What a lounge refuses."""
    used = _tr("Today’s free time is used up.")
    if not isinstance(problem.resets_at, UnsetType):
        used = _tr("Today’s free time is used up. There is new time {time}.")
        used = used.format(time=when_ends(problem.resets_at))
    return {
        Code.FREE_MINUTES_USED: used,
        Code.NOTHING_HEARD: _tr("No words were heard in it. Say it again closer, or write it."),
        Code.NO_AGENT: _tr("Nobody answers here yet: its creator has to add an AI agent first."),
        Code.TURN_RUNNING: _tr("A reply is still being written. Stop it to go on."),
        Code.NOT_FOR_SALE: _tr("No subscription is sold here."),
        Code.NOT_SUBSCRIBED: _tr("There is no subscription that could be ended."),
        Code.NO_SAMPLES: _tr("There are no recordings yet to build a voice from."),
        Code.VOICE_NOT_READY: _tr("There is no voice yet that could speak."),
        Code.ENGINE_UNAVAILABLE: _tr("Nothing on this server can speak like that right now."),
        Code.TTS_FAILED: _tr("The voice failed while it was speaking. The text stands."),
        Code.NOT_AUDIO: _tr("This is no sound that can be read here."),
        Code.LIVE_ROOM_CLOSED: _tr("The live room is closed. Its hosts open it."),
        Code.LIVE_ROOM_FULL: _tr("The live room is full. Try again when somebody has left."),
    }


def _playground_texts() -> dict[Code, str]:
    """What a session of a playground refuses."""
    return {
        Code.SESSION_ENDED: _tr("This session has ended."),
        Code.SESSION_FULL: _tr("This session is full. Try again when somebody has left."),
        Code.SESSION_LOCKED: _tr("The host lets nobody new into this session just now."),
        Code.REMOVED: _tr("The host took you out of this session."),
        Code.STALE_VERSION: _tr("Somebody was faster. Look at what stands there now."),
    }


def _api_text(error: ApiError) -> str:
    if error.code in (Code.FEE_NOT_ACCEPTED, Code.INSUFFICIENT_FUNDS):
        return _price_text(error.problem)
    texts = {
        Code.BAD_CREDENTIALS: _tr("User name or password is wrong."),
        Code.UNAUTHENTICATED: _tr("You were signed out. Sign in again."),
        Code.USERNAME_TAKEN: _tr("That user name is taken. Choose another."),
        Code.BAD_SETUP_CODE: _tr("The setup code is not the one this server shows."),
        Code.ALREADY_SET_UP: _tr("This server is already set up. Sign in instead."),
        Code.NEEDS_SETUP: _tr("This server has not been set up by its host yet."),
        Code.INVITE_REQUIRED: _tr("You need an invite to join this server."),
        Code.NOT_A_MEMBER: _tr("Only members can do that. Join first."),
        Code.MUTED: _muted_text(error.problem),
        Code.BANNED: _tr("You do not have access to this."),
        Code.INTERNAL: _tr(
            "Something went wrong on the server. Try again; if it keeps happening, tell the host."
        ),
        Code.STOPPING: _tr("The server is shutting down. Try again in a moment."),
        Code.STORAGE_FULL: _tr("The server's disk is full."),
        Code.WRONG_TYPE: _tr("This kind of community does not have that."),
        Code.NOT_AVAILABLE: _unavailable_text(error.problem),
        Code.NOTHING_ASKED: _tr("The customer has asked nothing since the last answer."),
        Code.NOTHING_KNOWN: _tr("The AI knows nothing of this. Answer it yourself."),
        Code.SHORTCUT_TAKEN: _tr("Another answer has this shortcut already."),
        Code.NOT_RESOLVED: _tr("That is possible once this conversation is resolved."),
        Code.BAD_HOST: _tr("This server may not be reached by that address."),
        Code.BAD_ORIGIN: _tr("This server may not be reached from there."),
        Code.MEMBERSHIP_EXPIRED: _tr("Your membership ran out. Renew it to go on."),
        Code.PERIOD_CHANGED: _tr(
            "It was paid in another window already, and nothing was charged again."
        ),
        Code.PAYMENT_UNAVAILABLE: _tr(
            "The payment service does not answer. Nothing was charged: try again later."
        ),
        Code.IDEMPOTENCY_CONFLICT: _tr("That was sent before with something else in it."),
        Code.NOTHING_TO_RENEW: _tr("This membership does not run out: nothing is to be paid."),
        Code.ALREADY_REFUNDED: _tr("That has been paid back already."),
        Code.ALREADY_DECIDED: _tr("Somebody has decided that already."),
        Code.VERIFICATION_PENDING: _tr("A request waits for an admin already."),
        Code.ALREADY_VERIFIED: _tr("This community is verified already."),
        Code.NAME_CHANGED: _tr(
            "The community has another name by now. Look at it first, then decide."
        ),
        Code.NOT_READY: _tr("The server is not ready yet. Try again in a moment."),
        Code.TOO_MANY_REQUESTS: _tr("Too many attempts. Wait a moment, then try again."),
    }
    texts |= _service_texts(error.problem)
    texts |= _lounge_texts(error.problem)
    texts |= _playground_texts()
    seconds = error.problem.retry_after_seconds
    if error.code is Code.TOO_MANY_REQUESTS and not isinstance(seconds, UnsetType):
        return _tr("That was too often. Try again in {seconds} s.").format(seconds=seconds)
    if error.code in texts:
        return texts[error.code]
    if error.errors:
        return "\n".join(dict.fromkeys(field_words(one) for one in error.errors))
    if error.code is Code.TOO_LARGE:
        return too_large_words(error.problem.detail)
    if error.code is Code.VALIDATION:
        return field_words(FieldError(field="", message=""))
    return plain(error.problem.detail) or _tr("The server did not allow that.")
