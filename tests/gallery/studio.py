"""The voice studio on scripted calls and a made-up microphone, as gallery and tests show it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from embedded_server.contracts.communities import Community, CommunityType, Role
from spaces_desktop.audio.recordings import Recordings
from spaces_desktop.lounge.studio.hearing import HearingModel
from spaces_desktop.lounge.studio.model import StudioModel
from spaces_desktop.lounge.studio.studio_view import StudioView
from tests.gallery.stage import Stage
from tests.kit import studio as voices
from tests.kit.desktop import FakeCalls, community, membership
from tests.kit.studio import FakeEar, FakePlugs

LOUNGE = "Ada's Kitchen"


def lounge() -> Community:
    return community(name=LOUNGE, own=membership(role=Role.CREATOR), type=CommunityType.LOUNGE)


class Studio:
    """`ear` is spoken into; `folder` is where recordings are kept."""

    def __init__(
        self,
        stage: Stage,
        *held: str,
        broken: str = "",
        kept: str = "",
        folder: Path | None = None,
        recordings: Recordings | None = None,
        locale: str = "en",
        **answers: Any,
    ) -> None:
        self.server = voices.Answering()
        self.calls = FakeCalls(**(self.server.answers() | answers))
        stage.never(self.calls, *held)
        self._room: tempfile.TemporaryDirectory[str] | None = None
        if folder is None:
            self._room = tempfile.TemporaryDirectory()
            folder = Path(self._room.name)
            stage.at_close(self._room.cleanup)
        self.folder = folder
        self.kept = kept
        hearing: HearingModel = voices.hearing(broken=broken)
        self.ear: FakeEar = vars(hearing)["fake_ear"]
        self.plugs: FakePlugs = vars(hearing)["fake_plugs"]
        self.model = StudioModel(
            lounge(),
            self.calls,
            hearing,
            stage.live,
            stage.tasks,
            recall=lambda: self.kept,
            remember=self._remember,
            folder=folder,
            recordings=recordings,
            locale=locale,
        )
        self.view = StudioView(self.model, stage.themes, "Ada's space")
        stage.at_close(self.model.close)
        stage.at_close(self.view.release)
        self.model.load()

    def _remember(self, text: str) -> None:
        self.kept = text
