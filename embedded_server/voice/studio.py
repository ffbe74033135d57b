"""What the room keeps while one server runs: its folder, who builds, what speaks, and rates."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from embedded_server.kernel.limits import Rate
from embedded_server.kernel.server import Server
from embedded_server.kernel.tasks import Tasks
from embedded_server.voice.builder import Builder
from embedded_server.voice.keeping import Keeper
from embedded_server.voice.parts import voices_of
from embedded_server.voice.speaker import Speaker

_PREVIEWS_PER_SECOND, _PREVIEWS_AT_ONCE = 0.2, 10
_CHECKS_PER_SECOND, _CHECKS_AT_ONCE = 0.1, 10


class Studio:
    def __init__(self, server: Server) -> None:
        self._media, self._turns = server.media, server.turns
        self.keeper = Keeper(server.settings.data_dir / "voice", server.database, server.media)
        self.builder = Builder(
            server.database, server.tasks, self.keeper, voices_of(server), server.secrets.mac
        )
        self.previews = Rate(server.clock, _PREVIEWS_PER_SECOND, _PREVIEWS_AT_ONCE)
        """For each person."""
        self.checks = Rate(server.clock, _CHECKS_PER_SECOND, _CHECKS_AT_ONCE)
        """For each person."""

    @property
    def speaker(self) -> Speaker:
        return self.builder.speaker

    @speaker.setter
    def speaker(self, speaker: Speaker) -> None:
        self.builder.speaker = speaker

    def over(self, community_id: str) -> None:
        """Once its voice was withdrawn: what is being built and spoken ends, and files leave the
        disk."""
        self._turns.end_voice(community_id)
        self.builder.stop(community_id)
        self.keeper.tidying.ask()
        self._media.tidy_soon()


# A server's Tasks live exactly as long as the server, and can be a weak key, which it cannot.
_studios: WeakKeyDictionary[Tasks, Studio] = WeakKeyDictionary()


def studio_of(server: Server) -> Studio:
    known = _studios.get(server.tasks)
    if known is None:
        known = _studios[server.tasks] = Studio(server)
    return known
