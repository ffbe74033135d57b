"""What one writes and does in a thread: drafts, answers, changes, files, acts and what is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from embedded_server.contracts.club import HistoryQuery, Message, Reaction
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, MessagesExpired
from embedded_server.contracts.media import MAX_FILE_BYTES, Attachment
from spaces_desktop.chat.rows import first_words
from spaces_desktop.chat.writing.drafts import Draft, Drafts
from spaces_desktop.chat.writing.length import size_words
from spaces_desktop.chat.writing.pending import OutgoingFile
from spaces_desktop.chat.writing.writing import answering
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.shelf import Shelf
from tests.kit.desktop import agent_message, desktop_loop, dropped, message, refused, run, until
from tests.kit.thread import UPDATED, Bench, mine, snapshot


def test_a_draft_outlives_the_app_with_all_that_hangs_on_it(tmp_path: Path) -> None:
    desktop_loop()
    shelf = Shelf(tmp_path / "unsent.db", "s1/ada")
    drafts = Drafts(shelf)
    told: list[str] = []
    drafts.changed.connect(told.append)
    file = OutgoingFile(path="a.png", name="a.png", attachment_id="f1")
    draft = answering(Draft(text="hm", agent_id="a1", private=True, files=(file,)), message(3))
    drafts.put("c1", Draft(text="h"))
    drafts.put("c1", draft)
    run(until(lambda: told, "half a second later it is written"))
    shelf.close()
    again = Drafts(Shelf(tmp_path / "unsent.db", "s1/ada"))
    assert again.get("c1") == draft
    assert again.text_of("c1") == "hm"
    assert Drafts(Shelf(tmp_path / "unsent.db", "s1/ben")).get("c1") == Draft()


def test_what_is_sent_is_no_draft_any_more() -> None:
    bench = Bench()

    async def act() -> None:
        await bench.load()
        bench.model.writing.set_draft(Draft(text="hello", reply_to_id="m00001"))
        bench.model.submit(bench.model.writing.draft)
        await bench.idle()

    run(act())
    assert bench.model.writing.draft == Draft()
    assert bench.calls.last("send")[1].reply_to_id == "m00001"


def reacted(seq: int, *users: str) -> Message:
    reactions = [Reaction(emoji="👍", user_ids=list(users))] if users else []
    return message(seq, reactions=reactions)


def test_a_reaction_shows_at_once_and_goes_when_it_is_refused() -> None:
    bench = Bench(snapshot([reacted(1, "u2")]))
    bench.calls.script("react", None, refused(Code.MUTED, 403))

    async def act() -> None:
        await bench.load()
        gate = bench.calls.hold("react")
        bench.model.acts.react("m00001", "👍")
        assert (bench.rows[0].reactions[0].count, bench.rows[0].reactions[0].is_mine) == (2, True)
        gate.set()
        await bench.idle()
        bench.event(UPDATED, reacted(1, "u2", "u1"))
        assert bench.rows[0].reactions[0].count == 2
        bench.model.acts.react("m00001", "🎉")
        assert len(bench.rows[0].reactions) == 2
        await bench.idle()
        assert len(bench.rows[0].reactions) == 1

    run(act())
    assert bench.model.act_advice is not None
    assert "muted" in bench.model.act_advice.text


def test_an_act_that_failed_can_be_tried_again() -> None:
    bench = Bench(snapshot([mine(1, "one")]))
    bench.calls.script("delete", dropped(), None)

    async def act() -> None:
        await bench.load()
        bench.model.act("m00001", "delete")
        await bench.idle()
        assert bench.texts == ["one"]
        assert bench.model.act_advice is not None
        assert bench.model.act_advice.can_retry
        bench.model.try_again()
        await bench.idle()

    run(act())
    assert bench.texts == []
    assert bench.model.act_advice is None


def test_a_vote_is_kept_where_the_club_does_not_tell_it() -> None:
    bench = Bench(snapshot([agent_message(1, "so", my_vote="up")]))
    bench.calls.script("vote", None)

    async def act() -> None:
        await bench.load()
        assert "helpful" in bench.rows[0].note
        bench.event(UPDATED, agent_message(1, "so and so"))
        assert "helpful" in bench.rows[0].note
        bench.model.act("m00001", "vote_up")
        await bench.idle()

    run(act())
    assert bench.calls.last("vote") == ("c1", "m00001", None, "")
    assert bench.rows[0].note == ""


def test_verbs_fit_who_looks() -> None:
    bench = Bench(snapshot([mine(2, "one"), message(1)]))
    run(bench.load())
    theirs, own = ({one.key for one in row.verbs} for row in bench.rows)
    assert {"reply", "report", "unread"} <= theirs
    assert not theirs & {"delete", "pin", "change"}
    assert {"change", "delete"} <= own
    bench.model.set_staff(True)
    assert {"delete", "pin"} <= {one.key for one in bench.rows[0].verbs}


def test_a_quoted_message_that_is_not_loaded_is_fetched_and_a_deleted_one_said() -> None:
    bench = Bench(
        snapshot([message(9, reply_to_id="m00001"), message(8, reply_to_id="m00002")]),
        snapshot([message(1, "the first")]),
        refused(Code.NOT_FOUND, 404),
    )

    async def act() -> None:
        await bench.load()
        await bench.idle()

    run(act())
    quotes = {row.quote.text for row in bench.rows if row.quote is not None}
    assert quotes == {"the first", "This message was deleted."}


def test_a_quote_shows_words_and_no_signs_of_markdown() -> None:
    assert (
        first_words(message(1, "**Short** enough:\n\n```py\nx = 1\n```")) == "Short enough: x = 1"
    )
    assert first_words(message(1, "word " * 90)).endswith("word…")


def test_one_comes_in_where_one_left_off() -> None:
    bench = Bench(snapshot([message(6), message(5), message(4)]), snapshot([message(7)]))
    entered: list[bool] = []
    bench.model.entered.connect(lambda: entered.append(True))

    def see_the_end(phase: Phase) -> None:
        """As the list does, which begins at its end before it is told where to go."""
        if phase is Phase.READY and not entered:
            bench.model.set_watching(True)
            bench.model.seen_up_to(6)
            bench.model.set_watching(False)

    bench.model.phase_changed.connect(see_the_end)

    async def act() -> None:
        bench.model.enter(last_read=4, unread=30)
        await bench.idle()
        assert not bench.calls.count("read_up_to"), "what nobody saw counts as read"

    run(act())
    assert bench.calls.asked[0][1][1] == HistoryQuery(limit=50, around_seq=5)
    assert entered
    assert bench.model.rows.unread_from == 5
    assert bench.model.unread.missed == 30
    assert [row.order for row in bench.rows] == [4, 5, 6, 7]


def test_the_line_stays_where_it_is_while_one_reads_and_after_a_break() -> None:
    bench = Bench(snapshot([message(6), message(5)]))
    bench.calls.script("unread_from", None)

    async def act() -> None:
        bench.model.enter(last_read=5, unread=1)
        await bench.idle()
        bench.model.set_watching(True)
        await bench.idle()
        bench.model.load()
        await bench.idle()
        assert bench.model.rows.unread_from == 6
        bench.model.act("m00005", "unread")
        await bench.idle()
        asked = bench.calls.count("read_up_to")
        bench.model.set_watching(True)
        await bench.idle()
        assert bench.calls.count("read_up_to") == asked, "it stays unread while one looks on"

    run(act())
    assert bench.calls.last("unread_from") == ("c1", 4)
    assert bench.model.rows.unread_from == 5


def test_what_is_past_its_time_goes_and_pinned_ones_stay() -> None:
    bench = Bench(snapshot([message(3), message(2, pinned_at="2026-11-23T18:30:00Z"), message(1)]))

    async def act() -> None:
        await bench.load()
        bench.event(EventType.MESSAGES_EXPIRED, MessagesExpired(community_id="c1", up_to_seq=2))

    run(act())
    assert [row.order for row in bench.rows] == [2, 3]


def uploaded(file_id: str = "f1") -> Attachment:
    return Attachment(
        id=file_id, name="a", mime_type="text/plain", size_bytes=2, url="/api/media/f"
    )


def test_files_go_up_at_once_and_with_the_message(tmp_path: Path) -> None:
    bench = Bench()
    bench.calls.script("upload", uploaded())
    file = tmp_path / "notes.txt"
    file.write_text("hi")

    async def act() -> None:
        await bench.load()
        bench.model.attaching.add([file])
        await bench.idle()
        assert [(one.name, one.done) for one in bench.model.attaching.chips] == [("notes.txt", 1.0)]
        bench.model.submit(bench.model.writing.draft)
        await bench.idle()

    run(act())
    assert bench.calls.last("send")[1].attachment_ids == ["f1"]
    assert bench.calls.count("upload") == 1
    assert bench.model.attaching.chips == []


def test_a_file_the_server_forgot_goes_up_once_more(tmp_path: Path) -> None:
    bench = Bench()
    bench.calls.script("upload", uploaded("f1"), uploaded("f2"))
    bench.calls.script("send", refused(Code.NOT_FOUND, 404), bench.accept)
    file = tmp_path / "notes.txt"
    file.write_text("hi")

    async def act() -> None:
        await bench.load()
        bench.model.attaching.add([file])
        await bench.idle()
        bench.model.submit(bench.model.writing.draft)
        await bench.idle()

    run(act())
    assert bench.calls.last("send")[1].attachment_ids == ["f2"]
    assert bench.outbox.items == []


def test_a_failed_upload_says_so_on_its_chip_and_can_be_tried_again(tmp_path: Path) -> None:
    bench = Bench()
    bench.calls.script("upload", dropped(), uploaded())
    file = tmp_path / "notes.txt"
    file.write_text("hi")

    async def act() -> None:
        await bench.load()
        bench.model.attaching.add([file])
        await bench.idle()
        chip = bench.model.attaching.chips[0]
        assert chip.error
        bench.model.attaching.retry(chip.id)
        await bench.idle()
        assert bench.model.attaching.chips[0].error == ""
        bench.model.attaching.remove(chip.id)

    run(act())
    assert bench.model.attaching.chips == []


@pytest.mark.parametrize(("size", "words"), [(0, "empty"), (MAX_FILE_BYTES + 1, "larger than")])
def test_what_cannot_be_sent_is_said_before_it_is_uploaded(
    tmp_path: Path, size: int, words: str
) -> None:
    bench = Bench()
    file = tmp_path / "film.mp4"
    with file.open("wb") as opened:
        opened.truncate(size)
    bench.model.attaching.add([file, tmp_path / "gone.txt"])
    assert bench.model.act_advice is not None
    assert words in bench.model.act_advice.text
    assert "gone.txt" in bench.model.act_advice.text
    assert bench.model.attaching.chips == []
    assert size_words(MAX_FILE_BYTES) == "25.0 MB"
