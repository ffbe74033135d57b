"""The support room: consoles of the brands one answers for, their pages, one's own questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from spaces_desktop.chat.acts_view import RecentEmoji
from spaces_desktop.communities.pages_view import Made, PageKind
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.console_view import ConsoleView
from spaces_desktop.support.console.model import ConsoleModel
from spaces_desktop.support.model import SupportModel
from spaces_desktop.support.pages_view import CONSOLE, CustomerSide
from spaces_desktop.support.settings.finding import NEW
from spaces_desktop.widgets.controls import Choice, SegmentedControl
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import Empty, button, column, frame, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

OWN = "own"
"""In the choice of brands, and as a place: one's own questions."""
LONGEST = 20
"""Characters of a brand's name that the choice has room for at least."""


class SupportView(QWidget):
    place_wanted = Signal(str, str)
    """A brand, and a page of it, that somebody chose over the room."""

    def __init__(
        self,
        model: SupportModel,
        themes: Themes,
        emoji: RecentEmoji,
        pages: Sequence[PageKind] = (),
        customer: CustomerSide | None = None,
        menu: QWidget | None = None,
    ) -> None:
        """`menu` stands at the end of the bar over the room."""
        super().__init__()
        self.setObjectName("support")
        self._model = model
        self._themes = themes
        self._emoji = emoji
        self._kinds = {one.key: one for one in pages}
        self._customer = customer
        self._bindings = Bindings()
        self._page = CONSOLE
        self._consoles: dict[ConsoleModel, ConsoleView] = {}
        self._later: tuple[str, str] = ("", "")
        """Where to go once it is known for which brands one answers."""
        self._comes_first = False
        """Whether one came to the room itself before that was known."""
        self._made: Made | None = None
        self._made_for: tuple[str, str] = ("", "")
        layout = column(self, 0, 0)
        self._bar = self._build_bar(pages, menu)
        layout.addWidget(self._bar)
        self._stack = QStackedWidget()
        self._none = self._build_none(themes)
        self._states = StateStack(self._stack, themes, self._none, name="support")
        self._states.retry_requested.connect(model.brands.load)
        layout.addWidget(self._states, 1)
        if customer is not None:
            self._stack.addWidget(customer.widget)
        bind = self._bindings.bind
        bind(model, "staffed", lambda _brands: self._fill_brands())
        bind(model, "console", lambda _console: self._show())
        bind(model.brands, "phase", lambda _phase: self._on_brands())
        bind(model.brands, "advice", lambda _advice: self._states.show_advice(model.brands.advice))

    def release(self) -> None:
        self._bindings.release()
        self._drop_page()
        for view in self._consoles.values():
            view.release()

    def open(self, thing: str, inner: str = "") -> None:
        """A brand's id, and in it a conversation or the key of a page; "" for the room itself."""
        page = inner if inner in self._kinds else CONSOLE
        conversation_id = "" if inner in self._kinds else inner
        self._later = ("", "")
        self._comes_first = not thing and not self._is_settled
        if not thing or (thing == OWN and self._customer is not None):
            self._page = CONSOLE
            if (thing == OWN or not self._model.show_first()) and self._customer is not None:
                self._model.console = None
                self._customer.open("", "")
            self._show()
            return
        if (
            self._customer is not None
            and not self._is_settled
            and not self._is_customer_of(thing, inner)
        ):
            self._later = (thing, inner)
        if not self._is_customer_of(thing, inner):
            self._page = page
            self._model.open(thing, conversation_id)
        elif self._customer is not None:
            self._model.console = None
            self._customer.open(thing, inner)
        self._show()

    @property
    def console(self) -> ConsoleView | None:
        """The one that is on the screen."""
        model = self._model.console
        if model is None or self._page != CONSOLE:
            return None
        return self._consoles.get(model)

    @property
    def _is_settled(self) -> bool:
        """Whether it is known for which brands one answers."""
        return self._model.brands.phase in (Phase.READY, Phase.EMPTY)

    def _is_customer_of(self, community_id: str, inner: str) -> bool:
        if self._customer is None or self._customer.holds(inner):
            return self._customer is not None
        answers = community_id in self._model.consoles
        return not answers and (self._is_settled or self._customer.has(community_id))

    def _on_brands(self) -> None:
        """Who turns out to answer for no such brand asks it."""
        self._show()
        thing, inner = self._later
        if thing and self._is_settled and self._is_customer_of(thing, inner):
            self.open(thing, inner)
        elif self._comes_first and self._is_settled:
            self.open("")

    def _build_bar(self, pages: Sequence[PageKind], menu: QWidget | None) -> QWidget:
        bar = frame("header", "support_bar")
        row = line(bar)
        row.setContentsMargins(12, 6, 12, 6)
        self.brands = Choice()
        self.brands.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.brands.setObjectName("support_brands")
        self.brands.setAccessibleName(self.tr("For which brand"))
        self.brands.activated.connect(self._on_brand)
        row.addWidget(self.brands)
        self.which = SegmentedControl(
            (
                (CONSOLE, self.tr("Conversations")),
                *((one.key, one.title) for one in pages),
            ),
            "support_page",
            self.tr("What of the brand"),
        )
        self.which.changed.connect(self._on_page)
        row.addStretch(1)
        row.addWidget(self.which)
        if menu is not None:
            row.addWidget(menu)
        return bar

    def _build_none(self, themes: Themes) -> Empty:
        start = button(self.tr("Create a customer service"), "support_create", "primary")
        start.clicked.connect(lambda: self.place_wanted.emit(NEW, ""))
        return Empty(
            self.tr("No brands yet"),
            self.tr("Customer service of the brands you answer for, or ask, appears here."),
            start,
            picture="support",
            themes=themes,
        )

    def _fill_brands(self) -> None:
        with QSignalBlocker(self.brands):
            self.brands.clear()
            for one in self._model.staffed:
                self.brands.addItem(one.name, one.id)
                if one.is_verified:
                    at = self.brands.count() - 1
                    mark = icon("verified", self._themes.current, "accent")
                    spoken = self.tr("{name}, Verified").format(name=one.name)
                    self.brands.setItemIcon(at, mark)
                    self.brands.setItemData(at, spoken, Qt.ItemDataRole.AccessibleTextRole)
            if self._customer is not None and self._model.staffed:
                self.brands.addItem(self.tr("My own questions"), OWN)
            names = [self.brands.itemText(at) for at in range(self.brands.count())]
            longest = max((len(name) for name in names), default=0)
            self.brands.setMinimumContentsLength(min(longest, LONGEST))
        self._show()

    def _show(self) -> None:
        console = self._model.console
        self._show_bar(console)
        if console is not None:
            widget = self._page_of(console)
            self._states.show_phase(Phase.READY)
        elif self._customer is not None and self._model.brands.phase is not Phase.FAILED:
            widget = self._customer.widget
            self._states.show_phase(Phase.READY)
        else:
            phase = self._model.brands.phase
            self._states.show_phase(Phase.EMPTY if phase is Phase.READY else phase)
            return
        self._stack.setCurrentWidget(widget)

    def _show_bar(self, console: ConsoleModel | None) -> None:
        self._bar.setVisible(bool(self._model.staffed))
        at = self.brands.findData(OWN if console is None else console.community.id)
        with QSignalBlocker(self.brands):
            self.brands.setCurrentIndex(at)
        self.brands.setVisible(self.brands.count() > 1)
        self.which.setVisible(console is not None and not console.farewell)
        self.which.choose(self._page)
        for key, kind in self._kinds.items():
            self.which.allow(key, console is not None and kind.may(console.community))

    def _page_of(self, console: ConsoleModel) -> QWidget:
        kind = self._kinds.get(self._page)
        if kind is None or console.farewell or not kind.may(console.community):
            self._drop_page()
            return self._view_of(console)
        wanted = (console.community.id, kind.key)
        if self._made is None or self._made_for != wanted:
            self._drop_page()
            self._made, self._made_for = kind.make(console.community), wanted
            self._stack.addWidget(self._made.widget)
        return self._made.widget

    def _view_of(self, console: ConsoleModel) -> ConsoleView:
        self._forget_old()
        if console not in self._consoles:
            made = ConsoleView(console, self._model.ringer, self._themes, self._emoji)
            self._consoles[console] = made
            self._stack.addWidget(made)
        return self._consoles[console]

    def _forget_old(self) -> None:
        """Views of consoles that are closed by now."""
        living = set(self._model.consoles.values())
        for model in [one for one in self._consoles if one not in living]:
            view = self._consoles.pop(model)
            view.release()
            self._stack.removeWidget(view)
            view.deleteLater()

    def _drop_page(self) -> None:
        made, self._made = self._made, None
        if made is not None:
            made.release()
            self._stack.removeWidget(made.widget)
            made.widget.deleteLater()

    def _on_brand(self, at: int) -> None:
        brand = self.brands.itemData(at)
        self._page = CONSOLE
        if brand == OWN:
            self._model.console = None
            self._show()
        self.place_wanted.emit(brand, "")

    def _on_page(self, key: str) -> None:
        console = self._model.console
        if console is not None:
            self._page = key
            self._show()
            self.place_wanted.emit(console.community.id, "" if key == CONSOLE else key)
