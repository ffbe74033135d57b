"""The creator's voice studio of one lounge, as a tab of its page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from embedded_server.contracts.communities import Community
from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.microphone import Microphone
from spaces_desktop.audio.recordings import Recordings
from spaces_desktop.audio.troubles import microphone_advice
from spaces_desktop.communities.pages_view import Made, PageKind
from spaces_desktop.lounge.studio.api import StudioApi
from spaces_desktop.lounge.studio.hearing import HearingModel
from spaces_desktop.lounge.studio.model import StudioModel
from spaces_desktop.lounge.studio.studio_view import StudioView
from spaces_desktop.widgets.panes import column
from spaces_desktop.widgets.rooms import Context

KEY = "studio"


class StudioPane(QWidget):
    """Makes its model; who makes the pane calls `release`."""

    def __init__(self, context: Context, community: Community) -> None:
        super().__init__()
        self._tasks = context.tasks
        devices = Devices.shared()
        self._microphone = Microphone(context.tasks, devices)
        name = f"studio/{community.id}"
        owner = f"{context.server.server_id}-{context.me.id}"
        home = context.shelf.folder
        self.model = StudioModel(
            community,
            StudioApi(context.http),
            HearingModel(self._microphone, devices, microphone_advice),
            context.live,
            context.tasks,
            recall=lambda: context.keep.get(name),
            remember=lambda text: context.keep.put(name, text),
            folder=None if home is None else home / "voice" / owner / community.id,
            recordings=Recordings(None if home is None else home / "recordings", owner),
            locale=QLocale().name(),
            parent=self,
        )
        layout = column(self, 0, 0)
        self.studio = StudioView(self.model, context.themes, context.server.name)
        layout.addWidget(self.studio)
        self.model.load()

    def release(self) -> None:
        self.studio.release()
        self.model.close()
        self._tasks.spawn(self._let_go(), name="let the microphone go")

    async def _let_go(self) -> None:
        await self._microphone.close()
        self._microphone.deleteLater()


def studio_tab(context: Context) -> PageKind:
    """For the creator alone."""

    def make(community: Community) -> Made:
        pane = StudioPane(context, community)
        return Made(pane, pane.release)

    title = QCoreApplication.translate("studio", "Voice studio")
    return PageKind(KEY, title, make, lambda one: one.creator_id == context.me.id)
