"""What the engines and recognisers are told of this server's settings; sent to each worker."""

from __future__ import annotations

from dataclasses import dataclass, field

from embedded_server.settings import Settings


@dataclass(frozen=True, slots=True)
class Remote:
    """An endpoint of another program; none without an address."""

    url: str = ""
    key: str = field(default="", repr=False)
    model: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    espeak: str = ""
    """The program, or the folder it lies in; empty looks for it on PATH."""
    models: str = ""
    """The folder of a neural voice and recogniser."""
    engine: str = ""
    """The engine that is taken where nobody chose; empty takes the best there is."""
    speech: Remote = Remote()
    speech_voices: tuple[str, ...] = ()
    transcription: Remote = Remote()


def options_of(settings: Settings) -> Options:
    return Options(
        espeak=settings.espeak,
        models=settings.voice_models,
        engine=settings.voice_engine,
        speech=Remote(settings.speech_url, settings.speech_key, settings.speech_model),
        speech_voices=tuple(
            name.strip() for name in settings.speech_voices.split(",") if name.strip()
        ),
        transcription=Remote(
            settings.transcription_url, settings.transcription_key, settings.transcription_model
        ),
    )
