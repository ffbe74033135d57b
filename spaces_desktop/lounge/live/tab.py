"""The live room as a tab of a lounge's page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.communities import Community
from spaces_desktop.audio.devices import Devices
from spaces_desktop.communities.pages_view import Made, PageKind
from spaces_desktop.lounge.live.api import LiveRoomApi
from spaces_desktop.lounge.live.model import LiveRoomModel, Sound
from spaces_desktop.lounge.live.pane_view import LivePane
from spaces_desktop.lounge.live.voice.engine import Engine, Gear, Told
from spaces_desktop.lounge.live.voice.link import Address
from spaces_desktop.lounge.live.voice.playout import PortAudioSink
from spaces_desktop.widgets.rooms import Context


def live_tab(context: Context) -> PageKind:
    def make(community: Community) -> Made:
        model = LiveRoomModel(
            community,
            context.me.id,
            LiveRoomApi(context.http),
            context.live,
            context.tasks,
            context.keep,
            make_sound,
        )
        pane = LivePane(model, context.themes)
        model.setParent(pane)
        model.load()

        def release() -> None:
            pane.release()
            model.close()

        return Made(pane, release)

    return PageKind("live", QCoreApplication.translate("live_room", "Live room"), make)


def make_sound(address: Address, tell: Callable[[Told], None]) -> Sound:
    from spaces_desktop.audio.capture import PortAudioCapture
    from spaces_desktop.audio.voice_activity import VoiceActivity

    devices = Devices.shared()
    gear = Gear(PortAudioCapture, PortAudioSink, VoiceActivity, devices.route)
    return Engine(address, gear, tell)
