"""Settings: which source wins, and how wrong ones are refused by the real program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from embedded_server.settings import Settings, SettingsError, load


def test_flags_beat_the_environment_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "server.toml").write_text(
        'port = 1\nserver_name = "file"\nregistration = "invite"\nallowed_hosts = ["A.example"]\n'
    )
    folder = ["--data-dir", str(tmp_path)]
    assert load(folder, {}).port == 1
    assert load(folder, {}).registration == "invite"
    environment = {"SPACES_PORT": "2", "SPACES_SERVER_NAME": "environment", "OTHER": "x"}
    both = load(folder, environment)
    assert (both.port, both.server_name) == (2, "environment")
    all_three = load([*folder, "--port", "3"], environment)
    assert (all_three.port, all_three.server_name) == (3, "environment")
    assert load([], {"SPACES_DATA_DIR": str(tmp_path)}).registration == "invite"


@pytest.mark.parametrize(
    "given",
    [
        {"stripe_secret_key": "sk"},
        {"stripe_webhook_secret": "wh", "currency": "eur"},
        {"stripe_secret_key": "sk", "stripe_webhook_secret": "wh"},
        {"stripe_secret_key": "sk", "stripe_webhook_secret": "wh", "currency": "jpy"},
        {"currency": "euro"},
    ],
)
def test_a_payment_service_is_set_up_wholly_or_not_at_all(given: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"currency|Stripe"):
        load([], {f"SPACES_{name.upper()}": value for name, value in given.items()})


def test_every_setting_has_a_flag_and_a_variable(tmp_path: Path) -> None:
    given = {
        "host": "::1",
        "port": "5",
        "announce": "json",
        "server_name": "Ours",
        "registration": "invite",
        "allowed_hosts": "One.example, two.example,",
        "page_origins": "http://10.0.0.5:8080",
        "password_cost": "test",
        "log_level": "error",
        "most_turns": "3",
        "currency": "eur",
        "free_day_zone": "Asia/Shanghai",
        "stripe_secret_key": "sk",
        "stripe_webhook_secret": "whsec",
        "stripe_address": "http://127.0.0.1:9",
        "voice_engine": "imprint",
        "espeak": "/opt/espeak",
        "voice_models": "/opt/models",
        "speech_url": "http://127.0.0.1:9",
        "speech_key": "sk",
        "speech_model": "loud",
        "speech_voices": "one, two",
        "transcription_url": "http://127.0.0.1:9",
        "transcription_key": "sk",
        "transcription_model": "sharp",
    }
    numbers = {name for name in Settings.__struct_fields__ if name.endswith(("seconds", "minute"))}
    given |= dict.fromkeys(numbers | {"sends_per_second"}, "1.5")
    whole = ("_share", "_days")
    given |= {name: "7" for name in Settings.__struct_fields__ if name.endswith(whole)}
    switches = {"stop_with_stdin", "test_clock", "hidden", "trust_clock", "lan_pages"}
    assert given.keys() | switches | {"data_dir"} == set(Settings.__struct_fields__)
    flags = [f"--{name.replace('_', '-')}={value}" for name, value in given.items()]
    flags += [f"--{name.replace('_', '-')}" for name in switches]
    variables = {f"SPACES_{name.upper()}": value for name, value in given.items()}
    variables |= {f"SPACES_{name.upper()}": "1" for name in switches}
    by_flags = load(["--data-dir", str(tmp_path), *flags], {})
    assert by_flags == load(["--data-dir", str(tmp_path)], variables)
    assert by_flags.allowed_hosts == {"one.example", "two.example"}
    assert by_flags.stop_with_stdin is True


WRONG = [
    (["--port", "x"], ""),
    (["--port", "65536"], ""),
    (["--port", "-1"], ""),
    (["--registration", "closed"], ""),
    (["--session-days", "0"], ""),
    (["--sends-per-second", "0"], ""),
    (["--sends-per-second", "nan"], ""),
    (["--sends-per-second", "inf"], ""),
    (["--asks-per-minute", "inf"], ""),
    (["--stop-grace-seconds", "inf"], ""),
    (["--log-level", "loud"], ""),
    (["--free-day-zone", "Mars/Olympus"], ""),
    (["--free-day-zone", "../etc/passwd"], ""),
    ([], "port = 'x'"),
    ([], "port = true"),
    ([], "prot = 5"),
    ([], "data_dir = 5"),
    ([], "allowed_hosts = 5"),
    ([], "allowed_hosts = [5]"),
    ([], "this is no toml"),
    ([], "a = \x00"),
]


@pytest.mark.parametrize(("flags", "toml"), WRONG)
def test_a_wrong_value_is_named(tmp_path: Path, flags: list[str], toml: str) -> None:
    (tmp_path / "server.toml").write_text(toml)
    with pytest.raises(SettingsError) as refused:
        load(["--data-dir", str(tmp_path), *flags], {})
    words = str(refused.value)
    assert "\n" not in words
    if flags:
        assert flags[0].removeprefix("--").replace("-", "_") in words
        assert "the command line" in words
    else:
        assert "server.toml" in words


@pytest.mark.parametrize("value", ["", "x", "1.5"])
def test_a_wrong_variable_is_named(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingsError, match="port in the environment"):
        load(["--data-dir", str(tmp_path)], {"SPACES_PORT": value})


def run(*flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "embedded_server", *flags],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    ("prepare", "flags", "words"),
    [
        (None, ["--port", "x"], "port in the command line is wrong"),
        (None, ["--host", "203.0.113.250"], "cannot be listened on"),
        (None, ["--host", "no.such.name.invalid"], "cannot be listened on"),
        ("a file", [], "server.toml cannot be read"),
        ("a folder for the database", [], "cannot be opened"),
        ("no database", [], "cannot be opened as a database"),
        ("a folder for the key", [], "data folder cannot be used"),
        ("a short key", [], "secret.key"),
    ],
)
def test_the_program_says_what_is_wrong_in_one_line(
    tmp_path: Path, prepare: str | None, flags: list[str], words: str
) -> None:
    folder = tmp_path / "data"
    if prepare == "a file":
        folder.write_text("x")
    elif prepare is not None:
        folder.mkdir()
    if prepare == "a folder for the database":
        (folder / "spaces.db").mkdir()
    elif prepare == "no database":
        (folder / "spaces.db").write_bytes(b"This is a text and no database." * 100)
    elif prepare == "a folder for the key":
        (folder / "secret.key").mkdir()
    elif prepare == "a short key":
        (folder / "secret.key").write_bytes(b"short")
    ended = run("--data-dir", str(folder), *flags)
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == ""
    assert words in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
