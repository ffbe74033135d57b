"""Knowledge over HTTP: texts and files come in, are cut into passages, and are forgotten again."""

from __future__ import annotations

import io
import multiprocessing
from typing import Any

import aiohttp
import pytest
from pypdf import PdfReader, PdfWriter

from embedded_server.agents import pdf
from embedded_server.agents.documents import MOST_CHARACTERS
from embedded_server.agents.service import knowledge
from embedded_server.contracts import agents as contract
from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Refusal
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost


def text_pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, written by hand."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    content = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n%btrailer\n<< /Size 6 /Root 1 0 R >>\n" % table
    return out + head + b"startxref\n%d\n%%%%EOF\n" % len(out)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(text_pdf("secret"))))
    writer.encrypt("a password")
    return written(writer)


def blank_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    return written(writer)


async def upload(person: Person, agent_id: str, data: bytes, name: str = "facts.md") -> Reply:
    form = aiohttp.FormData()
    form.add_field("file", io.BytesIO(data), filename=name)
    path = contract.ADD_KNOWLEDGE.url(agentId=agent_id)
    async with person.http.post(person.url + path, data=form, headers=person.headers) as answer:
        return Reply(answer.status, dict(answer.headers), await answer.read())


@pytest.fixture
async def agent_id(host: LocalHost) -> str:
    answer = await host.admin.post(contract.CREATE.url(), {"name": "Guide"})
    return str(answer.json["id"])


async def stored(host: LocalHost) -> tuple[list[str], int]:
    """All passages' texts, and how many rows the index of words has."""
    return await host.server.database.read(
        lambda reader: (
            [row[0] for row in reader.rows("SELECT text FROM passages ORDER BY number")],
            int(reader.value("SELECT COUNT(*) FROM passages_fts_docsize")),
        )
    )


async def test_a_text_is_cut_listed_and_forgotten(host: LocalHost, agent_id: str) -> None:
    path = contract.ADD_KNOWLEDGE.url(agentId=agent_id)
    body = {"title": "facts.md", "text": "# A\n\none 一\n\n# B\n\ntwo 二", "clientId": "c"}
    first = await host.admin.post(path, body)
    again = await host.admin.post(path, body)
    conflict = await host.admin.post(path, {**body, "text": "else"})
    assert (first.status, again.status, conflict.code) == (201, 200, "idempotency_conflict")
    assert first.json == again.json
    assert (first.json["passages"], first.json["characters"]) == (2, len(body["text"]))
    listed = (await host.admin.get(contract.KNOWLEDGE.url(agentId=agent_id))).json["items"]
    assert listed == [first.json]
    assert await stored(host) == (["one 一", "two 二"], 2)

    gone = contract.DELETE_KNOWLEDGE.url(agentId=agent_id, documentId=first.json["id"])
    assert (await host.admin.delete(gone)).status == 204
    assert (await host.admin.delete(gone)).code == "not_found"
    assert await stored(host) == ([], 0)


async def test_forgetting_one_text_leaves_the_others_findable(
    host: LocalHost, agent_id: str
) -> None:
    club = await host.admin.create()
    await host.admin.post(contract.LINK.url(communityId=club), {"agentId": agent_id})
    path = contract.ADD_KNOWLEDGE.url(agentId=agent_id)
    for title, text in (("a.md", "Tea costs two euros."), ("b.md", "Coffee costs three euros.")):
        added = await host.admin.post(path, {"title": title, "text": text})
    await host.admin.delete(
        contract.DELETE_KNOWLEDGE.url(agentId=agent_id, documentId=added.json["id"])
    )
    found = await host.server.database.read(
        lambda r: r.rows("SELECT rowid FROM passages_fts WHERE passages_fts MATCH 'euros'")
    )
    assert len(found) == 1
    await host.server.database.write(
        lambda tx: (
            tx.execute(
                "INSERT INTO passages_fts (passages_fts, rank) VALUES ('integrity-check', 0)"
            ).rowcount
        )
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
async def test_text_files_by_content_and_not_by_name(
    host: LocalHost, agent_id: str, encoding: str
) -> None:
    answer = await upload(host.admin, agent_id, "Grüße aus 東京".encode(encoding), "odd.pdf")
    assert (answer.status, answer.json["title"]) == (201, "odd.pdf")
    assert (await stored(host))[0] == ["Grüße aus 東京"]


async def test_a_pdf_is_read_whatever_its_name(host: LocalHost, agent_id: str) -> None:
    answer = await upload(host.admin, agent_id, text_pdf("Tea at nine.", "Cake at ten."), "x.txt")
    assert answer.status == 201, answer.json
    assert "Tea at nine." in (await stored(host))[0][0]
    assert "Cake at ten." in (await stored(host))[0][0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no text"),
        (b"  \n\t ", "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "neither"),
        (b"\x00\x01\x02\x03" * 100, "not a text"),
        (b"%PDF-1.4\nrubbish", "damaged"),
        (b"PK\x03\x04\x14\x00\x00\x00" * 20, "not a text"),
        (encrypted_pdf(), "password"),
        (blank_pdf(), "OCR"),
    ],
    ids=["empty", "blank", "png", "binary", "broken-pdf", "zip", "encrypted", "scanned"],
)
async def test_what_cannot_be_read_says_what_to_do(
    host: LocalHost, agent_id: str, data: bytes, words: str
) -> None:
    answer = await upload(host.admin, agent_id, data)
    assert (answer.status, answer.code) == (400, "unreadable_file")
    assert words in answer.json["detail"]
    assert await stored(host) == ([], 0)


@pytest.mark.parametrize(
    "limits", [{"seconds": 0.0}, {"memory": 16 * 1024 * 1024}], ids=["time", "memory"]
)
async def test_a_pdf_that_takes_too_much_is_given_up(limits: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        await pdf.pdf_text(text_pdf("x"), **limits)
    assert caught.value.code is Code.UNREADABLE_FILE
    assert "time or memory" in caught.value.detail
    assert multiprocessing.active_children() == []


async def test_limits(host: LocalHost, agent_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    too_long = await upload(host.admin, agent_id, b"x" * (MOST_CHARACTERS + 1))
    assert (too_long.status, too_long.code) == (413, "too_large")
    too_big = await upload(host.admin, agent_id, b"x" * (contract.MAX_KNOWLEDGE_BYTES + 70_000))
    assert (too_big.status, too_big.code) == (413, "too_large")
    monkeypatch.setattr(knowledge, "MOST_DOCUMENTS", 1)
    path = contract.ADD_KNOWLEDGE.url(agentId=agent_id)
    statuses = [
        (await host.admin.post(path, {"title": str(n), "text": "x"})).status for n in range(2)
    ]
    assert statuses == [201, 413]


@pytest.mark.parametrize(
    "body",
    [{"title": " ", "text": "x"}, {"title": "a\nb", "text": "x"}, {"title": "a", "text": ""}],
)
async def test_bad_titles_and_texts(host: LocalHost, agent_id: str, body: dict[str, str]) -> None:
    answer = await host.admin.post(contract.ADD_KNOWLEDGE.url(agentId=agent_id), body)
    assert (answer.status, answer.code) == (400, "validation")


async def test_what_a_crash_left_half_forgotten_is_swept_at_the_start(
    host: LocalHost, agent_id: str
) -> None:
    await host.admin.teach(agent_id, "a.md", "one")
    (document,) = (await host.admin.get(contract.KNOWLEDGE.url(agentId=agent_id))).json["items"]
    await host.server.database.write(
        lambda tx: knowledge.forget(tx, host.admin.id, agent_id, document["id"])
    )
    await host.restart()
    while await host.server.database.write(knowledge.sweep):
        pass
    assert await stored(host) == ([], 0)


def test_the_gaps_of_a_set_page_are_no_text() -> None:
    page = "The\tmill\u00a0 wheel\n has \t twelve  blades.\n\n - 7 -\n\n"
    assert pdf._plain(page) == "The mill wheel\nhas twelve blades."
    assert pdf._plain("12") == "12"
