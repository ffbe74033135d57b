"""A data folder has one server at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kit.server import ServerProcess


async def test_a_second_server_on_a_folder_is_refused_and_the_first_goes_on(
    start_process: Callable[..., ServerProcess],
) -> None:
    first = await start_process().start()
    await first.set_up()
    with pytest.raises(AssertionError, match="another server runs on this data folder"):
        await start_process().start()
    club_id = await first.admin.create()
    assert (await first.admin.say(club_id, "still here"))["seq"] == 1


async def test_a_killed_server_leaves_the_folder_free(
    start_process: Callable[..., ServerProcess],
) -> None:
    first = await start_process().start()
    await first.kill()
    second = await start_process().start()
    assert second.ready["serverId"] == first.ready["serverId"]
