"""The catalogue of one language: read, brought up to date with the source, written, compiled."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml
from xml.sax.saxutils import escape

import PySide6

from tests.translations.extract import ROOT, String

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)


@dataclass(frozen=True, slots=True)
class Entry:
    """`translation` is "" while nobody has written it; `is_gone`: the source has it no more."""

    translation: str = ""
    is_gone: bool = False


Catalogue = dict[String, Entry]


def file_of(language: str) -> Path:
    return FOLDER / f"spaces_{language}.ts"


def read(path: Path) -> Catalogue:
    if not path.exists():
        return {}
    found: Catalogue = {}
    for context in Xml.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            said = message.find("translation")
            text = "" if said is None else said.text or ""
            gone = said is not None and said.get("type") in ("obsolete", "vanished")
            found[String(name, message.findtext("source", ""))] = Entry(text, gone)
    return found


def merge(known: Catalogue, strings: Iterable[String]) -> Catalogue:
    """What there is now with the translations it had, and what is gone, marked so.

    A string that moved to another context takes its translation along.
    """
    by_text = {one.text: entry.translation for one, entry in known.items() if entry.translation}
    merged: Catalogue = {}
    for one in strings:
        old = known.get(one)
        text = old.translation if old is not None and old.translation else by_text.get(one.text, "")
        merged[one] = Entry(text)
    for one, entry in known.items():
        if one not in merged and entry.translation:
            merged[one] = Entry(entry.translation, is_gone=True)
    return merged


def write(catalogue: Catalogue, language: str, path: Path) -> None:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
    ]
    contexts = sorted({one.context for one in catalogue})
    for context in contexts:
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for one in sorted(one for one in catalogue if one.context == context):
            lines += _message(one, catalogue[one])
        lines.append("</context>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, "</TS>", ""]), "utf-8")


def compile_to(source: Path, target: Path) -> None:
    """Raises CalledProcessError."""
    tool = Path(PySide6.__file__).parent / "lrelease"
    command = [str(tool), "-silent", "-nounfinished", str(source), "-qm", str(target)]
    subprocess.run(command, check=True, capture_output=True)


def _message(one: String, entry: Entry) -> list[str]:
    state = ""
    if entry.is_gone:
        state = ' type="vanished"'
    elif not entry.translation:
        state = ' type="unfinished"'
    return [
        "    <message>",
        f"        <source>{escape(one.text)}</source>",
        f"        <translation{state}>{escape(entry.translation)}</translation>",
        "    </message>",
    ]
