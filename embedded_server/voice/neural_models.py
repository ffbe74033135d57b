"""Which models for sherpa-onnx lie in a folder; only names are looked at, nothing is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

VOICE_FILES = {
    "lm_flow": ("lm_flow.int8.onnx", "lm_flow.onnx"),
    "lm_main": ("lm_main.int8.onnx", "lm_main.onnx"),
    "encoder": ("encoder.onnx", "encoder.int8.onnx"),
    "decoder": ("decoder.int8.onnx", "decoder.onnx"),
    "text_conditioner": ("text_conditioner.onnx", "text_conditioner.int8.onnx"),
    "vocab_json": ("vocab.json",),
    "token_scores_json": ("token_scores.json",),
}
"""The parts of PocketTTS, by what sherpa-onnx calls them, and how their files are called."""
_NO_LIBRARY = (
    "The library sherpa-onnx is not installed. Install it: pip install 'spaces-desktop[neural]'"
)
_NO_SETTING = (
    "No folder of models is set. Put a PocketTTS model for sherpa-onnx into a folder, and start the"
    " server with --voice-models and that folder."
)
_NO_FOLDER = "The folder of --voice-models does not exist or cannot be read: {folder}"
_MISSING = "The folder of --voice-models has no whole PocketTTS model. Missing: {names}"


@dataclass(frozen=True, slots=True)
class Listener:
    kind: Literal["transducer", "whisper", "sense_voice"]
    files: dict[str, str]


def why_no_voice(folder: str) -> str | None:
    """What stands against the neural voice, and what to do about it."""
    if find_spec("sherpa_onnx") is None:
        return _NO_LIBRARY
    if not folder:
        return _NO_SETTING
    places = _places(folder)
    if not places:
        return _NO_FOLDER.format(folder=folder)
    if find_voice(folder) is not None:
        return None
    lacking = min((_lacking(place) for place in places), key=len)
    return _MISSING.format(names=", ".join(lacking))


def find_voice(folder: str) -> dict[str, str] | None:
    """The files of a PocketTTS model in the folder, or in one that lies in it."""
    for place in _places(folder):
        if not _lacking(place):
            return {
                part: str(next(place / name for name in names if (place / name).is_file()))
                for part, names in VOICE_FILES.items()
            }
    return None


def find_listener(folder: str) -> Listener | None:
    """A model that recognises speech in the folder, or in one that lies in it."""
    for place in _places(folder):
        if find_voice(str(place)) is not None:
            continue
        tokens = _first(place, "*tokens.txt")
        encoder, decoder = _first(place, "*encoder*.onnx"), _first(place, "*decoder*.onnx")
        joiner, model = _first(place, "*joiner*.onnx"), _first(place, "model*.onnx")
        if tokens and encoder and decoder:
            files = {"tokens": tokens, "encoder": encoder, "decoder": decoder}
            if joiner:
                return Listener("transducer", {**files, "joiner": joiner})
            return Listener("whisper", files)
        if tokens and model and "sense" in place.name.lower():
            return Listener("sense_voice", {"tokens": tokens, "model": model})
    return None


def _lacking(place: Path) -> list[str]:
    return [
        names[0]
        for names in VOICE_FILES.values()
        if not any((place / name).is_file() for name in names)
    ]


def _places(folder: str) -> list[Path]:
    if not folder:
        return []
    top = Path(folder).expanduser()
    try:
        return [top, *sorted(one for one in top.iterdir() if one.is_dir())]
    except OSError:
        return []


def _first(place: Path, pattern: str) -> str | None:
    # Smaller ones first: they are made for processors without a graphics card.
    found = sorted(place.glob(pattern), key=lambda one: ("int8" not in one.name, one.name))
    return str(found[0]) if found else None
