"""A data folder has one server at a time."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

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


async def test_the_address_is_that_of_last_time_where_it_can_be(
    start_process: Callable[..., ServerProcess],
) -> None:
    """Whoever joined and every invite know it."""
    server = await start_process().start()
    first = server.url
    assert await server.stop() == 0
    again = await start_process().start()
    assert again.url == first
    await again.kill()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", int(first.rsplit(":", 1)[1])))
        taken.listen()
        elsewhere = await start_process().start()
        assert elsewhere.url != first
        assert await elsewhere.stop() == 0


@pytest.mark.parametrize("noted", ["", "rubbish", "70000", "80", "-1"])
async def test_a_note_of_the_port_that_is_not_one_is_passed_over(
    start_process: Callable[..., ServerProcess], tmp_path: Path, noted: str
) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "port").write_text(noted)
    server = await start_process().start()
    assert int(server.url.rsplit(":", 1)[1]) >= 1024
    assert await server.stop() == 0
