"""The studio against a real server: recorded, consented, sent, taken back."""

from __future__ import annotations

from pathlib import Path

from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.studio.api import StudioApi
from spaces_desktop.lounge.studio.model import Step, StudioModel
from spaces_desktop.lounge.studio.take import TakeModel, TakeState
from tests.kit import studio as voices
from tests.kit.desktop import run, tasks, until
from tests.kit.server import LocalHost, fast_settings


async def say(take: TakeModel, ear: voices.FakeEar, words: str) -> None:
    take.start(words)
    ear.hear(voices.speech(6))
    take.stop()
    await until(lambda: take.state is TakeState.HEARD)
    take.keep()
    await until(lambda: take.state is TakeState.IDLE)


def test_recordings_go_to_the_server_with_consent_and_are_withdrawn(tmp_path: Path) -> None:
    spawner = tasks()

    async def story() -> None:
        async with LocalHost(fast_settings(tmp_path / "server")) as host:
            await host.set_up()
            creator = await host.person()
            lounge = await creator.create("lounge", "Ada's Kitchen")
            http = HttpClient(host.url, creator.token)
            live = LiveEvents(http.connect_events, spawner)
            live.start(0)
            hearing = voices.hearing()
            ear: voices.FakeEar = vars(hearing)["fake_ear"]
            community = await CommunitiesApi(http).read(lounge)
            model = StudioModel(
                community, StudioApi(http), hearing, live, spawner, folder=tmp_path / "voice"
            )
            model.load()
            await until(lambda: model.phase is Phase.EMPTY)
            model.begin()
            model.show(True)
            model.go(Step.READ)
            for _ in range(2):
                await say(model.take, ear, model.reading.words)
            model.go(Step.CONSENT)
            await until(lambda: model.consent.phase is Phase.READY)
            assert creator.user["displayName"] in model.consent.words
            await say(model.consent.take, ear, model.consent.words)
            model.consent.tick(True)
            model.consent.agree()
            await until(lambda: not model.sending.pending or model.sending.pending[0].advice)
            assert not model.sending.pending, model.sending.pending[0].advice
            assert [one.has_statement for one in model.library.samples] == [True, False]
            assert model.build.clones
            heard = await StudioApi(http).fetch(model.library.samples[0].url)
            assert heard[:4] == b"fLaC"
            model.withdraw()
            await until(lambda: model.withdrawn == 2)
            assert await StudioApi(http).samples(lounge) == []
            model.close()
            live.stop()
            await http.close()
        await spawner.close()

    run(story())
