"""What was found when somebody looked for microphones and loudspeakers."""

from __future__ import annotations

from typing import NamedTuple

from spaces_desktop.audio.portaudio import Direction, Route


class Device(NamedTuple):
    name: str
    """As a person knows it; no two of one direction have the same."""
    pulse: str = ""
    """What Linux's sound server calls it."""
    is_usual: bool = False
    """Whether it is the system's own choice."""
    is_muted: bool = False

    @property
    def route(self) -> Route:
        return Route(self.name, self.pulse)


class Scanned(NamedTuple):
    inputs: tuple[Device, ...] = ()
    outputs: tuple[Device, ...] = ()

    def of(self, direction: Direction) -> tuple[Device, ...]:
        return self.inputs if direction == "input" else self.outputs
