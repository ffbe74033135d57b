"""The gallery: public and own spaces as cards, by words, category and tag, page by page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from embedded_server.contracts.playground import SpaceQuery
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.card_view import SpaceCard
from spaces_desktop.playground.gallery import GalleryModel
from spaces_desktop.widgets.controls import Choice, SearchField, SegmentedControl
from spaces_desktop.widgets.flow import Flow
from spaces_desktop.widgets.panes import Empty, Header, button, clear, column, label, line, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.tab_order import order_tabs
from spaces_desktop.widgets.theme import Themes

CARD = 17
"""A card's least width, in lines' heights."""
LETTERS = 14
"""Of a category or a tag that are seen without opening the list."""


class GalleryView(QFrame):
    space_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, model: GalleryModel, themes: Themes) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.setObjectName("playground_gallery")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        header = Header(self.tr("Gallery"), self.tr("Things to do together, live"))
        new = button(self.tr("Create a space"), "gallery_new", "primary")
        new.clicked.connect(self.new_wanted)
        header.add(new)
        layout.addWidget(header)
        layout.addLayout(self._build_filters())
        inside = QWidget()
        around = column(inside, 16, 0)
        self._cards = QWidget()
        self._flow = Flow(self._cards, 12, least=CARD)
        around.addWidget(self._cards)
        around.addStretch(1)
        content = QWidget()
        below = column(content, 0, 0)
        below.addWidget(scroller(inside, self.tr("Spaces")), 1)
        below.addWidget(self._build_pager())
        self._states = StateStack(content, themes, self._build_empty(), name="gallery")
        self._states.retry_requested.connect(model.load)
        layout.addWidget(self._states, 1)
        self._states.follow(self._bindings, model)
        self._bindings.bind(model, "asked", self._show_asked)
        self._bindings.listen(model.shown, self._show_spaces)
        if model.spaces:
            self._show_spaces()

    def release(self) -> None:
        self._bindings.release()

    def search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _build_filters(self) -> QVBoxLayout:
        self._whose = SegmentedControl(
            (("public", self.tr("Public")), ("mine", self.tr("Mine"))),
            "gallery_whose",
            self.tr("Whose spaces"),
        )
        self._whose.changed.connect(lambda key: self._model.show_mine(key == "mine"))
        self._search = SearchField(
            self.tr("Search by name, description or tag"), "gallery_search", self._themes
        )
        self._search.setMaxLength(200)
        self._search.searched.connect(self._model.look_for)
        self._category = Choice()
        self._category.setObjectName("gallery_category")
        self._category.setAccessibleName(self.tr("Category"))
        self._category.activated.connect(
            lambda _at: self._model.choose_category(str(self._category.currentData()))
        )
        self._tag = Choice()
        self._tag.setObjectName("gallery_tag")
        self._tag.setAccessibleName(self.tr("Tag"))
        self._tag.activated.connect(
            lambda _at: self._model.choose_tag(str(self._tag.currentData()))
        )
        both = column(margin=12)
        both.addWidget(self._search)
        others = QWidget()
        row = Flow(others)
        for one in (self._whose, self._category, self._tag):
            row.addWidget(one)
        for choice in (self._category, self._tag):
            choice.setMinimumContentsLength(LETTERS)
        both.addWidget(others)
        return both

    def _build_pager(self) -> QWidget:
        self._pager = QFrame()
        self._pager.setProperty("role", "foot")
        row = line(self._pager, 8, 8)
        self._back = button(self.tr("Previous"), "gallery_previous", "link")
        self._back.clicked.connect(lambda: self._model.turn_to((self._model.asked.page) - 1))
        self._at = label("", "muted", name="gallery_page")
        self._next = button(self.tr("Next"), "gallery_next", "link")
        self._next.clicked.connect(lambda: self._model.turn_to((self._model.asked.page) + 1))
        row.addStretch(1)
        for one in (self._back, self._at, self._next):
            row.addWidget(one)
        row.addStretch(1)
        return self._pager

    def _build_empty(self) -> QWidget:
        self._act = button("", "gallery_empty_act", "primary")
        self._act.clicked.connect(self._on_empty)
        self._empty = Empty("", "", self._act, picture="playgrounds", themes=self._themes)
        return self._empty

    def _on_empty(self) -> None:
        if self._model.is_filtered:
            self._model.clear()
        else:
            self.new_wanted.emit()

    def _show_asked(self, asked: SpaceQuery) -> None:
        self._whose.choose("mine" if asked.mine else "public")
        if self._search.text().strip() != (asked.search or ""):
            self._search.setText(asked.search or "")
        self._fill(
            self._category, self.tr("All categories"), self._model.categories, asked.category
        )
        self._fill(self._tag, self.tr("All tags"), self._model.tags, asked.tag)
        if self._model.is_filtered:
            self._empty.set_texts(
                self.tr("Nothing found"), self.tr("No space fits what you look for.")
            )
            self._act.setText(self.tr("Show all of them"))
        else:
            self._empty.set_texts(
                self.tr("No spaces yet"),
                self.tr(
                    "A space is something to do together: a whiteboard, a video, a quiz or a"
                    " page of your own, live with others."
                ),
            )
            self._act.setText(self.tr("Create the first one"))

    def _fill(self, choice: Choice, every: str, known: tuple[str, ...], chosen: str | None) -> None:
        listed = known if not chosen or chosen in known else (*known, chosen)
        wanted = [("", every), *((one, one) for one in listed)]
        now = [(choice.itemData(at), choice.itemText(at)) for at in range(choice.count())]
        if wanted != now:
            choice.clear()
            for key, words in wanted:
                choice.addItem(words, key)
        choice.setCurrentIndex(max(0, choice.findData(chosen or "")))

    def _show_spaces(self) -> None:
        model = self._model
        self._show_asked(model.asked)
        clear(self._flow)
        for space in model.spaces:
            card = SpaceCard(space, self._themes)
            card.opened.connect(self.space_wanted)
            card.tag_chosen.connect(model.choose_tag)
            self._flow.addWidget(card)
            card.show()
        self._cards.updateGeometry()
        page, pages = model.asked.page, model.total_pages
        words = self.tr("Page {page} of {pages}")
        self._at.setText(words.format(page=page, pages=pages))
        self._pager.setVisible(pages > 1)
        self._back.setEnabled(page > 1)
        self._next.setEnabled(page < pages)
        order_tabs(self._states)
