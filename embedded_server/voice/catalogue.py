"""What can speak and listen on this server, and what to do about what cannot.

Nothing heavy is imported: whether a library is there is asked of the finder of modules.
"""

from __future__ import annotations

from importlib.util import find_spec

from embedded_server.contracts.voice import Engine, Engines
from embedded_server.voice.engines.espeak import MISSING, RATE, find_espeak
from embedded_server.voice.engines.stock import VOICES
from embedded_server.voice.neural_models import find_listener, why_no_voice
from embedded_server.voice.options import Options

RECOGNISERS = {
    "sherpa": "sherpa-onnx",
    "http": "Transcription endpoint",
    "pocketsphinx": "Basic offline recogniser (English)",
}
"""What people see of recognisers, by id."""
_NO_ENDPOINT = (
    "No endpoint is set. Start the server with --speech-url and the address of one that speaks as"
    " OpenAI's does."
)
RATES = {"imprint": RATE, "espeak": RATE, "sherpa": 24_000, "http": 24_000}
"""Samples a second of all that an engine speaks, by its id."""


def list_all(options: Options) -> Engines:
    """The default engine first. Looks at the disk: not for the loop."""
    found = [_imprint(options), _stock(options), _sherpa(options), _remote(options)]
    default = choose(found, options)
    found.sort(key=lambda one: one.id != default)
    return Engines(engines=found, recogniser=choose_recogniser(options, "en"))


def choose(found: list[Engine], options: Options) -> str:
    """The id of the engine that is taken where nobody chose.

    One that the settings name stays the default also where it is not available: it is never
    replaced in silence.
    """
    if options.engine:
        return options.engine
    order = ("sherpa", "imprint", "espeak", "http")
    able = {one.id for one in found if one.is_available}
    return next((one for one in order if one in able), "imprint")


def choose_recogniser(options: Options, language: str) -> str | None:
    """The best that is here for a language: a model of the host's own, an endpoint, and for English
    the basic one."""
    if find_spec("sherpa_onnx") is not None and find_listener(options.models) is not None:
        return "sherpa"
    if options.transcription.url:
        return "http"
    is_english = language.partition("-")[0].lower() in ("", "en")
    if is_english and find_spec("pocketsphinx") is not None:
        return "pocketsphinx"
    return None


def _imprint(options: Options) -> Engine:
    why_not = None
    if find_espeak(options.espeak) is None:
        why_not = MISSING
    elif find_spec("pyworld") is None:
        why_not = "The library pyworld is not installed. Install it: pip install pyworld-prebuilt"
    return Engine(
        id="imprint",
        name="Voice imprint (basic)",
        is_available=why_not is None,
        why_not=why_not,
        can_clone=True,
        leaves_this_machine=False,
        stock_voices=[],
    )


def _stock(options: Options) -> Engine:
    is_there = find_espeak(options.espeak) is not None
    return Engine(
        id="espeak",
        name="espeak-ng",
        is_available=is_there,
        why_not=None if is_there else MISSING,
        can_clone=False,
        leaves_this_machine=False,
        stock_voices=list(VOICES),
    )


def _sherpa(options: Options) -> Engine:
    why_not = why_no_voice(options.models)
    return Engine(
        id="sherpa",
        name="PocketTTS (neural)",
        is_available=why_not is None,
        why_not=why_not,
        can_clone=True,
        leaves_this_machine=False,
        stock_voices=[],
    )


def _remote(options: Options) -> Engine:
    is_there = bool(options.speech.url)
    return Engine(
        id="http",
        name="Speech endpoint",
        is_available=is_there,
        why_not=None if is_there else _NO_ENDPOINT,
        can_clone=False,
        leaves_this_machine=True,
        stock_voices=list(options.speech_voices) if is_there else [],
    )
