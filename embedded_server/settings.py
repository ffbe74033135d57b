"""Settings, from flags, then `SPACES_*` environment variables, then `server.toml` in the data
folder, in this order of strength; frozen once the server starts."""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta

_Port = Annotated[int, Meta(ge=0, le=65535)]
_Percent = Annotated[int, Meta(ge=0, le=100)]
NOT_IN_CENTS = frozenset(
    (
        *("bhd", "bif", "clp", "djf", "gnf", "iqd", "jod", "jpy", "kmf", "krw", "kwd", "lyd"),
        *("mga", "omr", "pyg", "rwf", "tnd", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"),
    )
)
"""Currencies that are not counted in hundredths, as all money here is."""
_Positive = Annotated[float, Meta(gt=0, le=1_000_000)]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One field a setting: `host` is `--host`, `SPACES_HOST`, and `host` in server.toml."""

    data_dir: Path
    """Where the database, its key and the logs live."""
    host: str = "127.0.0.1"
    """The address to listen on; loopback unless the server is shared."""
    port: _Port = 0
    """0 takes any free port."""
    hidden: bool = False
    """Do not say on the network that a server is here, where others can reach it."""
    announce: Literal["text", "json"] = "text"
    """How readiness is told on standard output."""
    stop_with_stdin: bool = False
    """Stop when standard input closes: a child must not outlive the app that started it."""
    server_name: str = "My space"
    """Shown to who joins, until the set-up gives it another."""
    registration: Literal["open", "invite"] = "open"
    """Whether anybody who reaches the server may make an account."""
    allowed_hosts: frozenset[str] = frozenset()
    """Names under which the server may be called, beside addresses and localhost."""
    password_cost: Literal["normal", "test"] = "normal"
    """`test` hashes passwords cheaply; never for people's real passwords."""
    test_clock: bool = False
    """Serve POST /api/admin/clock, which moves the server's time forward."""
    trust_clock: bool = False
    """Take the machine's time as it is, also where it was turned back since the last start."""
    session_days: Annotated[int, Meta(ge=1, le=3650)] = 180
    """How long a sign-in lasts."""
    guest_days: Annotated[int, Meta(ge=1, le=3650)] = 30
    """How long after their last word visitors of a web site may come back to their conversation."""
    sends_per_second: _Positive = 20
    """Messages one person may send from another machine, on the long run."""
    asks_per_minute: _Positive = 30
    room_asks_per_minute: _Positive = 120
    """Questions one person may ask agents from another machine, on the long run."""
    most_turns: Annotated[int, Meta(ge=1)] = 1000
    """Replies that may stream at once on this server."""
    reply_first_seconds: _Positive = 60
    """How long a model may take to its first words."""
    reply_silence_seconds: _Positive = 60
    """How long a model may fall silent between words."""
    reply_whole_seconds: _Positive = 900
    """How long a reply may take in all."""
    stop_grace_seconds: _Positive = 4
    """How long running replies may go on when the server is told to stop."""
    join_creator_share: _Percent = 70
    """Percent of a join fee that the creator receives; the rest is the server's."""
    monthly_creator_share: _Percent = 70
    """The same of a monthly fee or a subscription; our assumption, for nothing says otherwise."""
    agent_creator_share: _Percent = 70
    """The same of the fee for a question to an agent."""
    free_day_zone: str = "UTC"
    """The zone by whose calendar the free time of a lounge is counted, and its figures."""
    currency: Annotated[str, Meta(pattern="^([a-z]{3})?$")] = ""
    """Of the money in wallets, as ISO 4217 in small letters; none says nothing of it."""
    stripe_secret_key: str = ""
    """Of a Stripe account; with it and the next, people pay into their wallets themselves."""
    stripe_webhook_secret: str = ""
    """With which Stripe signs what it tells this server."""
    stripe_address: str = "https://api.stripe.com"
    """Where Stripe is reached; another one only for tests."""
    verification_days: Annotated[int, Meta(ge=0, le=3650)] = 30
    """How long documents of a verification are kept after the decision."""
    page_origins: frozenset[str] = frozenset()
    """Origins in a private network, such as http://10.0.0.5:8080, that embedded pages may reach."""
    lan_pages: bool = False
    """Spaces may embed pages by http where these lie in a private network."""
    voice_engine: Literal["", "imprint", "espeak", "sherpa", "http"] = ""
    """What speaks where nobody chose: empty takes the best that is available here."""
    espeak: str = ""
    """The program espeak-ng or the folder it lies in; empty looks on PATH."""
    voice_models: str = ""
    """The folder with a neural voice and recogniser for sherpa-onnx; nothing is ever downloaded."""
    speech_url: str = ""
    """An OpenAI-compatible endpoint that speaks, before its `/v1`; texts are sent to it."""
    speech_key: str = ""
    speech_model: str = "tts-1"
    speech_voices: str = "alloy"
    """Names of its voices, by commas."""
    transcription_url: str = ""
    """An OpenAI-compatible endpoint that recognises speech; recordings are sent to it."""
    transcription_key: str = ""
    transcription_model: str = "whisper-1"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """What goes to standard error."""

    @property
    def takes_payments(self) -> bool:
        return bool(self.stripe_secret_key)


class SettingsError(Exception):
    """A setting is wrong; the message names it and where it was set."""


def load(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError; `--help` prints and exits."""
    flags = _parse_flags(arguments)
    values: dict[str, Any] = {}
    variables = {
        name: environment[f"SPACES_{name.upper()}"]
        for name in Settings.__struct_fields__
        if f"SPACES_{name.upper()}" in environment
    }
    data_dir = Path(flags.get("data_dir") or variables.get("data_dir") or _default_data_dir())
    for source, found in (
        ("server.toml", _read_toml(data_dir / "server.toml")),
        ("the environment", variables),
        ("the command line", flags),
    ):
        for name, value in found.items():
            if name not in Settings.__struct_fields__:
                raise SettingsError(f"{source} names a setting that does not exist: {name}")
            values[name] = _convert(source, name, value)
    values["data_dir"] = data_dir.expanduser().absolute()
    settings = Settings(**values)
    _check_together(settings)
    return settings


def _check_together(settings: Settings) -> None:
    parts = (settings.stripe_secret_key, settings.stripe_webhook_secret)
    if any(parts) and not all((*parts, settings.currency)):
        raise SettingsError(
            "Stripe needs stripe_secret_key, stripe_webhook_secret and currency; some are missing"
        )
    if any(parts) and settings.currency in NOT_IN_CENTS:
        raise SettingsError(f"currency is not counted in hundredths: {settings.currency}")


def _convert(source: str, name: str, value: Any) -> Any:
    kinds = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    if name in ("allowed_hosts", "page_origins") and isinstance(value, str):
        value = [host.strip().lower() for host in value.split(",") if host.strip()]
    try:
        converted = msgspec.convert(
            value, kinds[name], strict=False, dec_hook=lambda _type, raw: Path(raw)
        )
        if name == "free_day_zone":
            ZoneInfo(converted)
    except (msgspec.ValidationError, ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(f"{name} in {source} is wrong: {error}") from None
    return converted


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path.name} cannot be read: {error}") from None


def _default_data_dir() -> str:
    from platformdirs import PlatformDirs

    home = os.environ.get("SPACES_HOME")
    base = Path(home) if home else Path(PlatformDirs("Spaces Desktop", "Spaces").user_data_dir)
    return str(base / "server")


def _parse_flags(arguments: Sequence[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser(
        prog="spaces-server",
        description="The server of Spaces Desktop, without a window.",
        argument_default=argparse.SUPPRESS,
    )
    for field in msgspec.structs.fields(Settings):
        flag = "--" + field.name.replace("_", "-")
        if field.type is bool:
            parser.add_argument(flag, action="store_true")
        else:
            parser.add_argument(flag)
    return vars(parser.parse_args(arguments))
