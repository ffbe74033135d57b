"""The generators count right, however the bytes are cut, and the bare programs lose nothing."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from tests.benchmarks.chat import _bare_plan
from tests.benchmarks.load import chat
from tests.benchmarks.load.wire import EventStream, HttpConnection, Listener, masked, percentile
from tests.benchmarks.programs import start
from tests.benchmarks.report import Report, number
from tests.benchmarks.yardsticks.chat_best import frame
from tests.benchmarks.yardsticks.common import event, row

STREAM = b'HTTP/1.1 200 OK\r\n\r\nid: 0\nevent: meta\ndata: {"a":"event: chunk"}\n\n' + b"".join(
    b"id: %d\nevent: chunk\ndata: {}\n\n" % number for number in range(1, 6)
)


async def _feed(protocol: asyncio.Protocol | asyncio.BufferedProtocol, pieces: list[bytes]) -> None:
    """Let a real server send `pieces` one by one to a real connection."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    loop = asyncio.get_running_loop()
    gone = loop.create_future()
    lost = protocol.connection_lost

    def connection_lost(error: Exception | None) -> None:
        lost(error)
        gone.set_result(None)

    # The only way to hear of it from outside.
    setattr(protocol, "connection_lost", connection_lost)  # noqa: B010 mypy refuses assigning to a method
    await loop.create_connection(lambda: protocol, "127.0.0.1", port)
    await gone
    server.close()
    await server.wait_closed()


def _cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
async def test_a_listener_counts_messages_and_only_those(size: int) -> None:
    other = frame(b'{"type":"presence","data":{"text":"x"}}')
    messages = [frame(event(row(seq, f"m{seq:07d} {'x' * seq * 40}")).encode()) for seq in range(6)]
    sent = b"HTTP/1.1 101 Switching\r\n\r\n" + other + b"".join(messages) + other
    listener = Listener("host", "/events", None)
    listener.order = []
    await _feed(listener, _cut(sent, size))
    assert listener.count == 6
    assert listener.order == list(range(6))
    assert listener.arrivals[-1][0] == 6


async def test_a_refused_upgrade_is_told() -> None:
    listener = Listener("host", "/events", None)
    await _feed(listener, [b"HTTP/1.1 401 No\r\n\r\nnot you"])
    with pytest.raises(ConnectionError, match="401"):
        await listener.open


@pytest.mark.parametrize("size", [1, 3, 13, 100_000])
async def test_a_stream_counts_chunks(size: int) -> None:
    stream = EventStream(b"GET / HTTP/1.1\r\n\r\n")
    await _feed(stream, _cut(STREAM, size))
    assert len(stream.chunks) == 5
    assert stream.first is not None
    assert stream.ended.done()


async def test_a_lost_connection_is_an_error_of_its_request() -> None:
    connection = HttpConnection("host", None)
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    loop = asyncio.get_running_loop()
    await loop.create_connection(partial(_itself, connection), "127.0.0.1", port)
    with pytest.raises(ConnectionError):
        await connection.request("GET", "/")
    server.close()


def _itself(connection: HttpConnection) -> HttpConnection:
    return connection


def test_a_masked_frame_of_zeros_leaves_the_payload() -> None:
    assert masked(b"hello") == b"\x81\x85\0\0\0\0hello"
    assert masked(b"x" * 300)[:4] == b"\x81\xfe\x01\x2c"


def test_percentiles_and_numbers() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([], 0.5) == 0.0
    assert [number(1234.5), number(12.34), number(1.234)] == ["1,234", "12.3", "1.23"]


def test_a_target_says_whether_it_is_reached(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    report.at_least("speed", 0.7, 0.6)
    report.at_most("memory", 3.0, 2.5)
    report.summary()
    assert [verdict.reached for verdict in report.verdicts] == [True, False]
    assert "1 of 2 targets reached" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["plain", "best"])
async def test_a_bare_chat_delivers_everything(name: str, tmp_path: Path) -> None:
    module = f"tests.benchmarks.yardsticks.chat_{name}"
    program = await start(name, module, str(tmp_path / "chat.db"))
    try:
        found = await chat.run({**_bare_plan(program, 3, 2), "seconds": 0.05})
    finally:
        await program.stop()
    assert found["messages"] > 0
    assert found["missing"] == 0
    assert found["delivery_p99_ms"] > 0
