"""The documents of a request as they look: one tab each, with pages and zoom, or why not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QTabBar, QToolButton, QWidget

from embedded_server.contracts.verification import VerificationDocument
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.verification.documents import DocumentsModel
from spaces_desktop.verification.panes_view import STEP, Pane, PdfPane, PicturePane
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import Empty, button, column, frame, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

PDF = "application/pdf"
_ENDINGS = {PDF: ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


class DocumentView(QWidget):
    told = Signal(str)
    """Something was done that shows nowhere; in words."""

    def __init__(self, model: DocumentsModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("documents")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        layout.addWidget(self._build_tabs())
        layout.addWidget(self._build_bar())
        self._save_error = ErrorStrip(name="document_save_error")
        layout.addWidget(self._save_error)
        self.pdf = PdfPane(themes)
        self.picture = PicturePane()
        self._unreadable = self._build_unreadable()
        self._content = QStackedWidget()
        for page in (self.pdf, self.picture, self._unreadable):
            self._content.addWidget(page)
        self._none = Empty("", "", picture="file", themes=themes)
        self._states = StateStack(self._content, themes, self._none, shape="form", name="document")
        self._states.retry_requested.connect(model.load)
        layout.addWidget(self._states, 1)
        self.pdf.page_changed.connect(lambda _page: self._show_page())
        bind = self._bindings.bind
        bind(model, "listed", self._on_listed)
        bind(model, "current", self._on_current)
        bind(model, "advice", self._states.show_advice)
        bind(model, "phase", self._on_phase)
        bind(model, "save_advice", self._save_error.show_advice)
        self._bindings.listen(model.saved, self._on_saved)
        # By its name: what a lambda listens to goes on calling it when the view is gone.
        themes.changed.connect(self._dress)

    def release(self) -> None:
        self._bindings.release()
        self.pdf.clear()
        self.picture.clear()

    def _build_tabs(self) -> QTabBar:
        self._tabs = QTabBar()
        self._tabs.setObjectName("document_tabs")
        self._tabs.setAccessibleName(self.tr("Documents"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self._tabs.currentChanged.connect(self._model.choose)
        return self._tabs

    def _build_bar(self) -> QWidget:
        self._bar = frame("bar", "document_bar")
        row = line(self._bar, spacing=4)
        row.setContentsMargins(8, 4, 8, 4)
        self._back = self._tool("document_back", self.tr("Previous page"), "back")
        self._forward = self._tool("document_forward", self.tr("Next page"), "forward")
        self._page = label("", "muted", name="document_page")
        self._out = self._tool("document_out", self.tr("Zoom out"), "zoom_out")
        self._in = self._tool("document_in", self.tr("Zoom in"), "zoom")
        self._fit = self._tool("document_fit", self.tr("Fit the width"), "fit")
        self._save = self._tool("document_save", self.tr("Save a copy…"), "save")
        self._back.clicked.connect(lambda: self.pdf.turn(-1))
        self._forward.clicked.connect(lambda: self.pdf.turn(1))
        self._out.clicked.connect(lambda: self._zoom(1 / STEP))
        self._in.clicked.connect(lambda: self._zoom(STEP))
        self._fit.clicked.connect(self._fit_width)
        self._save.clicked.connect(self.save)
        for one in (self._back, self._page, self._forward):
            row.addWidget(one)
        row.addStretch(1)
        for one in (self._out, self._in, self._fit, self._save):
            row.addWidget(one)
        return self._bar

    def _build_unreadable(self) -> Empty:
        copy = button(self.tr("Save a copy…"), "document_copy")
        copy.clicked.connect(self.save)
        return Empty(
            self.tr("This document cannot be shown"),
            self.tr("Look at a copy with another program, or ask for another file."),
            copy,
            picture="warning",
            themes=self._themes,
        )

    def _tool(self, name: str, text: str, image: str) -> QToolButton:
        return tool(name, text, image, self._themes)

    def save(self) -> None:
        """Ask where to, then save a copy of the document that is shown."""
        current = self._model.current
        if current is None:
            return
        dialog = QFileDialog(self, self.tr("Where to save the copy"))
        dialog.setObjectName("document_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        stem = Path(current.name).stem or "document"
        dialog.selectFile(stem + _ENDINGS.get(current.mime_type, ""))
        dialog.fileSelected.connect(lambda name: self._model.save(Path(name)))
        dialog.open()

    @property
    def _shown(self) -> Pane | None:
        page = self._content.currentWidget()
        return page if isinstance(page, PdfPane | PicturePane) else None

    def _zoom(self, factor: float) -> None:
        if self._shown is not None:
            self._shown.zoom(factor)

    def _fit_width(self) -> None:
        if self._shown is not None:
            self._shown.fit()

    def _on_listed(self, listed: tuple[VerificationDocument, ...]) -> None:
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for one in listed:
            name = "file" if one.mime_type == PDF else "picture"
            at = self._tabs.addTab(icon(name, self._themes.current), one.name)
            self._tabs.setTabToolTip(at, one.name)
        current = self._model.current
        if current in listed:
            self._tabs.setCurrentIndex(listed.index(current))
        self._tabs.blockSignals(False)
        self._tabs.setVisible(bool(listed))

    def _dress(self) -> None:
        self._on_listed(self._model.listed)

    def _on_current(self, current: VerificationDocument | None) -> None:
        if current in self._model.listed:
            self._tabs.blockSignals(True)
            self._tabs.setCurrentIndex(self._model.listed.index(current))
            self._tabs.blockSignals(False)
        if current is None:
            self._none.set_texts(
                self.tr("No documents"), self.tr("A new name is asked for without documents.")
            )
        else:
            self._none.set_texts(
                self.tr("Deleted"),
                self.tr("Documents are deleted some time after the decision."),
            )

    def _on_phase(self, phase: Phase) -> None:
        if phase is Phase.READY:
            self._show_content()
        else:
            self.pdf.clear()
            self.picture.clear()
        self._bar.setVisible(phase is Phase.READY)
        self._states.show_phase(phase)
        self._show_page()

    def _show_content(self) -> None:
        current, picture = self._model.current, self._model.picture
        shown: QWidget = self._unreadable
        if picture is not None:
            self.picture.show_picture(picture)
            shown = self.picture
        elif (
            current is not None
            and current.mime_type == PDF
            and self.pdf.show_pdf(self._model.content)
        ):
            shown = self.pdf
        self._content.setCurrentWidget(shown)
        for one in (self._out, self._in, self._fit):
            one.setVisible(shown is not self._unreadable)

    def _show_page(self) -> None:
        pages = self.pdf.pages if self._shown is self.pdf else 0
        self._page.setText(
            self.tr("Page {page} of {pages}").format(page=self.pdf.page + 1, pages=pages)
        )
        for one in (self._back, self._page, self._forward):
            one.setVisible(pages > 1)
        self._back.setEnabled(self.pdf.page > 0)
        self._forward.setEnabled(self.pdf.page < pages - 1)

    def _on_saved(self, path: str) -> None:
        self.told.emit(self.tr("Saved as {file}.").format(file=path))
