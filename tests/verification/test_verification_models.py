"""The models of both sides on scripted calls: what is chosen and written is never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from embedded_server.contracts.errors import Code, FieldError
from embedded_server.contracts.events import EventType
from embedded_server.contracts.verification import MAX_DOCUMENT_BYTES
from spaces_desktop.kernel.errors import ApiError, refusal
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.widgets.theme import Themes
from tests.gallery.stage import Stage
from tests.gallery.verification import Applying, Reviewing, decided, official, request
from tests.kit.desktop import application, dropped, frame, page_of, run, until
from tests.kit.files import pdf


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage(Themes(application(), "light"))
    yield made
    run(made.close())


def files(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(pdf())
    return [folder / name for name in names]


def progress(room: Applying) -> float | None:
    return room.model.progress


def may_apply(room: Applying) -> bool:
    return room.model.may_apply


def hear(stage: Stage, seq: int, data: object) -> None:
    kind = EventType.VERIFICATION_UPDATED
    stage.live.receive(frame(kind, data, seq))  # type: ignore[arg-type]  # any contract value


def test_what_cannot_be_sent_is_named_before_anything_is_uploaded(
    stage: Stage, tmp_path: Path
) -> None:
    room = Applying(stage)
    (good,) = files(tmp_path, "good.pdf")
    (tmp_path / "page.pdf").write_bytes(b"<html>")
    (tmp_path / "empty.png").write_bytes(b"")
    with (tmp_path / "big.jpg").open("wb") as big:
        big.write(b"\xff\xd8\xff")
        big.truncate(MAX_DOCUMENT_BYTES + 1)
    bad = [tmp_path / name for name in ("page.pdf", "empty.png", "big.jpg", "gone.pdf")]
    room.model.add([good, *bad, good])
    assert [one.path for one in room.model.documents] == [good]
    assert room.model.form_advice is not None
    for path in bad:
        assert f"“{path.name}”" in room.model.form_advice.text
    room.model.remove(str(good))
    room.model.add(files(tmp_path, *(f"{n}.pdf" for n in range(11))))
    assert len(room.model.documents) == 10
    assert room.calls.count("submit") == 0


def test_a_form_that_fails_stays_and_says_which_document_it_was(
    stage: Stage, tmp_path: Path
) -> None:
    room = Applying(stage)
    run(until(lambda: room.model.phase is Phase.READY))
    room.model.submit("Tea Ltd", "")
    assert room.model.form_advice is not None
    assert room.model.form_advice.field == "documents"
    room.model.add(files(tmp_path, "a.pdf", "b.pdf"))
    room.model.submit("  ", "")
    assert room.model.form_advice is not None
    assert room.model.form_advice.field == "legalName"
    problem = refusal(400, Code.UNREADABLE_FILE, "“b.pdf”: no")
    errors = [FieldError(field="documents.1", message="no")]
    room.calls.script("submit", dropped(), ApiError(replace(problem, errors=errors)), request())
    for trouble in ("", "cannot be opened"):
        room.model.submit("Tea Ltd", "note")
        run(until(lambda: not room.model.busy))
        assert room.model.form_advice is not None
        assert [one.path.name for one in room.model.documents] == ["a.pdf", "b.pdf"]
        assert trouble in room.model.documents[1].trouble
        assert room.model.documents[0].trouble == ""
    room.model.submit(" Tea Ltd ", " note ")
    run(until(lambda: room.model.request is not None))
    assert room.calls.last("submit")[:3] == ("c1", "Tea Ltd", "note")
    assert room.model.documents == ()
    assert not room.model.may_apply


def test_an_upload_that_is_cancelled_leaves_the_form(stage: Stage, tmp_path: Path) -> None:
    room = Applying(stage, "submit", submit=request())
    run(until(lambda: room.model.phase is Phase.READY))
    room.model.add(files(tmp_path, "a.pdf"))
    room.model.submit("Tea Ltd", "")
    run(until(lambda: room.calls.count("submit")))
    assert progress(room) == 0.0
    on_progress = room.calls.last("submit")[4]
    on_progress(50, 200)
    assert progress(room) == 0.25
    room.model.cancel()
    run(until(lambda: not room.model.busy))
    assert progress(room) is None
    assert room.model.form_advice is None
    assert len(room.model.documents) == 1
    assert room.model.may_apply


def test_the_page_follows_what_is_decided_and_comes_back_with_the_link(stage: Stage) -> None:
    room = Applying(stage, community=dropped())
    run(until(lambda: room.model.phase is Phase.FAILED))
    room.calls.script("community", official())
    room.calls.script("newest", request())
    stage.live.link = Link(LinkState.WAITING)
    stage.live.link = Link(LinkState.ONLINE)
    run(until(lambda: room.model.phase is Phase.READY))
    assert not may_apply(room)
    hear(stage, 1, request(7, community_id="elsewhere"))
    assert room.model.request == request()
    hear(stage, 2, decided(request(), reason="No"))
    assert may_apply(room)
    hear(stage, 3, request(2))
    hear(stage, 4, decided(request(1), reason="Of an older one"))
    assert room.model.request == request(2)
    stage.live.receive(frame(EventType.COMMUNITY_UPDATED, official(verified=True), 5))
    assert room.model.is_verified


def test_admins_see_who_waits_from_the_oldest_on_and_go_on_round_the_end(stage: Stage) -> None:
    room = Reviewing(stage)
    run(until(lambda: room.model.documents.phase is Phase.READY))
    model = room.model
    assert [one.id for one in model.entries.entries] == ["v1", "v2", "v3"]
    assert model.chosen == request(1)
    hear(stage, 1, request(4, "New"))
    assert [one.id for one in model.found.items] == ["v1", "v2", "v3", "v4"]
    for expected in ("v2", "v3", "v4", "v1"):
        model.go_on()
        assert model.chosen is not None
        assert model.chosen.id == expected


def test_a_reason_stays_where_another_admin_was_faster(stage: Stage) -> None:
    room = Reviewing(stage)
    run(until(lambda: room.model.documents.phase is Phase.READY))
    model = room.model
    model.reject()
    assert model.form_advice is not None
    assert room.calls.count("reject") == 0
    model.write_reason("v1", "The scan is torn")
    model.choose("v2")
    assert model.reason_of("v2") == ""
    model.choose("v1")
    gone = decided(request(1))
    room.calls.script("reject", ApiError(refusal(409, Code.ALREADY_DECIDED, "Cleo has decided")))
    room.calls.script("listed", page_of([request(2, "Night Trains")]))
    model.reject()
    run(until(lambda: not model.busy))
    hear(stage, 1, gone)
    assert model.chosen == gone
    assert not model.may_decide
    assert model.reason_of("v1") == "The scan is torn"
    run(until(lambda: [one.id for one in model.found.items] == ["v2"]))
    assert model.chosen == gone, "it is still looked at, with who decided"
    model.approve()
    assert room.calls.count("approve") == 0


def test_what_is_approved_is_the_name_that_is_shown(stage: Stage) -> None:
    room = Reviewing(stage, approve=decided(request(1), by="Ada"))
    run(until(lambda: room.model.documents.phase is Phase.READY))
    hear(stage, 1, request(1, "Harbour Coffee"))
    room.model.approve()
    run(until(lambda: not room.model.busy))
    assert room.calls.last("approve") == ("v1", "Harbour Coffee")
    assert [one.id for one in room.model.found.items] == ["v2", "v3"]


def test_a_document_is_fetched_once_and_again_after_a_failure(stage: Stage) -> None:
    room = Reviewing(stage)
    documents = room.model.documents
    run(until(lambda: documents.phase is Phase.READY))
    assert documents.content.startswith(b"%PDF")
    documents.choose(1)
    run(until(lambda: documents.phase is Phase.READY))
    assert documents.picture is not None
    documents.choose(0)
    assert documents.content
    assert room.calls.count("fetch") == 2
    room.calls.script("fetch", dropped(), b"%PDF-")
    room.model.choose("v2")
    run(until(lambda: documents.phase is Phase.FAILED))
    stage.live.link = Link(LinkState.WAITING)
    stage.live.link = Link(LinkState.ONLINE)
    run(until(lambda: documents.phase is Phase.READY))
    room.model.choose("v3")
    assert documents.phase is Phase.EMPTY
    assert documents.content == b""
