"""What an agent knows: files on their way, read again when they change, and trying it out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs

from embedded_server.contracts.agents import AgentUsage, KnowledgeDocument
from embedded_server.contracts.errors import Code
from embedded_server.contracts.turns import Chunk, Done, Failed, Usage
from spaces_desktop.agents.editor import EditorModel, provider_of
from spaces_desktop.agents.library import LibraryModel
from spaces_desktop.agents.rereading import Rereading
from spaces_desktop.agents.sources import SourceBook
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.widgets.rooms import Forgetful
from tests.kit.desktop import (
    AT,
    FakeCalls,
    citation,
    discard,
    dropped,
    linked_agent,
    live_events,
    page_of,
    refused,
    run,
    tasks,
    until,
)

AGENT = linked_agent().agent


def document(document_id: str = "d1", title: str = "facts.md") -> KnowledgeDocument:
    return KnowledgeDocument(
        id=document_id, agent_id="a1", title=title, characters=9, passages=3, created_at=AT
    )


def event(value: Any) -> tuple[str, str]:
    return value.event, msgspec.json.encode(value).decode()


async def stream(*events: tuple[str, str]) -> AsyncIterator[tuple[str, str]]:
    for one in events:
        await asyncio.sleep(0)
        yield one


class Bench:
    def __init__(self) -> None:
        self.calls = FakeCalls(
            knowledge=[],
            upload=document(),
            replace=document(),
            add_text=document("d2", "Notes"),
            forget=None,
            feedback=page_of([]),
            usage=AgentUsage(
                agent_id="a1",
                asked=4,
                answered=3,
                stopped=1,
                failed=0,
                votes_up=2,
                votes_down=0,
                prompt_tokens=0,
                completion_tokens=0,
            ),
            linked=[linked_agent()],
            edit=structs.replace(AGENT, name="Crumbs"),
            mine=[AGENT],
            delete=None,
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.keep = Forgetful()
        self.rereading = Rereading(self.calls, SourceBook(self.keep), self.tasks)
        self.model = EditorModel(
            AGENT, self.calls, self.live, self.tasks, self.rereading, ("c1", "c2")
        )
        self.knowledge = self.model.knowledge
        self.tryout = self.model.tryout

    def idle(self) -> None:
        async def rest() -> None:
            await until(lambda: not self.tasks.names)

        run(rest())

    def load(self) -> None:
        self.model.load()
        self.idle()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.model.close()
    made.rereading.close()
    discard(made.model, made.rereading, made.live)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.md"
    path.write_text("# Facts")
    return path


def test_several_files_go_at_once_each_with_its_progress(
    bench: Bench, facts: Path, tmp_path: Path
) -> None:
    other = tmp_path / "more.txt"
    other.write_text("more")
    bench.load()
    seen: list[tuple[int, int]] = []
    uploads = bench.knowledge.uploads_changed
    uploads.connect(lambda rows: seen.extend((one.done, one.total) for one in rows))

    def take(_agent: str, path: Path, progress: Any) -> KnowledgeDocument:
        progress(2, 4)
        return document(path.stem, path.name)

    bench.calls.script("upload", take)
    bench.knowledge.add_files([facts, other, facts])
    assert [one.path for one in bench.knowledge.uploads] == [facts, other]
    bench.idle()
    assert (2, 4) in seen
    assert not bench.knowledge.uploads
    assert sorted(one.title for one in bench.knowledge.documents) == ["facts.md", "more.txt"]
    assert bench.knowledge.phase is Phase.READY


def test_what_cannot_be_read_says_so_and_is_never_sent(bench: Bench, tmp_path: Path) -> None:
    bench.load()
    bench.knowledge.add_files([tmp_path / "photo.png", tmp_path / "missing.md"])
    bench.idle()
    assert all(one.problem and not one.can_retry for one in bench.knowledge.uploads)
    bench.knowledge.retry(bench.knowledge.uploads[0].key)
    bench.knowledge.cancel(bench.knowledge.uploads[0].key)
    assert [one.title for one in bench.knowledge.uploads] == ["missing.md"]
    assert bench.calls.count("upload") == 0


def test_a_failed_file_can_be_tried_again(bench: Bench, facts: Path) -> None:
    bench.load()
    bench.calls.script("upload", dropped(), document())
    bench.knowledge.add_files([facts])
    bench.idle()
    failed = bench.knowledge.uploads[0]
    assert failed.problem
    bench.knowledge.retry(failed.key)
    bench.idle()
    assert [one.id for one in bench.knowledge.documents] == ["d1"]


def test_a_file_on_its_way_can_be_stopped(bench: Bench, facts: Path) -> None:
    bench.load()

    async def act() -> None:
        bench.calls.hold("upload")
        bench.knowledge.add_files([facts])
        await until(lambda: bench.calls.count("upload"))
        bench.knowledge.cancel(bench.knowledge.uploads[0].key)
        await until(lambda: not bench.tasks.names)

    run(act())
    assert bench.knowledge.uploads == ()
    assert bench.knowledge.documents == ()


def test_a_text_is_pasted_and_forgotten(bench: Bench) -> None:
    bench.load()
    assert not bench.knowledge.add_text("Notes", " ")
    assert bench.knowledge.add_text("Notes", "Rye rests.")
    bench.idle()
    assert bench.calls.last("add_text")[1].text == "Rye rests."
    bench.knowledge.forget("d2")
    bench.idle()
    assert bench.calls.last("forget") == ("a1", "d2")
    assert bench.knowledge.phase is Phase.EMPTY


def test_the_same_file_again_takes_the_place_of_what_it_was(bench: Bench, facts: Path) -> None:
    bench.load()
    for _ in range(2):
        bench.knowledge.add_files([facts])
        bench.idle()
    assert bench.calls.count("upload") == 1
    assert bench.calls.last("replace")[:3] == ("a1", "d1", facts)
    assert len(bench.knowledge.documents) == 1


def test_a_changed_file_is_read_again_and_a_missing_one_is_marked(
    bench: Bench, facts: Path
) -> None:
    bench.load()
    bench.knowledge.add_files([facts])
    bench.idle()
    bench.rereading.check()
    bench.idle()
    assert bench.calls.count("replace") == 0
    facts.write_text("# Other facts, and more of them")
    os.utime(facts, (1, 1))
    bench.rereading.check()
    bench.idle()
    assert bench.calls.last("replace")[:3] == ("a1", "d1", facts)
    assert bench.knowledge.updated == frozenset({"d1"})
    bench.rereading.check()
    bench.idle()
    assert bench.calls.count("replace") == 1
    facts.unlink()
    bench.rereading.check()
    bench.idle()
    assert bench.rereading.missing == frozenset({"d1"})


def test_a_change_while_the_app_runs_is_noticed(bench: Bench, facts: Path) -> None:
    bench.load()
    bench.knowledge.add_files([facts])
    bench.idle()
    facts.write_text("# Quite other facts")
    run(until(lambda: bench.calls.count("replace") == 1))
    bench.idle()
    assert bench.knowledge.updated == frozenset({"d1"})


def test_what_was_read_is_known_at_the_next_start(bench: Bench, facts: Path) -> None:
    bench.load()
    bench.knowledge.add_files([facts])
    bench.idle()
    again = SourceBook(bench.keep)
    assert [(one.document_id, one.path) for one in again.all] == [("d1", str(facts))]
    bench.keep.put("knowledge", "{damaged")
    assert SourceBook(bench.keep).all == ()


@pytest.mark.parametrize(
    ("trouble", "kept"), [(refused(Code.NOT_FOUND, 404), False), (dropped(), True)]
)
def test_a_text_that_is_gone_is_watched_no_more(
    bench: Bench, facts: Path, trouble: Exception, kept: bool
) -> None:
    bench.load()
    bench.knowledge.add_files([facts])
    bench.idle()
    facts.write_text("# Other facts altogether")
    bench.calls.script("replace", trouble)
    bench.rereading.check()
    bench.idle()
    assert bool(bench.rereading.book.all) is kept


def test_a_try_out_grows_and_cites(bench: Bench) -> None:
    usage = Usage()
    done = Done(
        message_id="m",
        text="Rye rests 72 hours [1].",
        charged_cents=0,
        stopped=False,
        usage=usage,
        citations=[citation()],
    )
    chunks = [event(Chunk(index=at, text=text)) for at, text in enumerate(("Rye ", "rests"))]
    bench.calls.script("try_out", lambda _a, _form: stream(*chunks, event(done)))
    assert bench.tryout.ask(" How long? ")
    assert not bench.tryout.ask("And?")
    bench.idle()
    question, reply = bench.tryout.lines
    assert (question.text, reply.text) == ("How long?", "Rye rests 72 hours [1].")
    assert [one.title for one in reply.citations] == ["facts.md"]
    bench.tryout.ask("Why?")
    bench.idle()
    form = bench.calls.last("try_out")[1]
    assert [one.kind for one in form.history] == ["user", "agent"]
    bench.tryout.clear()
    assert bench.tryout.lines == ()


def test_a_try_out_that_is_stopped_keeps_its_words(bench: Bench) -> None:
    async def endless() -> AsyncIterator[tuple[str, str]]:
        yield event(Chunk(index=0, text="Rye"))
        await asyncio.Event().wait()

    bench.calls.script("try_out", lambda _a, _form: endless())

    async def act() -> None:
        bench.tryout.ask("How long?")
        await until(lambda: bench.tryout.lines[-1].text == "Rye")
        bench.tryout.stop()
        await until(lambda: not bench.tasks.names)

    run(act())
    assert (bench.tryout.lines[-1].note, bench.tryout.busy) == ("stopped", False)


def test_a_try_out_that_fails_says_why(bench: Bench) -> None:
    failed = Failed(code="provider", message="The model does not answer.", retryable=True)
    bench.calls.script("try_out", lambda _a, _form: stream(event(failed)))
    bench.tryout.ask("How long?")
    bench.idle()
    assert bench.tryout.lines[-1].note == "The model does not answer."
    bench.calls.script("try_out", dropped())
    bench.tryout.ask("How long?")
    bench.idle()
    assert bench.tryout.advice is not None


def test_the_form_is_saved_and_what_is_missing_is_told(bench: Bench) -> None:
    saved: list[object] = []
    bench.model.saved.connect(saved.append)
    bench.model.save(" ", "", "", provider_of("builtin", "", "", ""))
    assert bench.model.advice is not None
    assert bench.model.advice.field == "name"
    bench.model.save("Crumb", "", "", provider_of("openai", "", "m", ""))
    assert bench.model.advice.field == "provider.baseUrl"
    bench.model.save("Crumbs", "Bread", "warm", provider_of("openai", "http://h/v1", "m", ""))
    bench.idle()
    form = bench.calls.last("edit")[1]
    assert (form.name, form.description, form.persona) == ("Crumbs", "Bread", "warm")
    assert form.provider.api_key is msgspec.UNSET
    assert [getattr(one, "name", "") for one in saved] == ["Crumbs"]


def test_where_it_is_and_what_it_did_is_told(bench: Bench) -> None:
    bench.load()
    assert bench.model.usage is not None
    assert bench.model.usage.asked == 4
    assert len(bench.model.links) == 2


def test_my_agents_show_what_became_of_their_questions(bench: Bench) -> None:
    library = LibraryModel(bench.calls, bench.live, bench.tasks, "u1")
    library.open()
    bench.idle()
    assert library.entries.entries[0].detail == "asked 4, answered 3, helpful 2, not helpful 0"
    bench.calls.script("delete", dropped(), None)
    library.delete("a1")
    bench.idle()
    assert library.act_advice is not None
    library.delete("a1")
    bench.idle()
    assert library.phase is Phase.EMPTY
    library.close()
    discard(library)
