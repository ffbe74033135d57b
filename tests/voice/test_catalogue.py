"""What can speak and listen here, and what to do about what cannot; the folder of models."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from embedded_server.voice import catalogue, neural_models
from embedded_server.voice.engines import sherpa
from embedded_server.voice.engines.base import EngineError, Pcm
from embedded_server.voice.engines.phrases import runs
from embedded_server.voice.engines.plain_text import plain_text
from embedded_server.voice.neural_models import VOICE_FILES, find_listener, find_voice, why_no_voice
from embedded_server.voice.options import Options, Remote
from tests.voice.speakers import speaker


def test_each_engine_says_what_it_can_and_what_it_lacks() -> None:
    listed = catalogue.list_all(Options())
    by_id = {one.id: one for one in listed.engines}
    assert listed.engines[0].id == "imprint"
    assert set(by_id) == set(catalogue.RATES) == {"imprint", "espeak", "sherpa", "http"}
    assert by_id["imprint"].can_clone
    assert "Mandarin" in by_id["espeak"].stock_voices
    assert "--speech-url" in str(by_id["http"].why_not)
    assert not by_id["sherpa"].is_available
    assert by_id["sherpa"].why_not
    assert listed.recogniser == "pocketsphinx"


def test_a_missing_program_is_told_with_its_remedy_and_the_default_is_not_replaced() -> None:
    without = catalogue.list_all(Options(espeak="/nowhere", engine="imprint"))
    assert without.engines[0].id == "imprint"
    assert not without.engines[0].is_available
    assert "--espeak" in str(without.engines[0].why_not)
    remote = Options(espeak="/nowhere", speech=Remote("http://x"), speech_voices=("anna",))
    assert catalogue.list_all(remote).engines[0].id == "http"
    assert catalogue.list_all(remote).engines[0].leaves_this_machine


def test_the_recogniser_is_the_best_for_the_language() -> None:
    assert catalogue.choose_recogniser(Options(), "en-GB") == "pocketsphinx"
    assert catalogue.choose_recogniser(Options(), "zh") is None
    assert catalogue.choose_recogniser(Options(transcription=Remote("http://x")), "zh") == "http"


def test_a_folder_of_models_is_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neural_models, "find_spec", lambda name: object())
    assert "--voice-models" in str(why_no_voice(""))
    assert "does not exist" in str(why_no_voice(str(tmp_path / "none")))
    model = tmp_path / "pocket"
    model.mkdir()
    assert "lm_flow.int8.onnx" in str(why_no_voice(str(tmp_path)))
    for names in VOICE_FILES.values():
        (model / names[-1]).write_bytes(b"<html>not found</html>")
    assert why_no_voice(str(tmp_path)) is None
    found = find_voice(str(tmp_path))
    assert found is not None
    assert found["vocab_json"] == str(model / "vocab.json")
    (model / "vocab.json").unlink()
    assert "Missing: vocab.json" in str(why_no_voice(str(tmp_path)))
    assert find_listener(str(tmp_path)) is None
    listener = tmp_path / "zipformer"
    listener.mkdir()
    for name in ("tokens.txt", "encoder.int8.onnx", "encoder.onnx", "decoder.onnx"):
        (listener / name).touch()
    kind = find_listener(str(tmp_path))
    assert kind is not None
    assert kind.kind == "whisper"
    (listener / "joiner.onnx").touch()
    kind = find_listener(str(tmp_path))
    assert kind is not None
    assert (kind.kind, Path(kind.files["encoder"]).name) == ("transducer", "encoder.int8.onnx")


def test_a_profile_of_another_kind_is_refused() -> None:
    for raw in (b"", b"SPVI\x01\x00", sherpa.MAGIC + b"\x01\x00rubbish"):
        with pytest.raises(EngineError, match="Build it again"):
            sherpa.read_example(raw)
    with pytest.raises(EngineError, match="needs a profile"):
        next(sherpa.Sherpa("").speak(None, None, "Hello."))
    assert "sherpa_onnx" not in sys.modules


@pytest.mark.skipif(find_spec("sherpa_onnx") is None, reason="the extra `neural` is not installed")
def test_wrong_files_are_told(tmp_path: Path) -> None:
    for names in VOICE_FILES.values():
        (tmp_path / names[0]).write_bytes(b"<html>not found</html>")
    with pytest.raises(EngineError, match="cannot be loaded"):
        sherpa.Sherpa(str(tmp_path)).prepare([speaker(120.0)], 0.5, lambda share: None)


MODELS = os.environ.get("SPACES_TEST_VOICE_MODELS", "")


@pytest.mark.skipif(not MODELS, reason="SPACES_TEST_VOICE_MODELS names no folder of a model")
def test_a_real_model_speaks() -> None:
    engine = sherpa.Sherpa(MODELS)
    silence = Pcm(np.zeros(48_000, dtype=np.float32), 24_000)
    with pytest.raises(EngineError, match="too little speech"):
        engine.prepare([silence], 0.5, lambda share: None)
    profile = engine.prepare([speaker(120.0, seconds=4.0)], 0.5, lambda share: None)
    sound = np.concatenate(list(engine.speak(profile, None, "Good morning, everybody.")))
    assert 0.5 < len(sound) / sherpa.RATE < 10
    assert float(np.abs(sound).max()) > 0.01


TEXTS = [
    ("", ""),
    ("   \n ", ""),
    ("😀👍🏽 👨‍👩‍👧", ""),
    ("***", ""),
    ("Hello 😀 there", "Hello there"),
    ("**Bold** and _so_ and `code`", "Bold and so and code"),
    ("snake_case stays", "snake_case stays"),
    ("# Title\nText", "Title. Text"),
    ("- one\n- two!\n3. three", "one. two! 3. three"),
    ("[The page](https://a.example/x?y=1) says [1]", "The page says"),
    ("See https://www.a.example/long/path?q=1.", "See a.example"),
    ("![a picture](x.png)", "a picture"),
    ("Look:\n```python\nprint(1)\n```\nDone.", "Look: Done."),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "a b. 1 2"),
    ("<b>Bold</b> &amp; free", "Bold & free"),
    ("It costs 5 € or 20 %!!!!!", "It costs 5 € or 20 %!"),
    ("[[h@'loU]] you", "h@'loU you"),
    ("\u4f60\u597d\uff0c\u4e16\u754c\u3002", "\u4f60\u597d\uff0c\u4e16\u754c\u3002"),
    ("a" * 5000, "a" * 60),
    ("\x00\x1b[0m text \u202e", "0m text"),
]


@pytest.mark.parametrize(("written", "spoken"), TEXTS)
def test_what_is_written_becomes_what_is_spoken(written: str, spoken: str) -> None:
    assert plain_text(written).replace("[", "").strip() == spoken.replace("[", "")


@pytest.mark.parametrize("letter", ["*", "_", "[", "`", "<a", "| ", "- ", "> ", "https://", "\n#"])
def test_no_text_takes_long(letter: str) -> None:
    assert len(plain_text(letter * 4000 + " end")) <= 13_000


def test_a_text_is_read_in_the_language_of_its_script() -> None:
    text = "Hello. How are you? \u4f60\u597d\u3002Bye."
    expected = [("en", "Hello. How are you?"), ("cmn", "\u4f60\u597d\u3002"), ("en", "Bye.")]
    assert list(runs(text, "en")) == expected
    assert next(runs("\u041f\u0440\u0438\u0432\u0435\u0442!", "en"))[0] == "ru"
    assert list(runs("", "en")) == []
