"""What the room keeps while one server runs."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from embedded_server.kernel.server import Server
from embedded_server.kernel.tasks import Tasks
from embedded_server.voice.options import options_of
from embedded_server.voice.voices import Voices

# A server's Tasks live exactly as long as the server, and can be a weak key, which it cannot.
_voices: WeakKeyDictionary[Tasks, Voices] = WeakKeyDictionary()


def voices_of(server: Server) -> Voices:
    """All that speaks and listens here. Processes start with the first call, in the loop, and end
    with the server's tasks."""
    known = _voices.get(server.tasks)
    if known is None:
        known = _voices[server.tasks] = Voices(options_of(server.settings), server.tasks)
    return known
