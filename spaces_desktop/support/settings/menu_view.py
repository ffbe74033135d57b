"""The button of a brand's menu, and the dialogs behind it: settings, answers, a new service."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from embedded_server.contracts.communities import Community
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.rights import is_staff
from spaces_desktop.support.settings.canned_view import CannedView
from spaces_desktop.support.settings.create_view import CreateServiceView
from spaces_desktop.support.settings.doors import ServiceDoors
from spaces_desktop.support.settings.view import ServiceSettingsView
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.theme import Themes


class ServiceMenu(QToolButton):
    """What one may do with the brand on the screen."""

    changed = Signal(object)
    """A brand, when its settings have been saved."""
    other_wanted = Signal(str, str)
    """A club is to be made instead of a service; with its name as typed."""

    def __init__(
        self,
        doors: ServiceDoors,
        brands: CommunitiesModel,
        now: Callable[[], Community | None],
        themes: Themes,
    ) -> None:
        """`brands` are one's official communities; `now` tells the one on the screen."""
        super().__init__()
        self.setObjectName("service_menu")
        self.setAccessibleName(self.tr("Settings, ready-made answers, new service"))
        self.setToolTip(self.accessibleName())
        dress(self, "settings", themes)
        self._doors = doors
        self._brands = brands
        self._now = now
        self._themes = themes
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._offer(menu))
        self.setMenu(menu)

    def settings(self, page: str = "") -> None:
        """Of the brand on the screen, for its creator and its moderators."""
        brand = self._now()
        if brand is None or not is_staff(brand):
            return
        made = self._doors.settings(brand)
        made.service.saved.connect(self._brands.changed_by_me)
        made.service.saved.connect(self.changed)
        ServiceSettingsView(made, self._themes, self._over, page).open()

    def canned(self) -> None:
        brand = self._now()
        if brand is not None:
            CannedView(self._doors.canned(brand), self._themes, self._over).open()

    def create_service(self, name: str = "") -> None:
        made = CreateServiceView(self._brands, self._themes, self._over, name)
        made.other_wanted.connect(self.other_wanted)
        made.open()

    @property
    def _over(self) -> QWidget:
        """Dialogs stand over the whole window: the bar with this button comes and goes."""
        return self.window()

    def _offer(self, menu: QMenu) -> None:
        menu.clear()
        brand = self._now()
        if is_staff(brand):
            self._put(menu, self.tr("Settings…"), "service_settings_action", self.settings)
        if brand is not None:
            self._put(menu, self.tr("Ready-made answers…"), "canned_action", self.canned)
            menu.addSeparator()
        title = self.tr("New customer service…")
        self._put(menu, title, "create_service_action", self.create_service)

    def _put(self, menu: QMenu, title: str, name: str, act: Callable[[], None]) -> None:
        action = menu.addAction(title)
        action.setObjectName(name)
        action.triggered.connect(lambda _on=False: act())
