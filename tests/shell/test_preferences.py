"""Settings: saved at once, never out of range, and quiet when they say so."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaces_desktop.kernel.memory import Memory
from spaces_desktop.shell.preferences import EVERY_DAY, Preferences

ZONE = timezone(timedelta(hours=2))
MONDAY = datetime(2026, 11, 23, tzinfo=ZONE)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def quiet(tmp_path: Path, begins: str, ends: str, days: list[int]) -> tuple[Preferences, Clock]:
    clock = Clock(at(12))
    made = Preferences(Memory(tmp_path), clock)
    made.set("quiet", True)
    made.set("quiet_from", begins)
    made.set("quiet_to", ends)
    made.set("quiet_days", days)
    return made, clock


@pytest.mark.parametrize(
    ("now", "is_quiet"),
    [
        (at(21, 59), False),
        (at(22), True),
        (at(23, 59), True),
        (at(6, 59, day=1), True),
        (at(7, day=1), False),
        (at(23, day=1), False),  # begins on Mondays only
        (at(3), False),  # the night before was Sunday's
    ],
)
def test_hours_over_midnight_belong_to_the_day_they_begin_on(
    tmp_path: Path, now: datetime, is_quiet: bool
) -> None:
    made, clock = quiet(tmp_path, "22:00", "07:00", [0])
    clock.now = now
    assert made.is_quiet is is_quiet


def test_they_can_be_lifted_until_they_end(tmp_path: Path) -> None:
    made, clock = quiet(tmp_path, "22:00", "07:00", EVERY_DAY)
    clock.now = at(23)
    assert made.is_quiet
    made.lift_quiet()
    seen = [made.is_quiet]
    for now in (at(6, day=1), at(22, 30, day=1)):
        clock.now = now
        seen.append(made.is_quiet)
    assert seen == [False, False, True]


def test_do_not_disturb_is_above_all(tmp_path: Path) -> None:
    made, _clock = quiet(tmp_path, "22:00", "07:00", [])
    assert not made.is_quiet
    made.set("do_not_disturb", True)
    made.lift_quiet()
    assert made.is_quiet


@given(st.times(), st.times(), st.lists(st.integers(0, 6)), st.integers(0, 7 * 24 * 60 - 1))
def test_quiet_hours_hold_between_their_ends(
    tmp_path_factory: pytest.TempPathFactory,
    begins: object,
    ends: object,
    days: list[int],
    minutes: int,
) -> None:
    texts = [str(one)[:5] for one in (begins, ends)]
    made, _clock = quiet(tmp_path_factory.mktemp("q"), texts[0], texts[1], days)
    now = MONDAY + timedelta(minutes=minutes)
    end = made.quiet_end(now)
    if end is not None:
        assert timedelta() < end - now <= timedelta(days=1)
        assert made.quiet_end(end - timedelta(seconds=1)) == end
    if not days or texts[0] == texts[1]:
        assert end is None


def test_settings_come_back_and_nonsense_does_not(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    made = Preferences(memory)
    made.set("text_percent", 150)
    made.set("language", "zh_CN")
    again = Preferences(Memory(tmp_path))
    assert (again.text_percent, again.language) == (150, "zh_CN")
    memory.set_setting("text_percent", 9000)
    memory.set_setting("language", "klingon")
    memory.set_setting("quiet_from", "25:99")
    memory.set_setting("quiet_days", [3, 99, 3])
    odd = Preferences(Memory(tmp_path))
    assert (odd.text_percent, odd.language, odd.quiet_from) == (200, "system", "22:00")
    assert odd.quiet_days == [3]
    with pytest.raises(KeyError):
        made.set("nothing", 1)


def test_what_cannot_be_saved_is_said_and_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Preferences(Memory(tmp_path))

    def full(*_arguments: object, **_more: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        made.set("preview", False)
    said = [made.advice]
    assert not made.preview
    made.set("notify", False)
    said.append(made.advice)
    assert (said[0] is None, said[1]) == (False, None)
    assert not Preferences(Memory(tmp_path)).preview
