"""Every string is collected, translated and compiled; none stands in the window untranslated."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from spaces_desktop.shell.language import Languages, language_of
from spaces_desktop.shell.settings_account import AboutSection
from tests.kit.desktop import application
from tests.translations import catalogue
from tests.translations.catalogue import Entry
from tests.translations.extract import DESKTOP, ROOT, String, read, strings

AGAIN = "run `make translations`"
_PLACE = re.compile(r"\{[a-z_]*\}")
_SHOWN: dict[str, tuple[int, ...]] = {
    "QLabel": (0,),
    "QPushButton": (0,),
    "QCheckBox": (0,),
    "QAction": (0,),
    "QToolButton": (0,),
    "label": (0,),
    "button": (0,),
    "switch": (1,),
    "choice": (1,),
    "Header": (0, 1),
    "Empty": (0, 1),
    "Action": (1,),
    "Advice": (0,),
    "RailButton": (1,),
    "EntryList": (1,),
    "addAction": (0,),
    "addItem": (0,),
    "add_line": (0, 2),
    "setAccessibleDescription": (0,),
    "setAccessibleName": (0,),
    "setPlaceholderText": (0,),
    "setText": (0,),
    "setTitle": (0,),
    "setToolTip": (0,),
    "setWindowTitle": (0,),
    "set_texts": (0, 1),
    "set_title": (0,),
    "showMessage": (0, 1),
    "post": (0,),
}
"""Calls that put text before people, and which of their arguments are that text."""
_KEYWORDS = {"Shortcut": ("words", "group"), "Found": ("title", "detail", "also")}


def test_every_string_stands_in_the_catalogue() -> None:
    for language in catalogue.LANGUAGES:
        known = {one for one, entry in read_catalogue(language).items() if not entry.is_gone}
        assert known == set(strings()), AGAIN


def test_every_string_is_translated() -> None:
    for language in catalogue.LANGUAGES:
        missing = [one for one, entry in read_catalogue(language).items() if not entry.translation]
        assert missing == [], f"not translated into {language}"


def test_placeholders_agree() -> None:
    for language in catalogue.LANGUAGES:
        wrong = [
            (one.text, entry.translation)
            for one, entry in read_catalogue(language).items()
            if entry.translation
            and sorted(_PLACE.findall(one.text)) != sorted(_PLACE.findall(entry.translation))
        ]
        assert wrong == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_what_is_compiled_is_what_is_written(tmp_path: Path, language: str) -> None:
    source = catalogue.file_of(language)
    catalogue.compile_to(source, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == source.with_suffix(".qm").read_bytes(), AGAIN


def test_no_words_reach_people_past_the_translation() -> None:
    found = []
    for path in sorted(DESKTOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = path.relative_to(ROOT).as_posix()
                found += [f"{name}:{node.lineno} {text!r}" for text in _bare(node)]
    assert found == []


def _bare(node: ast.Call) -> list[str]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    name = node.func.id if isinstance(node.func, ast.Name) else name
    shown = [node.args[at] for at in _SHOWN.get(name, ()) if at < len(node.args)]
    wanted = _KEYWORDS.get(name, ())
    shown += [one.value for one in node.keywords if one.arg in wanted]
    return [text for one in shown for text in _texts(one) if _is_words(text)]


def _is_words(text: str) -> bool:
    return "://" not in text and re.search(r"[^\W\d_]{2}", text) is not None


def _texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return [text for part in node.values for text in _texts(part)]
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    if isinstance(node, ast.BinOp):
        return _texts(node.left) + _texts(node.right)
    return []


def test_the_check_for_bare_words_finds_them() -> None:
    bare = 'x.setText("Hello"); label(f"{n} new"); Advice("No" if a else "Yes"); x.setText("…")'
    calls = [node for node in ast.walk(ast.parse(bare)) if isinstance(node, ast.Call)]
    assert sorted(text for call in calls for text in _bare(call)) == [" new", "Hello", "No", "Yes"]


SOURCE = """
def _tr(text):
    return QCoreApplication.translate("errors", text)
TABLE = {"a": noop("From a table")}
class View(QWidget):
    def show(self):
        self.tr("One" if self.x else "Other")
        _tr(TABLE["a"])
def build():
    view = View()
    view.tr("Made")
def strange(x):
    self.tr(x)
"""


def test_strings_are_collected_with_the_context_qt_looks_them_up_by() -> None:
    module = read(SOURCE, "made.py")
    assert sorted((one.context, one.text) for one in module.strings) == [
        ("View", "Made"),
        ("View", "One"),
        ("View", "Other"),
        ("errors", "From a table"),
    ]
    assert module.unclear == ["made.py:13: self.tr(x)"]


def test_merging_keeps_translations_and_marks_what_is_gone() -> None:
    known = {
        String("A", "Kept"): Entry("bleibt"),
        String("A", "Moved"): Entry("zog um"),
        String("A", "Gone"): Entry("weg"),
        String("A", "Never written"): Entry(""),
    }
    merged = catalogue.merge(known, [String("A", "Kept"), String("B", "Moved"), String("A", "New")])
    assert merged == {
        String("A", "Kept"): Entry("bleibt"),
        String("B", "Moved"): Entry("zog um"),
        String("A", "New"): Entry(""),
        String("A", "Moved"): Entry("zog um", is_gone=True),
        String("A", "Gone"): Entry("weg", is_gone=True),
    }


def test_a_catalogue_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = {
        String("A", "less < more & “all”"): Entry("weniger < mehr\nzweite Zeile"),
        String("A", "open"): Entry(""),
        String("B", "gone"): Entry("weg", is_gone=True),
    }
    catalogue.write(made, "de", tmp_path / "a.ts")
    assert catalogue.read(tmp_path / "a.ts") == made
    catalogue.compile_to(tmp_path / "a.ts", tmp_path / "a.qm")
    assert QTranslator().load(str(tmp_path / "a.qm"))


def test_the_window_speaks_the_other_language_and_back() -> None:
    languages = Languages(application())
    try:
        assert languages.use("zh_CN")
        assert not languages.use("zh_CN")
        assert AboutSection().accessibleName() == "关于 Spaces"
        assert languages.use("en")
        assert AboutSection().accessibleName() == "About Spaces"
    finally:
        languages.use("en")
    assert language_of("xx") == "en"


def read_catalogue(language: str) -> dict[String, Entry]:
    return catalogue.read(catalogue.file_of(language))
