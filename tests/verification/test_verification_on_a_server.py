"""A creator's window and an admin's against one real server: sent, seen, rejected, sent again."""

from __future__ import annotations

from pathlib import Path

from embedded_server.contracts.events import EventType
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.verification.api import VerificationApi
from spaces_desktop.verification.applying import ApplicationModel
from spaces_desktop.verification.reviewing import ReviewModel
from tests.kit.desktop import run, tasks, until
from tests.kit.files import pdf, picture
from tests.kit.people import Person
from tests.kit.server import LocalHost, fast_settings


async def window(host: LocalHost, person: Person, spawner: Tasks) -> tuple[HttpClient, LiveEvents]:
    http = HttpClient(host.url, person.token)
    live = LiveEvents(http.connect_events, spawner)
    live.start(0)
    return http, live


def test_a_request_goes_from_window_to_window(tmp_path: Path) -> None:
    paths = [tmp_path / "extract.pdf", tmp_path / "licence.png"]
    paths[0].write_bytes(pdf(2))
    paths[1].write_bytes(picture("PNG", (400, 300)))
    spawner, other = tasks(), tasks()

    async def story() -> None:
        async with LocalHost(fast_settings(tmp_path / "server")) as host:
            await host.set_up()
            creator = await host.person()
            tea = await creator.create("official", "Tea")
            hers, her_live = await window(host, creator, spawner)
            theirs, their_live = await window(host, host.admin, other)
            asking = ApplicationModel(tea, VerificationApi(hers), her_live, spawner)
            review = ReviewModel(VerificationApi(theirs), their_live, other)
            told: list[str] = []
            her_live.subscribe(
                EventType.VERIFICATION_UPDATED, lambda data, _event: told.append(data.status)
            )
            asking.load()
            review.start()
            await until(lambda: asking.phase is Phase.READY)
            await until(lambda: review.found.phase is Phase.EMPTY)
            shares: list[float | None] = []
            asking.progress_changed.connect(shares.append)
            for reason in ("The licence is torn", ""):
                asking.add(paths)
                asking.submit("Tea Ltd", "please")
                await until(lambda: asking.request is not None and not asking.may_apply)
                await until(lambda: review.found.items)
                review.go_on()
                assert review.may_decide
                await until(lambda: review.documents.phase is Phase.READY)
                assert review.documents.content == paths[0].read_bytes()
                review.documents.choose(1)
                await until(lambda: review.documents.picture is not None)
                if reason:
                    assert review.chosen is not None
                    review.write_reason(review.chosen.id, reason)
                    review.reject()
                    await until(lambda: asking.may_apply)
                    assert asking.request is not None
                    assert asking.request.reason == "The licence is torn"
                else:
                    review.approve()
                    await until(lambda: asking.is_verified)
            assert shares[-1] is None
            assert max(share for share in shares if share is not None) == 1.0
            assert told == ["pending", "rejected", "pending", "approved"]
            asking.close()
            review.close()
            her_live.stop()
            their_live.stop()
            await spawner.close()
            await other.close()
            await hers.close()
            await theirs.close()

    run(story(), within=15)
