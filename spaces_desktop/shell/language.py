"""The language of the window: which one is wanted, and its translators on the application."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from spaces_desktop.kernel.resources import resource

log = logging.getLogger(__name__)

SOURCE = "en"
TRANSLATED = ("zh_CN",)


def language_of(choice: str) -> str:
    """A language there is, for a setting: `system` takes the first the person has set up."""
    if choice != "system":
        return choice if choice in TRANSLATED else SOURCE
    for name in QLocale.system().uiLanguages():
        wanted = name.replace("-", "_")
        if wanted.split("_")[0] == SOURCE:
            return SOURCE
        # The traditional script is another one, and not written here.
        if wanted.startswith("zh") and not any(part in wanted for part in ("Hant", "TW", "HK")):
            return "zh_CN"
    return SOURCE


class Languages:
    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.current = SOURCE

    def use(self, choice: str) -> bool:
        """Whether it changed; views that are there already keep their words."""
        wanted = language_of(choice)
        if wanted == self.current:
            return False
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
        if wanted != SOURCE:
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install(f"qtbase_{wanted}", qt)
            self._install(f"spaces_{wanted}", str(resource("translations")))
        QLocale.setDefault(QLocale(wanted))
        self.current = wanted
        return True

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)
        else:
            log.warning("no translation %s", name)
