"""Files to send, made by the tests themselves, and sending them as any client would."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from typing import Any

import aiohttp
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from embedded_server.contracts import media, verification
from tests.kit.people import Person, Reply


def picture(
    kind: str = "PNG", size: tuple[int, int] = (900, 600), mode: str = "RGB", **more: Any
) -> bytes:
    """A picture whose upper left corner is red, in one of Pillow's formats."""
    made = Image.new(mode, size, "blue")
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="red")
    out = io.BytesIO()
    made.save(out, kind, **more)
    return out.getvalue()


def sound(seconds: float = 1.5, rate: int = 8000) -> bytes:
    """A WAV file with a rising ramp in it."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        count = int(seconds * rate)
        file.writeframes(b"".join(struct.pack("<h", n % 20_000) for n in range(count)))
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def pdf(pages: int = 1, words: str = "Certificate", password: str = "", owner: str = "") -> bytes:
    """A PDF of A4 pages with words on each; `password` opens it, `owner` is to change it."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica-Bold"),
        }
    )
    for number in range(pages):
        page = writer.add_blank_page(595, 842)
        text = f"{words}, page {number + 1}" if pages > 1 else words
        drawn = DecodedStreamObject()
        drawn.set_data(
            f"0.1 0.35 0.6 rg 0 742 595 100 re f 1 1 1 rg BT /F1 30 Tf 40 780 Td ({text}) Tj ET"
            f" 0.75 g 40 560 515 2 re f 40 520 515 2 re f 40 480 300 2 re f".encode()
        )
        page[NameObject("/Contents")] = writer._add_object(drawn)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if password or owner:
        writer.encrypt(password, owner or None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


async def try_verify(
    person: Person,
    community_id: str,
    *documents: tuple[str, bytes],
    legal_name: str | None = "Tea Ltd",
    note: str | None = "Please look",
) -> Reply:
    """Ask for verification with these documents, by name and content."""
    form = aiohttp.FormData(quote_fields=False)
    for name, text in (("legalName", legal_name), ("note", note)):
        if text is not None:
            form.add_field(name, text)
    for name, content in documents:
        form.add_field("documents", io.BytesIO(content), filename=name)
    url = person.url + verification.SUBMIT.url(communityId=community_id)
    async with person.http.post(url, data=form, headers=person.headers) as answer:
        return Reply(answer.status, dict(answer.headers), await answer.read())


async def send_form(person: Person, community_id: str, form: aiohttp.FormData) -> Reply:
    return await _send(person, media.UPLOAD.url(communityId=community_id), form)


async def _send(
    person: Person, path: str, form: aiohttp.FormData, headers: dict[str, str] | None = None
) -> Reply:
    url = person.url + path
    async with person.http.post(
        url, data=form, headers={**person.headers, **(headers or {})}
    ) as answer:
        return Reply(answer.status, dict(answer.headers), await answer.read())


async def try_upload(
    person: Person, community_id: str, content: bytes, name: str = "a file.bin"
) -> Reply:
    return await send_form(person, community_id, _form(content, name))


async def try_upload_in(
    person: Person,
    conversation_id: str,
    content: bytes,
    name: str = "a file.bin",
    headers: dict[str, str] | None = None,
) -> Reply:
    """Send a file to a conversation."""
    path = media.UPLOAD_IN_CONVERSATION.url(conversationId=conversation_id)
    return await _send(person, path, _form(content, name), headers)


async def upload_in(
    person: Person, conversation_id: str, content: bytes, name: str = "a file.bin"
) -> dict[str, Any]:
    answer = await try_upload_in(person, conversation_id, content, name)
    assert answer.status == 201, answer.json
    made: dict[str, Any] = answer.json
    return made


def _form(content: bytes, name: str) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("file", io.BytesIO(content), filename=name)
    return form


async def upload(
    person: Person, community_id: str, content: bytes, name: str = "a file.bin"
) -> dict[str, Any]:
    answer = await try_upload(person, community_id, content, name)
    assert answer.status == 201, answer.json
    made: dict[str, Any] = answer.json
    return made
