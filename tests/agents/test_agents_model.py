"""The agents of a club, and one in the making, without a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from embedded_server.contracts.agents import (
    MAX_KNOWLEDGE_BYTES,
    CreateAgent,
    EditAgent,
    KnowledgeDocument,
    LinkAgent,
    Provider,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import AgentsUpdated, EventType
from spaces_desktop.agents.model import LinkedAgentsModel
from spaces_desktop.agents.new_agent import AgentForm, FileState, NewAgentModel
from tests.kit.desktop import (
    AT,
    FakeCalls,
    dropped,
    frame,
    linked_agent,
    live_events,
    refused,
    run,
    tasks,
    until,
)

DOCUMENT = KnowledgeDocument(
    id="d1", agent_id="a1", title="facts.md", characters=9, passages=3, created_at=AT
)


class Bench:
    def __init__(self) -> None:
        self.calls = FakeCalls(
            linked=[linked_agent()],
            create=linked_agent().agent,
            edit=linked_agent().agent,
            upload=DOCUMENT,
            link=linked_agent(),
            unlink=None,
            delete=None,
            forget=None,
            knowledge=[DOCUMENT],
        )
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.linked = LinkedAgentsModel(self.calls, self.live, self.tasks)
        self.making = NewAgentModel("c1", self.calls, self.tasks)
        self.finished: list[str] = []
        self.making.finished.connect(self.finished.append)

    async def idle(self) -> None:
        await until(lambda: not self.tasks.names)

    def submit(self, form: AgentForm) -> None:
        self.making.submit(form)
        run(self.idle())


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.md"
    path.write_text("# Facts")
    return path


@pytest.mark.parametrize(
    ("fee", "context", "words"),
    [
        (0, 20, "free, reads the last 20 messages"),
        (50, 1, "0.50 a question, reads the last message"),
        (0, 0, "free, reads your question only"),
    ],
)
def test_the_terms_of_asking_are_told(bench: Bench, fee: int, context: int, words: str) -> None:
    bench.calls.script("linked", [linked_agent(fee=fee, context=context)])
    bench.linked.open("c1")
    run(bench.idle())
    assert [one.detail for one in bench.linked.addressees] == [words]


def test_a_change_of_this_clubs_agents_is_fetched_and_of_others_not(bench: Bench) -> None:
    bench.linked.open("c1")
    run(bench.idle())
    for seq, club in ((1, "c1"), (2, "c9")):
        bench.live.receive(frame(EventType.AGENTS_UPDATED, AgentsUpdated(community_id=club), seq))
        run(bench.idle())
    assert bench.calls.count("linked") == 2


def test_an_agent_is_created_taught_and_linked(bench: Bench, facts: Path) -> None:
    bench.making.add_files([facts, facts])
    bench.submit(AgentForm(name=" Crumb ", persona="brief", context_messages=5))
    form = bench.calls.last("create")[0]
    assert isinstance(form, CreateAgent)
    assert (form.name, form.provider.kind) == ("Crumb", "builtin")
    assert bench.calls.last("upload") == ("a1", facts)
    assert bench.calls.last("link") == ("c1", LinkAgent(agent_id="a1", context_messages=5))
    assert [(one.state, one.note) for one in bench.making.files] == [(FileState.DONE, "3 passages")]
    assert bench.finished == ["a1"]


def test_a_remote_model_needs_its_address_and_model(bench: Bench) -> None:
    bench.submit(AgentForm(name="Crumb", is_openai=True, base_url="http://h/v1"))
    assert bench.making.advice is not None
    assert bench.calls.asked == []
    bench.submit(AgentForm(name="Crumb", is_openai=True, base_url="http://h/v1", model="m"))
    provider = bench.calls.last("create")[0].provider
    assert (provider.kind, provider.base_url, provider.model) == ("openai", "http://h/v1", "m")
    assert provider.api_key is None


def test_a_file_that_fails_stops_before_linking_and_goes_on_from_there(
    bench: Bench, facts: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("x")
    bench.making.add_files([facts, other])
    bench.calls.script("upload", refused(Code.UNREADABLE_FILE), DOCUMENT)
    bench.submit(AgentForm(name="Crumb"))
    assert [one.state for one in bench.making.files] == [FileState.FAILED, FileState.DONE]
    assert bench.making.advice is not None
    assert bench.calls.count("link") == 0
    bench.submit(AgentForm(name="Crumbs"))
    assert bench.calls.count("create") == 1
    edit = bench.calls.last("edit")[1]
    assert isinstance(edit, EditAgent)
    assert edit.name == "Crumbs"
    assert bench.calls.count("upload") == 3
    assert bench.finished == ["a1"]


def test_a_file_that_cannot_be_taken_is_said_at_once_and_can_be_removed(
    bench: Bench, tmp_path: Path
) -> None:
    bench.making.add_files([tmp_path / "picture.png", tmp_path / "missing.md"])
    assert [one.state for one in bench.making.files] == [FileState.REFUSED] * 2
    assert all(one.note for one in bench.making.files)
    bench.making.remove_file(bench.making.files[1])
    assert [one.title for one in bench.making.files] == ["picture.png"]


def test_a_refused_file_is_never_sent_and_does_not_stand_in_the_way(
    bench: Bench, facts: Path, tmp_path: Path
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_KNOWLEDGE_BYTES + 1)
    bench.making.add_files([large, facts, tmp_path / "picture.png"])
    bench.submit(AgentForm(name="Crumb"))
    assert [asked[1] for name, asked in bench.calls.asked if name == "upload"] == [facts]
    assert bench.finished == ["a1"]


def test_a_file_that_was_taken_is_deleted_on_the_server_when_it_is_removed(
    bench: Bench, facts: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("x")
    bench.making.add_files([facts, other])
    bench.calls.script("upload", DOCUMENT, refused(Code.UNREADABLE_FILE))
    bench.submit(AgentForm(name="Crumb"))
    told: list[object] = []
    bench.making.advice_changed.connect(told.append)
    for item in bench.making.files:
        bench.making.remove_file(item)
    assert told == [None], "the cause of the error is gone"
    bench.submit(AgentForm(name="Crumb"))
    assert bench.calls.last("forget") == ("a1", "d1")
    assert bench.calls.count("forget") == 1
    assert bench.finished == ["a1"]


def test_giving_up_after_a_failed_upload_leaves_no_agent_behind(bench: Bench, facts: Path) -> None:
    bench.making.add_files([facts])
    bench.calls.script("upload", refused(Code.UNREADABLE_FILE))
    bench.submit(AgentForm(name="Crumb"))
    assert bench.making.has_remains
    bench.making.give_up()
    run(bench.idle())
    assert bench.calls.last("delete") == ("a1",)
    assert bench.calls.count("link") == 0


@pytest.mark.parametrize("step", ["create", "upload", "link"])
def test_giving_up_in_the_middle_deletes_what_was_begun(
    bench: Bench, facts: Path, step: str
) -> None:
    async def act() -> None:
        gate = bench.calls.hold(step)
        bench.making.add_files([facts])
        bench.making.submit(AgentForm(name="Crumb"))
        await until(lambda: bench.calls.count(step))
        bench.making.give_up()
        gate.set()
        await bench.idle()

    run(act())
    assert bench.calls.last("delete") == ("a1",)
    assert bench.finished == []
    assert not bench.making.busy


def test_giving_up_before_anything_asks_the_server_nothing(bench: Bench) -> None:
    bench.making.give_up()
    run(bench.idle())
    assert bench.calls.asked == []


def test_an_agent_of_another_server_is_not_called_free(bench: Bench) -> None:
    linked = linked_agent()
    remote = structs.replace(linked.agent, provider=Provider(kind="openai"))
    bench.calls.script("linked", [structs.replace(linked, agent=remote)])
    bench.linked.open("c1")
    run(bench.idle())
    assert bench.linked.addressees[0].detail.startswith("no fee here,")


def test_a_broken_connection_is_told_and_an_agent_already_there_is_no_failure(bench: Bench) -> None:
    bench.calls.script("create", dropped(), linked_agent().agent)
    bench.calls.script("link", refused(Code.ALREADY_LINKED, 409))
    bench.submit(AgentForm(name="Crumb"))
    assert bench.making.advice is not None
    bench.submit(AgentForm(name="Crumb"))
    ids = {asked[0].client_id for name, asked in bench.calls.asked if name == "create"}
    assert len(ids) == 1
    assert bench.finished == ["a1"]


def test_taking_an_agent_out_fetches_the_list_again(bench: Bench) -> None:
    bench.linked.open("c1")
    run(bench.idle())
    bench.linked.unlink("a1")
    run(bench.idle())
    assert bench.calls.last("unlink") == ("c1", "a1")
    assert bench.calls.count("linked") == 2
